import { isUtf8 } from 'node:buffer';
import { MAXIMUM_RECORD_BYTES, type RecordSink } from './lines.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts the bytes of a JSON array into its elements without parsing them, so that an array of any
 * size is read in bounded memory. A file of bare values, one after the other, is read as if it were
 * an array.
 *
 * A broken element leaves the next ones where its end can still be told: a bracket that cannot
 * stand where it stands closes what was left open, no string goes on over a line end, and once an
 * element is known to be broken, an object that begins a line no deeper than it did is the next one.
 */
export class JsonArraySplitter {
  #line = 1;
  /** Blanks the present line begins with. */
  #indent = 0;
  /** Whether the present line was blank so far. */
  #fresh = true;
  /** The last byte outside strings that was no blank. */
  #last = 0;
  /** Brackets open within the present element, outermost first; the array's own does not count. */
  #open: number[] = [];
  /** How many of them are objects. */
  #objects = 0;
  #inString = false;
  #escaped = false;
  #opened = false;
  #closed = false;
  #elementLine = 1;
  #elementIndent = 0;
  #pieces: Buffer[] = [];
  #size = 0;
  #inElement = false;
  #broken = false;
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
      if (byte === LF) this.#startLine();
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (isBlank(byte) && byte !== LF) {
        if (this.#fresh) this.#indent += 1;
        continue;
      }
      if (this.#inElement && this.#endsBefore(byte, this.#size + index - start)) {
        this.#keep(chunk.subarray(start, index));
        this.#flush();
        start = -1;
      }
      if (byte === LF) continue;
      this.#fresh = false;
      if (!this.#inElement) {
        if (byte === COMMA) continue;
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
        this.#elementIndent = this.#indent;
        start = index;
      }
      this.#last = byte;
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#nest(byte);
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && this.#open.length > 0) {
        this.#close(byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY);
        if (this.#open.length === 0) {
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
    if (this.#inElement && (this.#inString || this.#open.length > 0)) {
      this.#sink.unreadable('unclosed', this.#elementLine);
    } else if (this.#inElement) this.#flush();
    else if (this.#opened && !this.#closed) this.#sink.unreadable('unclosed', this.#line);
  }

  #startLine(): void {
    this.#line += 1;
    this.#indent = 0;
    this.#fresh = true;
    if (!this.#inString) return;
    this.#inString = false;
    this.#escaped = false;
    this.#broken = true;
  }

  /** Whether the present element, of a size so far, ends before a byte that is outside strings. */
  #endsBefore(byte: number, size: number): boolean {
    if (this.#open.length === 0) return byte === COMMA || byte === CLOSE_ARRAY || byte === LF;
    if (byte === CLOSE_ARRAY) return this.#objects === this.#open.length;
    if (byte !== OPEN_OBJECT) return false;
    const broken = this.#broken || size > MAXIMUM_RECORD_BYTES;
    if (broken && this.#fresh && this.#indent <= this.#elementIndent) return true;
    // Within an object, another object stands only after a colon.
    if (this.#last !== COLON) while (this.#open.at(-1) === OPEN_OBJECT) this.#unnest();
    return this.#open.length === 0;
  }

  /** Closes the innermost bracket of a kind, and those within it that were left open. */
  #close(kind: number): void {
    if ((kind === OPEN_OBJECT ? this.#objects : this.#open.length - this.#objects) === 0) return;
    while (this.#open.at(-1) !== kind) this.#unnest();
    this.#unnest();
  }

  /** What is deeper than a record can be is too large, and not kept. */
  #nest(kind: number): void {
    if (this.#open.length > MAXIMUM_RECORD_BYTES) return;
    this.#open.push(kind);
    if (kind === OPEN_OBJECT) this.#objects += 1;
  }

  #unnest(): void {
    if (this.#open.pop() === OPEN_OBJECT) this.#objects -= 1;
  }

  /** The chunk without the file's byte order mark, which may come in pieces; null until that is known. */
  #withoutMark(chunk: Buffer): Buffer | null {
    if (this.#begun) return chunk;
    this.#held = Buffer.concat([this.#held, chunk]);
    if (this.#held.length < BYTE_ORDER_MARK.length) return null;
    this.#begun = true;
    return this.#held.subarray(this.#held.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
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
    this.#open = [];
    this.#objects = 0;
    this.#inElement = false;
    this.#broken = false;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === LF;
}
