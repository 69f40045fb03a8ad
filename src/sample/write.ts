import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { SopDeskError } from '../errors.ts';

/** Characters gathered before they are handed on: few large writes instead of many small ones. */
const CHUNK = 1 << 18;

/**
 * Writes lines to a file, compressed when its name ends in `.gz`. They are pulled only as fast as
 * the disk takes them. The file appears under its name when it is complete; a failure leaves what
 * was there before.
 */
export async function writeLines(lines: Iterable<string>, file: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const source = Readable.from(chunksOf(lines), { objectMode: true, highWaterMark: 2 });
  try {
    const target = createWriteStream(temporary, { flags: 'wx' });
    if (file.endsWith('.gz')) {
      await pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), target);
    } else {
      await pipeline(source, target);
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new SopDeskError(`cannot write ${file}: ${REASONS[code] ?? message}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; create it first',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'no permission; choose another place',
  EROFS: 'the disk is read-only; choose another place',
  EISDIR: 'it is a folder; name a file in it',
  ENOSPC: 'the disk is full',
};

function* chunksOf(lines: Iterable<string>): Generator<Buffer> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
