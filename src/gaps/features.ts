import { PairTable, type PairTableData } from '../coverage/pair-table.ts';
import { IntList } from './int-list.ts';
import type { SparseRows } from './rows.ts';
import { isHan, stem } from './tokens.ts';
import { type SynonymGroup, WordReader } from './word-reader.ts';

/** What a text is reduced to. Every weight is multiplied by the square root of the feature's IDF. */
export interface FeatureSettings {
  readonly stem: number;
  /** The word as written, beside its stem. */
  readonly form: number;
  /** The first 3, 4 and 5 letters of a longer word. */
  readonly prefix: number;
  /** Runs of `ngramFrom` to `ngramTo` letters, word ends marked. */
  readonly ngram: number;
  readonly ngramFrom: number;
  readonly ngramTo: number;
  /** Two words that follow each other. */
  readonly bigram: number;
  /** Two words near each other, in either order. */
  readonly pair: number;
  /** How many words apart a pair may stand at most. */
  readonly window: number;
  /** In long texts, pairs stand so close together that a text has about this many. */
  readonly pairs: number;
  /** Pairs and bigrams seen in fewer training texts are dropped. */
  readonly minimumTexts: number;
  /** Parts of words, other than stems, that stand in a larger share of the texts are dropped. */
  readonly commonest: number;
}

export const FEATURE_SETTINGS: FeatureSettings = {
  stem: 1,
  form: 0,
  prefix: 0.5,
  ngram: 0.7,
  ngramFrom: 4,
  ngramTo: 4,
  bigram: 1,
  pair: 0.7,
  window: 12,
  pairs: 90,
  minimumTexts: 2,
  commonest: 0.05,
};

/**
 * The features known from training, as plain data. Features are numbered: first the parts of words,
 * in the order of `parts`, then bigrams and pairs, numbered by `pairs`.
 */
export interface FeatureSpace {
  readonly settings: FeatureSettings;
  readonly glossary: readonly SynonymGroup[];
  readonly parts: readonly string[];
  readonly pairs: PairTableData;
  /** Kind weight · √IDF per feature; 0 for a dropped one. */
  readonly weights: Float32Array;
  /** √IDF of a feature never seen. */
  readonly unseen: number;
}

export interface Part {
  readonly key: string;
  readonly weight: number;
}

/** Parts of a word. The first is its stem, which stands for it in pairs. */
export function partsOf(word: string, settings: FeatureSettings): Part[] {
  const root = stem(word);
  const parts: Part[] = [{ key: root, weight: settings.stem }];
  if (word.startsWith('§')) return parts;
  if (isHan(word)) {
    if (word.length > 1 && settings.form > 0)
      for (const character of word) parts.push({ key: character, weight: settings.form });
    return parts;
  }
  if (root !== word && settings.form > 0) parts.push({ key: `=${word}`, weight: settings.form });
  for (let length = 3; length <= 5 && settings.prefix > 0; length++) {
    if (word.length > length) parts.push({ key: `<${word.slice(0, length)}`, weight: settings.prefix });
  }
  if (settings.ngram > 0) {
    const marked = `<${word}>`;
    for (let length = settings.ngramFrom; length <= settings.ngramTo; length++) {
      for (let at = 0; at + length <= marked.length; at++) {
        parts.push({ key: `~${marked.slice(at, at + length)}`, weight: settings.ngram });
      }
    }
  }
  return parts;
}

/** Whether a part is a stem, by its key. */
export const isStem = (key: string): boolean => !/^[=<~]/.test(key);

/** Second member of a bigram's key, below 0; a pair's is not. */
export const ordered = (part: number): number => -1 - part;

/** A part in at most this many texts is never too common. */
const COMMON = 100;

/** What is learned of texts, and the texts themselves as rows of features. */
export interface LearnedFeatures {
  readonly space: FeatureSpace;
  readonly rows: SparseRows;
}

/** Collects the features of training texts. Rows have Euclidean length 1. */
export function learnFeatures(
  texts: readonly string[],
  glossary: readonly SynonymGroup[] = [],
  wanted: FeatureSettings = FEATURE_SETTINGS,
): LearnedFeatures {
  const reader = new WordReader(glossary, Number.POSITIVE_INFINITY);
  const taken = texts.map((text) => {
    reader.read(text);
    return reader.words.slice(0, reader.count);
  });
  const settings = { ...wanted, window: affordable(taken, wanted) };
  const parts = new PartCounter(settings, reader);
  const table = new PairTable();
  const pairs = new TextCounter();
  const entries = new IntList();
  const start = new Int32Array(texts.length + 1);
  const stems: number[] = [];
  for (const [text, own] of taken.entries()) {
    stems.length = 0;
    for (const word of own) {
      const found = parts.of(word);
      stems.push(found[0] as number);
      for (const part of found) {
        parts.texts.count(part, text);
        entries.push(part);
      }
    }
    eachPair(stems, settings, (first, second) => {
      const pair = table.add(first, second);
      pairs.count(pair, text);
      entries.push(-1 - pair);
    });
    start[text + 1] = entries.size;
  }
  const kept = keptPairs(table, pairs, settings.minimumTexts);
  const weights = new Float32Array(parts.size + kept.table.size);
  const idf = (count: number): number => Math.sqrt(Math.log((1 + texts.length) / (0.5 + count)));
  for (let part = 0; part < parts.size; part++) {
    const count = parts.texts.of(part);
    const dropped = count > Math.max(COMMON, settings.commonest * texts.length) && !parts.isStem(part);
    weights[part] = dropped ? 0 : (parts.weights[part] as number) * idf(count);
  }
  table.each((_, second, pair) => {
    const number = kept.numbers[pair] as number;
    if (number < 0) return;
    weights[parts.size + number] = (second < 0 ? settings.bigram : settings.pair) * idf(pairs.of(pair));
  });
  const space = {
    settings,
    glossary,
    parts: parts.keys(),
    pairs: kept.table.data(),
    weights,
    unseen: idf(0),
  };
  return { space, rows: normalisedRows(entries.values(), start, weights, parts.size, kept.numbers) };
}

/** The pairs that enough texts hold, numbered anew; −1 for the others. */
function keptPairs(
  table: PairTable,
  pairs: TextCounter,
  minimum: number,
): { table: PairTable; numbers: Int32Array } {
  const kept = new PairTable();
  const numbers = new Int32Array(table.size).fill(-1);
  table.each((first, second, pair) => {
    if (pairs.of(pair) >= minimum) numbers[pair] = kept.add(first, second);
  });
  return { table: kept, numbers };
}

/** How many words apart pairs may stand: what a text costs is bounded by its pairs. */
function affordable(texts: readonly Int32Array[], { window, pairs }: FeatureSettings): number {
  const words = texts.reduce((sum, own) => sum + own.length, 0);
  return Math.min(window, Math.max(1, Math.round((pairs * texts.length) / Math.max(1, words))));
}

/** Collects the features of texts, without the texts. */
export function buildFeatureSpace(
  texts: readonly string[],
  glossary: readonly SynonymGroup[],
  settings: FeatureSettings,
): FeatureSpace {
  return learnFeatures(texts, glossary, settings).space;
}

/** Pairs come as −1 − number, before pairs were dropped. */
function normalisedRows(
  entries: Int32Array,
  entryStart: Int32Array,
  weights: Float32Array,
  partCount: number,
  pairNumbers: Int32Array,
): SparseRows {
  const start = new Int32Array(entryStart.length);
  const ids = new Int32Array(entries.length);
  const values = new Float32Array(entries.length);
  let used = 0;
  for (let row = 0; row + 1 < start.length; row++) {
    const from = used;
    let squares = 0;
    for (let at = entryStart[row] as number; at < (entryStart[row + 1] as number); at++) {
      const entry = entries[at] as number;
      const pair = entry < 0 ? (pairNumbers[-1 - entry] as number) : 0;
      if (pair < 0) continue;
      const id = entry < 0 ? partCount + pair : entry;
      const weight = weights[id] as number;
      if (weight === 0) continue;
      ids[used] = id;
      values[used++] = weight;
      squares += weight * weight;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < used; at++) values[at] = (values[at] as number) * scale;
    start[row + 1] = used;
  }
  return { start, ids: ids.slice(0, used), values: values.slice(0, used) };
}

/** In how many texts something numbered stands. Texts come one after the other. */
class TextCounter {
  #counts = new Int32Array(1024);
  #last = new Int32Array(1024).fill(-1);

  count(number: number, text: number): void {
    if (number >= this.#counts.length) this.#grow(number);
    if (this.#last[number] === text) return;
    this.#last[number] = text;
    this.#counts[number] = (this.#counts[number] as number) + 1;
  }

  of(number: number): number {
    return this.#counts[number] as number;
  }

  #grow(number: number): void {
    const length = Math.max(number + 1, this.#counts.length * 2);
    const last = new Int32Array(length).fill(-1);
    last.set(this.#last);
    this.#last = last;
    const counts = new Int32Array(length);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

/** Numbers the parts of words as they are met. */
class PartCounter {
  readonly texts = new TextCounter();
  readonly weights: number[] = [];
  readonly #stems: boolean[] = [];
  readonly #settings: FeatureSettings;
  readonly #numbers = new Map<string, number>();
  readonly #reader: WordReader;
  readonly #ofWord: (Int32Array | undefined)[] = [];

  constructor(settings: FeatureSettings, reader: WordReader) {
    this.#settings = settings;
    this.#reader = reader;
  }

  get size(): number {
    return this.weights.length;
  }

  keys(): string[] {
    return [...this.#numbers.keys()];
  }

  of(word: number): Int32Array {
    let parts = this.#ofWord[word];
    if (parts === undefined) {
      const found = partsOf(this.#reader.name(word), this.#settings);
      parts = Int32Array.from(found, (part) => this.#numberOf(part));
      this.#ofWord[word] = parts;
    }
    return parts;
  }

  isStem(part: number): boolean {
    return this.#stems[part] === true;
  }

  #numberOf({ key, weight }: Part): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.weights.length);
    this.#stems.push(isStem(key));
    return this.weights.push(weight) - 1;
  }
}

/** Number of a word's part that was never seen. */
export const UNSEEN = -0x40000000;

/** Bigrams and pairs of a text's stems, as keys of the pair table. */
function eachPair(
  stems: readonly number[],
  { window }: FeatureSettings,
  visit: (first: number, second: number) => void,
): void {
  for (let index = 0; index < stems.length; index++) {
    const here = stems[index] as number;
    if (index + 1 < stems.length) visit(here, ordered(stems[index + 1] as number));
    const end = Math.min(stems.length, index + 1 + window);
    for (let other = index + 1; other < end; other++) {
      const there = stems[other] as number;
      visit(Math.min(here, there), Math.max(here, there));
    }
  }
}
