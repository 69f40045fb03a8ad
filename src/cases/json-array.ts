import { isUtf8 } from 'node:buffer';
import { MAXIMUM_RECORD_BYTES, type RecordSink } from './lines.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts the bytes of a JSON array into its elements without parsing them, so that an array of any
 * size is read in bounded memory and one broken element does not take the others with it. A file
 * of bare values, one after the other, is read as if it were an array.
 */
export class JsonArraySplitter {
  #line = 1;
  /** Nesting within the present element; the array itself does not count. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  #opened = false;
  #closed = false;
  #elementLine = 1;
  #pieces: Buffer[] = [];
  #size = 0;
  #inElement = false;
  /** The first bytes, until there are enough to tell whether they are a byte order mark. */
  #held = Buffer.alloc(0);
  #begun = false;
  readonly #sink: RecordSink;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    const bytes = this.#withoutMark(chunk);
    if (bytes !== null) this.#scan(bytes);
  }

  #scan(chunk: Buffer): void {
    let start = this.#inElement ? 0 : -1;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] as number;
      if (byte === LF) this.#line += 1;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (this.#inElement && this.#depth === 0 && this.#endsElement(byte)) {
        this.#keep(chunk.subarray(start, index));
        this.#flush();
        start = -1;
      }
      if (!this.#inElement) {
        if (isBlank(byte) || byte === COMMA) continue;
        if (byte === OPEN_ARRAY && !this.#opened) {
          this.#opened = true;
          continue;
        }
        if (byte === CLOSE_ARRAY && this.#opened && !this.#closed) {
          this.#closed = true;
          continue;
        }
        this.#inElement = true;
        this.#elementLine = this.#line;
        start = index;
      }
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && this.#depth > 0) {
        this.#depth -= 1;
        if (this.#depth === 0) {
          this.#keep(chunk.subarray(start, index + 1));
          this.#flush();
          start = -1;
        }
      }
    }
    if (this.#inElement && start >= 0) this.#keep(chunk.subarray(start));
  }

  end(): void {
    if (!this.#begun) this.#scan(this.#held);
    if (this.#inElement) this.#flush();
    else if (this.#opened && !this.#closed) this.#sink.record('[', this.#line);
  }

  /** The chunk without the file's byte order mark, which may come in pieces; null until that is known. */
  #withoutMark(chunk: Buffer): Buffer | null {
    if (this.#begun) return chunk;
    this.#held = Buffer.concat([this.#held, chunk]);
    if (this.#held.length < BYTE_ORDER_MARK.length) return null;
    this.#begun = true;
    return this.#held.subarray(this.#held.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
  }

  #endsElement(byte: number): boolean {
    return byte === COMMA || byte === CLOSE_ARRAY || byte === LF;
  }

  #keep(piece: Buffer): void {
    if (this.#size <= MAXIMUM_RECORD_BYTES) this.#pieces.push(Buffer.from(piece));
    this.#size += piece.length;
    if (this.#size > MAXIMUM_RECORD_BYTES) this.#pieces = [];
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pieces);
    if (this.#size > MAXIMUM_RECORD_BYTES) this.#sink.unreadable('too-large', this.#elementLine);
    else if (!isUtf8(bytes)) this.#sink.unreadable('invalid-encoding', this.#elementLine);
    else this.#sink.record(bytes.toString('utf8'), this.#elementLine);
    this.#pieces = [];
    this.#size = 0;
    this.#depth = 0;
    this.#inElement = false;
    this.#inString = false;
    this.#escaped = false;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === LF;
}
