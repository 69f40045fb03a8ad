import { evidence, type Standing } from './calibration.ts';
import type { Classifier } from './classifier.ts';
import { type Analysis, FeatureExtractor } from './extractor.ts';
import { type ClassWeights, weightFor } from './linear.ts';

/** Numbers per feature in the list of spans. */
const SPAN = 4;

/** Memory for the rows of words, in numbers of four bytes. */
const ROW_BUDGET = 8_000_000;

/**
 * Scores texts against all classes. What a word's parts say together is added up once and kept, so
 * that a step costs one row per word and a short row per pair.
 */
export class Scorer {
  readonly #extractor: FeatureExtractor;
  readonly #weights: ClassWeights;
  readonly #columns: Int32Array;
  readonly #featureWeights: Float32Array;
  /** Per feature: begin and end of its column, and what it adds per unit of the column's weights. */
  readonly #spans: Int32Array;
  readonly #factors: Float32Array;
  readonly #scores: Float32Array;
  readonly #sharpness: number;
  /** Rows of words one after the other, and which of them are filled in. */
  #rows = new Float32Array(0);
  #filled = new Uint8Array(0);
  #generation = 0;
  readonly #rowLimit: number;

  constructor({ space, columns, shares, weights, sharpness }: Classifier) {
    this.#extractor = new FeatureExtractor(space);
    this.#weights = weights;
    this.#columns = columns;
    this.#featureWeights = space.weights;
    // Side by side, so that one look at memory brings all three.
    this.#spans = new Int32Array(columns.length * SPAN);
    this.#factors = new Float32Array(this.#spans.buffer);
    for (let id = 0; id < columns.length; id++) {
      const column = columns[id] as number;
      this.#spans[id * SPAN] = weights.start[column] as number;
      this.#spans[id * SPAN + 1] = weights.start[column + 1] as number;
      this.#factors[id * SPAN + 2] = (shares[id] as number) * (space.weights[id] as number);
    }
    this.#scores = new Float32Array(weights.bias.length);
    this.#sharpness = sharpness;
    this.#rowLimit = Math.floor(ROW_BUDGET / Math.max(1, weights.bias.length));
  }

  /** One score per class, and the text taken apart; both are reused by the next call. */
  score(text: string): { readonly scores: Float32Array; readonly analysis: Analysis } {
    const analysis = this.#extractor.analyse(text);
    if (this.#extractor.generation !== this.#generation) {
      this.#generation = this.#extractor.generation;
      this.#filled.fill(0);
    }
    const scores = this.#scores;
    const { bias } = this.#weights;
    scores.fill(0);
    this.#addWords(analysis);
    for (let index = 0; index < analysis.pairCount; index++)
      this.#addFeature(analysis.pairs[index] as number, scores, 0);
    const scale = analysis.squares > 0 ? 1 / Math.sqrt(analysis.squares) : 0;
    for (let index = 0; index < scores.length; index++)
      scores[index] = (scores[index] as number) * scale + (bias[index] as number);
    return { scores, analysis };
  }

  /** What speaks for the best class of the last text. */
  evidence(standing: Standing, analysis: Analysis): number[] {
    const known = analysis.squares > 0 ? Math.sqrt(analysis.knownSquares / analysis.squares) : 0;
    return evidence(standing, this.#sharpness, known, this.#pairsSpeakingFor(standing.best, analysis));
  }

  /** Share of the last text, 0 to 1, that consists of word pairs that speak for this class. */
  #pairsSpeakingFor(label: number, analysis: Analysis): number {
    let seen = 0;
    for (let index = 0; index < analysis.pairCount; index++) {
      const id = analysis.pairs[index] as number;
      if (weightFor(this.#weights, this.#columns[id] as number, label) > 0) {
        seen += (this.#featureWeights[id] as number) ** 2;
      }
    }
    return analysis.squares > 0 ? seen / analysis.squares : 0;
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
      for (const part of this.#extractor.parts(word)) this.#addFeature(part, this.#scores, 0);
      return -1;
    }
    const row = word * width;
    if (word >= this.#filled.length) this.#makeRoom(word);
    if (this.#filled[word] === 0) {
      this.#rows.fill(0, row, row + width);
      for (const part of this.#extractor.parts(word)) this.#addFeature(part, this.#rows, row);
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

  #addFeature(id: number, sums: Float32Array, offset: number): void {
    const { classes, weights } = this.#weights;
    const begin = this.#spans[id * SPAN] as number;
    const end = this.#spans[id * SPAN + 1] as number;
    const factor = this.#factors[id * SPAN + 2] as number;
    const width = this.#scores.length;
    if (end - begin === width) {
      for (let c = 0; c < width; c++) {
        sums[offset + c] = (sums[offset + c] as number) + factor * (weights[begin + c] as number);
      }
      return;
    }
    for (let entry = begin; entry < end; entry++) {
      const at = offset + (classes[entry] as number);
      sums[at] = (sums[at] as number) + factor * (weights[entry] as number);
    }
  }
}
