import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOf, holdsExports, listExports } from '../../src/cases/files.ts';
import { temporaryFolder } from './helpers.ts';

describe('the name of an export', () => {
  test.each([
    ['a.ndjson', 'ndjson', 'none'],
    ['a.jsonl', 'ndjson', 'none'],
    ['a.json', 'json', 'none'],
    ['a.csv', 'csv', 'none'],
    ['a.parquet', 'parquet', 'none'],
    ['a.ndjson.gz', 'ndjson', 'gzip'],
    ['a.json.zst', 'json', 'zstd'],
    ['A.CSV.GZ', 'csv', 'gzip'],
    ['cases.2026.10.jsonl', 'ndjson', 'none'],
    ['folder.csv/a.json', 'json', 'none'],
  ])('%s says %s, %s', (path, format, compression) => {
    expect(formatOf(path)).toEqual({ format, compression });
  });

  test.each([
    'a.txt',
    'json',
    'a.gz',
    'a.parquet.gz',
    'a.parquet.zst',
    'a.csv.bz2',
    'a.ndjson.gz.gz',
    'x.json/README',
  ])('%s says nothing', (path) => {
    expect(formatOf(path)).toBeNull();
  });
});

/** A folder with empty files of these names. */
async function folderOf(...names: string[]): Promise<(name: string) => string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), name);
  }
  return (name) => join(folder, name);
}

describe('listing', () => {
  test('takes paths and patterns, each file once, in name order', async () => {
    const at = await folderOf('b.csv', 'a.ndjson', 'Z.json', 'deep/er/c.parquet');
    const { files, skipped } = await listExports([at('b.csv'), at('**/*'), at('*.ndjson')]);
    expect(files).toEqual([
      { path: at('Z.json'), format: 'json', compression: 'none', bytes: 6 },
      { path: at('a.ndjson'), format: 'ndjson', compression: 'none', bytes: 8 },
      { path: at('b.csv'), format: 'csv', compression: 'none', bytes: 5 },
      { path: at('deep/er/c.parquet'), format: 'parquet', compression: 'none', bytes: 17 },
    ]);
    expect(skipped).toEqual([]);
  });

  test('says which names of exports lead to no file', async () => {
    const at = await folderOf('a.ndjson');
    await symlink(at('gone.ndjson'), at('b.ndjson'));
    await mkdir(at('c.ndjson'));
    const { files, skipped } = await listExports([at('*')]);
    expect(files.map(({ path }) => path)).toEqual([at('a.ndjson')]);
    expect(skipped).toEqual([at('b.ndjson')]);
  });

  test('takes the name of a folder as it is', async () => {
    const at = await folderOf('[1]{a,b}(c)?*/a.ndjson');
    const { files } = await listExports([at('[1]{a,b}(c)?*')]);
    expect(files.map(({ path }) => path)).toEqual([at('[1]{a,b}(c)?*/a.ndjson')]);
  });

  test('leaves alone what a pattern matches that is no export', async () => {
    const at = await folderOf('a.ndjson', 'README.md', 'notes.txt');
    const { files, skipped } = await listExports([at('*')]);
    expect(files.map(({ path }) => path)).toEqual([at('a.ndjson')]);
    expect(skipped).toEqual([at('README.md'), at('notes.txt')]);
  });

  test('of a folder takes every export however its ending is written, and says what else is there', async () => {
    const at = await folderOf('A.NDJSON', 'b/c.Json.GZ', 'd.xlsx', '.hidden', 'notes.md', 'map.yaml');
    const { files, skipped } = await listExports([at('.')]);
    expect(files.map(({ path }) => path)).toEqual([at('A.NDJSON'), at('b/c.Json.GZ')]);
    expect(skipped).toEqual([at('d.xlsx')]);
  });

  test('of a folder without exports says what was expected', async () => {
    const at = await folderOf('d.xlsx');
    await expect(listExports([at('.')])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('expected files ending in .ndjson'),
    });
    expect(await holdsExports(at('.'))).toBe(false);
  });

  test('leaves out folders, whatever they are called', async () => {
    const at = await folderOf('a.json/b.csv', 'c.csv');
    const { files, skipped } = await listExports([at('*')]);
    expect(files.map(({ path }) => path)).toEqual([at('c.csv')]);
    expect(skipped).toEqual([]);
  });

  test('takes a name with pattern characters as the file it names', async () => {
    const at = await folderOf('cases[1].ndjson', 'cases1.ndjson', 'what?.csv');
    const { files } = await listExports([at('cases[1].ndjson'), at('what?.csv')]);
    expect(files.map(({ path }) => path)).toEqual([at('cases[1].ndjson'), at('what?.csv')]);
  });

  test('refuses a pattern that matches nothing, though another does', async () => {
    const at = await folderOf('a.csv');
    await expect(listExports([at('*.csv'), at('*.ndjson')])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`no export found at ${at('*.ndjson')}; put case exports there`),
    });
  });

  test('refuses a missing file', async () => {
    const at = await folderOf('a.ndjson');
    await expect(listExports([at('a.ndjson'), at('b.ndjson')])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`no export found at ${at('b.ndjson')}; `),
    });
  });

  test('refuses a named file of another kind', async () => {
    const at = await folderOf('a.xlsx');
    await expect(listExports([at('a.xlsx')])).rejects.toMatchObject({
      exitCode: 2,
      message: `cannot tell the format of ${at('a.xlsx')}: expected .ndjson, .jsonl, .json, .csv or .parquet, the first four also with .gz or .zst`,
    });
  });

  test('takes a file once, however its path is written', async () => {
    const at = await folderOf('a.ndjson');
    const path = at('a.ndjson');
    const { files } = await listExports([
      path,
      relative(process.cwd(), path),
      at('./b/../a.ndjson').replace('/a.', '/./a.'),
    ]);
    expect(files).toHaveLength(1);
  });
});
