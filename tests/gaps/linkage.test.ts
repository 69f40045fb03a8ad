import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageLinkage, cutAt, type Merge } from '../../src/gaps/linkage.ts';

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Average linkage by its definition: join the two clusters whose members are most similar on average. */
function byDefinition(matrix: number[][]): number[] {
  let clusters = matrix.map((_, index) => [index]);
  const merged: number[] = [];
  while (clusters.length > 1) {
    let best = { a: 0, b: 0, similarity: -Infinity };
    for (const [i, a] of clusters.entries()) {
      for (const [j, b] of clusters.slice(0, i).entries()) {
        const similarity = mean(a.flatMap((x) => b.map((y) => (matrix[x] as number[])[y] as number)));
        if (similarity > best.similarity) best = { a: i, b: j, similarity };
      }
    }
    merged.push(best.similarity);
    const joined = [...(clusters[best.a] as number[]), ...(clusters[best.b] as number[])];
    clusters = [...clusters.filter((_, index) => index !== best.a && index !== best.b), joined];
  }
  return merged;
}

test('joins the most similar first', () => {
  const matrix = Float32Array.from([1, 0.9, 0.1, 0.9, 1, 0.3, 0.1, 0.3, 1]);
  const merges = averageLinkage(matrix, new Float64Array(3).fill(1));
  expect(merges.map(({ kept, gone }) => [kept, gone])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect((merges[1] as Merge).similarity).toBeCloseTo(0.2, 6);
  expect([...cutAt(merges, 3, 0.5)]).toEqual([0, 0, 1]);
  expect([...cutAt(merges, 3, 0.1)]).toEqual([0, 0, 0]);
});

test('equals average linkage by definition', () => {
  // Distinct numbers far from rounding errors: what is joined first among equals is not defined.
  const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 21, maxLength: 21 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), numbers, (n, values) => {
      const at = (i: number, j: number): number => (values[(i * (i - 1)) / 2 + j] as number) / 1_000_000;
      const matrix = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (__, j) => (i === j ? 1 : at(Math.max(i, j), Math.min(i, j)))),
      );
      const merges = averageLinkage(Float32Array.from(matrix.flat()), new Float64Array(n).fill(1));
      for (const [index, similarity] of byDefinition(matrix).entries()) {
        expect((merges[index] as Merge).similarity).toBeCloseTo(similarity, 3);
      }
    }),
    { numRuns: 60 },
  );
});
