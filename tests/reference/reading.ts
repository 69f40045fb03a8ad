import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

/** What a file holds, one entry per record: a value to validate, or why there is none. */
export type Entry = { value: unknown } | { reject: 'invalid-json' | 'invalid-encoding' | 'too-large' };

const LARGEST_RECORD = 16 * 1024 * 1024;

/** Reads an export file of any format of section 2, whole and in memory. */
export async function readExport(file: string): Promise<Entry[]> {
  const [format, compression] = basename(file).split('.').slice(1);
  if (format === 'parquet') return readParquet(file);
  let bytes = readFileSync(file);
  if (compression === 'gz') bytes = gunzipSync(bytes);
  if (compression === 'zst') bytes = zstdDecompressSync(bytes);
  if (format === 'csv') return readCsv(withoutBom(bytes));
  if (format === 'json') return readArray(withoutBom(bytes));
  return readLines(withoutBom(bytes));
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
}

/** Null for bytes that are no UTF-8. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parse(json: string): Entry {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return { reject: 'invalid-json' };
  }
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

function readLines(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (const line of splitLines(bytes)) {
    if (line.length > LARGEST_RECORD) entries.push({ reject: 'too-large' });
    else {
      const text = decode(line);
      if (text === null) entries.push({ reject: 'invalid-encoding' });
      else if (text.trim() !== '') entries.push(parse(text));
    }
  }
  return entries;
}

function readArray(bytes: Buffer): Entry[] {
  const text = decode(bytes) ?? '';
  if (text.trim() === '') return [];
  return (JSON.parse(text) as unknown[]).map((value) => ({ value }));
}

async function readParquet(file: string): Promise<Entry[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = await connection.runAndReadAll(`SELECT to_json(r)::VARCHAR FROM read_parquet('${file}') r`);
  return rows.getRows().map(([json]) => ({ value: JSON.parse(String(json)) }));
}

interface Row {
  fields: Map<string, string>;
  valid: boolean;
}

/** A CSV record is a case: rows one below another with the same `case_id`. */
function readCsv(bytes: Buffer): Entry[] {
  const [header, ...lines] = csvRows(bytes);
  if (!header) return [];
  const rows = lines.map((cells): Row => {
    const decoded = cells.map(decode);
    const names = header.map((name) => decode(name) ?? '');
    return {
      fields: new Map(names.map((name, index) => [name, decoded[index] ?? ''])),
      valid: !decoded.includes(null),
    };
  });
  const cases: Row[][] = [];
  for (const row of rows) {
    const last = cases.at(-1);
    const id = row.fields.get('case_id');
    if (last && id !== '' && last[0]?.fields.get('case_id') === id) last.push(row);
    else cases.push([row]);
  }
  return cases.map((group) =>
    group.every(({ valid }) => valid)
      ? { value: caseOfRows(group.map(({ fields }) => fields)) }
      : { reject: 'invalid-encoding' },
  );
}

/** RFC 4180 over bytes; rows without a single character are blank lines. */
function csvRows(bytes: Buffer): Buffer[][] {
  const text = bytes.toString('latin1');
  const rows: Buffer[][] = [];
  let row: Buffer[] = [];
  let cell = '';
  let quoted = false;
  let characters = 0;
  const endCell = () => {
    row.push(Buffer.from(cell, 'latin1'));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (characters > 0) rows.push(row);
    row = [];
    characters = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (!quoted && (character === '\n' || (character === '\r' && text[at + 1] === '\n'))) {
      if (character === '\r') at++;
      endRow();
      continue;
    }
    characters++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') endCell();
    else cell += character;
  }
  if (characters > 0) endRow();
  return rows;
}

function caseOfRows(rows: Map<string, string>[]): unknown {
  const first = rows[0] ?? new Map<string, string>();
  return {
    case_id: text(first, 'case_id'),
    case_type: text(first, 'case_type'),
    decided_at: text(first, 'decided_at'),
    roca: { version: text(first, 'roca_version'), confidence: number(first, 'roca_confidence') },
    review: {
      label: text(first, 'label'),
      reviewed_at: text(first, 'reviewed_at'),
      citation_correct: boolean(first, 'citation_correct'),
    },
    chain: rows.map((row) => ({
      step: number(row, 'step'),
      text: text(row, 'text'),
      rule_ids: list(row, 'rule_ids', /[;|]/),
      signals: list(row, 'signals', /[;| ]/),
      kind: text(row, 'kind'),
      confidence: number(row, 'confidence'),
    })),
  };
}

function text(row: Map<string, string>, name: string): string | null {
  return row.get(name) || null;
}

/** What is no number stays text, so that it is found not to parse. */
function number(row: Map<string, string>, name: string): number | string | null {
  const written = text(row, name);
  return written !== null && Number.isFinite(Number(written)) ? Number(written) : written;
}

function boolean(row: Map<string, string>, name: string): boolean | string | null {
  const written = text(row, name);
  return written === 'true' || written === 'false' ? written === 'true' : written;
}

function list(row: Map<string, string>, name: string, separator: RegExp): string[] {
  return (text(row, name) ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
