import { mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { SopDeskError } from '../errors.ts';
import type { ContentFile } from '../sops/load.ts';

interface Replacement {
  readonly target: string;
  readonly temporary: string;
  /** What stood there before; null when nothing did. */
  readonly before: Uint8Array | null;
}

/**
 * Writes files of a content folder, all or none: everything is written beside its place first and
 * then renamed; when a rename fails, those before it are taken back.
 *
 * @param read the folder's files as they were when the changes were made out
 * @throws SopDeskError when a file changed meanwhile or cannot be written
 */
export async function writeFiles(
  folder: string,
  changes: readonly ContentFile[],
  read: readonly ContentFile[],
): Promise<void> {
  const known = new Map(read.map((file) => [file.path, file.bytes]));
  const replacements: Replacement[] = [];
  try {
    for (const { path: name, bytes } of changes) {
      const before = known.get(name) ?? null;
      const target = await placeOf(path.join(folder, name));
      await refuseChanged(target, before);
      const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
      replacements.push({ target, temporary, before });
      await writeWhole(temporary, bytes);
    }
    await renameAll(replacements);
  } catch (error) {
    if (error instanceof SopDeskError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SopDeskError(`cannot write the content in ${folder}: ${code ?? message}; nothing was changed`);
  } finally {
    for (const { temporary } of replacements) await rm(temporary, { force: true });
  }
}

/** Where a file really is; a link inside the content folder stays a link. */
async function placeOf(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  return realpath(file).catch(() => file);
}

async function refuseChanged(target: string, before: Uint8Array | null): Promise<void> {
  const now = await readFile(target).catch(() => null);
  const same = now === null || before === null ? now === before : Buffer.compare(now, before) === 0;
  if (!same) throw new SopDeskError(`${target} changed meanwhile; nothing was written, run again`);
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function renameAll(replacements: readonly Replacement[]): Promise<void> {
  const done: Replacement[] = [];
  try {
    for (const replacement of replacements) {
      await rename(replacement.temporary, replacement.target);
      done.push(replacement);
    }
  } catch (error) {
    for (const { target, temporary, before } of done.reverse()) {
      if (before === null) await rm(target, { force: true });
      else {
        await writeWhole(temporary, before);
        await rename(temporary, target);
      }
    }
    throw error;
  }
}
