/**
 * Numbers words 0, 1, 2 … in the order in which they are added, and finds them where they stand in
 * a text, without cutting them out: a run looks up tens of millions of words.
 */
export class WordTable {
  readonly #words: string[] = [];
  /** Open addressing: a word's hash, and its number plus 1 (0 marks an empty slot). */
  #slots = new Int32Array(2 * 64);

  get size(): number {
    return this.#words.length;
  }

  /** The word's number; a new one when it has none yet. */
  add(word: string): number {
    const known = this.find(word, 0, word.length);
    if (known >= 0) return known;
    if (this.#words.length * 4 >= this.#slots.length) this.#grow();
    this.#words.push(word);
    this.#put(hashOf(word, 0, word.length), this.#words.length);
    return this.#words.length - 1;
  }

  /**
   * Number of the word that stands from `start` up to `end` (code units); -1 when it was never added.
   *
   * @param hash of these code units, for who has it already
   */
  find(text: string, start: number, end: number, hash = hashOf(text, start, end)): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = slotOf(hash) & mask; ; at = (at + 2) & mask) {
      const number = slots[at + 1] as number;
      if (number === 0) return -1;
      if (slots[at] === hash && isAt(this.#words[number - 1] as string, text, start, end)) return number - 1;
    }
  }

  #put(hash: number, number: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = slotOf(hash) & mask;
    while (slots[at + 1] !== 0) at = (at + 2) & mask;
    slots[at] = hash;
    slots[at + 1] = number;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] !== 0) this.#put(old[at] as number, old[at + 1] as number);
    }
  }
}

/**
 * FNV-1a over code units: a word's hash begins with HASH_START; every code unit is xored in, then the
 * hash multiplied by HASH_FACTOR. Who walks a text anyway does it there: calling a function for each
 * code unit takes twice as long.
 */
export const HASH_START = 0x811c9dc5 | 0;
export const HASH_FACTOR = 0x01000193;

export function hashOf(text: string, start: number, end: number): number {
  let hash = HASH_START;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), HASH_FACTOR);
  }
  return hash;
}

/** The slot to begin with, before it is cut to the size of the table; a slot is two numbers. */
export function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) << 1;
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  const length = end - start;
  if (word.length !== length) return false;
  for (let index = 0; index < length; index++) {
    if (word.charCodeAt(index) !== text.charCodeAt(start + index)) return false;
  }
  return true;
}
