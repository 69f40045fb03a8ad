import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ExportFile } from '../../src/cases/files.ts';
import { unpackTexts } from '../../src/cases/packed-texts.ts';
import type { Stretch } from '../../src/cases/read.ts';
import { dateToDay } from '../../src/cases/time.ts';
import type { RuleFacts } from '../../src/coverage/types.ts';
import { totalOf } from '../../src/run/assessment.ts';
import { FIELDS } from '../../src/run/occurrences.ts';
import { ReaderPool } from '../../src/run/pool.ts';
import { type Lesson, LocalReader, type ReaderTerms } from '../../src/run/reader.ts';
import { selectCases } from '../../src/run/selection.ts';
import { CASE_TYPES, record, rule, temporaryFolder } from './helpers.ts';

const RULES = [
  rule('ATO-001', { signals: ['device_mismatch'], phrases: ['new device'] }),
  rule('ATO-002', { retired: '2026-06-01', replacedBy: 'ATO-001' }),
  rule('KYC-001', { caseTypes: ['kyc-audit'] }),
];

const termsOf = (ledger: string, rules: readonly RuleFacts[] = RULES): ReaderTerms => ({
  caseTypes: CASE_TYPES,
  rules,
  asOf: dateToDay('2026-06-30') as number,
  since: null,
  until: null,
  exemptKinds: ['note'],
  ledger,
  code: 'reads',
  mapping: null,
});

/** Cases of all verdicts, with duplicates, rejects and blank lines between them. */
const LINES = Array.from({ length: 60 }, (_, index) => {
  const steps = [
    { text: 'hold the account', rule_ids: ['ATO-001'] },
    { text: 'hold it', rule_ids: ['ATO-002@1'] },
    { text: 'a new device was seen' },
    { text: 'a dog was seen' },
    { signals: ['device_mismatch'] },
    { text: 'document', rule_ids: ['KYC-001', 'AML-7'] },
    { text: 'talk', kind: 'note' },
    {},
  ];
  if (index % 20 === 7) return '\nno json\n';
  const label = ['TP', 'TN', 'FP', 'FN'][index % 4];
  return record(`C-${index % 50}`, [...steps.slice(index % 8), ...steps.slice(0, index % 3)], {
    case_type: index % 5 === 0 ? 'kyc' : 'ato',
    decided_at: `2026-0${1 + (index % 6)}-11T0${index % 10}:00:00Z`,
    ...(index % 3 === 0 && {
      review: { label, handling_minutes: index / 4, citation_correct: index % 2 === 0 },
    }),
    ...(index % 9 === 0 && { synthetic: true }),
  });
});

async function exportOf(text: string): Promise<{ folder: string; file: ExportFile }> {
  const folder = await temporaryFolder();
  const path = join(folder, 'export.ndjson');
  await writeFile(path, text);
  return { folder, file: { path, format: 'ndjson', compression: 'none', bytes: Buffer.byteLength(text) } };
}

function cut(file: ExportFile, parts: number): Stretch[] {
  const size = Math.ceil(file.bytes / parts);
  return Array.from({ length: parts }, (_, part) => ({
    file,
    range: { start: part * size, end: Math.min(file.bytes, (part + 1) * size) },
  }));
}

/** One of the uncited texts is nearly what a rule says. */
const LESSONS: readonly Lesson[] = CASE_TYPES.map(() => ({
  rules: [
    { id: 'ATO-001', texts: ['hold the account', 'a dog was seen near the desk'] },
    { id: 'KYC-001', texts: ['the document was read', 'compare the portrait'] },
  ],
  labelled: [],
  glossary: [],
}));

/** A size of all exports for which threads are started. */
const LARGE = 1e9;

/** @param bytes what the pool is told of the size of all exports: a large one makes it start threads */
async function countsOf(ledger: string, stretches: readonly Stretch[], bytes: number) {
  const pool = new ReaderPool(bytes);
  onTestFinished(() => pool.close());
  await pool.begin(termsOf(ledger));
  const unknown = stretches.map(() => null);
  const summaries = await pool.readAll(stretches, unknown, () => {});
  const { kept, accepted, duplicates } = selectCases(summaries);
  await pool.keepAll(kept);
  const wordings = await pool.wordingsAll();
  const results = await pool.judgeAll(LESSONS, 5);
  const records = summaries.reduce((sum, summary) => sum + summary.records, 0);
  const caseTypes = results.map(({ counts, gaps }) => {
    const { rows, numbers, latest } = counts.occurrences;
    // Rows come in the order in which they are met, which is another with other stretches.
    const met = rows.map((row, place) => [
      JSON.stringify(row),
      ...numbers.subarray(place * FIELDS, (place + 1) * FIELDS),
    ]);
    return { ...counts, occurrences: { met: met.sort(), latest }, gaps };
  });
  return {
    wordings,
    verdicts: totalOf(results.map(({ counts }) => counts)).clocks.asIs.verdicts,
    counts: { records, accepted, duplicates, caseTypes },
  };
}

test('many stretches count what one stretch counts', async () => {
  const { folder, file } = await exportOf(LINES.join(''));
  const one = await countsOf(join(folder, 'one'), cut(file, 1), 0);
  expect(one.counts).toMatchObject({ records: 60, accepted: 48, duplicates: 9 });
  expect(one.counts.caseTypes.flatMap(({ gaps }) => gaps).length).toBeGreaterThan(0);
  expect(one.verdicts.uncited).toBeGreaterThan(0);
  for (const parts of [2, 7, 40]) {
    const many = await countsOf(join(folder, String(parts)), cut(file, parts), 0);
    expect(many.counts).toEqual(one.counts);
  }
});

test('threads count what is counted in place, in the same order', async () => {
  const { folder, file } = await exportOf(LINES.join(''));
  const inPlace = await countsOf(join(folder, 'place'), cut(file, 7), 0);
  expect(await countsOf(join(folder, 'threads'), cut(file, 7), LARGE)).toEqual(inPlace);
});

test('what a thread cannot read is told as it is told in place', async () => {
  const { folder } = await exportOf('');
  const gone = { path: join(folder, 'gone.csv'), format: 'csv', compression: 'none', bytes: 7 } as const;
  for (const bytes of [0, LARGE]) {
    await expect(
      countsOf(folder, [{ file: gone, range: { start: 0, end: 7 } }], bytes),
    ).rejects.toMatchObject({
      name: 'SopDeskError',
      exitCode: 2,
      message: `cannot read ${gone.path}: ENOENT`,
    });
  }
});

/** The verdicts of an export, read by a reader of its own. */
async function readBy(terms: ReaderTerms, file: ExportFile) {
  const reader = new LocalReader();
  await reader.begin(terms);
  const stretch = cut(file, 1)[0] as Stretch;
  const summary = await reader.read(0, stretch, null);
  await reader.keep(0, new Uint8Array(summary.settledAt.length).fill(1), 0);
  const assessed = await Promise.all(
    LESSONS.map(async (lesson, caseType) => reader.assess(caseType, await reader.train(lesson))),
  );
  const counts = assessed.flat().map((stretch) => stretch.counts);
  return { summary, verdicts: totalOf(counts).clocks.asIs.verdicts };
}

const MANY = Array.from({ length: 200 }, (_, index) =>
  record(`C-${index}`, [{ text: `hold ${'x'.repeat(index + 1)}`, rule_ids: ['ATO-001'] }]),
).join('');
const DRAFT = [rule('ATO-001', { status: 'draft' })];

test('an export read before is not read again', async () => {
  const { folder, file } = await exportOf(MANY);
  const first = await readBy(termsOf(folder), file);
  await writeFile(file.path, 'something else');
  const again = new LocalReader();
  await again.begin(termsOf(folder));
  expect(await again.read(0, cut(file, 1)[0] as Stretch, first.summary.hash)).toEqual(first.summary);
});

test('an export read under other rules is read anew when texts are missing', async () => {
  const { folder, file } = await exportOf(MANY);
  expect((await readBy(termsOf(folder), file)).verdicts).toMatchObject({ cited: 200, pending: 0 });
  expect((await readBy(termsOf(folder, DRAFT), file)).verdicts).toMatchObject({ cited: 0, pending: 200 });
});

test('an export renamed to its right format is read as that', async () => {
  const { folder, file } = await exportOf(
    'case_id,case_type,decided_at,text\nA,ato,2026-06-15T12:00:00Z,x\n',
  );
  expect(unpackTexts((await readBy(termsOf(folder), file)).summary.caseIds)).toEqual([]);
  const renamed: ExportFile = { ...file, format: 'csv' };
  expect(unpackTexts((await readBy(termsOf(folder), renamed)).summary.caseIds)).toEqual(['A']);
});
