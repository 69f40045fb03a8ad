/**
 * Texts in one piece of memory: hundreds of thousands of strings would keep the collector busy, and
 * threads can share it without copying.
 */
export interface PackedTexts {
  readonly encoding: TextEncoding;
  /** One text after the other. */
  readonly bytes: Uint8Array;
  /** Where each text ends, in bytes. */
  readonly ends: Float64Array;
}

/** In UTF-8, half of a surrogate pair becomes U+FFFD, because it is no character; UTF-16 keeps every code unit. */
type TextEncoding = 'utf8' | 'utf16le';

/** Most bytes that a code unit takes. */
const BYTES_PER_UNIT = 3;

/** Takes texts and packs them. */
export class TextPacker {
  readonly #encoding: TextEncoding;
  readonly #ends: number[] = [];
  #bytes = Buffer.allocUnsafe(4096);
  #used = 0;

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding;
  }

  /** How many texts there are. */
  get size(): number {
    return this.#ends.length;
  }

  add(text: string): void {
    const most = this.#used + text.length * BYTES_PER_UNIT;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#used += this.#bytes.write(text, this.#used, this.#encoding);
    this.#ends.push(this.#used);
  }

  finish(): PackedTexts {
    return {
      encoding: this.#encoding,
      bytes: new Uint8Array(this.#bytes.subarray(0, this.#used)),
      ends: Float64Array.from(this.#ends),
    };
  }
}

/** Reads packed texts. */
export class TextReader {
  readonly #encoding: TextEncoding;
  readonly #bytes: Buffer;
  readonly #ends: Float64Array;

  constructor({ encoding, bytes, ends }: PackedTexts) {
    this.#encoding = encoding;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#ends = ends;
  }

  at(index: number): string {
    const start = index === 0 ? 0 : (this.#ends[index - 1] as number);
    return this.#bytes.toString(this.#encoding, start, this.#ends[index]);
  }
}

export function unpackTexts(texts: PackedTexts): string[] {
  const reader = new TextReader(texts);
  return Array.from(texts.ends, (_, index) => reader.at(index));
}
