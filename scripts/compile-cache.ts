import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(PROJECT, 'node_modules/.cache/node/');

/**
 * Keeps compiled modules and parsed pages for the next command, which then starts in half the time. What is imported
 * before this is called is not kept; threads started after it take part.
 */
export function keepCompiled(): void {
  enableCompileCache(FOLDER);
  process.env.NODE_COMPILE_CACHE ??= FOLDER;
  process.env[KEEP_PAGES] ??= PROJECT;
}

/** As in `src/sops/page-cache.ts`, which would be compiled anew were it imported here. */
const KEEP_PAGES = 'SOP_KEEP_PAGES';
