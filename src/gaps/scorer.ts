import { evidence } from './calibration.ts';
import type { Classifier } from './classifier.ts';
import { type Analysis, FeatureExtractor, type Word } from './extractor.ts';
import { type ClassWeights, weightFor } from './linear.ts';

/** Numbers per feature in the list of spans. */
const SPAN = 4;

/** Memory for the rows of words, in numbers of four bytes. */
const ROW_BUDGET = 16_000_000;

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
  readonly #scale: number;
  readonly #scores: Float32Array;
  readonly #wordRows: Float32Array[] = [];
  readonly #rowLimit: number;

  constructor({ space, columns, shares, weights, scale }: Classifier) {
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
    this.#scale = scale;
    this.#scores = new Float32Array(weights.bias.length);
    this.#rowLimit = ROW_BUDGET / Math.max(1, weights.bias.length);
  }

  /** One score per class, and the text taken apart; both are reused by the next call. */
  score(text: string): { readonly scores: Float32Array; readonly analysis: Analysis } {
    const analysis = this.#extractor.analyse(text);
    const scores = this.#scores;
    const { bias } = this.#weights;
    scores.fill(0);
    this.#addWords(analysis.words);
    for (let index = 0; index < analysis.pairCount; index++)
      this.#addFeature(analysis.pairs[index] as number, scores);
    const scale = analysis.squares > 0 ? this.#scale / Math.sqrt(analysis.squares) : 0;
    for (let index = 0; index < scores.length; index++)
      scores[index] = (scores[index] as number) * scale + (bias[index] as number);
    return { scores, analysis };
  }

  /** What speaks for the best class of the last text. */
  evidence(allowed: Int32Array, best: number, analysis: Analysis): number[] {
    const known = analysis.squares > 0 ? Math.sqrt(analysis.knownSquares / analysis.squares) : 0;
    return evidence(this.#scores, allowed, best, known, this.#pairsSpeakingFor(best, analysis));
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
  #addWords(words: readonly Word[]): void {
    const scores = this.#scores;
    let waiting = 0;
    let row1: Float32Array = NO_ROW;
    let row2: Float32Array = NO_ROW;
    let row3: Float32Array = NO_ROW;
    for (const word of words) {
      const row = this.#rowOf(word);
      if (row === null) continue;
      if (waiting < 3) {
        row3 = row2;
        row2 = row1;
        row1 = row;
        waiting += 1;
        continue;
      }
      for (let c = 0; c < scores.length; c++) {
        scores[c] =
          (scores[c] as number) +
          (row1[c] as number) +
          (row2[c] as number) +
          (row3[c] as number) +
          (row[c] as number);
      }
      waiting = 0;
    }
    if (waiting > 0) add(scores, row1);
    if (waiting > 1) add(scores, row2);
    if (waiting > 2) add(scores, row3);
  }

  /** What a word's parts say together; null when they were added to the scores at once. */
  #rowOf(word: Word): Float32Array | null {
    if (word.parts.length === 0) return null;
    if (word.number < 0 || word.number >= this.#rowLimit) {
      for (const part of word.parts) this.#addFeature(part, this.#scores);
      return null;
    }
    let row = this.#wordRows[word.number];
    if (row === undefined) {
      row = new Float32Array(this.#scores.length);
      for (const part of word.parts) this.#addFeature(part, row);
      this.#wordRows[word.number] = row;
    }
    return row;
  }

  #addFeature(id: number, scores: Float32Array): void {
    const { classes, weights } = this.#weights;
    const begin = this.#spans[id * SPAN] as number;
    const end = this.#spans[id * SPAN + 1] as number;
    const factor = this.#factors[id * SPAN + 2] as number;
    if (end - begin === scores.length) {
      for (let c = 0; c < scores.length; c++) {
        scores[c] = (scores[c] as number) + factor * (weights[begin + c] as number);
      }
      return;
    }
    for (let entry = begin; entry < end; entry++) {
      const c = classes[entry] as number;
      scores[c] = (scores[c] as number) + factor * (weights[entry] as number);
    }
  }
}

const NO_ROW = new Float32Array(0);

function add(scores: Float32Array, row: Float32Array): void {
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) + (row[c] as number);
}
