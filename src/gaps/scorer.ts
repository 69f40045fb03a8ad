import { evidence, type Standing } from './calibration.ts';
import type { Classifier } from './classifier.ts';
import { type Analysis, FeatureExtractor } from './extractor.ts';
import { IntList } from './intlist.ts';
import type { ClassWeights } from './linear.ts';

/** Memory for the rows of words, in numbers of four bytes. */
const ROW_BUDGET = 16_000_000;

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
  /** Rows of words one after the other, and which of them are filled in. */
  #rows = new Float32Array(0);
  #filled = new Uint8Array(0);
  #generation = 0;
  readonly #rowLimit: number;

  constructor(classifier: Classifier) {
    this.#extractor = new FeatureExtractor(classifier.space);
    this.#classifier = classifier;
    this.#bias = classifier.weights.bias;
    this.#scores = new Float32Array(this.#bias.length);
    this.#pairs = pairRows(classifier);
    this.#partCount = classifier.space.parts.length;
    this.#rowLimit = Math.floor(ROW_BUDGET / Math.max(1, this.#bias.length));
  }

  /** One score per class, and the text taken apart; both are reused by the next call. */
  score(text: string): { readonly scores: Float32Array; readonly analysis: Analysis } {
    const analysis = this.#extractor.analyse(text);
    if (this.#extractor.generation !== this.#generation) {
      this.#generation = this.#extractor.generation;
      this.#filled.fill(0);
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

  /** What speaks for the best class of the last text. */
  evidence(standing: Standing, { wordSquares, knownSquares }: Analysis): number[] {
    const known = wordSquares > 0 ? Math.sqrt(knownSquares / wordSquares) : 0;
    return evidence(standing, this.#classifier.sharpness, known);
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

  /** Rows of words are added four at a time: that halves the traffic on the scores. */
  #addWords({ words, wordCount }: Analysis): void {
    const scores = this.#scores;
    const width = scores.length;
    let waiting = 0;
    let row1 = 0;
    let row2 = 0;
    let row3 = 0;
    for (let at = 0; at < wordCount; at++) {
      const row = this.#rowOf(words[at] as number);
      if (row < 0) continue;
      if (waiting < 3) {
        row3 = row2;
        row2 = row1;
        row1 = row;
        waiting += 1;
        continue;
      }
      const rows = this.#rows;
      for (let c = 0; c < width; c++) {
        scores[c] =
          (scores[c] as number) +
          (rows[row1 + c] as number) +
          (rows[row2 + c] as number) +
          (rows[row3 + c] as number) +
          (rows[row + c] as number);
      }
      waiting = 0;
    }
    if (waiting > 0) this.#addRow(row1);
    if (waiting > 1) this.#addRow(row2);
    if (waiting > 2) this.#addRow(row3);
  }

  #addRow(row: number): void {
    const scores = this.#scores;
    const rows = this.#rows;
    for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) + (rows[row + c] as number);
  }

  /** Where the row of what a word's parts say together begins; −1 when they were added to the scores at once. */
  #rowOf(word: number): number {
    const width = this.#scores.length;
    if (word >= this.#rowLimit) {
      for (const part of this.#extractor.parts(word)) this.#addPart(part, this.#scores, 0);
      return -1;
    }
    const row = word * width;
    if (word >= this.#filled.length) this.#makeRoom(word);
    if (this.#filled[word] === 0) {
      this.#rows.fill(0, row, row + width);
      for (const part of this.#extractor.parts(word)) this.#addPart(part, this.#rows, row);
      this.#filled[word] = 1;
    }
    return row;
  }

  #makeRoom(word: number): void {
    const count = Math.min(this.#rowLimit, Math.max(1024, word + 1, this.#filled.length * 2));
    const filled = new Uint8Array(count);
    filled.set(this.#filled);
    this.#filled = filled;
    const rows = new Float32Array(count * this.#scores.length);
    rows.set(this.#rows);
    this.#rows = rows;
  }

  #addPart(id: number, sums: Float32Array, offset: number): void {
    const { columns, weights: model } = this.#classifier;
    const { start, classes, weights } = model;
    const column = columns[id] as number;
    const factor = factorOf(this.#classifier, id);
    for (let entry = start[column] as number; entry < (start[column + 1] as number); entry++) {
      const at = offset + (classes[entry] as number);
      sums[at] = (sums[at] as number) + factor * (weights[entry] as number);
    }
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
