import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsAbove } from '../../src/findings/comparison.ts';
import { adjusted, chanceOfAtLeast } from '../../src/findings/statistics.ts';

/** The same chance in whole numbers: drawings with at least so many marked, of all drawings. */
function counted(part: number, whole: number, marked: number, all: number): number {
  let with_ = 0n;
  for (let k = part; k <= Math.min(whole, marked); k++)
    with_ += choose(marked, k) * choose(all - marked, whole - k);
  const scale = 10n ** 30n;
  return Number((with_ * scale) / choose(all, whole)) / 1e30;
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

describe('the chance of at least so many', () => {
  test('is that of the lady tasting tea', () => {
    expect(chanceOfAtLeast(4, 4, 4, 8)).toBeCloseTo(1 / 70, 14);
    expect(chanceOfAtLeast(3, 4, 4, 8)).toBeCloseTo(17 / 70, 14);
  });

  test('is what counting all drawings gives', () => {
    const table = fc
      .tuple(fc.nat(400), fc.nat(400))
      .chain(([a, b]) => fc.record({ all: fc.constant(a + b), marked: fc.nat(a + b), whole: fc.nat(a + b) }))
      .chain(({ all, marked, whole }) =>
        fc.tuple(fc.nat(Math.min(marked, whole)), fc.constant(whole), fc.constant(marked), fc.constant(all)),
      );
    fc.assert(
      fc.property(table, ([part, whole, marked, all]) => {
        const exact = counted(part, whole, marked, all);
        expect(Math.abs(chanceOfAtLeast(part, whole, marked, all) - exact)).toBeLessThan(
          1e-9 * exact + 1e-25,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is found among a million cases, near the mean and far from it', () => {
    expect(chanceOfAtLeast(9_000, 50_000, 180_000, 1_000_000)).toBeCloseTo(0.5, 1);
    expect(chanceOfAtLeast(9_500, 50_000, 180_000, 1_000_000)).toBeLessThan(1e-8);
    expect(chanceOfAtLeast(8_000, 50_000, 180_000, 1_000_000)).toBeCloseTo(1, 10);
    expect(chanceOfAtLeast(1, 50_000, 180_000, 1_000_000)).toBe(1);
    expect(chanceOfAtLeast(49_000, 50_000, 180_000, 1_000_000)).toBe(0);
    expect(chanceOfAtLeast(50_000, 50_000, 180_000, 1_000_000)).toBe(0);
  });
});

describe('adjusting for many tests', () => {
  test('gives the figures of a worked example', () => {
    expect(adjusted([0.01, 0.04, 0.03, 0.005]).map((value) => Number(value.toFixed(6)))).toEqual([
      0.02, 0.04, 0.04, 0.02,
    ]);
  });

  test('finds what stepping up from the largest finds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (chances) => {
        const sorted = [...chances].sort((a, b) => a - b);
        const values = adjusted(chances);
        for (const bound of [0.01, 0.05, 0.2]) {
          let last = -1;
          for (const [index, chance] of sorted.entries()) {
            if (chance * sorted.length <= bound * (index + 1)) last = index;
          }
          const limit = last < 0 ? Number.NEGATIVE_INFINITY : (sorted[last] as number);
          expect(values.map((value) => value <= bound)).toEqual(chances.map((chance) => chance <= limit));
        }
      }),
    );
  });

  test('does not make a finding of a difference too small to matter', () => {
    const beside = (part: number) => ({
      own: { part, whole: 50_000 },
      base: { part: 200_000, whole: 1_000_000 },
    });
    expect(chanceOfAtLeast(11_900, 50_000, 200_000, 1_000_000)).toBeLessThan(1e-50);
    expect(partsAbove([beside(11_900)], (rule) => rule)).toEqual([]);
    expect(partsAbove([beside(12_100)], (rule) => rule)).toHaveLength(1);
  });

  test('keeps what chance alone finds within bounds', () => {
    // 200 rules whose cases go wrong exactly as often as all others do.
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const rules = Array.from({ length: 200 }, () => {
      let part = 0;
      for (let index = 0; index < 200; index++) if (random() < 0.2) part += 1;
      return { own: { part, whole: 200 }, base: { part: 4_000, whole: 20_000 } };
    });
    expect(partsAbove(rules, (rule) => rule).length).toBeLessThanOrEqual(2);
    const harmful = { own: { part: 80, whole: 200 }, base: { part: 4_000, whole: 20_000 } };
    expect(partsAbove([...rules, harmful], (rule) => rule).map(({ item }) => item)).toContain(harmful);
  });
});
