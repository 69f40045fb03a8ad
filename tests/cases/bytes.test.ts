import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readWhole } from '../../src/cases/bytes.ts';
import { exportFile, temporaryFolder } from './helpers.ts';

/** Pseudo-random text, so that its compressed form is long enough to be cut anywhere. */
const TEXT = Buffer.from(
  Array.from({ length: 20_000 }, (_, index) => `line ${(index * 2_654_435_761) % 4_294_967_296}\n`).join(''),
);

const withChecksum = (bytes: Uint8Array) =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

function digestOf(bytes: Buffer): string {
  return `${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex')}`;
}

/** What is read, by its length and hash: short enough to be shown when it is not what was expected. */
async function read(bytes: Uint8Array, name: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  const chunks: Buffer[] = [];
  // Copied, because a chunk's memory is used again for the next.
  for await (const chunk of readWhole(await exportFile(path))) chunks.push(Buffer.from(chunk));
  return digestOf(Buffer.concat(chunks));
}

describe.each([
  ['gzip', 'a.ndjson.gz', gzipSync],
  ['zstd', 'a.ndjson.zst', withChecksum],
] as const)('%s', (_, name, compress) => {
  const whole = compress(TEXT);

  test('is read whole', async () => {
    expect(await read(whole, name)).toBe(digestOf(TEXT));
  });

  test.each([1, 10, 1000, 40_000])('without its last %i bytes is refused as cut off', async (missing) => {
    const error = await read(whole.subarray(0, whole.length - missing), name).catch((error: Error) => error);
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /a\.ndjson\.\w+ is cut off: the compressed data ends before its end; export or copy it again$/,
      ),
    });
  });

  test('with a byte changed is refused', async () => {
    for (const place of [0, 200, whole.length >> 1]) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] as number) ^ 0xff;
      await expect(read(damaged, name)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringContaining('cannot decompress'),
      });
    }
  });

  test('that is none is refused', async () => {
    await expect(read(TEXT, name)).rejects.toThrow(/cannot decompress .*; export or copy it again$/);
  });

  test('of an empty file is empty', async () => {
    expect(await read(Buffer.alloc(0), name)).toBe(digestOf(Buffer.alloc(0)));
    expect(await read(compress(Buffer.alloc(0)), name)).toBe(digestOf(Buffer.alloc(0)));
  });

  // Parts compressed by themselves and put one after the other, as parallel compressors do.
  test('in several parts is read to the end of the last', async () => {
    const parts = Buffer.concat([compress(TEXT.subarray(0, 1000)), compress(TEXT.subarray(1000))]);
    expect(await read(parts, name)).toBe(digestOf(TEXT));
  });

  // Tapes and block devices pad what they hold with zeros.
  test('with zeros after a part is read to the end of the last', async () => {
    if (name.endsWith('.zst')) return;
    const zeros = Buffer.alloc(5000);
    const parts = [compress(TEXT.subarray(0, 1000)), zeros, compress(TEXT.subarray(1000)), zeros];
    expect(await read(Buffer.concat(parts), name)).toBe(digestOf(TEXT));
    const damaged = Buffer.from(compress(TEXT.subarray(1000)));
    damaged[0] = 0;
    await expect(read(Buffer.concat([parts[0] as Buffer, damaged]), name)).rejects.toMatchObject({
      exitCode: 2,
    });
  });

  test('with something else after it is refused', async () => {
    await expect(read(Buffer.concat([whole, Buffer.from('something else')]), name)).rejects.toMatchObject({
      exitCode: 2,
    });
  });
});

test('a plain file is read whole, larger than one chunk too', async () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024 + 7, TEXT);
  expect(await read(bytes, 'a.csv')).toBe(digestOf(bytes));
});

test('a file that is gone is named', async () => {
  const chunks = readWhole({ path: '/nowhere/a.csv', format: 'csv', compression: 'none', bytes: 7 });
  await expect(chunks.next()).rejects.toMatchObject({
    exitCode: 2,
    message: 'cannot read /nowhere/a.csv: ENOENT',
  });
});
