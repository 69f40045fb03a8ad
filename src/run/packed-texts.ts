/** Texts in one piece of memory, which threads can share without copying. */
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
    const { buffer, byteOffset } = this.#bytes;
    return { bytes: new Uint8Array(buffer, byteOffset, this.#used), ends: Float64Array.from(this.#ends) };
  }
}

/** Appends the texts to a list. */
export function unpackTexts({ bytes, ends }: PackedTexts, list: string[]): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  for (const end of ends) {
    list.push(buffer.toString('utf8', start, end));
    start = end;
  }
}
