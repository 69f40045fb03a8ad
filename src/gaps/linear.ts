/** Texts as sparse rows: row r has `ids` and `values` at `start[r] … start[r + 1] − 1`. */
export interface SparseRows {
  readonly start: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/**
 * Per feature, the classes it speaks for or against, and how strongly: entries
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
  for (const id of rows.ids) seen[id + 1]! += 1;
  for (let id = 0; id < features; id++) seen[id + 1]! += seen[id]!;
  const cursor = seen.slice();
  const together = new Int32Array(rows.ids.length);
  const byLabel = Int32Array.from(labels, (_, row) => row).sort((a, b) => labels[a]! - labels[b]!);
  for (const row of byLabel) {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++)
      together[cursor[rows.ids[at]!]!++] = labels[row]!;
  }
  const start = new Int32Array(features + 1);
  for (let id = 0; id < features; id++) {
    // Rows came in the order of their labels, so equal labels are neighbours.
    const from = seen[id]!;
    let distinct = 0;
    for (let at = from; at < seen[id + 1]!; at++) {
      if (distinct === 0 || together[from + distinct - 1] !== together[at])
        together[from + distinct++] = together[at]!;
    }
    start[id + 1] = start[id]! + (distinct > classes * FULL_ROW ? classes : distinct);
  }
  const used = start[features]!;
  const listed = new Int32Array(used);
  for (let id = 0; id < features; id++) {
    const length = start[id + 1]! - start[id]!;
    for (let at = 0; at < length; at++)
      listed[start[id]! + at] = length === classes ? at : together[seen[id]! + at]!;
  }
  return { start, classes: listed, weights: new Float32Array(used), bias: new Float32Array(classes) };
}

/** A feature seen with more than this share of the classes gets a weight for all of them. */
const FULL_ROW = 0.4;

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
  for (let at = from; at < to; at++) {
    const value = values[at]! * scale;
    const id = ids[at]!;
    const begin = start[id]!;
    const end = start[id + 1]!;
    if (end - begin === scores.length)
      for (let c = 0; c < scores.length; c++) scores[c]! += value * weights[begin + c]!;
    else for (let entry = begin; entry < end; entry++) scores[classes[entry]!]! += value * weights[entry]!;
  }
}

/** A class whose error is below this is left alone in a full row. */
const NEGLIGIBLE = 1e-3;

/** Multinomial logistic regression by stochastic gradient descent with a linearly falling rate. */
export function trainSoftmax(
  rows: SparseRows,
  labels: Int32Array,
  importance: Float32Array,
  model: ClassWeights,
  settings: TrainingSettings,
  random: () => number,
): void {
  const errors = new Float32Array(model.bias.length);
  const order = Int32Array.from(labels, (_, index) => index);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    for (let step = 0; step < order.length; step++) {
      const row = order[step]!;
      const rate = settings.rate * (1 - (epoch + step / order.length) / settings.epochs) * importance[row]!;
      const from = rows.start[row]!;
      const to = rows.start[row + 1]!;
      scoreInto(model, rows.ids, rows.values, from, to, settings.scale, errors);
      softmax(errors);
      errors[labels[row]!]! -= 1;
      descend(model, rows, from, to, errors, rate, settings.scale);
    }
  }
}

function descend(
  model: ClassWeights,
  rows: SparseRows,
  from: number,
  to: number,
  errors: Float32Array,
  rate: number,
  scale: number,
): void {
  const { start, classes, weights, bias } = model;
  const wrong: number[] = [];
  for (let c = 0; c < bias.length; c++) {
    bias[c]! -= BIAS_RATE * rate * errors[c]!;
    if (Math.abs(errors[c]!) > NEGLIGIBLE) wrong.push(c);
  }
  for (let at = from; at < to; at++) {
    const step = rate * rows.values[at]! * scale;
    const id = rows.ids[at]!;
    const begin = start[id]!;
    const end = start[id + 1]!;
    if (end - begin === errors.length) for (const c of wrong) weights[begin + c]! -= step * errors[c]!;
    else for (let entry = begin; entry < end; entry++) weights[entry]! -= step * errors[classes[entry]!]!;
  }
}

/** The constant of a class moves slowly: how often a rule was cited so far says little of the next step. */
const BIAS_RATE = 0.1;

/** Scores to probabilities, in place. */
export function softmax(scores: Float32Array): void {
  let best = -Infinity;
  for (const score of scores) if (score > best) best = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const share = Math.exp(scores[c]! - best);
    scores[c] = share;
    sum += share;
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const kept = order[index]!;
    order[index] = order[other]!;
    order[other] = kept;
  }
}
