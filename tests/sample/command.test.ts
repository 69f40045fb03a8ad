import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../scripts/command-line.ts';
import { sampleCommand } from '../../scripts/commands/sample.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sample-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('options that cannot be', () => {
  test.each([
    [[], '--cases is missing'],
    [['--cases', 'many'], '--cases many: expected a whole number'],
    [['--cases', '-1'], null],
    [['--cases', '5', '--seed', '1.5'], '--seed 1.5: expected a whole number'],
    [['--cases', '5', '--seed', '1'], '--out is missing'],
    [['--cases', '5', '--seed', '1', '--out', 'a.csv'], '--out a.csv: expected a name that ends in .ndjson'],
    [
      ['--cases', '5', '--seed', '1', '--out', 'a.ndjson', '--as-of', '2026-02-30'],
      '--as-of: expected a date such as 2026-06-01, not "2026-02-30"',
    ],
    [
      ['--cases', '5', '--seed', '1', '--out', 'a.ndjson', '--faults', '2'],
      '--faults 2: expected a number from 0 to 1',
    ],
    [['--sead', '1'], null],
  ])('%j', async (argv, message) => {
    if (message === null) await expect(sampleCommand.run(argv)).rejects.toThrow();
    else await expect(sampleCommand.run(argv)).rejects.toThrow(message);
  });

  test('end the command with exit code 2', async () => {
    expect(await runCommandLine(['sample', '--cases', 'many'])).toBe(2);
  });
});

test('writes an export about the library of this repository', async () => {
  const out = path.join(folder, 'a.ndjson');
  const argv = ['--cases', '60', '--seed', '4', '--as-of', '2026-11-22', '--out', out];
  expect(await sampleCommand.run(argv)).toBe(0);
  const first = await readFile(out, 'utf8');
  expect(first.split('\n').length).toBeGreaterThan(60);
  expect(first).toContain('"synthetic":true');
}, 60_000);
