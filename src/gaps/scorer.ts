import { evidence } from './certainty.ts';
import type { Classifier } from './classifier.ts';
import { type Analysis, FeatureExtractor } from './extractor.ts';
import { IntList } from './int-list.ts';
import { addPart, turn } from './likeness.ts';
import type { ClassWeights } from './linear.ts';
import type { Contest } from './neighbours.ts';
import { DIMENSIONS } from './stem-vectors.ts';

/** Memory for the rows of words, in numbers of four bytes. */
const ROW_BUDGET = 16_000_000;

/** A word that speaks for a smaller share of the classes has a short row: their numbers and weights. */
const SHORT_ROW = 0.4;

/** A weight of a pair that is this much smaller than its largest one is left out. */
const FAINT = 0.3;

/**
 * Scores texts against all classes. What a word's parts say together is added up once and kept, so
 * that a step costs one row per word and a short row per pair.
 */
export class Scorer {
  readonly #extractor: FeatureExtractor;
  readonly #classifier: Classifier;
  readonly #bias: Float32Array;
  readonly #scores: Float32Array;
  readonly #pairs: PairRows;
  readonly #partCount: number;
  readonly #direction = new Float32Array(DIMENSIONS);
  /** Per word, where its row begins plus 1, negative for a short row; 0 when it is not made yet. */
  #places = new Int32Array(1024);
  /** Rows of the words one after the other. */
  #rows = new Rows();
  #generation = 0;

  constructor(classifier: Classifier) {
    this.#extractor = new FeatureExtractor(classifier.space);
    this.#classifier = classifier;
    this.#bias = classifier.weights.bias;
    this.#scores = new Float32Array(this.#bias.length);
    this.#pairs = pairRows(classifier);
    this.#partCount = classifier.space.parts.length;
  }

  /** One score per class, and the text taken apart; both are reused by the next call. */
  score(text: string): { readonly scores: Float32Array; readonly analysis: Analysis } {
    const analysis = this.#extractor.analyse(text);
    if (this.#extractor.generation !== this.#generation) {
      this.#generation = this.#extractor.generation;
      this.#places.fill(0);
      this.#rows = new Rows();
    }
    const scores = this.#scores;
    const bias = this.#bias;
    scores.fill(0);
    this.#addWords(analysis);
    this.#addPairs(analysis);
    const scale = analysis.squares > 0 ? 1 / Math.sqrt(analysis.squares) : 0;
    for (let index = 0; index < scores.length; index++)
      scores[index] = (scores[index] as number) * scale + (bias[index] as number);
    return { scores, analysis };
  }

  /** Where the last text points, reused by the next call; undefined where that does not count. */
  direction({ words, wordCount }: Analysis): Float32Array | undefined {
    const { likeness } = this.#classifier;
    if (likeness === null) return;
    const direction = this.#direction;
    direction.fill(0);
    for (let at = 0; at < wordCount; at++) {
      // A stem comes first; without one, the first part adds nothing.
      const first = this.#extractor.parts(words[at] as number)[0];
      if (first !== undefined) addPart(direction, likeness.parts, first);
    }
    turn(direction, likeness.mean);
    return direction;
  }

  /** What speaks for the best class of the last text. */
  evidence(contest: Contest, { wordSquares, knownSquares }: Analysis): number[] {
    const known = wordSquares > 0 ? Math.sqrt(knownSquares / wordSquares) : 0;
    return evidence(contest, this.#classifier.sharpness, known);
  }

  #addPairs({ pairs, pairCount }: Analysis): void {
    const scores = this.#scores;
    const { start, classes, weights } = this.#pairs;
    for (let index = 0; index < pairCount; index++) {
      const pair = (pairs[index] as number) - this.#partCount;
      const end = start[pair + 1] as number;
      for (let entry = start[pair] as number; entry < end; entry += 2) {
        const c = classes[entry] as number;
        scores[c] = (scores[c] as number) + (weights[entry + 1] as number);
      }
    }
  }

  /** Full rows are added four at a time: that halves the traffic on the scores. */
  #addWords({ words, wordCount }: Analysis): void {
    const scores = this.#scores;
    const width = scores.length;
    let waiting = 0;
    let row1 = 0;
    let row2 = 0;
    let row3 = 0;
    for (let at = 0; at < wordCount; at++) {
      const place = this.#placeOf(words[at] as number);
      if (place <= 0) {
        if (place < 0) this.#addShort(-place - 1);
        continue;
      }
      const row = place - 1;
      if (waiting < 3) {
        row3 = row2;
        row2 = row1;
        row1 = row;
        waiting += 1;
        continue;
      }
      const { weights } = this.#rows;
      for (let c = 0; c < width; c++) {
        scores[c] =
          (scores[c] as number) +
          (weights[row1 + c] as number) +
          (weights[row2 + c] as number) +
          (weights[row3 + c] as number) +
          (weights[row + c] as number);
      }
      waiting = 0;
    }
    if (waiting > 0) this.#addFull(row1);
    if (waiting > 1) this.#addFull(row2);
    if (waiting > 2) this.#addFull(row3);
  }

  #addFull(row: number): void {
    const scores = this.#scores;
    const { weights } = this.#rows;
    for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) + (weights[row + c] as number);
  }

  #addShort(row: number): void {
    const scores = this.#scores;
    const { weights, classes } = this.#rows;
    const end = row + 1 + 2 * (classes[row] as number);
    for (let at = row + 1; at < end; at += 2) {
      const c = classes[at] as number;
      scores[c] = (scores[c] as number) + (weights[at + 1] as number);
    }
  }

  /** Place of the row of what a word's parts say together; 0 when they were added to the scores at once. */
  #placeOf(word: number): number {
    if (word >= this.#places.length) {
      const places = new Int32Array(Math.max(word + 1, this.#places.length * 2));
      places.set(this.#places);
      this.#places = places;
    }
    const known = this.#places[word] as number;
    if (known !== 0) return known;
    if (this.#rows.size > ROW_BUDGET) {
      for (const part of this.#extractor.parts(word)) this.#addPart(part, this.#scores);
      return 0;
    }
    const sums = new Float32Array(this.#scores.length);
    for (const part of this.#extractor.parts(word)) this.#addPart(part, sums);
    const place = this.#rows.add(sums);
    this.#places[word] = place;
    return place;
  }

  #addPart(id: number, sums: Float32Array): void {
    const { columns, weights: model } = this.#classifier;
    const { start, classes, weights } = model;
    const column = columns[id] as number;
    const factor = factorOf(this.#classifier, id);
    for (let entry = start[column] as number; entry < (start[column + 1] as number); entry++) {
      const c = classes[entry] as number;
      sums[c] = (sums[c] as number) + factor * (weights[entry] as number);
    }
  }
}

/**
 * Rows of class weights in one stretch of memory. A full row is a weight per class; a short one is
 * the number of its entries, and for each of them a class and a weight.
 */
class Rows {
  weights = new Float32Array(1 << 16);
  /** The same memory. */
  classes = new Int32Array(this.weights.buffer);
  size = 0;

  /** Where the row begins plus 1, negative for a short row. */
  add(row: Float32Array): number {
    let count = 0;
    for (const weight of row) if (weight !== 0) count += 1;
    const begin = this.size;
    const full = count > row.length * SHORT_ROW;
    this.#makeRoom(full ? row.length : 1 + 2 * count);
    if (full) {
      this.weights.set(row, begin);
      return begin + 1;
    }
    let at = begin;
    this.classes[at++] = count;
    for (let c = 0; c < row.length; c++) {
      const weight = row[c] as number;
      if (weight === 0) continue;
      this.classes[at++] = c;
      this.weights[at++] = weight;
    }
    return -begin - 1;
  }

  #makeRoom(length: number): void {
    this.size += length;
    if (this.size <= this.weights.length) return;
    const larger = new Float32Array(Math.max(this.size, this.weights.length * 2));
    larger.set(this.weights);
    this.weights = larger;
    this.classes = new Int32Array(larger.buffer);
  }
}

/** What a feature adds per unit of its column's weights, before the text is brought to length 1. */
function factorOf({ shares, space }: Classifier, id: number): number {
  return (shares[id] as number) * (space.weights[id] as number);
}

/** What every pair adds to the scores: entries of two numbers, a class and a weight, side by side. */
interface PairRows {
  readonly start: Int32Array;
  readonly classes: Int32Array;
  /** The same memory. */
  readonly weights: Float32Array;
}

function pairRows(classifier: Classifier): PairRows {
  const { space, columns, weights: model } = classifier;
  const partCount = space.parts.length;
  const start = new Int32Array(columns.length - partCount + 1);
  const entries = new IntList();
  const bits = new Int32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let id = partCount; id < columns.length; id++) {
    const column = columns[id] as number;
    const factor = factorOf(classifier, id);
    const least = FAINT * largest(model, column);
    for (let entry = model.start[column] as number; entry < (model.start[column + 1] as number); entry++) {
      const weight = model.weights[entry] as number;
      if (Math.abs(weight) < least || weight === 0) continue;
      value[0] = factor * weight;
      entries.push(model.classes[entry] as number);
      entries.push(bits[0] as number);
    }
    start[id - partCount + 1] = entries.size;
  }
  const classes = entries.values().slice();
  return { start, classes, weights: new Float32Array(classes.buffer) };
}

/** The largest weight of a column, as an absolute value. */
function largest({ start, weights }: ClassWeights, column: number): number {
  let most = 0;
  for (let entry = start[column] as number; entry < (start[column + 1] as number); entry++)
    most = Math.max(most, Math.abs(weights[entry] as number));
  return most;
}
