import { PairTable } from '../coverage/pair-table.ts';
import { type FeatureSpace, ordered, partsOf, UNSEEN } from './features.ts';
import { WordReader } from './word-reader.ts';

/** Features of one text; the arrays are reused by the next call. */
export interface Features {
  count: number;
  ids: Int32Array;
  values: Float32Array;
}

/** A text taken apart; reused by the next call. */
export interface Analysis {
  /** Words that hold a known part: `words[0] … words[wordCount − 1]`. */
  wordCount: number;
  words: Int32Array;
  /** Known pairs and bigrams: features `pairs[0] … pairs[pairCount − 1]`. */
  pairCount: number;
  pairs: Int32Array;
  /** Squared weights of words and known pairs, of words alone, and of what is known of the words. */
  squares: number;
  wordSquares: number;
  knownSquares: number;
}

/** Turns texts into features of a space. Keeps buffers, so it must not be shared by threads. */
export class FeatureExtractor {
  readonly #space: FeatureSpace;
  readonly #partNumbers: Map<string, number>;
  readonly #table: PairTable;
  readonly #weights: Float32Array;
  readonly #partCount: number;
  readonly #reader: WordReader;
  /** Per word: its known parts, the first of them if it is the stem, and squared weights. */
  #parts: Int32Array[] = [];
  #stemOf: number[] = [];
  #squares: number[] = [];
  #knownSquares: number[] = [];
  #generation = 0;
  #stems = new Int32Array(256);
  readonly #analysis: Analysis = {
    wordCount: 0,
    words: new Int32Array(256),
    pairCount: 0,
    pairs: new Int32Array(256),
    squares: 0,
    wordSquares: 0,
    knownSquares: 0,
  };
  readonly #features: Features = { count: 0, ids: new Int32Array(1024), values: new Float32Array(1024) };

  constructor(space: FeatureSpace) {
    this.#space = space;
    this.#partNumbers = new Map(space.parts.map((part, index) => [part, index]));
    this.#table = new PairTable(space.pairs);
    this.#weights = space.weights;
    this.#partCount = space.parts.length;
    this.#reader = new WordReader(space.glossary);
  }

  /** Changes when words get other numbers, which happens between two texts only. */
  get generation(): number {
    return this.#reader.generation;
  }

  /** The known parts of a word of the last text. */
  parts(word: number): Int32Array {
    return this.#parts[word] as Int32Array;
  }

  /** Words and pairs of a text. */
  analyse(text: string): Analysis {
    const reader = this.#reader;
    reader.read(text);
    if (reader.generation !== this.#generation) this.#forget();
    while (this.#parts.length < reader.size) this.#learn(reader.name(this.#parts.length));
    const { count, words } = reader;
    const analysis = this.#analysis;
    if (analysis.words.length < count) {
      analysis.words = new Int32Array(words.length);
      this.#stems = new Int32Array(words.length);
    }
    analysis.wordCount = 0;
    analysis.pairCount = 0;
    let squares = 0;
    let knownSquares = 0;
    for (let at = 0; at < count; at++) {
      const word = words[at] as number;
      const known = this.#knownSquares[word] as number;
      squares += this.#squares[word] as number;
      knownSquares += known;
      if (known > 0) analysis.words[analysis.wordCount++] = word;
      this.#stems[at] = this.#stemOf[word] as number;
    }
    analysis.squares = squares;
    analysis.wordSquares = squares;
    analysis.knownSquares = knownSquares;
    this.#findPairs(count);
    return analysis;
  }

  /**
   * The text's features with values of Euclidean length 1, had all parts of its words been seen in
   * training: those never seen add to the length and so make the known ones count less.
   */
  extract(text: string): Features {
    const analysis = this.analyse(text);
    const result = this.#features;
    result.count = 0;
    const scale = analysis.squares > 0 ? 1 / Math.sqrt(analysis.squares) : 0;
    for (let at = 0; at < analysis.wordCount; at++)
      for (const part of this.parts(analysis.words[at] as number)) this.#push(part, scale);
    for (let at = 0; at < analysis.pairCount; at++) this.#push(analysis.pairs[at] as number, scale);
    return result;
  }

  /** Collects the known pairs of the first `count` stems. */
  #findPairs(count: number): void {
    const { window } = this.#space.settings;
    const stems = this.#stems;
    for (let index = 0; index + 1 < count; index++) {
      const here = stems[index] as number;
      if (here === UNSEEN) continue;
      const next = stems[index + 1] as number;
      if (next !== UNSEEN) this.#findPair(here, ordered(next));
      const end = Math.min(count, index + 1 + window);
      for (let other = index + 1; other < end; other++) {
        const there = stems[other] as number;
        if (there === UNSEEN) continue;
        if (here < there) this.#findPair(here, there);
        else this.#findPair(there, here);
      }
    }
  }

  #findPair(first: number, second: number): void {
    const pair = this.#table.find(first, second);
    if (pair < 0) return;
    const analysis = this.#analysis;
    if (analysis.pairCount === analysis.pairs.length)
      analysis.pairs = enlarged(analysis.pairs, new Int32Array(analysis.pairCount * 2));
    const id = this.#partCount + pair;
    const weight = this.#weights[id] as number;
    analysis.pairs[analysis.pairCount++] = id;
    analysis.squares += weight * weight;
  }

  #push(id: number, scale: number): void {
    const result = this.#features;
    if (result.count === result.ids.length) {
      result.ids = enlarged(result.ids, new Int32Array(result.count * 2));
      result.values = enlarged(result.values, new Float32Array(result.count * 2));
    }
    result.ids[result.count] = id;
    result.values[result.count++] = (this.#space.weights[id] as number) * scale;
  }

  #learn(word: string): void {
    const { settings, weights, unseen } = this.#space;
    const known: number[] = [];
    let squares = 0;
    let knownSquares = 0;
    let root = UNSEEN;
    for (const [index, part] of partsOf(word, settings).entries()) {
      const number = this.#partNumbers.get(part.key);
      if (number === undefined) squares += (part.weight * unseen) ** 2;
      else {
        known.push(number);
        knownSquares += (weights[number] as number) ** 2;
        if (index === 0) root = number;
      }
    }
    this.#parts.push(Int32Array.from(known));
    this.#stemOf.push(root);
    this.#squares.push(squares + knownSquares);
    this.#knownSquares.push(knownSquares);
  }

  #forget(): void {
    this.#generation = this.#reader.generation;
    this.#parts = [];
    this.#stemOf = [];
    this.#squares = [];
    this.#knownSquares = [];
  }
}

function enlarged<T extends Int32Array | Float32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
