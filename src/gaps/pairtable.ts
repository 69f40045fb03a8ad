/** Plain data of a {@link PairTable}: can be posted to a worker or stored. */
export interface PairTableData {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** The number of each pair, plus 1; 0 marks an empty slot. */
  readonly slots: Int32Array;
  readonly size: number;
}

/**
 * Numbers pairs of integers 0, 1, 2 … in the order in which they come. An open-addressing hash
 * table over typed arrays: a lookup allocates nothing, and millions of pairs stay compact.
 */
export class PairTable {
  #first: Int32Array;
  #second: Int32Array;
  #slots: Int32Array;
  #size: number;

  constructor(data?: PairTableData) {
    this.#first = data?.first ?? new Int32Array(1024);
    this.#second = data?.second ?? new Int32Array(1024);
    this.#slots = data?.slots ?? new Int32Array(1024);
    this.#size = data?.size ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  data(): PairTableData {
    return { first: this.#first, second: this.#second, slots: this.#slots, size: this.#size };
  }

  /** The pair's number, or −1 when it was never added. */
  find(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(first, second) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number === 0) return -1;
      if (this.#first[slot] === first && this.#second[slot] === second) return number - 1;
    }
  }

  /** The pair's number; a new one when it has none yet. */
  add(first: number, second: number): number {
    const known = this.find(first, second);
    if (known >= 0) return known;
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    this.#put(first, second, ++this.#size);
    return this.#size - 1;
  }

  /** Calls `visit` for every pair. */
  each(visit: (first: number, second: number, number: number) => void): void {
    for (let slot = 0; slot < this.#slots.length; slot++) {
      const number = this.#slots[slot]!;
      if (number > 0) visit(this.#first[slot]!, this.#second[slot]!, number - 1);
    }
  }

  #put(first: number, second: number, number: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(first, second) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#slots[slot] = number;
  }

  #grow(): void {
    const { first, second, slots } = this.data();
    const length = slots.length * 2;
    this.#first = new Int32Array(length);
    this.#second = new Int32Array(length);
    this.#slots = new Int32Array(length);
    for (let slot = 0; slot < slots.length; slot++) {
      if (slots[slot] !== 0) this.#put(first[slot]!, second[slot]!, slots[slot]!);
    }
  }
}

/** Mixes two integers so that neighbouring ones land far apart (multiply and shift). */
function hash(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
