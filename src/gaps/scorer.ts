import type { Classifier } from './classifier.ts';
import { type Analysis, FeatureExtractor, type Word } from './extractor.ts';
import type { ClassWeights } from './linear.ts';

/** Memory for the rows of words, in numbers of four bytes. */
const ROW_BUDGET = 16_000_000;

/**
 * Scores texts against all classes. What a word's parts say together is added up once and kept, so
 * that a step costs one row per word and a short row per pair.
 */
export class Scorer {
  readonly #extractor: FeatureExtractor;
  readonly #weights: ClassWeights;
  readonly #featureWeights: Float32Array;
  readonly #scale: number;
  readonly #scores: Float32Array;
  readonly #wordRows: Float32Array[] = [];
  readonly #rowLimit: number;

  constructor({ space, weights, scale }: Classifier) {
    this.#extractor = new FeatureExtractor(space);
    this.#weights = weights;
    this.#featureWeights = space.weights;
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
    for (const word of analysis.words) this.#addWord(word);
    for (let index = 0; index < analysis.pairCount; index++) this.#addFeature(analysis.pairs[index]!, scores);
    const scale = analysis.squares > 0 ? this.#scale / Math.sqrt(analysis.squares) : 0;
    for (let index = 0; index < scores.length; index++) scores[index] = scores[index]! * scale + bias[index]!;
    return { scores, analysis };
  }

  /** Share of the last text, 0 to 1, that consists of word pairs seen together in texts of this class. */
  pairsSeenWith(label: number, analysis: Analysis): number {
    let seen = 0;
    for (let index = 0; index < analysis.pairCount; index++) {
      const id = analysis.pairs[index]!;
      if (this.#has(id, label)) seen += this.#featureWeights[id]! ** 2;
    }
    return analysis.squares > 0 ? seen / analysis.squares : 0;
  }

  /** Whether a feature was seen with a class. Full rows list every class; their features say little anyway. */
  #has(id: number, label: number): boolean {
    const { start, classes } = this.#weights;
    let low = start[id]!;
    let high = start[id + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (classes[middle]! < label) low = middle + 1;
      else high = middle;
    }
    return low < start[id + 1]! && classes[low] === label;
  }

  #addWord(word: Word): void {
    const scores = this.#scores;
    if (word.number < 0 || word.number >= this.#rowLimit) {
      for (const part of word.parts) this.#addFeature(part, scores);
      return;
    }
    let row = this.#wordRows[word.number];
    if (row === undefined) {
      row = new Float32Array(scores.length);
      for (const part of word.parts) this.#addFeature(part, row);
      this.#wordRows[word.number] = row;
    }
    for (let index = 0; index < scores.length; index++) scores[index]! += row[index]!;
  }

  #addFeature(id: number, scores: Float32Array): void {
    const { start, classes, weights } = this.#weights;
    const factor = this.#featureWeights[id]!;
    const begin = start[id]!;
    const end = start[id + 1]!;
    if (end - begin === scores.length) {
      for (let index = 0; index < scores.length; index++) scores[index]! += factor * weights[begin + index]!;
    } else {
      for (let entry = begin; entry < end; entry++) scores[classes[entry]!]! += factor * weights[entry]!;
    }
  }
}
