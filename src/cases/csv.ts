import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { SopDeskError } from '../errors.ts';
import { MAXIMUM_RECORD_BYTES } from './lines.ts';
import { REVIEW_FIELDS } from './record.ts';
import { type Fault, fault } from './rejects.ts';

/** A case out of the rows of a CSV export: the same shape as a JSON record, or its fault. */
export interface CsvCase {
  /** Line of its first row. */
  readonly line: number;
  readonly value: Fields | Fault;
}

/** What a row says of its case, and of the step it stands for. */
export interface CsvRow {
  readonly record: Fields;
  readonly step: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** Where the columns of our own CSV belong in a record. Other columns are ignored. */
const CASE_COLUMNS: readonly (readonly [column: string, outer: string, inner?: string])[] = [
  ['case_id', 'case_id'],
  ['case_type', 'case_type'],
  ['opened_at', 'opened_at'],
  ['decided_at', 'decided_at'],
  ['synthetic', 'synthetic'],
  ['roca_version', 'roca', 'version'],
  ['roca_decision', 'roca', 'decision'],
  ['roca_confidence', 'roca', 'confidence'],
  ...REVIEW_FIELDS.map((name) => [name === 'decision' ? 'review_decision' : name, 'review', name] as const),
];

/** Reads a row of our own columns. */
export function readCanonicalRow(row: Readonly<Record<string, string>>): CsvRow {
  const record: Record<string, unknown> = {};
  for (const [column, outer, inner] of CASE_COLUMNS) {
    const cell = row[column];
    if (cell === undefined) continue;
    record[outer] = inner === undefined ? cell : { ...(record[outer] as object | undefined), [inner]: cell };
  }
  const { step, text, rule_ids, signals, kind, confidence } = row;
  return { record, step: { step, text, rule_ids, signals, kind, confidence } };
}

interface OpenCase {
  readonly line: number;
  readonly record: Record<string, unknown>;
  readonly chain: Fields[];
  fault: Fault | null;
}

/**
 * Rows of a case may stand anywhere, so a CSV is held in memory, and memory has an end; a compressed
 * one can be a thousand times its size on disk.
 */
const MAXIMUM_CSV_BYTES = 1024 ** 3;

/**
 * Reads a CSV export, one row per step; rows of a case may stand apart, and the first row that
 * fills a field of the case decides it. A row that cannot be read takes its case with it, because
 * coverage of a part of a chain says nothing.
 *
 * @throws SopDeskError when the file is too large to be held, or its structure is broken, so that the
 * rest cannot be read
 */
export async function readCsv(
  path: string,
  chunks: AsyncIterable<Buffer>,
  readRow: (row: Readonly<Record<string, string>>) => CsvRow = readCanonicalRow,
  maximumBytes = MAXIMUM_CSV_BYTES,
): Promise<CsvCase[]> {
  const cases = new Map<string, OpenCase>();
  const strays: CsvCase[] = [];
  let header: readonly string[] | null = null;
  let line = 1;
  const unread = { from: 1 };
  try {
    for await (const { raw, record } of parsedRows(bounded(chunks, path, maximumBytes), unread)) {
      const first = line + newlines(/^[\r\n]*/.exec(raw)?.[0] ?? '');
      line += newlines(raw);
      if (record.length === 1 && raw.trim() === '') continue;
      const cells = NOT_ASCII.test(raw) ? record.map(decoded) : record;
      if (header === null) header = cells.map((cell) => cell?.trim() ?? '');
      else addRow(header, { cells, line: first, ended: /[\r\n]$/.test(raw) }, readRow, cases, strays);
    }
  } catch (error) {
    const { code, message } = error as CsvError;
    if (error instanceof SopDeskError) throw error;
    throw new SopDeskError(
      `cannot read ${path} from line ${unread.from} on: ${EXPLANATIONS[code] ?? message}`,
    );
  }
  const whole = Array.from(cases.values(), ({ line, record, chain, fault }) => ({
    line,
    value: fault ?? { ...record, chain },
  }));
  return [...whole, ...strays].sort((a, b) => a.line - b.line);
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a closing quote is followed by more text; quotes within a cell are doubled',
  CSV_MAX_RECORD_SIZE: 'a row is larger than 16 MiB; is a quote missing?',
};

interface ParsedRow {
  /** The row as it stands in the file, blank lines before it included. */
  readonly raw: string;
  readonly record: readonly string[];
}

/** @param unread kept at the line after the last whole row, also when the rest cannot be read */
async function* parsedRows(
  chunks: AsyncIterable<Buffer>,
  unread: { from: number },
): AsyncGenerator<ParsedRow> {
  const parser = parse({
    // One character per byte: cells are decoded once they are known to be UTF-8.
    encoding: 'latin1',
    raw: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Files put together out of several have more than one.
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAXIMUM_RECORD_BYTES,
    on_record(record, { lines }) {
      unread.from = lines + 1;
      return record;
    },
  });
  const source = Readable.from(withoutByteOrderMark(chunks), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  for await (const row of source.pipe(parser)) yield row as ParsedRow;
}

async function* bounded(
  chunks: AsyncIterable<Buffer>,
  path: string,
  maximum: number,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maximum) {
      throw new SopDeskError(
        `cannot read ${path}: it holds more than ${maximum.toLocaleString('en')} bytes of CSV; export it in several files, each with all rows of its cases, or as NDJSON or Parquet, which may have any size`,
      );
    }
    yield chunk;
  }
}

/** Copies of the chunks, because the reader uses its buffer again and the parser keeps pieces. */
async function* withoutByteOrderMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of chunks) {
    if (begun) yield Buffer.from(chunk);
    else {
      start = Buffer.concat([start, chunk]);
      begun = start.length >= BYTE_ORDER_MARK.length;
      if (begun) yield start.subarray(start.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
    }
  }
  if (!begun) yield start;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function newlines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

const NOT_ASCII = /[^\x00-\x7f]/;

/** A cell out of one character per byte; null when its bytes are not UTF-8. */
function decoded(cell: string): string | null {
  const bytes = Buffer.from(cell, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

type Cells = readonly (string | null)[];

interface Row {
  readonly cells: Cells;
  readonly line: number;
  /** Whether a line end follows it. */
  readonly ended: boolean;
}

function addRow(
  header: readonly string[],
  { cells, line, ended }: Row,
  readRow: (row: Readonly<Record<string, string>>) => CsvRow,
  cases: Map<string, OpenCase>,
  strays: CsvCase[],
): void {
  const { record, step } = readRow(rowOf(header, cells));
  const fault = rowFault(header, cells, ended);
  const id = typeof record.case_id === 'string' ? record.case_id.trim() : '';
  if (id === '') {
    strays.push({ line, value: fault ?? { reason: 'missing-field', message: 'case_id is missing' } });
    return;
  }
  let open = cases.get(id);
  if (!open) {
    open = { line, record: {}, chain: [], fault: null };
    cases.set(id, open);
  }
  open.fault ??= fault;
  fill(open.record, record);
  if (Object.values(step).some((value) => value !== undefined)) open.chain.push(listed(step));
}

function rowOf(header: readonly string[], cells: Cells): Record<string, string> {
  const row: Record<string, string> = Object.create(null);
  for (const [index, name] of header.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell !== null && cell !== '') row[name] = cell;
  }
  return row;
}

function rowFault(header: readonly string[], cells: Cells, ended: boolean): Fault | null {
  if (cells.includes(null)) return fault('invalid-encoding', 'not UTF-8');
  if (cells.length > header.length) {
    return fault(
      'invalid-field',
      `the row has ${cells.length} cells, the header ${header.length}; quote cells that hold a comma`,
    );
  }
  if (cells.length < header.length && !ended) {
    return fault('invalid-field', 'the file ends in the middle of this row; export or copy it again');
  }
  return null;
}

/** Takes over what the case does not know yet, also inside `roca` and `review`. */
function fill(known: Record<string, unknown>, more: Fields): void {
  for (const [key, value] of Object.entries(more)) {
    if (value === undefined) continue;
    const present = known[key];
    if (present === undefined) known[key] = typeof value === 'object' ? { ...value } : value;
    else if (typeof present === 'object' && typeof value === 'object') {
      fill(present as Record<string, unknown>, value as Fields);
    }
  }
}

function listed(step: Fields): Fields {
  const { rule_ids, signals } = step;
  return {
    ...step,
    rule_ids: typeof rule_ids === 'string' ? rule_ids.split(/[;|]/) : rule_ids,
    signals: typeof signals === 'string' ? signals.split(/[;|\s]+/) : signals,
  };
}
