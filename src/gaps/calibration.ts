import type { Classifier } from './classifier.ts';
import type { Example } from './examples.ts';
import type { Analysis } from './extractor.ts';
import { hashText } from './random.ts';
import { Scorer } from './scorer.ts';

/** Weights of a logistic model over {@link evidence}; the last one is the constant. */
export interface Calibration {
  readonly weights: readonly number[];
}

const FACTS = 4;
/** A rule whose score is this far behind adds next to nothing. */
const NEGLIGIBLE = -10;
/** Before anything is known of the data: a rule is right when it has most of the probability. */
const UNCALIBRATED: Calibration = { weights: [1, 0.2, 2, 1, -2] };
const HIDDEN_RULES = 0.25;
const HELD_OUT = 0.2;
const MINIMUM_TRIALS = 20;

/**
 * What speaks for the best rule: its log-odds against the others, its score, how much of the text is
 * known at all, and `seen`, the share of word pairs known from texts of that very rule.
 */
export function evidence(
  scores: Float32Array,
  allowed: Int32Array,
  analysis: Analysis,
  seen: number,
): number[] {
  let top = -Infinity;
  for (const index of allowed) if (scores[index]! > top) top = scores[index]!;
  let others = 0;
  for (const index of allowed) {
    const behind = scores[index]! - top;
    if (behind > NEGLIGIBLE) others += Math.exp(behind);
  }
  others -= 1;
  const known = analysis.squares > 0 ? Math.sqrt(analysis.knownSquares / analysis.squares) : 0;
  return [-Math.log(Math.max(others, 1e-6)), top, known, seen];
}

/** Probability that the best rule is right, given its evidence. */
export function probability(calibration: Calibration, facts: readonly number[]): number {
  let sum = calibration.weights[FACTS]!;
  for (let index = 0; index < FACTS; index++) sum += calibration.weights[index]! * facts[index]!;
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Learns what certainty is worth by trying: a quarter of the rules are hidden, so that their texts
 * become steps that no rule covers, and a fifth of the other texts are held out; a classifier trained
 * on the rest is asked about both. Which ones depends on the texts alone.
 */
export function calibrate(
  examples: readonly Example[],
  classes: number,
  train: (examples: Example[], unlabelled: readonly string[]) => Classifier,
  unlabelled: readonly string[],
): Calibration {
  const hidden = (label: number): boolean => hashText(String(label), 7) < HIDDEN_RULES * 2 ** 32;
  const heldOut = (text: string): boolean => hashText(text, 11) < HELD_OUT * 2 ** 32;
  const stepsOnly = examples.some((example) => example.source === 'step');
  const learned = examples.filter(({ label, text }) => !hidden(label) && !heldOut(text));
  const trials = examples.filter(
    ({ label, text, source }) => heldOut(text) && (source === 'step' || !stepsOnly) && label < classes,
  );
  if (trials.length < MINIMUM_TRIALS || learned.length < MINIMUM_TRIALS) return UNCALIBRATED;
  const classifier = train(
    learned,
    unlabelled.length === 0 ? [] : [...unlabelled, ...trials.map(({ text }) => text)],
  );
  const scorer = new Scorer(classifier);
  const allowed = Int32Array.from(new Set(learned.map(({ label }) => label))).sort();
  const facts: number[][] = [];
  const right: boolean[] = [];
  for (const { text, label } of trials) {
    const { scores, analysis } = scorer.score(text);
    const best = allowed.reduce((a, b) => (scores[b]! > scores[a]! ? b : a));
    facts.push(evidence(scores, allowed, analysis, scorer.pairsSeenWith(best, analysis)));
    right.push(best === label);
  }
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
      next = weights.map((weight, index) => weight - share * step[index]!);
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
    loss += (weight - UNCALIBRATED.weights[index]!) ** 2 / 2;
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
  const gradient = weights.map((weight, index) => weight - UNCALIBRATED.weights[index]!);
  const curvature = weights.map((_, row) => weights.map((__, column) => (row === column ? 1 : 0)));
  facts.forEach((own, trial) => {
    const input = [...own, 1];
    const expected = probability({ weights }, own);
    const error = expected - (right[trial] ? 1 : 0);
    for (let row = 0; row < input.length; row++) {
      gradient[row]! += error * input[row]!;
      for (let column = 0; column < input.length; column++) {
        curvature[row]![column]! += expected * (1 - expected) * input[row]! * input[column]!;
      }
    }
  });
  return solve(curvature, gradient);
}

/** Solves a small symmetric positive definite system by Gaussian elimination. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column <= size; column++)
        rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let value = rows[row]![size]!;
    for (let column = row + 1; column < size; column++) value -= rows[row]![column]! * solution[column]!;
    solution[row] = value / rows[row]![row]!;
  }
  return solution;
}
