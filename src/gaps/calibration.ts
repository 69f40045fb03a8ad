import type { Example } from './examples.ts';
import { type Contest, LOWEST } from './neighbours.ts';
import { hashText } from './random.ts';

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
const HIDDEN_RULES = 0.25;
const HELD_OUT = 0.2;
const MINIMUM_TRIALS = 20;
const ASKED_AT_MOST = 2000;

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

/** What is hidden from a classifier in order to see what it makes of it. */
export interface Trials {
  /** Indices of the examples to learn from. */
  readonly learned: Int32Array;
  readonly asked: readonly Trial[];
  /** Whether a class is hidden altogether, so that its texts become steps that no rule covers. */
  readonly hidden: readonly boolean[];
}

/** A text to ask about, once. */
export interface Trial {
  /** Index of an example with this text. */
  readonly example: number;
  /** Classes of all examples with this text. */
  readonly labels: readonly number[];
  readonly fromStep: boolean;
}

/** What a classifier made of a hidden example. */
export interface Answer {
  readonly facts: readonly number[];
  readonly best: number;
}

/**
 * Hides a quarter of the rules and a fifth of the other texts. Which ones depends on the texts alone.
 * Null when there is too little to try anything.
 */
export function planTrials(examples: readonly Example[], classes: number): Trials | null {
  const hidden = Array.from({ length: classes }, (_, label) => isOneOf(String(label), 7, HIDDEN_RULES));
  const heldOut = examples.map(({ text }) => isOneOf(text, 11, HELD_OUT));
  const stepsOnly = examples.some(({ source }) => source === 'step');
  const learned = Int32Array.from(examples.keys()).filter(
    (index) => heldOut[index] === false && hidden[(examples[index] as Example).label] === false,
  );
  const trials = new Map<string, { example: number; labels: number[]; fromStep: boolean }>();
  for (const [index, { text, label, source }] of examples.entries()) {
    if (heldOut[index] === false || (stepsOnly && source !== 'step')) continue;
    const known = trials.get(text);
    if (known === undefined)
      trials.set(text, { example: index, labels: [label], fromStep: source === 'step' });
    else known.labels.push(label);
  }
  if (trials.size < MINIMUM_TRIALS || learned.length < MINIMUM_TRIALS) return null;
  const asked = [...trials].filter(([text]) => isOneOf(text, 13, ASKED_AT_MOST / trials.size));
  return { learned, asked: asked.map(([, trial]) => trial), hidden };
}

function isOneOf(text: string, seed: number, share: number): boolean {
  return hashText(text, seed) < share * 2 ** 32;
}

/** How good suggestions are on the data at hand, by trials on labelled texts that were kept from training. */
export interface SelfMeasure {
  readonly heldOut: number;
  /** Null when nothing was held out. */
  readonly recallAt1: number | null;
  /** Best suggestions that reach the threshold, and the share of them that is right. */
  readonly suggested: number;
  readonly precision: number | null;
}

export const NOTHING_MEASURED: SelfMeasure = { heldOut: 0, recallAt1: null, suggested: 0, precision: null };

/** Figures over the trials on steps whose rule was not hidden. */
export function measure(
  { asked, hidden }: Trials,
  answers: readonly Answer[],
  calibration: Calibration,
  threshold: number,
): SelfMeasure {
  let heldOut = 0;
  let found = 0;
  let suggested = 0;
  let right = 0;
  for (const [index, { best, facts }] of answers.entries()) {
    const { labels, fromStep } = asked[index] as Trial;
    if (!fromStep || labels.every((label) => hidden[label])) continue;
    const hit = Number(labels.includes(best));
    heldOut += 1;
    found += hit;
    if (probability(calibration, facts) < threshold) continue;
    suggested += 1;
    right += hit;
  }
  if (heldOut === 0) return NOTHING_MEASURED;
  return {
    heldOut,
    recallAt1: found / heldOut,
    suggested,
    precision: suggested === 0 ? null : right / suggested,
  };
}

/** One measure out of those of separate models, as if all trials were of one. */
export function pooled(measures: readonly SelfMeasure[]): SelfMeasure {
  const sum = (value: (measure: SelfMeasure) => number) =>
    measures.reduce((total, measure) => total + value(measure), 0);
  const heldOut = sum((measure) => measure.heldOut);
  const suggested = sum((measure) => measure.suggested);
  const found = sum((measure) => measure.heldOut * (measure.recallAt1 ?? 0));
  const right = sum((measure) => measure.suggested * (measure.precision ?? 0));
  return {
    heldOut,
    recallAt1: heldOut === 0 ? null : Math.round(found) / heldOut,
    suggested,
    precision: suggested === 0 ? null : Math.round(right) / suggested,
  };
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
export function fitLogistic(facts: readonly (readonly number[])[], right: readonly boolean[]): number[] {
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
