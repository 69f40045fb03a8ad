import { parentPort } from 'node:worker_threads';
import { parsePage } from './parse.ts';
import type { PageText } from './parse-pages.ts';

// JSON, because copying a tree node by node costs more than writing and reading it as one string.
parentPort?.on('message', (pages: readonly PageText[]) => {
  parentPort?.postMessage(JSON.stringify(pages.map(({ file, text }) => parsePage(text, file))));
});
