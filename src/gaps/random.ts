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
export function seededOrder(texts: readonly string[], seed = 0): string[] {
  const hashes = Uint32Array.from(texts, (text) => hashText(text, seed));
  const order = Uint32Array.from(texts.keys()).sort(
    (a, b) =>
      (hashes[a] as number) - (hashes[b] as number) || compare(texts[a] as string, texts[b] as string),
  );
  return Array.from(order, (index) => texts[index] as string);
}

/** Code unit order: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
