import { type Contest, LOWEST } from './neighbours.ts';
import type { Answer, Trial, Trials } from './trials.ts';

/** Weights of a logistic model over {@link evidence}; the last one is the constant. */
export interface Calibration {
  readonly weights: readonly number[];
}

const FACTS = 3;
/**
 * Where nothing can be tried, there are too few rules for a lead to say much: a rule is right when it
 * has nearly all of the text's words. Chosen on made-up libraries of one to four rules.
 */
export const UNTRIED: Calibration = { weights: [0.2, 0.1, 8, -7.1] };
/** Where trials begin: a rule is right when it is far ahead. */
const UNCALIBRATED: Calibration = { weights: [0.3, 0.2, 2.4, -2.8] };

/**
 * What speaks for the best rule: its lead over the next one, its score, and how much of the text's
 * words is known, 0 to 1.
 */
export function evidence({ scores, count }: Contest, sharpness: number, known: number): number[] {
  const top = scores[0] as number;
  const second = count > 1 ? Math.max(LOWEST, scores[1] as number) : LOWEST;
  return [(top - second) * sharpness, top * sharpness, known];
}

/** Probability that the best rule is right, given its evidence. */
export function probability(calibration: Calibration, facts: readonly number[]): number {
  let sum = calibration.weights[FACTS] as number;
  for (let index = 0; index < FACTS; index++)
    sum += (calibration.weights[index] as number) * (facts[index] as number);
  return 1 / (1 + Math.exp(-sum));
}

/** Learns from trials what certainty is worth. */
export function calibrate({ asked }: Trials, answers: readonly Answer[]): Calibration {
  const facts = answers.map((answer) => answer.facts);
  const right = answers.map(({ best }, index) => (asked[index] as Trial).labels.includes(best));
  return { weights: fitLogistic(facts, right) };
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) with a ridge penalty
 * towards {@link UNCALIBRATED}, so that few trials cannot turn a sign.
 */
function fitLogistic(facts: readonly (readonly number[])[], right: readonly boolean[]): number[] {
  let weights = [...UNCALIBRATED.weights];
  let loss = penalisedLoss(weights, facts, right);
  for (let round = 0; round < 50; round++) {
    const step = newtonStep(weights, facts, right);
    let share = 1;
    let next = weights;
    let nextLoss = loss;
    do {
      next = weights.map((weight, index) => weight - share * (step[index] as number));
      nextLoss = penalisedLoss(next, facts, right);
      share /= 2;
    } while (nextLoss > loss && share > 1e-3);
    if (loss - nextLoss < 1e-6) break;
    weights = next;
    loss = nextLoss;
  }
  return weights;
}

function penalisedLoss(
  weights: readonly number[],
  facts: readonly (readonly number[])[],
  right: readonly boolean[],
): number {
  let loss = 0;
  weights.forEach((weight, index) => {
    loss += (weight - (UNCALIBRATED.weights[index] as number)) ** 2 / 2;
  });
  facts.forEach((own, trial) => {
    const expected = probability({ weights }, own);
    loss -= Math.log(Math.max(right[trial] ? expected : 1 - expected, 1e-12));
  });
  return loss;
}

function newtonStep(
  weights: readonly number[],
  facts: readonly (readonly number[])[],
  right: readonly boolean[],
): number[] {
  const gradient = weights.map((weight, index) => weight - (UNCALIBRATED.weights[index] as number));
  const curvature = weights.map((_, row) => weights.map((__, column) => (row === column ? 1 : 0)));
  facts.forEach((own, trial) => {
    const input = [...own, 1];
    const expected = probability({ weights }, own);
    const error = expected - (right[trial] ? 1 : 0);
    for (let row = 0; row < input.length; row++) {
      (gradient[row] as number) += error * (input[row] as number);
      for (let column = 0; column < input.length; column++) {
        ((curvature[row] as (0 | 1)[])[column] as number) +=
          expected * (1 - expected) * (input[row] as number) * (input[column] as number);
      }
    }
  });
  return solve(curvature, gradient);
}

/** Solves a small symmetric positive definite system by Gaussian elimination. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] as number]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor =
        ((rows[row] as number[])[pivot] as number) / ((rows[pivot] as number[])[pivot] as number);
      for (let column = pivot; column <= size; column++)
        ((rows[row] as number[])[column] as number) -= factor * ((rows[pivot] as number[])[column] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let value = (rows[row] as number[])[size] as number;
    for (let column = row + 1; column < size; column++)
      value -= ((rows[row] as number[])[column] as number) * (solution[column] as number);
    solution[row] = value / ((rows[row] as number[])[row] as number);
  }
  return solution;
}
