import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ParsedPage, parsePage } from './parse.ts';

export interface PageText {
  readonly file: string;
  readonly text: string;
}

/** Pages as this process parsed them last, by file. */
const lastParsed = new Map<string, { readonly text: string; readonly page: ParsedPage }>();

/**
 * Parses many pages, save those that read as they did when this process last parsed them: what
 * changes one page of a library and looks at it again need not wait for all of them.
 */
export async function parseChanged(sources: readonly PageText[]): Promise<ParsedPage[]> {
  const changed = sources.filter(({ file, text }) => lastParsed.get(file)?.text !== text);
  const parsed = new Map((await parsePages(changed)).map((page) => [page.file, page]));
  return sources.map(({ file, text }) => {
    const page = parsed.get(file) ?? (lastParsed.get(file)?.page as ParsedPage);
    lastParsed.set(file, { text, page });
    return page;
  });
}

/** Below this much text, starting a thread costs more than it saves. */
const WORTH_A_THREAD = 1_500_000;
/** Characters sent at a time: small enough that no thread is left waiting for another at the end. */
const PORTION = 200_000;

/**
 * Parses many pages; their order stays. A large folder is shared with worker threads, and this
 * thread parses too; where no thread can be started it parses alone, with the same result.
 */
export async function parsePages(
  sources: readonly PageText[],
  threads = availableParallelism(),
): Promise<ParsedPage[]> {
  const size = sources.reduce((sum, source) => sum + source.text.length, 0);
  const pages = new Map<string, ParsedPage>();
  const queue = portions(sources);
  const keep = (parsed: readonly ParsedPage[]) => {
    for (const page of parsed) pages.set(page.file, page);
  };
  const helpers: Helper[] = [];
  if (size >= WORTH_A_THREAD) {
    for (let count = 1; count < Math.min(threads, 4); count++) helpers.push(startHelper(queue, keep));
  }
  for (let portion = queue.shift(); portion; portion = queue.shift()) {
    for (const { file, text } of portion) {
      keep([parsePage(text, file)]);
      // Lets the answers of other threads in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await Promise.all(helpers.map((helper) => helper.finish()));
  return sources.map(({ file, text }) => pages.get(file) ?? parsePage(text, file));
}

function portions(sources: readonly PageText[]): PageText[][] {
  const result: PageText[][] = [];
  let size = PORTION;
  for (const source of sources) {
    if (size >= PORTION) {
      result.push([]);
      size = 0;
    }
    result.at(-1)?.push(source);
    size += source.text.length;
  }
  return result;
}

interface Helper {
  /** Waits for the portion it holds, if it holds one, and ends it. */
  finish(): Promise<void>;
}

/**
 * Starts one worker that empties the queue with us. One that fails leaves its portion to the
 * caller; one that comes too late takes none.
 */
function startHelper(queue: PageText[][], keep: (pages: ParsedPage[]) => void): Helper {
  const worker = startWorker();
  if (worker === null) return { finish: async () => {} };
  let busy = false;
  let release = () => {};
  const next = () => {
    const portion = queue.shift();
    busy = portion !== undefined;
    if (portion) worker.postMessage(portion);
    else release();
  };
  const fail = () => {
    busy = false;
    release();
  };
  worker.on('message', (answer: string) => {
    keep(JSON.parse(answer));
    next();
  });
  worker.on('error', fail);
  worker.on('exit', fail);
  worker.once('online', next);
  return {
    async finish() {
      if (busy)
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      await worker.terminate();
    },
  };
}

function startWorker(): Worker | null {
  try {
    // Trees are made and dropped by the million: room for many of them spares the collector.
    return new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: 192 },
    });
  } catch {
    return null;
  }
}
