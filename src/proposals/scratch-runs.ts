import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Ledger } from '../coverage/ledger.ts';
import { type CoverageOptions, runCoverage } from '../run/coverage-run.ts';
import { RUN_FILE } from '../run/ledger-file.ts';
import type { ContentFile } from '../sops/load.ts';

/** Coverage runs in a folder of their own: nothing of what they find is published. */
export interface ScratchRuns {
  /** The ledger that these files of a content folder would give on a day. */
  coverage(files: readonly ContentFile[], asOf: string): Promise<Ledger>;
  /** Removes everything they wrote. */
  close(): Promise<void>;
}

/**
 * Prepares runs over the same exports. What the ledger folder knows of them is borrowed, so that
 * they are not read again.
 *
 * @param onWarning told what the first run has to tell; the others have the same
 */
export async function startScratchRuns(
  terms: Omit<CoverageOptions, 'content' | 'asOf'>,
  onWarning: (text: string) => void,
): Promise<ScratchRuns> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sop-impact-'));
  const ledger = path.join(folder, 'ledger');
  await borrow(terms.ledger, ledger);
  let runs = 0;
  return {
    async coverage(files, asOf) {
      const content = path.join(folder, `content-${++runs}`);
      await writeContent(content, files);
      const warning = runs === 1 ? onWarning : () => {};
      return runCoverage({ ...terms, content, ledger, asOf }, { progress: () => {}, warning });
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Facts are shared in both directions: what a scratch run has to read anew, the next run knows.
 * What is not there to be borrowed is read again.
 */
async function borrow(from: string, ledger: string): Promise<void> {
  await mkdir(ledger);
  const facts = await realpath(path.join(from, 'facts')).catch(() => null);
  if (facts !== null) await symlink(facts, path.join(ledger, 'facts'), 'junction').catch(() => {});
  await copyFile(path.join(from, RUN_FILE), path.join(ledger, RUN_FILE)).catch(() => {});
}

async function writeContent(folder: string, files: readonly ContentFile[]): Promise<void> {
  for (const { path: name, bytes } of files) {
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}
