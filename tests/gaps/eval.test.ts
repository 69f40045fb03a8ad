import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../scripts/command-line.ts';

let folder: string;
let printed: { out: string; error: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-'));
  printed = { out: '', error: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.error += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const write = (name: string, ...rows: unknown[]): Promise<void> =>
  writeFile(
    join(folder, name),
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
  );
const rule = (id: string, title: string) => ({ id, title, text: title, status: 'active' });

test('measures a set with all four files', async () => {
  await write('rules.jsonl', rule('A-1', 'lost card'), rule('B-1', 'exchange rate'), {
    ...rule('C-1', 'card is lost'),
    status: 'retired',
    replaced_by: 'A-1',
  });
  await write('train.jsonl', { text: 'my card is gone', rule_ids: ['C-1'] });
  await write('test.jsonl', { text: 'card gone', gold: ['A-1'] }, { text: 'zebra', gold: [] });
  await write(
    'gaps.jsonl',
    { text: 'sanctions list match', theme: 's' },
    { text: 'match on the sanctions list', theme: 's' },
  );
  expect(await runCommandLine(['eval', folder, '--json'])).toBe(0);
  const { suggest, gaps } = JSON.parse(printed.out);
  expect(suggest).toMatchObject({ steps: 2, withGold: 1, recallAt1: 1, recallAt3: 1, auroc: 1 });
  expect(Object.keys(suggest)).toEqual(
    expect.arrayContaining(['suggested', 'precision', 'falseSuggestRate', 'trainSeconds', 'stepsPerSecond']),
  );
  expect(gaps).toMatchObject({
    steps: 2,
    themes: 1,
    clusters: 1,
    homogeneity: 1,
    completeness: 1,
    vMeasure: 1,
  });
});

test('train.jsonl and gaps.jsonl may be missing', async () => {
  await write('rules.jsonl', rule('A-1', 'lost card'));
  await write('test.jsonl', { text: 'card lost', gold: ['A-1'] });
  expect(await runCommandLine(['eval', folder, '--json'])).toBe(0);
  expect(JSON.parse(printed.out)).toMatchObject({ suggest: { steps: 1, auroc: null }, gaps: null });
});

test.each([
  ['not JSON', ['{'], /^sop eval: rules\.jsonl:1: not JSON.*\n$/],
  ['a field of the wrong kind', [{ ...rule('A', 'a'), title: 3 }], /rules\.jsonl:1: "title" is no string/],
  ['an unknown status', ['', { ...rule('A', 'a'), status: 'draft' }], /rules\.jsonl:2: "status" is "draft"/],
  ['an ID twice', [rule('A', 'a'), rule('A', 'b')], /rules\.jsonl:2: rule "A" stands twice/],
  ['no object', [[]], /rules\.jsonl:1: expected an object/],
])('a rules file with %s is refused with its place', async (_, rows, message) => {
  await write('rules.jsonl', ...rows);
  await write('test.jsonl');
  expect(await runCommandLine(['eval', folder])).toBe(2);
  expect(printed.error).toMatch(message);
  expect(printed.error.trim().split('\n')).toHaveLength(1);
});

test('a missing folder, a missing file and a wrong option are refused', async () => {
  expect(await runCommandLine(['eval', join(folder, 'nowhere')])).toBe(2);
  expect(await runCommandLine(['eval', folder])).toBe(2);
  expect(await runCommandLine(['eval'])).toBe(2);
  expect(await runCommandLine(['eval', folder, '--what'])).toBe(2);
  expect(printed.error).toMatch(
    /no such folder[\s\S]*rules\.jsonl: no such file[\s\S]*expected one folder[\s\S]*--what/,
  );
});

test('--help explains itself', async () => {
  expect(await runCommandLine(['eval', '--help'])).toBe(0);
  expect(printed.out).toContain('Usage: eval DIR');
});
