import { expect, test } from 'vitest';
import {
  type ClassWeights,
  emptyWeights,
  type LabelledRows,
  scoreInto,
  trainMargins,
  withCounts,
} from '../../src/gaps/linear.ts';
import { seeded } from '../../src/gaps/random.ts';

/** Rows of length 1 whose columns all have the same value. */
function rowsOf(texts: readonly (readonly number[])[], labels: readonly number[]): LabelledRows {
  const start = new Int32Array(texts.length + 1);
  texts.forEach((ids, row) => {
    start[row + 1] = (start[row] as number) + ids.length;
  });
  const values = texts.flatMap((ids) => ids.map(() => 1 / Math.sqrt(ids.length)));
  return {
    rows: { start, ids: Int32Array.from(texts.flat()), values: Float32Array.from(values) },
    labels: Int32Array.from(labels),
    importance: new Float32Array(labels.length).fill(1),
    ownImportance: new Float32Array(labels.length).fill(1),
  };
}

const TEXTS = [[0, 1], [0, 2], [3, 1], [3, 2], [4], [4, 2]];
const LABELS = [0, 0, 1, 1, 2, 2];
const LEARNED = rowsOf(TEXTS, LABELS);
const ALL = Int32Array.from(LABELS.keys());

const fresh = (): ClassWeights => emptyWeights(LEARNED.rows, LEARNED.labels, 3, 5);
const scoresOf = (model: ClassWeights, row: number): number[] => {
  const scores = new Float32Array(3);
  const { start, ids, values } = LEARNED.rows;
  scoreInto(model, ids, values, start[row] as number, start[row + 1] as number, scores);
  return [...scores];
};

test('every example ends up on its side of the margins', () => {
  const model = fresh();
  trainMargins(LEARNED, ALL, model, new Float32Array(18), { epochs: 200, cost: 100 }, seeded(1));
  for (const [row, label] of LABELS.entries()) {
    const scores = scoresOf(model, row);
    expect(scores.indexOf(Math.max(...scores))).toBe(label);
    expect(scores[label]).toBeGreaterThan(0.8);
  }
});

test('weights are at the minimum of squared hinge loss and length', () => {
  const cost = 0.7;
  const model = fresh();
  trainMargins(LEARNED, ALL, model, new Float32Array(18), { epochs: 3000, cost }, seeded(1));
  const loss = (): number => {
    let sum = 0;
    for (const weight of [...model.weights, ...model.bias]) sum += weight ** 2 / 2;
    for (const [row, label] of LABELS.entries()) {
      for (const [c, score] of scoresOf(model, row).entries())
        sum += cost * Math.max(0, 1 - (c === label ? score : -score)) ** 2;
    }
    return sum;
  };
  const least = loss();
  for (const numbers of [model.weights, model.bias]) {
    for (const index of numbers.keys()) {
      for (const change of [0.05, -0.05]) {
        numbers[index] = (numbers[index] as number) + change;
        expect(loss()).toBeGreaterThan(least - 1e-5);
        numbers[index] = (numbers[index] as number) - change;
      }
    }
  }
});

test('counts speak for the class whose examples hold a column, the more the fewer others do', () => {
  const model = fresh();
  const { start, classes, weights } = withCounts(LEARNED, ALL, model, 1, 1);
  const weightOf = (column: number, label: number): number => {
    for (let entry = start[column] as number; entry < (start[column + 1] as number); entry++)
      if (classes[entry] === label) return weights[entry] as number;
    return 0;
  };
  // Only class 0 holds column 0: three times likelier there than in any of three classes.
  expect(weightOf(0, 0)).toBeCloseTo(Math.log(1 + 3));
  expect(weightOf(0, 1)).toBe(0);
  // Each class holds column 2 once, at the same value.
  expect([0, 1, 2].map((label) => weightOf(2, label))).toEqual(
    [0, 1, 2].map(() => expect.closeTo(Math.log(1 + 1), 5)),
  );
  expect(model.weights.every((weight) => weight === 0)).toBe(true);
});
