import { eachPair, type FeatureSpace, partsOf, UNSEEN, units } from './features.ts';
import { Lexicon } from './lexicon.ts';
import { PairTable } from './pairtable.ts';

/** Features of one text; the arrays are reused by the next call. */
export interface Features {
  count: number;
  ids: Int32Array;
  values: Float32Array;
}

const REMEMBERED_WORDS = 20_000;

/** What is known of a word. */
export interface Word {
  /** Numbers words in the order in which they were met; −1 when too many were met to remember it. */
  readonly number: number;
  /** The part that stands for the word in pairs; −1 when it was never seen. */
  readonly stem: number;
  readonly parts: Int32Array;
  /** Squared weights of all its parts, and of the known ones. */
  readonly squares: number;
  readonly knownSquares: number;
}

/** A text taken apart; reused by the next call. */
export interface Analysis {
  readonly words: Word[];
  pairCount: number;
  /** Known pairs and bigrams: features `pairs[0] … pairs[pairCount − 1]`. */
  pairs: Int32Array;
  /** Squared weights of all features, and of the known ones. */
  squares: number;
  knownSquares: number;
}

/** Turns texts into features of a space. Keeps buffers, so it must not be shared by threads. */
export class FeatureExtractor {
  readonly #space: FeatureSpace;
  readonly #partNumbers: Map<string, number>;
  readonly #table: PairTable;
  readonly #lexicon: Lexicon;
  readonly #remembered = new Map<string, Word>();
  readonly #analysis: Analysis = {
    words: [],
    pairCount: 0,
    pairs: new Int32Array(256),
    squares: 0,
    knownSquares: 0,
  };
  readonly #features: Features = { count: 0, ids: new Int32Array(1024), values: new Float32Array(1024) };
  readonly #stems: number[] = [];

  constructor(space: FeatureSpace) {
    this.#space = space;
    this.#partNumbers = new Map(space.parts.map((part, index) => [part, index]));
    this.#table = new PairTable(space.pairs);
    this.#lexicon = new Lexicon(space.glossary);
  }

  /** Words and pairs of a text. */
  analyse(text: string): Analysis {
    const analysis = this.#analysis;
    analysis.words.length = 0;
    analysis.pairCount = 0;
    analysis.squares = 0;
    analysis.knownSquares = 0;
    this.#stems.length = 0;
    for (const unit of units(text, this.#lexicon)) {
      const word = this.#remembered.get(unit) ?? this.#read(unit);
      analysis.words.push(word);
      analysis.squares += word.squares;
      analysis.knownSquares += word.knownSquares;
      this.#stems.push(word.stem);
    }
    eachPair(this.#stems, this.#space.settings, this.#visitPair);
    return analysis;
  }

  /**
   * The text's features with values of Euclidean length 1, had all been seen in training: features
   * never seen add to the length and so make the known ones count less.
   */
  extract(text: string): Features {
    const analysis = this.analyse(text);
    const result = this.#features;
    result.count = 0;
    const scale = analysis.squares > 0 ? 1 / Math.sqrt(analysis.squares) : 0;
    for (const word of analysis.words) for (const part of word.parts) this.#push(part, scale);
    for (let index = 0; index < analysis.pairCount; index++)
      this.#push(analysis.pairs[index] as number, scale);
    return result;
  }

  readonly #visitPair = (first: number, second: number): void => {
    const { settings, weights, unseen, parts } = this.#space;
    const analysis = this.#analysis;
    const pair = first < 0 || second === UNSEEN ? -1 : this.#table.find(first, second);
    const weight = pair < 0 ? 0 : (weights[parts.length + pair] as number);
    if (weight === 0) {
      analysis.squares += (unseen * (second < 0 ? settings.bigram : settings.pair)) ** 2;
      return;
    }
    analysis.squares += weight * weight;
    analysis.knownSquares += weight * weight;
    if (analysis.pairCount === analysis.pairs.length)
      analysis.pairs = enlarged(analysis.pairs, new Int32Array(analysis.pairCount * 2));
    analysis.pairs[analysis.pairCount++] = parts.length + pair;
  };

  #push(id: number, scale: number): void {
    const result = this.#features;
    if (result.count === result.ids.length) {
      result.ids = enlarged(result.ids, new Int32Array(result.count * 2));
      result.values = enlarged(result.values, new Float32Array(result.count * 2));
    }
    result.ids[result.count] = id;
    result.values[result.count++] = (this.#space.weights[id] as number) * scale;
  }

  #read(unit: string): Word {
    const { settings, weights, unseen } = this.#space;
    const known: number[] = [];
    let squares = 0;
    let knownSquares = 0;
    let root = UNSEEN;
    partsOf(unit, settings).forEach((part, index) => {
      const number = this.#partNumbers.get(part.key);
      if (number === undefined) squares += (part.weight * unseen) ** 2;
      else {
        known.push(number);
        knownSquares += (weights[number] as number) ** 2;
        if (index === 0) root = number;
      }
    });
    const fits = this.#remembered.size < REMEMBERED_WORDS;
    const number = fits ? this.#remembered.size : -1;
    const word = {
      number,
      stem: root,
      parts: Int32Array.from(known),
      squares: squares + knownSquares,
      knownSquares,
    };
    if (fits) this.#remembered.set(unit, word);
    return word;
  }
}

function enlarged<T extends Int32Array | Float32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
