import { HASH_FACTOR, HASH_START } from '../coverage/word-table.ts';

/**
 * A seeded source of numbers in [0, 1), the same on every machine (Mulberry32: a 32-bit counter
 * passed through a multiply-xorshift mix).
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A 32-bit hash of a text (FNV-1a over UTF-16 code units, then mixed). */
export function hashText(text: string, seed = 0): number {
  let hash = HASH_START ^ seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), HASH_FACTOR);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Texts in an order that looks random but depends on each text alone: its prefix is a fair sample. */
export function seededOrder(texts: readonly string[]): string[] {
  return Array.from(seededRanking(texts), (index) => texts[index] as string);
}

/** The same order as indices into the texts. */
export function seededRanking(texts: readonly string[]): Uint32Array {
  const hashes = Uint32Array.from(texts, (text) => hashText(text));
  // About a bucket per text: what is left to be compared is next to nothing.
  const bits = Math.min(20, Math.max(1, 32 - Math.clz32(texts.length)));
  const bucketOf = (index: number) => (hashes[index] as number) >>> (32 - bits);
  const end = new Uint32Array(1 << bits);
  for (let index = 0; index < texts.length; index++) (end[bucketOf(index)] as number) += 1;
  for (let bucket = 1; bucket < end.length; bucket++) (end[bucket] as number) += end[bucket - 1] as number;
  const start = end.slice();
  const ranking = new Uint32Array(texts.length);
  for (let index = 0; index < texts.length; index++) {
    const bucket = bucketOf(index);
    start[bucket] = (start[bucket] as number) - 1;
    ranking[start[bucket] as number] = index;
  }
  for (let bucket = 0; bucket < end.length; bucket++) {
    const [from, to] = [start[bucket] as number, end[bucket] as number];
    if (to - from > 1)
      ranking
        .subarray(from, to)
        .sort(
          (a, b) =>
            (hashes[a] as number) - (hashes[b] as number) || compare(texts[a] as string, texts[b] as string),
        );
  }
  return ranking;
}

/** Code unit order: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
