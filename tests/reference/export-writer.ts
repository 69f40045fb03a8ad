import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { CaseRecord, StepRecord } from './world-cases.ts';

export type Compression = '' | '.gz' | '.zst';

export function compress(bytes: string | Buffer, compression: Compression): Buffer {
  const plain = Buffer.from(bytes);
  if (compression === '.gz') return gzipSync(plain);
  return compression === '.zst' ? zstdCompressSync(plain) : plain;
}

/** Writes a file of any text format and gives its path. */
export function writeText(
  folder: string,
  name: string,
  bytes: string | Buffer,
  compression: Compression,
): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name + compression);
  writeFileSync(file, compress(bytes, compression));
  return file;
}

export interface LineStyle {
  bom: boolean;
  end: '\n' | '\r\n';
  blankLines: boolean;
  lastEnd: boolean;
}

export const PLAIN_LINES: LineStyle = { bom: false, end: '\n', blankLines: false, lastEnd: true };

/** NDJSON from records and from lines that are written as they stand. */
export function ndjson(entries: readonly (CaseRecord | Buffer)[], style = PLAIN_LINES): Buffer {
  const lines = entries.flatMap((entry, index) => {
    const line = Buffer.isBuffer(entry) ? entry : Buffer.from(JSON.stringify(entry));
    return style.blankLines && index % 5 === 0 ? [Buffer.from(index % 2 ? '' : '  '), line] : [line];
  });
  return joined(lines, style);
}

export function jsonArray(records: readonly CaseRecord[], style = PLAIN_LINES): Buffer {
  const json = JSON.stringify(records, null, style.blankLines ? 2 : 0).replaceAll('\n', style.end);
  return joined([Buffer.from(json)], style);
}

function joined(lines: readonly Buffer[], { bom, end, lastEnd }: LineStyle): Buffer {
  const parts: Buffer[] = bom ? [Buffer.from('\ufeff')] : [];
  for (const [index, line] of lines.entries()) {
    parts.push(line);
    if (lastEnd || index < lines.length - 1) parts.push(Buffer.from(end));
  }
  return Buffer.concat(parts);
}

export const CSV_COLUMNS = [
  'case_id',
  'case_type',
  'decided_at',
  'step',
  'text',
  'rule_ids',
  'signals',
  'kind',
  'confidence',
  'roca_version',
  'roca_confidence',
  'label',
  'reviewed_at',
  'citation_correct',
];

/** CSV, one row per step; every row repeats what is said of its case, and numbers its step. */
export function csv(
  records: readonly CaseRecord[],
  style = PLAIN_LINES,
  columns: readonly string[] = CSV_COLUMNS,
  separator: ';' | '|' = ';',
): Buffer {
  const rows = records.flatMap((record) => {
    const { roca, review } = record as Record<string, Record<string, unknown> | undefined>;
    const chain = Array.isArray(record.chain) ? (record.chain as StepRecord[]) : [{}];
    return chain.map(
      (step, index): Record<string, unknown> => ({
        ...record,
        ...step,
        step: step.step ?? index + 1,
        rule_ids: list(step.rule_ids, separator),
        signals: list(step.signals, separator === ';' ? ' ' : '|'),
        roca_version: roca?.version,
        roca_confidence: roca?.confidence,
        label: review?.label,
        reviewed_at: review?.reviewed_at,
        citation_correct: review?.citation_correct,
      }),
    );
  });
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((cells, index) => {
    const line = cells.map(cell).join(',');
    return Buffer.from(style.blankLines && index % 4 === 3 ? line + style.end : line);
  });
  return joined(lines, style);
}

function list(items: unknown, separator: string): string {
  return Array.isArray(items) ? items.join(separator) : '';
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const STEP_TYPE =
  'STRUCT(step INTEGER, "text" VARCHAR, rule_ids VARCHAR[], signals VARCHAR[], kind VARCHAR, confidence DOUBLE)[]';
const PARQUET_COLUMNS = `{case_id: 'VARCHAR', case_type: 'VARCHAR', decided_at: 'VARCHAR', chain: '${STEP_TYPE}',
  roca: 'STRUCT(version VARCHAR, confidence DOUBLE)', review: 'STRUCT("label" VARCHAR, reviewed_at VARCHAR, citation_correct BOOLEAN)'}`;

/** Parquet of the same shape as the JSON; `select` may turn columns into other types. */
export async function writeParquet(
  folder: string,
  name: string,
  records: readonly CaseRecord[],
  select = '*',
): Promise<string> {
  const lines = writeText(folder, `${name}.lines`, ndjson(records), '');
  const file = join(folder, name);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  const read = `read_json('${lines}', format = 'newline_delimited', columns = ${PARQUET_COLUMNS})`;
  await connection.run(`COPY (SELECT ${select} FROM ${read}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  rmSync(lines);
  return file;
}
