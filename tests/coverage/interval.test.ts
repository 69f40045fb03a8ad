import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addCase,
  clusteredInterval,
  emptyClusterSums,
  statusAgainst,
  wilson,
} from '../../src/coverage/interval.ts';

interface Case {
  readonly steps: number;
  readonly covered: number;
}

const sumsOf = (cases: readonly Case[]) => {
  const sums = emptyClusterSums();
  for (const { steps, covered } of cases) addCase(sums, steps, covered);
  return sums;
};

const intervalOf = (cases: readonly Case[]) => clusteredInterval(sumsOf(cases));

/** The formula of formats.md section 5, case by case. */
function naiveInterval(all: readonly Case[]): [number, number] | null {
  const cases = all.filter(({ steps }) => steps > 0);
  const m = cases.length;
  if (m < 30) return null;
  const N = cases.reduce((sum, { steps }) => sum + steps, 0);
  const X = cases.reduce((sum, { covered }) => sum + covered, 0);
  const p = X / N;
  const equal = cases.every(({ steps, covered }) => covered * N === X * steps);
  const squares = cases.reduce((sum, { steps, covered }) => sum + (covered - p * steps) ** 2, 0);
  const V = equal ? 0 : ((m / (m - 1)) * squares) / N ** 2;
  const n = V === 0 ? m : Math.min(N, (p * (1 - p)) / V);
  const z = 1.959964;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const aCase = fc
  .record({ steps: fc.nat(12), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ steps, share }) => ({ steps, covered: Math.round(steps * share) }));

function repeat(count: number, steps: number, covered: number): Case[] {
  return Array.from({ length: count }, () => ({ steps, covered }));
}

function expectClose(actual: readonly number[] | null, expected: readonly number[] | null, digits = 9): void {
  if (actual === null || expected === null) {
    expect(actual).toBe(expected);
    return;
  }
  expect(actual[0]).toBeCloseTo(expected[0] as number, digits);
  expect(actual[1]).toBeCloseTo(expected[1] as number, digits);
}

describe("Wilson's interval", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('of %i in %i is the published one', (x, n, low, high) => {
    expectClose(wilson(x / n, n), [low, high], 4);
  });

  test.each([
    [0, [0, 0.793451]],
    [1, [0.206549, 1]],
  ])('of the share %i of one observation is wide but within 0 and 1', (p, expected) => {
    expectClose(wilson(p, 1), expected, 6);
  });

  test('holds the share, stays within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 1e7, noNaN: true }),
        (p, n) => {
          const [low, high] = wilson(p, n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(p + 1e-12);
          expect(high).toBeGreaterThanOrEqual(p - 1e-12);
          expectClose(wilson(1 - p, n), [1 - high, 1 - low]);
        },
      ),
    );
  });
});

describe('the clustered interval', () => {
  test('is the formula, computed case by case', () => {
    fc.assert(
      fc.property(fc.array(aCase, { minLength: 25, maxLength: 120 }), (cases) => {
        expectClose(intervalOf(cases), naiveInterval(cases));
      }),
      { numRuns: 500 },
    );
  });

  test('is not given under 30 cases with a step', () => {
    expect(intervalOf([])).toBeNull();
    expect(intervalOf(repeat(29, 4, 3))).toBeNull();
    expect(intervalOf([...repeat(29, 4, 3), ...repeat(5, 0, 0)])).toBeNull();
    expect(intervalOf(repeat(30, 4, 3))).not.toBeNull();
  });

  test.each([
    ['all covered', repeat(40, 6, 6), 1],
    ['none covered', repeat(40, 6, 0), 0],
    ['all alike', repeat(40, 4, 3), 0.75],
    ['the same share in cases of different length', [...repeat(20, 3, 1), ...repeat(20, 9, 3)], 1 / 3],
  ])('of cases without spread (%s) has the number of cases as its size', (_, cases, p) => {
    expect(intervalOf(cases)).toEqual(wilson(p, 40));
  });

  test('has no more than the number of steps as its size', () => {
    const cases = [...repeat(39, 2, 1), ...repeat(1, 2, 2)];
    expectClose(intervalOf(cases), wilson(41 / 80, 80));
  });

  test('of cases with one step each is nearly the plain one', () => {
    const cases = [...repeat(75, 1, 1), ...repeat(25, 1, 0)];
    expectClose(intervalOf(cases), wilson(0.75, 99));
  });

  test("is wider the more a case's steps hang together", () => {
    const width = ([low, high]: readonly number[]) => (high as number) - (low as number);
    const together = intervalOf([...repeat(20, 5, 5), ...repeat(20, 5, 0)]) as [number, number];
    const apart = intervalOf([...repeat(20, 5, 3), ...repeat(20, 5, 2)]) as [number, number];
    expect(width(together)).toBeGreaterThan(1.5 * width(apart));
  });

  test('keeps its spread of exactly zero over a million cases', () => {
    const sums = emptyClusterSums();
    for (let index = 0; index < 1_000_000; index++) addCase(sums, 7, 3);
    expect(clusteredInterval(sums)).toEqual(wilson(3 / 7, 1_000_000));
  });
});

describe('the status', () => {
  test.each([
    [0.8, 0, null, 'no-data'],
    [0.8, 0, [0.9, 0.95], 'no-data'],
    [0.8, 10, null, 'insufficient'],
    [0.8, 100, [0.81, 0.9], 'met'],
    [0.8, 100, [0.8, 0.9], 'uncertain'],
    [0.8, 100, [0.7, 0.9], 'uncertain'],
    [0.8, 100, [0.7, 0.8], 'uncertain'],
    [0.8, 100, [0.7, 0.79], 'below'],
    [1, 100, [0.99, 1], 'uncertain'],
    [0, 100, [0, 0.1], 'uncertain'],
  ] as const)('against a target of %d with %i steps and %j is %s', (target, steps, interval, status) => {
    expect(statusAgainst(target, steps, interval)).toBe(status);
  });
});
