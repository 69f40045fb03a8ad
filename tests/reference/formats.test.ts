import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './command.ts';
import { expectReference, reportOf } from './compare.ts';
import { writeContent } from './content.ts';
import {
  type Compression,
  csv,
  jsonArray,
  ndjson,
  PLAIN_LINES,
  writeParquet,
  writeText,
} from './export-writer.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';
import { type CaseRecord, randomCase, type StepRecord } from './world-cases.ts';
import { randomContent } from './world-content.ts';

/** The same cases in every format, plain and packed, give the same bytes. */

const folder = temporaryFolder();
const random = new Random(4711);
const content = randomContent(random);
const contentFolder = join(folder, 'content');
writeContent(contentFolder, content);
const records = Array.from({ length: 120 }, (_, index) =>
  withNumberedSteps(randomCase(`C-${index}`, content, random, true)),
);
const cases = join(folder, 'cases');
const windowsLines = { bom: true, end: '\r\n', blankLines: true, lastEnd: false } as const;

let expected: string | null = null;
async function sameReport(file: string): Promise<void> {
  const question = { asOf: '2026-11-22', since: null, until: null };
  const world: World = { content, contentFolder, files: [file], question };
  if (expected === null) {
    const ndjsonWorld = { ...world, files: [writeText(cases, 'first.ndjson', ndjson(records), '')] };
    expected = await expectReference(ndjsonWorld, join(folder, 'ledger'));
  }
  expect(await reportOf(world, join(folder, 'ledger'))).toBe(expected);
}

test.for<Compression>(['', '.gz', '.zst'])('text formats with compression "%s"', async (compression) => {
  const { separator, columns } = { separator: '|' as const, columns: undefined };
  await sameReport(writeText(cases, 'b.jsonl', ndjson(records), compression));
  await sameReport(writeText(cases, 'c.ndjson', ndjson(records, windowsLines), compression));
  await sameReport(writeText(cases, 'd.json', jsonArray(records), compression));
  await sameReport(writeText(cases, 'e.json', jsonArray(records, windowsLines), compression));
  await sameReport(writeText(cases, 'f.csv', csv(records), compression));
  await sameReport(writeText(cases, 'g.csv', csv(records, windowsLines, columns, separator), compression));
});

test('Parquet, with times as text and as timestamps', async () => {
  await sameReport(await writeParquet(cases, 'h.parquet', records));
  const typed = `* REPLACE (decided_at::TIMESTAMPTZ AS decided_at)`;
  await sameReport(await writeParquet(cases, 'i.parquet', records, typed));
  const zoneless = `* REPLACE ((decided_at::TIMESTAMPTZ AT TIME ZONE 'UTC') AS decided_at)`;
  await sameReport(await writeParquet(cases, 'j.parquet', records, zoneless));
});

test('fields in any order, and a file of one line', async () => {
  const turned = records.map((record) => Object.fromEntries(Object.entries(record).reverse()));
  await sameReport(writeText(cases, 'k.ndjson', ndjson(turned), ''));
  await sameReport(writeText(cases, 'l.ndjson', ndjson(turned, { ...PLAIN_LINES, lastEnd: false }), ''));
});

/** A CSV numbers its steps, so the others do too. */
function withNumberedSteps(record: CaseRecord): CaseRecord {
  const chain = record.chain as StepRecord[];
  return { ...record, chain: chain.map((step, index) => ({ ...step, step: index + 1 })) };
}
