import { PairTable } from '../coverage/pair-table.ts';
import { type FeatureSpace, isStem } from './features.ts';
import { seeded } from './random.ts';
import type { SparseRows } from './rows.ts';

/** Numbers per vector. */
export const DIMENSIONS = 32;

/** How many stems apart two may stand to be each other's context. */
const WINDOW = 8;

/** How often a stem is met as context is raised to this, so that rare contexts do not tell most. */
const SMOOTHING = 0.75;

/** Each brings the vectors closer to the best ones there are; a fourth changes next to nothing. */
const ITERATIONS = 3;

/**
 * A vector per part of a space, one after the other: stems that stand among the same stems have similar
 * ones. A stem's vector is as long as its IDF; those of all other parts are zero.
 *
 * @param rows the texts, as features in the order of their words
 */
export function learnStemVectors(rows: SparseRows, space: FeatureSpace): Float32Array {
  const stems = space.parts.flatMap((key, part) => (isStem(key) ? [part] : []));
  const numbers = new Int32Array(space.parts.length).fill(-1);
  for (const [number, part] of stems.entries()) numbers[part] = number;
  const associations = associationsOf(stemsOf(rows, numbers), stems.length);
  const columns = topColumns(associations, stems.length).map((column) =>
    multiply(associations, column, stems.length),
  );
  const vectors = new Float32Array(space.parts.length * DIMENSIONS);
  for (const [number, part] of stems.entries()) {
    const length = Math.sqrt(columns.reduce((sum, column) => sum + (column[number] as number) ** 2, 0));
    // A feature's weight is the root of its IDF.
    const scale = length > 0 ? (space.weights[part] as number) ** 2 / length : 0;
    for (const [dimension, column] of columns.entries())
      vectors[part * DIMENSIONS + dimension] = (column[number] as number) * scale;
  }
  return vectors;
}

/** The stems of every text, in order. */
function stemsOf({ start, ids }: SparseRows, numbers: Int32Array): Int32Array[] {
  return Array.from({ length: start.length - 1 }, (_, row) =>
    ids
      .subarray(start[row], start[row + 1])
      // Features from the last part on are pairs.
      .map((id) => (id < numbers.length ? (numbers[id] as number) : -1))
      .filter((number) => number >= 0),
  );
}

/**
 * How much more often than by chance two stems stand near each other, as a logarithm, where it is above
 * 0: positive pointwise mutual information (Levy and Goldberg 2014) with smoothed contexts (Levy,
 * Goldberg and Dagan 2015). Being near counts by 1/√distance.
 */
function associationsOf(texts: readonly Int32Array[], count: number): SparseRows {
  const table = new PairTable();
  const near: number[] = [];
  for (const stems of texts) {
    for (let at = 0; at < stems.length; at++) {
      const end = Math.min(stems.length, at + 1 + WINDOW);
      for (let other = at + 1; other < end; other++) {
        const pair = table.add(
          Math.min(stems[at] as number, stems[other] as number),
          Math.max(stems[at] as number, stems[other] as number),
        );
        near[pair] = (near[pair] ?? 0) + 1 / Math.sqrt(other - at);
      }
    }
  }
  const sums = new Float64Array(count);
  table.each((first, second, pair) => {
    (sums[first] as number) += near[pair] as number;
    (sums[second] as number) += near[pair] as number;
  });
  const contexts = sums.map((sum) => sum ** SMOOTHING);
  const all = contexts.reduce((total, context) => total + context, 0);
  const byStem: { ids: number[]; values: number[] }[] = Array.from({ length: count }, () => ({
    ids: [],
    values: [],
  }));
  const associate = (stem: number, context: number, times: number): void => {
    const information = Math.log((times * all) / ((sums[stem] as number) * (contexts[context] as number)));
    if (information <= 0) return;
    byStem[stem]?.ids.push(context);
    byStem[stem]?.values.push(information);
  };
  table.each((first, second, pair) => {
    associate(first, second, near[pair] as number);
    associate(second, first, near[pair] as number);
  });
  const start = new Int32Array(count + 1);
  for (const [stem, { ids }] of byStem.entries()) start[stem + 1] = (start[stem] as number) + ids.length;
  return {
    start,
    ids: Int32Array.from(byStem.flatMap(({ ids }) => ids)),
    values: Float32Array.from(byStem.flatMap(({ values }) => values)),
  };
}

/**
 * Perpendicular columns of length 1 that keep most of a square matrix: nearly its first right singular
 * vectors, by subspace iteration from a random start (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 */
function topColumns(matrix: SparseRows, size: number): Float32Array[] {
  const random = seeded(5);
  let columns: Float32Array[] = Array.from({ length: DIMENSIONS }, () =>
    new Float32Array(size).map(() => random() - 0.5),
  );
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    columns = columns.map((column) => multiply(matrix, column, size));
    orthonormalise(columns);
    columns = columns.map((column) => multiplyTransposed(matrix, column, size));
    orthonormalise(columns);
  }
  return columns;
}

function multiply({ start, ids, values }: SparseRows, column: Float32Array, size: number): Float32Array {
  const product = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const end = start[row + 1] as number;
    let sum = 0;
    for (let at = start[row] as number; at < end; at++)
      sum += (values[at] as number) * (column[ids[at] as number] as number);
    product[row] = sum;
  }
  return product;
}

function multiplyTransposed(
  { start, ids, values }: SparseRows,
  column: Float32Array,
  size: number,
): Float32Array {
  const product = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const end = start[row + 1] as number;
    const factor = column[row] as number;
    for (let at = start[row] as number; at < end; at++) {
      const id = ids[at] as number;
      product[id] = (product[id] as number) + (values[at] as number) * factor;
    }
  }
  return product;
}

/** What is left of a column that others make up is shorter than this share of it: rounding errors. */
const REMNANT = 1e-4;

/**
 * Makes columns perpendicular and of length 1, in place (Gram-Schmidt, twice: once leaves rounding
 * errors). A column that those before it make up becomes zero.
 */
function orthonormalise(columns: readonly Float32Array[]): void {
  for (const [index, column] of columns.entries()) {
    const least = REMNANT * Math.sqrt(dot(column, column));
    for (let round = 0; round < 2; round++)
      for (const other of columns.slice(0, index)) subtract(column, other, dot(column, other));
    const length = Math.sqrt(dot(column, column));
    const scale = length > least ? 1 / length : 0;
    for (let at = 0; at < column.length; at++) column[at] = (column[at] as number) * scale;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function subtract(from: Float32Array, other: Float32Array, times: number): void {
  for (let at = 0; at < from.length; at++) from[at] = (from[at] as number) - times * (other[at] as number);
}
