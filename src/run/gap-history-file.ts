import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GapHistory, gapHistorySchema } from '../coverage/gap-history.ts';
import type { Ledger } from '../coverage/ledger.ts';
import { nextGapHistory } from '../gaps/gap-history.ts';
import { type ContentFile, GAP_DECISIONS_FILE, hashOf } from '../sops/load.ts';
import { replaceFiles } from './ledger-file.ts';

/** File of a ledger folder that holds what became of gaps from run to run. */
export const GAP_HISTORY_FILE = 'gap-history.json';

/** The history of a ledger folder; null when there is none or it cannot be read. */
export async function readGapHistory(folder: string): Promise<GapHistory | null> {
  try {
    return gapHistorySchema.parse(JSON.parse(await readFile(join(folder, GAP_HISTORY_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** The history that a ledger's run carried on; null when the one in its folder is of another run. */
export async function readHistoryOf(
  folder: string,
  { report, catalogue }: Ledger,
): Promise<GapHistory | null> {
  const history = await readGapHistory(folder);
  return history?.run.asOf === report.asOf && history.run.catalogue === catalogue ? history : null;
}

/**
 * Carries the history of gaps on with a run. Before its ledger is written: a run that is cut off in
 * between and made again finds the history as it leaves it.
 *
 * @param files the content the run was made with
 * @throws SopDeskError when the folder cannot be written
 */
export async function recordGapHistory(
  folder: string,
  ledger: Ledger,
  files: readonly ContentFile[],
): Promise<void> {
  const before = await readGapHistory(folder);
  const history = nextGapHistory(before, ledger.report, ledger.syntheticCases > 0, {
    catalogue: ledger.catalogue,
    undecided: undecidedHash(files),
  });
  await replaceFiles(folder, { [GAP_HISTORY_FILE]: `${JSON.stringify(history, null, 1)}\n` });
}

/** Hash of content without the decisions about gaps, which change no number. */
export function undecidedHash(files: readonly ContentFile[]): string {
  return hashOf(files.filter(({ path }) => path !== GAP_DECISIONS_FILE));
}
