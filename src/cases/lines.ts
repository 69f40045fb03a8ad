import { isUtf8 } from 'node:buffer';

/** A record longer than this is rejected as too large, in bytes. */
export const MAXIMUM_RECORD_BYTES = 16 * 1024 * 1024;

/** Receives the parts of an export, in order. Line numbers count from 1. */
export interface RecordSink {
  /** The source text of one record. */
  record(text: string, line: number): void;
  /** A record that is no text: longer than the maximum, not UTF-8, or without an end. */
  unreadable(reason: 'too-large' | 'invalid-encoding' | 'unclosed', line: number): void;
}

/**
 * Lines are decoded in portions of about this many bytes: a larger string would lie among the
 * collector's old objects, and soon make it go through all of them.
 */
const PORTION = 48 * 1024;

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Cuts chunks of newline-delimited records into lines. Blank lines are no records; a byte order
 * mark and the CR of a CRLF are no part of a record.
 */
export class LineSplitter {
  /** Lines ended so far, blank ones too. */
  lines = 0;
  /** The unfinished last line, in the pieces it came in. */
  #pieces: Buffer[] = [];
  #pending = 0;
  readonly #sink: RecordSink;
  readonly #atStart: boolean;

  /** @param atStart whether the first chunk is the beginning of its file */
  constructor(sink: RecordSink, atStart = true) {
    this.#sink = sink;
    this.#atStart = atStart;
  }

  push(chunk: Buffer): void {
    const first = chunk.indexOf(LF);
    if (first < 0) {
      this.#hold(chunk);
      return;
    }
    let from = 0;
    if (this.#pending > 0) {
      this.#hold(chunk.subarray(0, first));
      this.#flush();
      from = first + 1;
    }
    const last = chunk.lastIndexOf(LF);
    if (last >= from) this.#whole(chunk.subarray(from, last + 1));
    if (last + 1 < chunk.length) this.#hold(chunk.subarray(last + 1));
  }

  end(): void {
    if (this.#pending > 0) this.#flush();
  }

  /** Bytes over the maximum are counted but not kept, so that no line can fill the memory. */
  #hold(piece: Buffer): void {
    if (this.#pending <= MAXIMUM_RECORD_BYTES) this.#pieces.push(Buffer.from(piece));
    this.#pending += piece.length;
    if (this.#pending > MAXIMUM_RECORD_BYTES) this.#pieces = [];
  }

  #flush(): void {
    this.lines += 1;
    if (this.#pending > MAXIMUM_RECORD_BYTES) this.#sink.unreadable('too-large', this.lines);
    else this.#line(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#pending = 0;
  }

  /** Whole lines, each with its end: decoded at once, which is much faster than line by line. */
  #whole(lines: Buffer): void {
    if (!isUtf8(lines) || lines.length > MAXIMUM_RECORD_BYTES) {
      for (let start = 0; start < lines.length; ) {
        const end = lines.indexOf(LF, start);
        this.lines += 1;
        this.#line(lines.subarray(start, end));
        start = end + 1;
      }
      return;
    }
    for (let start = 0; start < lines.length; ) {
      const end = portionEnd(lines, start);
      this.#portion(lines.toString('utf8', start, end));
      start = end;
    }
  }

  #portion(text: string): void {
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      this.lines += 1;
      this.#text(text.slice(start, end));
      start = end + 1;
    }
  }

  #line(line: Buffer): void {
    if (line.length > MAXIMUM_RECORD_BYTES) this.#sink.unreadable('too-large', this.lines);
    else if (isUtf8(line)) this.#text(line.toString('utf8'));
    else this.#sink.unreadable('invalid-encoding', this.lines);
  }

  #text(line: string): void {
    let text = line.charCodeAt(line.length - 1) === CR ? line.slice(0, -1) : line;
    if (this.#atStart && this.lines === 1 && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    if (text.trim() !== '') this.#sink.record(text, this.lines);
  }
}

/** The end of the last whole line within a portion, or of the first when it is longer. */
function portionEnd(lines: Buffer, start: number): number {
  if (lines.length - start <= PORTION) return lines.length;
  const last = lines.lastIndexOf(LF, start + PORTION);
  return (last >= start ? last : lines.indexOf(LF, start)) + 1;
}
