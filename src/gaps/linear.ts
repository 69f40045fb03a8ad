import type { SparseRows } from './rows.ts';

/**
 * Per column, the classes it speaks for or against, and how strongly: entries
 * `start[id] … start[id + 1] − 1`. A row with as many entries as there are classes lists all of them
 * in order, so that it can be walked without looking at `classes`.
 */
export interface ClassWeights {
  readonly start: Int32Array;
  readonly classes: Int32Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly rate: number;
  readonly scale: number;
}

/**
 * Weights of zero for every (feature, class) that occurs together in a training text. A feature can
 * speak only for or against classes it was seen with: that keeps rows short, which is what makes
 * training and scoring fast with a thousand classes.
 */
export function emptyWeights(
  rows: SparseRows,
  labels: Int32Array,
  classes: number,
  features: number,
): ClassWeights {
  const seen = new Int32Array(features + 1);
  for (const id of rows.ids) (seen[id + 1] as number) += 1;
  for (let id = 0; id < features; id++) (seen[id + 1] as number) += seen[id] as number;
  const cursor = seen.slice();
  const together = new Int32Array(rows.ids.length);
  const byLabel = Int32Array.from(labels, (_, row) => row).sort(
    (a, b) => (labels[a] as number) - (labels[b] as number),
  );
  for (const row of byLabel) {
    for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++)
      together[(cursor[rows.ids[at] as number] as number)++] = labels[row] as number;
  }
  const start = new Int32Array(features + 1);
  for (let id = 0; id < features; id++) {
    // Rows came in the order of their labels, so equal labels are neighbours.
    const from = seen[id] as number;
    let distinct = 0;
    for (let at = from; at < (seen[id + 1] as number); at++) {
      if (distinct === 0 || together[from + distinct - 1] !== together[at])
        together[from + distinct++] = together[at] as number;
    }
    start[id + 1] = (start[id] as number) + (distinct > classes * FULL_ROW ? classes : distinct);
  }
  const used = start[features] as number;
  const listed = new Int32Array(used);
  for (let id = 0; id < features; id++) {
    const length = (start[id + 1] as number) - (start[id] as number);
    for (let at = 0; at < length; at++)
      listed[(start[id] as number) + at] =
        length === classes ? at : (together[(seen[id] as number) + at] as number);
  }
  return { start, classes: listed, weights: new Float32Array(used), bias: new Float32Array(classes) };
}

/** A feature seen with more than this share of the classes gets a weight for all of them. */
const FULL_ROW = 0.5;

/** The weight of a column for a class; 0 when it was not seen with the class. */
export function weightFor({ start, classes, weights }: ClassWeights, column: number, label: number): number {
  let low = start[column] as number;
  const end = start[column + 1] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((classes[middle] as number) < label) low = middle + 1;
    else high = middle;
  }
  return low < end && classes[low] === label ? (weights[low] as number) : 0;
}

/** Adds up the scores of one text into `scores` (one entry per class). */
export function scoreInto(
  model: ClassWeights,
  ids: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  scale: number,
  scores: Float32Array,
): void {
  scores.set(model.bias);
  const { start, classes, weights } = model;
  // Full rows are added four at a time: that halves the traffic on the scores.
  let waiting = 0;
  let begin1 = 0;
  let begin2 = 0;
  let begin3 = 0;
  let value1 = 0;
  let value2 = 0;
  let value3 = 0;
  for (let at = from; at < to; at++) {
    const value = (values[at] as number) * scale;
    const id = ids[at] as number;
    const begin = start[id] as number;
    const end = start[id + 1] as number;
    if (end - begin !== scores.length) {
      for (let entry = begin; entry < end; entry++) {
        const c = classes[entry] as number;
        scores[c] = (scores[c] as number) + value * (weights[entry] as number);
      }
    } else if (waiting === 3) {
      for (let c = 0; c < scores.length; c++) {
        scores[c] =
          (scores[c] as number) +
          value1 * (weights[begin1 + c] as number) +
          value2 * (weights[begin2 + c] as number) +
          value3 * (weights[begin3 + c] as number) +
          value * (weights[begin + c] as number);
      }
      waiting = 0;
    } else {
      begin3 = begin2;
      begin2 = begin1;
      begin1 = begin;
      value3 = value2;
      value2 = value1;
      value1 = value;
      waiting += 1;
    }
  }
  if (waiting === 0) return;
  if (waiting < 3) value3 = 0;
  if (waiting < 2) value2 = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] =
      (scores[c] as number) +
      value1 * (weights[begin1 + c] as number) +
      value2 * (weights[begin2 + c] as number) +
      value3 * (weights[begin3 + c] as number);
  }
}

/** A class whose error is below this is left alone. */
const NEGLIGIBLE = 1e-3;

/**
 * Multinomial logistic regression by stochastic gradient descent with a linearly falling rate, going on
 * from the weights there are.
 */
export function trainSoftmax(
  rows: SparseRows,
  chosen: Int32Array,
  labels: Int32Array,
  importance: Float32Array,
  model: ClassWeights,
  { epochs, rate: highest, scale }: TrainingSettings,
  random: () => number,
): void {
  const errors = new Float32Array(model.bias.length);
  const wrong = new Int32Array(model.bias.length);
  const order = chosen.slice();
  const resting = new Uint8Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let step = 0; step < order.length; step++) {
      const row = order[step] as number;
      if (resting[row] === 1) {
        resting[row] = 0;
        continue;
      }
      const rate = highest * (1 - (epoch + step / order.length) / epochs) * (importance[row] as number);
      const from = rows.start[row] as number;
      const to = rows.start[row + 1] as number;
      scoreInto(model, rows.ids, rows.values, from, to, scale, errors);
      softmax(errors);
      const label = labels[row] as number;
      errors[label] = (errors[label] as number) - 1;
      if ((errors[label] as number) > -WELL_KNOWN) resting[row] = 1;
      let count = 0;
      for (let c = 0; c < errors.length; c++) {
        const error = errors[c] as number;
        if (error > NEGLIGIBLE || error < -NEGLIGIBLE) wrong[count++] = c;
        else errors[c] = 0;
      }
      if (count > 0) descend(model, rows, from, to, errors, wrong, count, rate, scale);
    }
  }
}

function descend(
  model: ClassWeights,
  rows: SparseRows,
  from: number,
  to: number,
  errors: Float32Array,
  wrong: Int32Array,
  count: number,
  rate: number,
  scale: number,
): void {
  const { start, classes, weights, bias } = model;
  for (let place = 0; place < count; place++) {
    const c = wrong[place] as number;
    bias[c] = (bias[c] as number) - BIAS_RATE * rate * (errors[c] as number);
  }
  for (let at = from; at < to; at++) {
    const step = rate * (rows.values[at] as number) * scale;
    const id = rows.ids[at] as number;
    const begin = start[id] as number;
    const end = start[id + 1] as number;
    if (end - begin === errors.length) {
      for (let place = 0; place < count; place++) {
        const c = wrong[place] as number;
        weights[begin + c] = (weights[begin + c] as number) - step * (errors[c] as number);
      }
    } else {
      for (let entry = begin; entry < end; entry++) {
        weights[entry] = (weights[entry] as number) - step * (errors[classes[entry] as number] as number);
      }
    }
  }
}

/** A text whose class lacks no more than this to certainty sits the next pass out. */
const WELL_KNOWN = 0.05;

/** The constant of a class moves slowly: how often a rule was cited so far says little of the next step. */
const BIAS_RATE = 0.1;

/** Further behind the best class than this, a class has no probability. */
const FAR = -16;

/** Scores to probabilities, in place. */
export function softmax(scores: Float32Array): void {
  let best = -Infinity;
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c] as number;
    if (score > best) best = score;
  }
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const behind = (scores[c] as number) - best;
    const share = behind < FAR ? 0 : Math.exp(behind);
    scores[c] = share;
    sum += share;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const kept = order[index] as number;
    order[index] = order[other] as number;
    order[other] = kept;
  }
}
