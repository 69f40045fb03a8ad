import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Facts } from '../cases/facts.ts';
import type { ReadingTerms } from '../cases/settling.ts';
import { makeFolder } from './folder.ts';

/** Raised when the meaning or the shape of facts changes, so that older ones are read anew. */
const FACTS_VERSION = 7;

/** Facts of stretches read before, by content hash, in the ledger folder's `facts/`. */
export class FactsStore {
  readonly #folder: string;
  readonly #terms: string;

  /** @param mapping text of the mapping file; null when none is used */
  constructor(ledger: string, { caseTypes }: ReadingTerms, mapping: string | null) {
    this.#folder = join(ledger, 'facts');
    const terms = caseTypes.map(({ id, prefix, aliases }) => [id, prefix, aliases]);
    this.#terms = createHash('sha256')
      .update(JSON.stringify([FACTS_VERSION, process.version, terms, mapping]))
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

  #path(hash: string): string {
    return join(this.#folder, `${hash.slice(0, 40)}-${this.#terms}.bin`);
  }
}
