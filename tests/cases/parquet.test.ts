import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { readParquet, recordOfRow } from '../../src/cases/parquet.ts';
import { casesOf, readFacts, rejectsOf, temporaryFolder } from './helpers.ts';

/** Writes the result of a query as a Parquet file. */
async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

async function rowsOf(query: string, name = 'export.parquet') {
  const path = join(await temporaryFolder(), name);
  await writeParquet(path, query);
  const rows = [];
  for await (const row of readParquet(path)) rows.push(row);
  return rows;
}

const CASE = "'C-1' AS case_id, 'ato' AS case_type, TIMESTAMP '2026-10-01 09:10:00' AS decided_at";

test('nested columns are read into facts', async () => {
  const path = join(await temporaryFolder(), "it's.parquet");
  await writeParquet(
    path,
    `SELECT ${CASE},
      {version: '2026.10.2', confidence: 0.71::DOUBLE} AS roca,
      [{step: 1, text: 'Login from a new device', rule_ids: ['ato 12', 'KYC-3'], signals: ['ip_risk'], kind: 'check'},
       {step: 2, text: NULL, rule_ids: NULL, signals: []::VARCHAR[], kind: NULL}] AS chain,
      {label: 'TP', reviewed_at: TIMESTAMP '2026-10-01 11:00:00.25', handling_minutes: 37::BIGINT, citation_correct: true} AS review
     UNION ALL
     SELECT NULL, 'ato', TIMESTAMP '2026-10-01 09:10:00', NULL, [], NULL
     UNION ALL
     SELECT 'C-3', 'aml', TIMESTAMP '2026-10-01 09:10:00', NULL, [], NULL`,
  );
  const facts = await readFacts(path);
  expect(rejectsOf(facts)).toEqual([
    { line: 2, reason: 'missing-field', message: 'case_id is missing' },
    { line: 3, reason: 'unknown-case-type', message: expect.any(String) },
  ]);
  expect(facts.warnings).toBe(0);
  expect(casesOf(facts)).toEqual([
    {
      caseId: 'C-1',
      caseType: 'ato-investigation',
      decided: '2026-10-01',
      settled: '2026-10-01T11:00:00.250Z',
      label: 'TP',
      citationCorrect: true,
      minutes: 37,
      synthetic: false,
      steps: [
        {
          citations: ['ATO-012', 'KYC-003'],
          signals: ['ip_risk'],
          kind: 'check',
          text: 'login from a new device',
        },
        { citations: [], signals: [], kind: '', text: null },
      ],
    },
  ]);
});

test('columns that hold JSON text are read as what they hold', async () => {
  const [row] = await rowsOf(
    `SELECT ${CASE}, '[{"text":"x","rule_ids":["ATO-012"]}]' AS chain, '{"label":"FP"}' AS review, 'no json' AS roca,
      '{"market":"SEA"}'::JSON AS facets`,
  );
  expect(recordOfRow(row?.value)).toEqual({
    case_id: 'C-1',
    case_type: 'ato',
    decided_at: '2026-10-01T09:10:00Z',
    chain: [{ text: 'x', rule_ids: ['ATO-012'] }],
    review: { label: 'FP' },
    roca: 'no json',
    facets: { market: 'SEA' },
  });
});

test.each([
  ["TIMESTAMP '2026-10-01 09:10:00'", '2026-10-01T09:10:00Z'],
  ["TIMESTAMP '2026-10-01 09:10:00.123456'", '2026-10-01T09:10:00.123456Z'],
  ["TIMESTAMPTZ '2026-10-01 09:10:00+08'", '2026-10-01T01:10:00Z'],
  ["TIMESTAMP_MS '2026-10-01 09:10:00.5'", '2026-10-01T09:10:00.5Z'],
  ["'2026-10-01T09:10:00+08:00'", '2026-10-01T09:10:00+08:00'],
  ["DATE '2026-10-01'", '2026-10-01'],
  ['NULL::TIMESTAMP', null],
])('the time %s is %j', async (written, expected) => {
  const [row] = await rowsOf(
    `SELECT ${written} AS decided_at, ${written} AS opened_at, {reviewed_at: ${written}} AS review`,
  );
  expect(recordOfRow(row?.value)).toEqual({
    decided_at: expected,
    opened_at: expected,
    review: { reviewed_at: expected },
  });
});

test('times do not depend on where the machine stands', async () => {
  const zone = process.env.TZ;
  process.env.TZ = 'Asia/Shanghai';
  try {
    const [row] = await rowsOf("SELECT TIMESTAMPTZ '2026-10-01 23:30:00+00' AS decided_at");
    expect(recordOfRow(row?.value)).toMatchObject({ decided_at: '2026-10-01T23:30:00Z' });
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('columns of other names are read through a mapping, times and JSON text too', async () => {
  const path = join(await temporaryFolder(), 'export.parquet');
  await writeParquet(
    path,
    `SELECT 7 AS id, TIMESTAMP '2026-10-01 23:30:00' AS "when", '[{"said":"x","refs":["ATO-012"]}]' AS steps,
      '{"verdict":"FP"}' AS outcome`,
  );
  const mapping = [
    'case_id: id',
    'case_type: { const: ato }',
    'decided_at: when',
    'chain: steps',
    'chain.text: said',
    'chain.rule_ids: "refs[]"',
    'review.label: outcome.verdict',
  ].join('\n');
  const facts = await readFacts(path, mapping);
  expect(facts).toMatchObject({ records: 1, warnings: 0 });
  expect(rejectsOf(facts)).toEqual([]);
  expect(casesOf(facts)).toMatchObject([
    { caseId: '7', decided: '2026-10-01', label: 'FP', steps: [{ citations: ['ATO-012'] }] },
  ]);
});

test('rows are numbered from 1, over all batches', async () => {
  const rows = await rowsOf("SELECT 'C-' || range AS case_id FROM range(5000)");
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
  expect(rows[4999]?.value).toMatchObject({ case_id: 'C-4999' });
});

test('what is no Parquet is refused in one line', async () => {
  const path = join(await temporaryFolder(), 'export.parquet');
  await writeFile(path, 'case_id,case_type\n'.repeat(10));
  const error = await readParquet(path)
    .next()
    .catch((error: Error) => error);
  expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(`cannot read ${path}: `) });
  expect((error as Error).message).not.toContain('\n');
});

test('what the engine cannot decode is refused without being quoted', async () => {
  const path = join(await temporaryFolder(), 'export.parquet');
  await writeParquet(path, "SELECT 'C-1' AS case_id, 'zhang wei' AS case_type");
  const bytes = await readFile(path);
  for (let at = bytes.indexOf('zhang wei'); at >= 0; at = bytes.indexOf('zhang wei')) bytes[at + 5] = 0xff;
  await writeFile(path, bytes);
  const error = await readParquet(path)
    .next()
    .catch((error: Error) => error);
  expect(error).toMatchObject({
    exitCode: 2,
    message: `cannot read ${path}: Invalid Input Error: Invalid string encoding found in Parquet file`,
  });
});

test('an empty file has no cases', async () => {
  const path = join(await temporaryFolder(), 'export.parquet');
  await writeFile(path, '');
  expect(await readFacts(path)).toMatchObject({ records: 0 });
});

test('a number that is none leaves the other fields and rows', async () => {
  const rows = await rowsOf(
    "SELECT 'C-1' AS case_id, 'NaN'::DOUBLE AS score UNION ALL SELECT 'C-2', '-inf'::DOUBLE",
  );
  expect(rows.map(({ value }) => (value as { case_id: string }).case_id)).toEqual(['C-1', 'C-2']);
});

test('a column may have any name', async () => {
  const [row] = await rowsOf("SELECT 'C-1' AS case_id, 'x' AS export");
  expect(row?.value).toMatchObject({ case_id: 'C-1', export: 'x' });
});

test('the file named is read, and not one its name matches as a pattern', async () => {
  const folder = await temporaryFolder();
  await writeParquet(join(folder, 'cases1.parquet'), "SELECT 'other' AS case_id");
  await writeParquet(join(folder, 'cases[1].parquet'), "SELECT 'named' AS case_id");
  const { value } = await readParquet(join(folder, 'cases[1].parquet')).next();
  expect(value).toMatchObject({ value: { case_id: 'named' } });
});

test('folders of the path do not outweigh what the file says', async () => {
  const folder = join(await temporaryFolder(), 'case_type=kyc');
  await mkdir(folder);
  await writeParquet(join(folder, 'export.parquet'), "SELECT 'ato' AS case_type");
  const { value } = await readParquet(join(folder, 'export.parquet')).next();
  expect(value).toMatchObject({ value: { case_type: 'ato' } });
});
