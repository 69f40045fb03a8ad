import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Reject } from '../cases/rejects.ts';
import { type Ledger, ledgerSchema } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { makeFolder } from './folder.ts';

/** File of a ledger folder that holds the ledger. */
export const LEDGER_FILE = 'ledger.json';
const REJECTS_FILE = 'rejects.ndjson';
const REJECTS_A_PIECE = 10_000;
/** File that says what the ledger was made from. */
export const RUN_FILE = 'run.json';

/** What the ledger was made from: with it, a run with nothing new need not read anything. */
const runRecordSchema = z.object({
  /** Hash over everything that the ledger depends on. */
  key: z.string(),
  /** SHA-256 of the ledger file itself, so that a damaged one is never taken for current. */
  ledger: z.string(),
  /** What the run had to tell. */
  warnings: z.array(z.string()),
  /** The exports as they were when they were read. */
  files: z.array(
    z.object({
      path: z.string(),
      /** Same state, same bytes. */
      state: z.string(),
      /** Content hash per stretch. */
      hashes: z.array(z.string()),
    }),
  ),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
export type FileState = RunRecord['files'][number];

/**
 * Writes the ledger. Each file is written beside its place and then renamed into it, the ledger
 * last, so that a run that is cut off leaves the earlier ledger whole.
 *
 * @throws SopDeskError when the folder cannot be written
 */
export async function writeLedger(
  folder: string,
  ledger: Ledger,
  run: Omit<RunRecord, 'ledger'>,
): Promise<void> {
  const text = `${JSON.stringify(ledger, null, 1)}\n`;
  const record = { ...run, ledger: sha256(text) };
  await replaceFiles(folder, {
    [RUN_FILE]: `${JSON.stringify(record)}\n`,
    [LEDGER_FILE]: text,
  });
}

/**
 * Writes the rejected records, all of them: the ledger lists only the first.
 *
 * @throws SopDeskError when the folder cannot be written
 */
export async function writeRejects(folder: string, rejects: Iterable<Reject>): Promise<void> {
  await replaceFiles(folder, { [REJECTS_FILE]: linesOf(rejects) });
}

/** In pieces, because there may be more rejects than fit one string. */
function* linesOf(rejects: Iterable<Reject>): Iterable<string> {
  let piece: string[] = [];
  for (const reject of rejects) {
    piece.push(`${JSON.stringify(reject)}\n`);
    if (piece.length < REJECTS_A_PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  yield piece.join('');
}

/**
 * Writes files of a ledger folder, one after the other, each beside its place and then renamed.
 *
 * @throws SopDeskError when the folder cannot be written
 */
export async function replaceFiles(
  folder: string,
  files: Readonly<Record<string, string | Iterable<string>>>,
): Promise<void> {
  try {
    await makeFolder(folder);
    for (const [name, text] of Object.entries(files)) await replaceFile(join(folder, name), text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SopDeskError(`cannot write the ledger in ${folder}: ${WHY[code ?? ''] ?? message}`);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENOENT: 'such a folder cannot be made there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
};

/** The record of the run before; null when there is none or it cannot be read. */
export async function readRunRecord(folder: string): Promise<RunRecord | null> {
  try {
    return runRecordSchema.parse(JSON.parse(await readFile(join(folder, RUN_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** The ledger on disk, if it is the one the record speaks of and whole; else null. */
export async function readOwnLedger(folder: string, record: RunRecord): Promise<Ledger | null> {
  try {
    const text = await readFile(join(folder, LEDGER_FILE), 'utf8');
    if (sha256(text) !== record.ledger) return null;
    return ledgerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function replaceFile(path: string, text: string | Iterable<string>): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      for (const piece of typeof text === 'string' ? [text] : text) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
