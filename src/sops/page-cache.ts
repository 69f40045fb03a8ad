import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { hashOfCode } from '../code-hash.ts';
import type { ParsedPage } from './parse.ts';

/** Environment variable that names the project whose commands keep parsed pages; unset, none are kept. */
export const KEEP_PAGES = 'SOP_KEEP_PAGES';

/** A page, and the hash of the text it was parsed from. */
export interface KnownPage {
  readonly hash: string;
  readonly page: ParsedPage;
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** Pages as the command before parsed them, in `node_modules/.cache/` of the project. */
export class PageCache {
  readonly #folder: string;
  readonly #code: Promise<string>;

  constructor(project: string) {
    this.#folder = join(project, 'node_modules/.cache/sop-pages');
    this.#code = hashOfCode(project, ['coverage', 'sops']);
    this.#code.catch(() => {});
  }

  /** By file; nothing when there is none, it is damaged, or other code parsed them. */
  async load(): Promise<ReadonlyMap<string, KnownPage>> {
    try {
      const { code, pages } = deserialize(await readFile(join(this.#folder, FILE)));
      return code === (await this.#code) && pages instanceof Map ? pages : new Map();
    } catch {
      return new Map();
    }
  }

  /** Failing to is no error: the pages are then parsed again. */
  async save(pages: ReadonlyMap<string, KnownPage>): Promise<void> {
    const path = join(this.#folder, FILE);
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(temporary, serialize({ code: await this.#code, pages }));
      await rename(temporary, path);
    } catch {
      // A read-only folder, for one.
    }
  }
}

const FILE = 'pages.bin';
