import { createHash } from 'node:crypto';
import { type ByteRange, readRange, readWhole } from './bytes.ts';
import { readCsv } from './csv.ts';
import { type Facts, FactsBuilder } from './facts.ts';
import type { ExportFile } from './files.ts';
import { JsonArraySplitter } from './json-array.ts';
import { LineSplitter, type RecordSink } from './lines.ts';
import type { Mapping } from './mapping.ts';
import { readParquet, recordOfRow } from './parquet.ts';
import { type Fault, fault } from './rejects.ts';
import type { ReadingTerms } from './settling.ts';
import { StepKeys } from './step-keys.ts';

/** A stretch of an export that is read at once; an export that cannot be cut is one stretch. */
export interface Stretch {
  readonly file: ExportFile;
  readonly range: ByteRange;
}

/** Fixed, so that the stretches, and with them everything made of them, do not depend on the machine. */
const STRETCH_BYTES = 32 * 1024 * 1024;

/** Cuts an export into stretches. Only plain newline-delimited files can be read from the middle. */
export function stretchesOf(file: ExportFile): Stretch[] {
  if (file.format !== 'ndjson' || file.compression !== 'none') {
    return [{ file, range: { start: 0, end: file.bytes } }];
  }
  const stretches: Stretch[] = [];
  for (let start = 0; start < Math.max(1, file.bytes); start += STRETCH_BYTES) {
    stretches.push({ file, range: { start, end: Math.min(start + STRETCH_BYTES, file.bytes) } });
  }
  return stretches;
}

/**
 * Reads a stretch into facts.
 *
 * @param met keys that earlier stretches met under the same terms
 */
export async function readStretch(
  stretch: Stretch,
  terms: ReadingTerms,
  mapping: Mapping | null,
  met = new StepKeys(terms),
): Promise<Facts> {
  const builder = new FactsBuilder(terms, met, stretch.range.start === 0);
  const { file } = stretch;
  const map = mapping ? (value: unknown) => mapping.apply(value) : (value: unknown) => value;
  const sink: RecordSink = {
    record(text, line) {
      const value = parseJson(text);
      if (value instanceof JsonFault) builder.reject(value.fault, line);
      else builder.add(map(value), line);
    },
    unreadable(reason, line) {
      builder.reject(UNREADABLE[reason], line);
    },
  };
  switch (file.format) {
    case 'ndjson': {
      const lines = new LineSplitter(sink, stretch.range.start === 0);
      for await (const chunk of stretchLines(stretch)) lines.push(chunk);
      lines.end();
      return builder.finish(lines.lines);
    }
    case 'json': {
      const elements = new JsonArraySplitter(sink);
      for await (const chunk of readWhole(file)) elements.push(chunk);
      elements.end();
      return builder.finish(0);
    }
    case 'csv': {
      const cases = await readCsv(file.path, readWhole(file), mapping?.applyRow);
      for (const { line, value } of cases) {
        if ('reason' in value) builder.reject(value as Fault, line);
        else builder.add(value, line);
      }
      return builder.finish(0);
    }
    case 'parquet': {
      if (file.bytes === 0) return builder.finish(0);
      for await (const { row, value } of readParquet(file.path)) builder.add(recordOfRow(map(value)), row);
      return builder.finish(0);
    }
  }
}

/** SHA-256 of a stretch's format and bytes, hex: what tells that it was read before. */
export async function hashStretch(stretch: Stretch): Promise<string> {
  const { format, compression } = stretch.file;
  const hash = createHash('sha256').update(`${format} ${compression}\n`);
  const whole = format !== 'ndjson' || compression !== 'none';
  const chunks = whole
    ? readRange(stretch.file.path, { start: 0, end: stretch.file.bytes })
    : stretchLines(stretch);
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

const UNREADABLE = {
  'too-large': fault('too-large', 'the record is larger than 16 MiB'),
  'invalid-encoding': fault('invalid-encoding', 'not UTF-8; export the file as UTF-8'),
  unclosed: fault(
    'invalid-json',
    'the file ends before what begins here does, so nothing after it could be read; is it cut off, or a quote or bracket missing?',
  ),
} as const;

/** The bytes of the lines that begin within a stretch. */
async function* stretchLines({ file, range }: Stretch): AsyncGenerator<Buffer> {
  if (file.compression !== 'none') {
    yield* readWhole(file);
    return;
  }
  const { start, end } = range;
  // A line belongs to the stretch it begins in, so the search for its begin starts one byte early.
  let begun = start === 0;
  let position = Math.max(0, start - 1);
  for await (const chunk of readRange(file.path, { start: position, end: Number.MAX_SAFE_INTEGER })) {
    let from = 0;
    if (!begun) {
      const newline = chunk.indexOf(0x0a);
      if (newline < 0 || position + newline + 1 >= end) {
        if (newline >= 0 || position + chunk.length >= end) return;
        position += chunk.length;
        continue;
      }
      begun = true;
      from = newline + 1;
    }
    // The line that crosses the end is read to its own end.
    const last = position + chunk.length < end ? -1 : chunk.indexOf(0x0a, Math.max(from, end - 1 - position));
    if (last >= 0) {
      yield chunk.subarray(from, last + 1);
      return;
    }
    yield chunk.subarray(from);
    position += chunk.length;
  }
}

class JsonFault {
  readonly fault: Fault;

  constructor(fault: Fault) {
    this.fault = fault;
  }
}

/** Parses one record. The engine's own message quotes the text, so only its position is passed on. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(
      (error as Error).message,
    )?.[1];
    const where = position === undefined ? '' : ` at character ${Number(position) + 1}`;
    const hint = text.includes('\0') ? '; it holds NUL bytes' : '';
    return new JsonFault(fault('invalid-json', `not valid JSON${where}${hint}`));
  }
}
