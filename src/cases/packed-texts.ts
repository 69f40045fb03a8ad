/**
 * Texts in one piece of memory: hundreds of thousands of strings would keep the collector busy, and
 * threads can share it without copying.
 */
export interface PackedTexts {
  /** UTF-8, one text after the other. */
  readonly bytes: Uint8Array;
  /** Where each text ends, in bytes. */
  readonly ends: Float64Array;
}

/** Most bytes that a UTF-16 code unit takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Takes texts and packs them. Half of a surrogate pair becomes U+FFFD: it stands for no character. */
export class TextPacker {
  readonly #ends: number[] = [];
  #bytes = Buffer.allocUnsafe(4096);
  #used = 0;

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
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends.push(this.#used);
  }

  finish(): PackedTexts {
    return {
      bytes: new Uint8Array(this.#bytes.subarray(0, this.#used)),
      ends: Float64Array.from(this.#ends),
    };
  }
}

/** Reads packed texts. */
export class TextReader {
  readonly #bytes: Buffer;
  readonly #ends: Float64Array;

  constructor({ bytes, ends }: PackedTexts) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#ends = ends;
  }

  at(index: number): string {
    const start = index === 0 ? 0 : (this.#ends[index - 1] as number);
    return this.#bytes.toString('utf8', start, this.#ends[index]);
  }
}

/** Appends the texts to a list. */
export function unpackTexts(texts: PackedTexts, list: string[]): void {
  const reader = new TextReader(texts);
  for (let index = 0; index < texts.ends.length; index++) list.push(reader.at(index));
}
