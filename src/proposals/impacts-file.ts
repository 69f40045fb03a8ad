import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { SopDeskError } from '../errors.ts';
import { LEDGER_FILE, replaceFiles } from '../run/ledger-file.ts';
import { type Impacts, impactsSchema } from './impact-types.ts';

/** File of a ledger folder that holds the effects of the open proposals. */
export const IMPACTS_FILE = 'impacts.json';

/**
 * Reads the effects that the last run simulated. Null when there are none, or when they belong to
 * another ledger or other content: numbers of yesterday's text would be believed.
 *
 * @param catalogueHash hash of the content they are wanted for
 */
export async function readImpacts(folder: string, catalogueHash: string): Promise<Impacts | null> {
  const text = await readFile(path.join(folder, IMPACTS_FILE), 'utf8').catch(() => null);
  const ledger = await hashOfLedger(folder);
  if (text === null || ledger === null) return null;
  const { data } = impactsSchema.safeParse(parsed(text));
  return data?.catalogue === catalogueHash && data.ledger === ledger ? data : null;
}

/** SHA-256 of the ledger in a folder; null when there is none. */
export async function hashOfLedger(folder: string): Promise<string | null> {
  const bytes = await readFile(path.join(folder, LEDGER_FILE)).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/**
 * Replaces the effects in a ledger folder, as a whole.
 *
 * @param impacts null when there are none
 * @throws SopDeskError when the folder cannot be written
 */
export async function writeImpacts(folder: string, impacts: Impacts | null): Promise<void> {
  if (impacts !== null) {
    return replaceFiles(folder, { [IMPACTS_FILE]: `${JSON.stringify(impacts, null, 1)}\n` });
  }
  const file = path.join(folder, IMPACTS_FILE);
  await rm(file, { force: true }).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new SopDeskError(`cannot remove ${file}: ${code ?? message}`);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
