import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auroc, clusterFigures, suggestFigures } from '../../src/gaps/evaluate.ts';

test('AUROC counts pairs, ties half', () => {
  expect(auroc([0.9, 0.8], [0.1])).toBe(1);
  expect(auroc([0.1], [0.9])).toBe(0);
  expect(auroc([0.5], [0.5])).toBe(0.5);
  // Pairs: 3>2, 3>1, 2=2 (½), 2>1: 3.5 of 4.
  expect(auroc([3, 2], [2, 1])).toBe(0.875);
  expect(auroc([], [1])).toBeNull();
  expect(auroc([1], [])).toBeNull();
});

test('AUROC equals the share of pairs won', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(scores, scores, (positives, negatives) => {
      const won = positives
        .flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)))
        .reduce<number>((a, b) => a + b, 0);
      expect(auroc(positives, negatives)).toBeCloseTo(won / (positives.length * negatives.length), 10);
    }),
  );
});

test('suggestion figures by hand', () => {
  const to = (gold: string[], ...found: [string, number][]) => ({
    gold,
    suggestions: found.map(([ruleId, score]) => ({ ruleId, score })),
  });
  const figures = suggestFigures(
    [
      to(['A'], ['A', 0.9], ['B', 0.1]),
      to(['A', 'C'], ['B', 0.6], ['C', 0.3]),
      to(['B'], ['C', 0.2]),
      to(['B']),
      to([], ['A', 0.7]),
      to([], ['A', 0.1]),
    ],
    0.5,
  );
  expect(figures).toEqual({
    steps: 6,
    withGold: 4,
    recallAt1: 0.25,
    recallAt3: 0.5,
    // Scores with gold 0.9, 0.6, 0.2, 0; without 0.7, 0.1: 0.9 wins 2, 0.6 and 0.2 win 1 each.
    auroc: 0.5,
    suggested: 3,
    precision: 1 / 3,
    falseSuggestRate: 0.5,
  });
});

test('figures over nothing are null', () => {
  expect(suggestFigures([], 0.5)).toMatchObject({
    steps: 0,
    recallAt1: null,
    auroc: null,
    precision: null,
    falseSuggestRate: null,
  });
});

test('V-measure by hand', () => {
  expect(clusterFigures(['a', 'a', 'b', 'b'], [0, 0, 1, 1])).toEqual({
    homogeneity: 1,
    completeness: 1,
    vMeasure: 1,
  });
  expect(clusterFigures(['a', 'a', 'b', 'b'], [0, 0, 0, 0])).toEqual({
    homogeneity: 0,
    completeness: 1,
    vMeasure: 0,
  });
  // Each theme split in two: H(C) = ln 4, H(C|T) = ln 2.
  const split = clusterFigures(['a', 'a', 'b', 'b'], [0, 1, 2, 3]);
  expect(split.homogeneity).toBeCloseTo(1, 12);
  expect(split.completeness).toBeCloseTo(0.5, 12);
  expect(split.vMeasure).toBeCloseTo(2 / 3, 12);
  expect(() => clusterFigures(['a'], [])).toThrow(RangeError);
});

test('V-measure ignores how clusters are called and in which order steps come', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(pairs, (steps) => {
      const figures = clusterFigures(
        steps.map(([theme]) => theme),
        steps.map(([, cluster]) => cluster),
      );
      const turned = [...steps].reverse();
      expect(
        clusterFigures(
          turned.map(([theme]) => theme),
          turned.map(([, cluster]) => 9 - cluster),
        ),
      ).toEqual(figures);
      expect(figures.vMeasure).toBeGreaterThanOrEqual(0);
      expect(figures.vMeasure).toBeLessThanOrEqual(1);
    }),
  );
});
