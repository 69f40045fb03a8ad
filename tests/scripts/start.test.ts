import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

interface Result {
  readonly code: unknown;
  readonly err: string;
}

function start(...args: readonly string[]): Promise<Result> {
  const node = join(ROOT, 'node_modules/.bin/node');
  return new Promise((resolve) => {
    execFile(node, ['scripts/start.ts', ...args], { cwd: ROOT }, (error, _, err) => {
      resolve({ code: error?.code ?? 0, err });
    });
  });
}

test.each([
  [['--bogus'], /^start: .*--bogus.*; see --help\n$/],
  [['--port', 'abc'], /^start: --port: expected a number up to 65535, not "abc"\n$/],
  [['--port', '65536'], /^start: --port: .*\n$/],
  [['--as-of', 'tomorrow', 'nowhere.ndjson'], /^sop coverage: --as-of: .*\n$/],
])('%j cannot run, and one line says why', async (args, message) => {
  const { code, err } = await start(...args);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});
