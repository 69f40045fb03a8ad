/** A seeded source of randomness with the draws the generator needs. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** A normally distributed number, mean 0 and deviation 1. */
  normal(): number;
}

/**
 * Numbers that depend on the seed and on the stream's name alone, the same on every machine
 * (sfc32). Streams of one seed with different names are independent, so that drawing more in one
 * part leaves the others as they were.
 */
export function createRandom(seed: number, stream: string): Random {
  let a = hash(stream, seed | 0);
  let b = hash(stream, a ^ 0x9e3779b9);
  let c = hash(stream, b ^ Math.floor(seed / 4294967296));
  let counter = 1;

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first numbers of similar seeds resemble each other.
  for (let round = 0; round < 16; round++) next();

  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (p) => next() < p,
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** A 32-bit hash of a text (FNV-1a with a final mix). */
export function hash(text: string, start = 0x811c9dc5): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) | 0;
}

/** Draws from a list by weight; the weights are summed once. */
export function createWheel<T>(items: readonly T[], weigh: (item: T) => number): (random: Random) => T {
  const sums: number[] = [];
  let total = 0;
  for (const item of items) {
    total += weigh(item);
    sums.push(total);
  }
  return (random) => {
    const point = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > point) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}
