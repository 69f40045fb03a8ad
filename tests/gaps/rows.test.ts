import { expect, test } from 'vitest';
import { learnFeatures } from '../../src/gaps/features.ts';
import { joinColumns } from '../../src/gaps/rows.ts';
import { LABELLED } from './fixtures.ts';

test('joined columns keep the products of texts', () => {
  const { space, rows } = learnFeatures(LABELLED.map(({ text }) => text));
  const joined = joinColumns(rows, space.weights);
  expect(joined.count).toBeLessThan(space.weights.length / 3);
  const dense = (from: typeof rows, width: number): number[][] =>
    Array.from({ length: from.start.length - 1 }, (_, row) => {
      const values = new Array<number>(width).fill(0);
      for (let at = from.start[row] as number; at < (from.start[row + 1] as number); at++) {
        const id = from.ids[at] as number;
        values[id] = (values[id] as number) + (from.values[at] as number);
      }
      return values;
    });
  const product = (a: number[], b: number[]): number =>
    a.reduce((sum, value, id) => sum + value * (b[id] as number), 0);
  const before = dense(rows, space.weights.length);
  const after = dense(joined.rows, joined.count);
  for (const [row, own] of before.entries()) {
    for (const [other, others] of before.entries()) {
      expect(product(after[row] as number[], after[other] as number[])).toBeCloseTo(product(own, others), 5);
    }
  }
});
