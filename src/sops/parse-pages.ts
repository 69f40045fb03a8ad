import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { hashOfText, KEEP_PAGES, type KnownPage, PageCache } from './page-cache.ts';
import { type ParsedPage, parsePage } from './parse.ts';

export interface PageText {
  readonly file: string;
  readonly text: string;
}

/** Pages as this process parsed or found them last, by file; null before any. */
let known: Map<string, KnownPage> | null = null;

/**
 * Parses many pages, save those that read as they did when they were parsed last: what changes one
 * page of a library and looks at it again need not wait for all of them.
 */
export async function parseChanged(sources: readonly PageText[]): Promise<ParsedPage[]> {
  const cache = cacheFor(sources);
  known ??= new Map(await cache?.load());
  const hashed = sources.map((source) => ({ ...source, hash: hashOfText(source.text) }));
  const changed = hashed.filter(({ file, hash }) => known?.get(file)?.hash !== hash);
  const parsed = new Map((await parsePages(changed)).map((page) => [page.file, page]));
  const pages = hashed.map(({ file, hash }) => {
    const page = parsed.get(file) ?? (known?.get(file)?.page as ParsedPage);
    known?.set(file, { hash, page });
    return page;
  });
  if (changed.length > 0) await cache?.save(withoutLeftovers(known, sources));
  return pages;
}

/** Pages of other files are kept while they are few: the next call may ask for them, or they are gone. */
function withoutLeftovers(
  pages: ReadonlyMap<string, KnownPage>,
  sources: readonly PageText[],
): ReadonlyMap<string, KnownPage> {
  if (pages.size <= 2 * sources.length) return pages;
  const files = new Set(sources.map(({ file }) => file));
  return new Map([...pages].filter(([file]) => files.has(file)));
}

/** With less text than this, parsing costs less than keeping what was parsed. */
const WORTH_KEEPING = 200_000;

function cacheFor(sources: readonly PageText[]): PageCache | null {
  const project = process.env[KEEP_PAGES];
  return project !== undefined && sizeOf(sources) >= WORTH_KEEPING ? new PageCache(project) : null;
}

function sizeOf(sources: readonly PageText[]): number {
  return sources.reduce((sum, { text }) => sum + text.length, 0);
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
  const pages = new Map<string, ParsedPage>();
  const queue = portions(sources);
  const keep = (parsed: readonly ParsedPage[]) => {
    for (const page of parsed) pages.set(page.file, page);
  };
  const helpers: Helper[] = [];
  if (sizeOf(sources) >= WORTH_A_THREAD) {
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
    return new Worker(new URL('./parse-worker.ts', import.meta.url));
  } catch {
    return null;
  }
}
