import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { ExportFile } from '../cases/files.ts';
import type { Stretch } from '../cases/read.ts';
import { SopDeskError } from '../errors.ts';
import type { FileState, RunRecord } from './ledger-file.ts';
import type { StretchSummary } from './reader.ts';

/** The exports of a run as they were found. */
export interface RunInputs {
  readonly files: readonly ExportFile[];
  /** Per file, what tells that it was not touched. */
  readonly states: readonly string[];
  /** Per file, the content hashes of its stretches; null when it may be another than in the run before. */
  readonly hashes: readonly (readonly string[] | null)[];
}

/** Looks at the exports, and at what the run before knew of them. */
export async function inspectInputs(
  files: readonly ExportFile[],
  before: RunRecord | null,
): Promise<RunInputs> {
  const states = await Promise.all(files.map(stateOf));
  const known = new Map(before?.files.map((file) => [file.path + file.state, file.hashes]));
  const hashes = files.map((file, index) =>
    isSettled(states[index] as string) ? (known.get(file.path + states[index]) ?? null) : null,
  );
  return { files, states, hashes };
}

/**
 * What a run answers: two runs with the same key give the same ledger.
 *
 * @param question everything but the exports that the answer depends on
 * @returns a key that no run has when a file's hashes are not known
 */
export function runKey(question: string, { files, hashes }: Pick<RunInputs, 'files' | 'hashes'>): string {
  const inputs = files.map(({ path }, index) => [path, hashes[index]]);
  return createHash('sha256')
    .update(JSON.stringify([question, inputs]))
    .digest('hex');
}

/** Marks the state of a file that might be changed again within the grain of the file system's clock. */
const FRESH = ':fresh';

/**
 * What tells that a file was not touched. The change time is in it because, unlike the others, no
 * program sets it.
 */
async function stateOf({ path }: ExportFile): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  const settled = Date.now() - Number(ctimeNs / 1_000_000n) > 2000;
  return `${size}:${mtimeNs}:${ctimeNs}:${ino}${settled ? '' : FRESH}`;
}

/** Whether an equal state means an equal file. */
function isSettled(state: string): boolean {
  return !state.endsWith(FRESH);
}

/** @throws SopDeskError when a file is another than when the run began */
export async function refuseChanged({ files, states }: RunInputs): Promise<void> {
  for (const [index, file] of files.entries()) {
    const strip = (state: string | undefined) => state?.replace(FRESH, '');
    if (strip(await stateOf(file)) !== strip(states[index])) {
      throw new SopDeskError(`${file.path} changed while it was read; run again when its export is complete`);
    }
  }
}

/** The files for the record of the run, each with the hashes of its stretches. */
export function fileStates(
  { files, states }: RunInputs,
  stretches: readonly Stretch[],
  summaries: readonly Pick<StretchSummary, 'hash'>[],
): FileState[] {
  return files.map((file, index) => ({
    path: file.path,
    state: states[index] as string,
    hashes: summaries.filter((_, place) => stretches[place]?.file === file).map(({ hash }) => hash),
  }));
}
