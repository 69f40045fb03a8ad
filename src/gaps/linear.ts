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

/** Examples as rows of columns, each with the class it belongs to and how much it counts. */
export interface LabelledRows {
  readonly rows: SparseRows;
  readonly labels: Int32Array;
  readonly importance: Float32Array;
  /** How much it counts that an example's own class scores it high; others count by importance. */
  readonly ownImportance: Float32Array;
}

export interface TrainingSettings {
  /** Passes over the examples. */
  readonly epochs: number;
  /** What a violated margin costs, against the length of the weights. */
  readonly cost: number;
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
const FULL_ROW = 0.15;

/** Where a column's weight for a class it was seen with stands. */
function entryOf({ start, classes }: ClassWeights, column: number, label: number): number {
  let low = start[column] as number;
  let high = start[column + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((classes[middle] as number) < label) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds up the scores of one text into `scores` (one entry per class). */
export function scoreInto(
  model: ClassWeights,
  ids: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
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
    const value = values[at] as number;
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

/** A change below this is left undone. */
const NEGLIGIBLE = 1e-4;

/**
 * One-versus-rest support vector machines with squared hinge loss, all classes at once, by dual
 * coordinate descent (Hsieh et al. 2008), going on from the weights there are. `duals` holds, per
 * example and class, how much the example pushes the class's weights; it belongs to the weights.
 */
export function trainMargins(
  { rows, labels, importance, ownImportance }: LabelledRows,
  chosen: Int32Array,
  model: ClassWeights,
  duals: Float32Array,
  { epochs, cost }: TrainingSettings,
  random: () => number,
): void {
  const width = model.bias.length;
  const scores = new Float32Array(width);
  const changes = new Float32Array(width);
  const changed = new Int32Array(width);
  const order = chosen.slice();
  const resting = new Uint8Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      if (resting[row] === 1) {
        resting[row] = 0;
        continue;
      }
      const from = rows.start[row] as number;
      const to = rows.start[row + 1] as number;
      scoreInto(model, rows.ids, rows.values, from, to, scores);
      const label = labels[row] as number;
      const ownSlack = 1 / (2 * cost * (ownImportance[row] as number));
      const otherSlack = 1 / (2 * cost * (importance[row] as number));
      let count = 0;
      for (let c = 0; c < width; c++) {
        const side = c === label ? 1 : -1;
        const slack = c === label ? ownSlack : otherSlack;
        const curvature = ROW_SQUARES + slack;
        const dual = duals[row * width + c] as number;
        const wanted = dual + (1 - side * (scores[c] as number) - slack * dual) / curvature;
        const change = Math.max(wanted, 0) - dual;
        if (change < NEGLIGIBLE && change > -NEGLIGIBLE) continue;
        duals[row * width + c] = dual + change;
        changes[c] = side * change;
        changed[count++] = c;
      }
      if (count === 0) resting[row] = 1;
      else apply(model, rows, from, to, changes, changed, count);
      for (let place = 0; place < count; place++) changes[changed[place] as number] = 0;
    }
  }
}

/** Squared length of a row and its constant; columns that a class has no weight for make it less. */
const ROW_SQUARES = 2;

function apply(
  model: ClassWeights,
  rows: SparseRows,
  from: number,
  to: number,
  changes: Float32Array,
  changed: Int32Array,
  count: number,
): void {
  const { start, classes, weights, bias } = model;
  for (let place = 0; place < count; place++) {
    const c = changed[place] as number;
    bias[c] = (bias[c] as number) + (changes[c] as number);
  }
  for (let at = from; at < to; at++) {
    const value = rows.values[at] as number;
    const id = rows.ids[at] as number;
    const begin = start[id] as number;
    const end = start[id + 1] as number;
    if (end - begin === changes.length) {
      for (let place = 0; place < count; place++) {
        const c = changed[place] as number;
        weights[begin + c] = (weights[begin + c] as number) + value * (changes[c] as number);
      }
      continue;
    }
    for (let entry = begin; entry < end; entry++) {
      weights[entry] = (weights[entry] as number) + value * (changes[classes[entry] as number] as number);
    }
  }
}

/**
 * The weights with what counting says added: the logarithm of how much likelier a column is in a
 * class's examples than in any (naive Bayes). Margins alone give a feature no more weight than telling
 * the examples apart needs; counts say what it means. A class counts by its share of the examples that
 * hold the column, not by how many examples it has; `lift` says how soon being likelier tells.
 */
export function withCounts(
  { rows, labels, importance }: LabelledRows,
  chosen: Int32Array,
  model: ClassWeights,
  weight: number,
  lift: number,
): ClassWeights {
  const { start, classes, weights } = model;
  const counts = new Float64Array(weights.length);
  const totals = new Float64Array(start.length - 1);
  const sizes = new Float64Array(model.bias.length);
  for (const row of chosen) (sizes[labels[row] as number] as number) += importance[row] as number;
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  for (const row of chosen) {
    for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++) {
      const id = rows.ids[at] as number;
      const value =
        ((rows.values[at] as number) * (importance[row] as number)) /
        ((sizes[labels[row] as number] as number) + mean);
      totals[id] = (totals[id] as number) + value;
      const entry = entryOf(model, id, labels[row] as number);
      counts[entry] = (counts[entry] as number) + value;
    }
  }
  const sums = weights.slice();
  for (let id = 0; id + 1 < start.length; id++) {
    const total = totals[id] as number;
    if (total === 0) continue;
    for (let entry = start[id] as number; entry < (start[id + 1] as number); entry++) {
      const count = counts[entry] as number;
      if (count === 0) continue;
      const likelier = (count / total) * model.bias.length;
      sums[entry] = (sums[entry] as number) + weight * Math.log(1 + lift * likelier);
    }
  }
  return { start, classes, weights: sums, bias: model.bias };
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float32Array, sharpness: number): void {
  let best = -Infinity;
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c] as number;
    if (score > best) best = score;
  }
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const share = Math.exp(((scores[c] as number) - best) * sharpness);
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
