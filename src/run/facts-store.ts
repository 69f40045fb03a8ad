import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Facts } from '../cases/facts.ts';
import type { ReadingTerms } from '../cases/settling.ts';
import { makeFolder } from './folder.ts';

/** What facts depend on besides the bytes of the stretch. */
export interface FactsTerms extends Pick<ReadingTerms, 'caseTypes'> {
  /** Folder of the ledger. */
  readonly ledger: string;
  /** Hash of the code that reads exports: facts of other code mean something else. */
  readonly code: string;
  /** Text of the mapping file; null when none is used. */
  readonly mapping: string | null;
}

const FACTS_FILE = /^[0-9a-f]{40}-[0-9a-f]{12}\.bin(?:\.\d+\.tmp)?$/;

/** Facts of stretches read before, by content hash, in the ledger folder's `facts/`. */
export class FactsStore {
  readonly #folder: string;
  readonly #terms: string;

  constructor({ ledger, code, caseTypes, mapping }: FactsTerms) {
    this.#folder = join(ledger, 'facts');
    const terms = caseTypes.map(({ id, prefix, aliases }) => [id, prefix, aliases]);
    this.#terms = createHash('sha256')
      .update(JSON.stringify([code, terms, mapping]))
      .digest('hex')
      .slice(0, 12);
  }

  /** The facts of a stretch; null when it was not read before, or when the file is damaged. */
  async load(hash: string): Promise<Facts | null> {
    try {
      return deserialize(await readFile(this.#path(hash))) as Facts;
    } catch {
      return null;
    }
  }

  /** Keeps facts for the next run. Failing to is no error: the stretch is then read again. */
  async save(hash: string, facts: Facts): Promise<void> {
    const path = this.#path(hash);
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await makeFolder(this.#folder);
      await writeFile(temporary, serialize(facts));
      await rename(temporary, path);
    } catch {
      // Reported when the ledger itself cannot be written, for which a full disk needs the room.
      await rm(temporary, { force: true }).catch(() => {});
    }
  }

  /**
   * Forgets all other stretches: they hold case data, which should not outlive its export. A folder
   * that is borrowed from another ledger is left to that one.
   */
  async keepOnly(hashes: readonly string[]): Promise<void> {
    const known = new Set(hashes.map((hash) => this.#name(hash)));
    const own = await lstat(this.#folder).catch(() => null);
    if (!own?.isDirectory()) return;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (FACTS_FILE.test(name) && !known.has(name))
        await rm(join(this.#folder, name), { force: true }).catch(() => {});
    }
  }

  #path(hash: string): string {
    return join(this.#folder, this.#name(hash));
  }

  #name(hash: string): string {
    return `${hash.slice(0, 40)}-${this.#terms}.bin`;
  }
}
