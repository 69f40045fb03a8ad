import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { SopDeskError } from '../errors.ts';
import type { ExportFile } from './files.ts';

const CHUNK = 4 * 1024 * 1024;

/** A stretch of a file, from `start` up to but not including `end`, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a stretch of a plain file. While a chunk is worked on, the next is read; a chunk's memory is
 * used again for the one after that.
 */
export async function* readRange(path: string, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new SopDeskError(`cannot read ${path}: ${error.code ?? error.message}`);
  });
  const { size: bytes } = await file.stat();
  const size = Math.min(CHUNK, Math.max(1, Math.min(end, bytes) - start));
  const read = (into: Buffer, from: number) => {
    const pending = file.read(into, 0, Math.min(size, end - from), from);
    // Thrown where it is waited for, which may never come.
    pending.catch(() => {});
    return pending;
  };
  let [buffer, spare] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  let pending = read(buffer, start);
  try {
    for (let position = start; position < end; ) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      position += bytesRead;
      pending = read(spare, position);
      yield buffer.subarray(0, bytesRead);
      [buffer, spare] = [spare, buffer];
    }
  } finally {
    await pending.catch(() => {});
    await file.close();
  }
}

/** The first place from `start` on at which a file holds another byte than zero. */
async function afterPadding(path: string, start: number): Promise<number> {
  let position = start;
  for await (const chunk of readRange(path, { start, end: Number.MAX_SAFE_INTEGER })) {
    const other = chunk.findIndex((byte) => byte !== 0);
    if (other >= 0) return position + other;
    position += chunk.length;
  }
  return position;
}

/**
 * Reads a file from beginning to end, decompressed.
 *
 * @throws SopDeskError when the file is cut off or its compression is damaged: how much is missing
 *   cannot be known, so no number may be made of the rest
 */
export async function* readWhole({ path, compression, bytes }: ExportFile): AsyncGenerator<Buffer> {
  if (bytes === 0) return;
  if (compression === 'none') {
    yield* readRange(path, { start: 0, end: Number.MAX_SAFE_INTEGER });
    return;
  }
  try {
    // Of gzip members, zlib goes on to the next by itself unless zeros stand between them; it stops after every zstd frame.
    let position = 0;
    do {
      const decompress = compression === 'gzip' ? createGunzip() : createZstdDecompress();
      const source = createReadStream(path, { start: position, highWaterMark: CHUNK });
      // The callback takes the error of either stream; the loop throws the same one.
      pipeline(source, decompress, () => {});
      for await (const chunk of decompress) yield chunk as Buffer;
      position += decompress.bytesWritten;
      if (compression === 'gzip') position = await afterPadding(path, position);
    } while (position < bytes);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const cutOff =
      code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong' || /unexpected end/i.test(message);
    throw new SopDeskError(
      cutOff
        ? `${path} is cut off: the compressed data ends before its end; export or copy it again`
        : `cannot decompress ${path} (${code ?? 'damaged'}); export or copy it again`,
    );
  }
}
