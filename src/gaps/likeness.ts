import type { FeatureSpace } from './features.ts';
import type { LabelledRows } from './linear.ts';
import type { SparseRows } from './rows.ts';
import { DIMENSIONS, learnStemVectors } from './stem-vectors.ts';

/** Where texts point: two that have no word in common point the same way when their words are used alike. */
export interface Directions {
  /** Per part of the feature space, {@link learnStemVectors}. */
  readonly parts: Float32Array;
  /** Where texts point on average: what all of them share tells none from another. */
  readonly mean: Float32Array;
}

/** How classes are told by where their examples point. */
export interface Likeness extends Directions {
  /** Per class, where its examples point, as a vector whose length is what being alike counts. */
  readonly classes: Float32Array;
}

/** Learns from texts how they point, and where each of them does. */
export function learnDirections(
  rows: SparseRows,
  space: FeatureSpace,
): { directions: Directions; texts: Float32Array } {
  const parts = learnStemVectors(rows, space);
  const count = rows.start.length - 1;
  const texts = new Float32Array(count * DIMENSIONS);
  const mean = new Float32Array(DIMENSIONS);
  for (let row = 0; row < count; row++) {
    const own = texts.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    for (const id of rows.ids.subarray(rows.start[row], rows.start[row + 1]))
      if (id < space.parts.length) addPart(own, parts, id);
    stretch(own, 1);
    for (let at = 0; at < DIMENSIONS; at++) (mean[at] as number) += (own[at] as number) / count;
  }
  for (let row = 0; row < count; row++) turn(texts.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), mean);
  return { directions: { parts, mean }, texts };
}

/**
 * Where the examples of each class point on average.
 *
 * @param texts where each example points
 * @param weight what a class is raised by at most when a text points where its examples do
 */
export function classDirections(
  { labels, importance }: LabelledRows,
  texts: Float32Array,
  chosen: Int32Array,
  classes: number,
  weight: number,
): Float32Array {
  const sums = new Float32Array(classes * DIMENSIONS);
  for (const row of chosen) {
    const from = (labels[row] as number) * DIMENSIONS;
    for (let at = 0; at < DIMENSIONS; at++)
      (sums[from + at] as number) += (importance[row] as number) * (texts[row * DIMENSIONS + at] as number);
  }
  for (let from = 0; from < sums.length; from += DIMENSIONS)
    stretch(sums.subarray(from, from + DIMENSIONS), weight);
  return sums;
}

/** Adds what a part says to where a text points. */
export function addPart(direction: Float32Array, parts: Float32Array, part: number): void {
  const from = part * DIMENSIONS;
  for (let at = 0; at < DIMENSIONS; at++)
    direction[at] = (direction[at] as number) + (parts[from + at] as number);
}

/** Makes a sum of parts the direction in which a text differs from the mean, as a vector of length 1; zero stays zero. */
export function turn(sum: Float32Array, mean: Float32Array): void {
  if (!stretch(sum, 1)) return;
  for (let at = 0; at < DIMENSIONS; at++) sum[at] = (sum[at] as number) - (mean[at] as number);
  stretch(sum, 1);
}

/** What a class is raised by, for a text that points this way: weight times the cosine of the two. */
export function likenessTo({ classes }: Likeness, label: number, direction: Float32Array): number {
  const from = label * DIMENSIONS;
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at++) sum += (classes[from + at] as number) * (direction[at] as number);
  return sum;
}

/** Brings a vector to a length, in place, and says whether it could: zero stays what it is. */
function stretch(vector: Float32Array, length: number): boolean {
  let squares = 0;
  for (let at = 0; at < DIMENSIONS; at++) squares += (vector[at] as number) ** 2;
  if (squares === 0) return false;
  const scale = length / Math.sqrt(squares);
  for (let at = 0; at < DIMENSIONS; at++) vector[at] = (vector[at] as number) * scale;
  return true;
}
