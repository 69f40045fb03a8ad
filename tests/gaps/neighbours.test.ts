import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Likeness } from '../../src/gaps/likeness.ts';
import { Contest, findNeighbours, LOWEST, type Neighbours } from '../../src/gaps/neighbours.ts';
import { DIMENSIONS } from '../../src/gaps/stem-vectors.ts';

const NONE: Neighbours = { each: 0, classes: new Int32Array(), shares: new Float32Array() };

const held = (neighbours: Neighbours, scores: readonly number[], allowed: readonly number[]) => {
  const contest = new Contest({ neighbours, likeness: null });
  contest.hold(Float32Array.from(scores), Int32Array.from(allowed));
  return {
    classes: [...contest.classes.subarray(0, contest.count)],
    scores: [...contest.scores.subarray(0, contest.count)],
  };
};

test('the twelve highest scores among the allowed contend, best first, of equals the lower class', () => {
  const score = fc.constantFrom(-3, -2, -1.5, -1, 0, 0.5, 2);
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 20 }), fc.nat(), (all, left) => {
      const allowed = [...all.keys()].filter((label) => all.length === 1 || label !== left % all.length);
      const expected = allowed
        .toSorted((a, b) => (all[b] as number) - (all[a] as number) || a - b)
        .slice(0, 12);
      expect(held(NONE, all, allowed)).toEqual({
        classes: expected,
        scores: expected.map((label) => all[label]),
      });
    }),
  );
});

/** Classes 0 and 1 are alike, 2 resembles them a little, 3 is like none. */
const ALIKE: Neighbours = {
  each: 2,
  classes: Int32Array.from([1, 2, 0, 2, 0, 1, 0, 0]),
  shares: Float32Array.from([0.25, 0.125, 0.25, 0.125, 0.125, 0.125, 0, 0]),
};

test('a class is raised by the scores of its neighbours', () => {
  expect(held(ALIKE, [0.5, 0.25, LOWEST, 0.5], [0, 1, 2, 3]).classes).toEqual([0, 1, 3, 2]);
  expect(held(ALIKE, [LOWEST, LOWEST, LOWEST, 0.5], [0, 1, 2, 3]).scores).toEqual([
    0.5,
    LOWEST,
    LOWEST,
    LOWEST,
  ]);
});

test('neighbours that may not be suggested count too', () => {
  expect(held(ALIKE, [0.25, 0.5, LOWEST, 0.5], [0, 3]).classes).toEqual([0, 3]);
});

test('a class is raised by how much the text points where its examples do', () => {
  const likeness: Likeness = {
    parts: new Float32Array(),
    mean: new Float32Array(DIMENSIONS),
    classes: new Float32Array(4 * DIMENSIONS),
  };
  likeness.classes[DIMENSIONS] = 0.5;
  likeness.classes[3 * DIMENSIONS + 1] = 0.5;
  const direction = new Float32Array(DIMENSIONS);
  direction.set([0.5, -0.5]);
  const contest = new Contest({ neighbours: { ...ALIKE, shares: new Float32Array(8) }, likeness });
  contest.hold(new Float32Array(4), Int32Array.from([0, 1, 2, 3]), direction);
  expect([...contest.classes.subarray(0, 4)]).toEqual([1, 0, 2, 3]);
  expect([...contest.scores.subarray(0, 4)]).toEqual([0.25, 0, 0, -0.25]);
  contest.hold(new Float32Array(4), Int32Array.from([0, 1, 2, 3]));
  expect([...contest.scores.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
});

/** One example per class, each with one column of its own and others that it shares. */
function examples(texts: readonly (readonly number[])[]) {
  const start = Int32Array.from([0, ...texts.map((_, row) => texts.slice(0, row + 1).flat().length)]);
  const ids = Int32Array.from(texts.flat());
  const ones = new Float32Array(texts.length).fill(1);
  return {
    rows: { start, ids, values: new Float32Array(ids.length).fill(1) },
    labels: Int32Array.from(texts.keys()),
    importance: ones,
    ownImportance: ones,
  };
}

test('neighbours are the classes whose examples share most, by their cosine', () => {
  const texts = [
    [0, 1, 2],
    [0, 1, 3],
    [0, 4],
    [0, 5],
    [0, 6, 7],
    [0, 8, 9],
    [10],
    [11],
    [12],
    [13],
    [14],
    [15],
  ];
  const learned = examples(texts);
  const { classes, shares } = findNeighbours(learned, Int32Array.from(texts.keys()), 12, 16, 5);
  expect([...classes.subarray(0, 5)]).toEqual([1, 2, 3, 4, 5]);
  const cosines = [2 / 3, 1 / Math.sqrt(6), 1 / Math.sqrt(6), 1 / 3, 1 / 3];
  const sum = cosines.reduce((a, b) => a + b, 0);
  // The first has 31 % of the sum, but no neighbour counts more than a quarter.
  expect(shares[0]).toBe(0.25);
  for (const [place, cosine] of cosines.entries())
    if (place > 0) expect(shares[place]).toBeCloseTo(cosine / sum);
  expect([...shares.subarray(30)]).toEqual(new Array(30).fill(0));
});

test('among few classes nothing is a neighbour, and what was not learned is none', () => {
  const learned = examples([[0, 1], [0, 1], [0], [0]]);
  expect(findNeighbours(learned, Int32Array.from([0, 1, 2]), 4, 2, 3).each).toBe(0);
  const { classes, shares } = findNeighbours(learned, Int32Array.from([0, 2]), 4, 2, 2);
  expect([classes[0], shares[0], shares[1]]).toEqual([2, 0.25, 0]);
  expect([...shares.subarray(6)]).toEqual([0, 0]);
});
