/** Plain data of a {@link PairTable}: can be posted to a worker or stored. */
export interface PairTableData {
  /** Four numbers per slot: the pair, its number plus 1 (0 marks an empty slot), and nothing. */
  readonly slots: Int32Array;
  readonly size: number;
}

/** Numbers per slot: a power of two, so that a slot lies within one line of the processor's cache. */
const WIDTH_BITS = 2;
const WIDTH = 1 << WIDTH_BITS;

/**
 * Numbers pairs of integers 0, 1, 2 … in the order in which they come. An open-addressing hash
 * table in one typed array: a lookup allocates nothing, and millions of pairs stay compact.
 */
export class PairTable {
  #slots: Int32Array;
  #size: number;

  constructor(data?: PairTableData) {
    this.#slots = data?.slots ?? new Int32Array(1024 * WIDTH);
    this.#size = data?.size ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  data(): PairTableData {
    return { slots: this.#slots, size: this.#size };
  }

  /** The pair's number, or −1 when it was never added. */
  find(first: number, second: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = (hash(first, second) << WIDTH_BITS) & mask; ; at = (at + WIDTH) & mask) {
      const number = slots[at + 2] as number;
      if (number === 0) return -1;
      if (slots[at] === first && slots[at + 1] === second) return number - 1;
    }
  }

  /** The pair's number; a new one when it has none yet. */
  add(first: number, second: number): number {
    const known = this.find(first, second);
    if (known >= 0) return known;
    if (this.#size * 2 * WIDTH >= this.#slots.length) this.#grow();
    this.#put(first, second, ++this.#size);
    return this.#size - 1;
  }

  /** Calls `visit` for every pair. */
  each(visit: (first: number, second: number, number: number) => void): void {
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += WIDTH) {
      const number = slots[at + 2] as number;
      if (number > 0) visit(slots[at] as number, slots[at + 1] as number, number - 1);
    }
  }

  #put(first: number, second: number, number: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (hash(first, second) << WIDTH_BITS) & mask;
    while (slots[at + 2] !== 0) at = (at + WIDTH) & mask;
    slots[at] = first;
    slots[at + 1] = second;
    slots[at + 2] = number;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WIDTH) {
      const number = old[at + 2] as number;
      if (number !== 0) this.#put(old[at] as number, old[at + 1] as number, number);
    }
  }
}

/** Mixes two integers so that neighbouring ones land far apart (multiply and shift). */
function hash(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
