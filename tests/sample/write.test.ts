import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SopDeskError } from '../../src/errors.ts';
import { sampleLines } from '../../src/sample/lines.ts';
import { writeLines } from '../../src/sample/write.ts';
import { smallCatalogue } from './catalogue.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sample-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const catalogue = smallCatalogue();
const lines = (cases: number, seed = 1) => sampleLines(catalogue, { cases, seed, asOf: '2026-11-22' });

test('the same seed gives the same bytes, compressed or not', async () => {
  const files = ['a.ndjson', 'b.ndjson', 'c.ndjson.gz'].map((name) => path.join(folder, name));
  for (const file of files) await writeLines(lines(300), file);
  const [a, b, c] = await Promise.all(files.map((file) => readFile(file)));
  expect(a?.equals(b as Buffer)).toBe(true);
  expect(gunzipSync(c as Buffer).equals(a as Buffer)).toBe(true);
  await writeLines(lines(300, 2), files[1] as string);
  expect((await readFile(files[1] as string)).equals(a as Buffer)).toBe(false);
});

test('lines are pulled as the disk takes them, and nothing is kept', async () => {
  const before = process.memoryUsage().rss;
  let most = before;
  function* watched(): Generator<string> {
    let count = 0;
    for (const line of lines(30_000)) {
      if (++count % 500 === 0) most = Math.max(most, process.memoryUsage().rss);
      yield line;
    }
  }
  const file = path.join(folder, 'large.ndjson');
  await writeLines(watched(), file);
  const size = (await readFile(file)).length;
  expect(size).toBeGreaterThan(30_000_000);
  // Garbage of a few collections, but far from the whole file several times over.
  expect(most - before).toBeLessThan(250_000_000);
}, 60_000);

test('a failure leaves the old file whole and no temporary one behind', async () => {
  const file = path.join(folder, 'kept.ndjson');
  await writeFile(file, 'old\n');
  function* breaking(): Generator<string> {
    yield 'new';
    throw new SopDeskError('stopped');
  }
  await expect(writeLines(breaking(), file)).rejects.toThrow('stopped');
  expect(await readFile(file, 'utf8')).toBe('old\n');
  expect(await readdir(folder)).toEqual(['kept.ndjson']);
});

test('a missing folder is said in one line', async () => {
  const file = path.join(folder, 'none', 'a.ndjson');
  await expect(writeLines(['x'], file)).rejects.toThrow(
    /^cannot write .*: its folder does not exist; create it first$/,
  );
});
