import { IntList } from './intlist.ts';
import { Lexicon, type SynonymGroup } from './lexicon.ts';
import { PairTable, type PairTableData } from './pairtable.ts';
import type { SparseRows } from './rows.ts';
import { isHan, stem, tokenise } from './tokens.ts';

/** What a text is reduced to. Every weight is multiplied by the square root of the feature's IDF. */
export interface FeatureSettings {
  readonly stem: number;
  /** The word as written, beside its stem. */
  readonly form: number;
  /** The first 3, 4 and 5 letters of a longer word. */
  readonly prefix: number;
  /** Runs of 3 to 5 letters, word ends marked. */
  readonly ngram: number;
  readonly ngramFrom: number;
  readonly ngramTo: number;
  /** Two words that follow each other. */
  readonly bigram: number;
  /** Two words near each other, in either order. */
  readonly pair: number;
  /** How many words apart a pair may stand at most. */
  readonly window: number;
  /** With many words, pairs stand so close together that about this many come of all texts. */
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
  window: 10,
  pairs: 500_000,
  minimumTexts: 1,
  commonest: 0.01,
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

/**
 * Words of a text as features see them: distinct, in order; Han runs as overlapping bigrams; the
 * glossary's terms last.
 */
export function units(text: string, lexicon: Lexicon): string[] {
  const found = new Set<string>();
  const tokens = tokenise(text);
  for (const token of tokens) {
    if (!isHan(token)) found.add(token);
    else if (token.length < 3) found.add(token);
    else {
      const characters = Array.from(token);
      for (let index = 0; index + 1 < characters.length; index++) {
        found.add(`${characters[index]}${characters[index + 1]}`);
      }
    }
  }
  for (const group of lexicon.find(tokens)) found.add(group);
  return [...found];
}

export interface Part {
  readonly key: string;
  readonly weight: number;
}

/** Parts of a unit. The first is its stem, which stands for it in pairs. */
export function partsOf(unit: string, settings: FeatureSettings): Part[] {
  const root = stem(unit);
  const parts: Part[] = [{ key: root, weight: settings.stem }];
  if (unit.startsWith('§')) return parts;
  if (isHan(unit)) {
    if (unit.length > 1) for (const character of unit) parts.push({ key: character, weight: settings.form });
    return parts;
  }
  if (root !== unit && settings.form > 0) parts.push({ key: `=${unit}`, weight: settings.form });
  for (let length = 3; length <= 5 && settings.prefix > 0; length++) {
    if (unit.length > length) parts.push({ key: `<${unit.slice(0, length)}`, weight: settings.prefix });
  }
  if (settings.ngram > 0) {
    const marked = `<${unit}>`;
    for (let length = settings.ngramFrom; length <= settings.ngramTo; length++) {
      for (let at = 0; at + length <= marked.length; at++) {
        parts.push({ key: `~${marked.slice(at, at + length)}`, weight: settings.ngram });
      }
    }
  }
  return parts;
}

/** Second member of a bigram's key, below 0; a pair's is not. */
const ordered = (part: number): number => (part === UNSEEN ? UNSEEN : -1 - part);

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
  const lexicon = new Lexicon(glossary);
  const taken = texts.map((text) => units(text, lexicon));
  const settings = { ...wanted, window: affordable(taken, wanted) };
  const parts = new PartCounter(settings);
  const table = new PairTable();
  const pairs = new TextCounter();
  const entries = new IntList();
  const start = new Int32Array(texts.length + 1);
  const stems: number[] = [];
  for (const [text, own] of taken.entries()) {
    stems.length = 0;
    for (const unit of own) {
      const found = parts.of(unit);
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
  const weights = new Float32Array(parts.size + table.size);
  const idf = (count: number): number => Math.sqrt(Math.log((1 + texts.length) / (0.5 + count)));
  for (let part = 0; part < parts.size; part++) {
    const count = parts.texts.of(part);
    const dropped = count > Math.max(COMMON, settings.commonest * texts.length) && !parts.isStem(part);
    weights[part] = dropped ? 0 : (parts.weights[part] as number) * idf(count);
  }
  table.each((_, second, pair) => {
    const kind = second < 0 ? settings.bigram : settings.pair;
    const count = pairs.of(pair);
    weights[parts.size + pair] = count < settings.minimumTexts ? 0 : kind * idf(count);
  });
  const space = { settings, glossary, parts: parts.keys(), pairs: table.data(), weights, unseen: idf(0) };
  return { space, rows: normalised(entries.values(), start, weights, parts.size) };
}

/** How many words apart pairs may stand: the fewer words are known, the more each has to tell. */
function affordable(texts: readonly (readonly string[])[], { window, pairs }: FeatureSettings): number {
  const words = texts.reduce((sum, own) => sum + own.length, 0);
  return Math.min(window, Math.max(2, Math.round(pairs / Math.max(1, words))));
}

/** Collects the features of texts, without the texts. */
export function buildFeatureSpace(
  texts: readonly string[],
  glossary: readonly SynonymGroup[] = [],
  settings: FeatureSettings = FEATURE_SETTINGS,
): FeatureSpace {
  return learnFeatures(texts, glossary, settings).space;
}

/** Pairs come as −1 − number. */
function normalised(
  entries: Int32Array,
  start: Int32Array,
  weights: Float32Array,
  partCount: number,
): SparseRows {
  const values = new Float32Array(entries.length);
  for (let row = 0; row + 1 < start.length; row++) {
    const from = start[row] as number;
    const to = start[row + 1] as number;
    let squares = 0;
    for (let at = from; at < to; at++) {
      const entry = entries[at] as number;
      const id = entry < 0 ? partCount - 1 - entry : entry;
      entries[at] = id;
      squares += (weights[id] as number) ** 2;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < to; at++) values[at] = (weights[entries[at] as number] as number) * scale;
  }
  return { start, ids: entries, values };
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

/** Numbers the parts of units as they are met. */
class PartCounter {
  readonly texts = new TextCounter();
  readonly weights: number[] = [];
  readonly #stems: boolean[] = [];
  readonly #settings: FeatureSettings;
  readonly #numbers = new Map<string, number>();
  readonly #units = new Map<string, Int32Array>();

  constructor(settings: FeatureSettings) {
    this.#settings = settings;
  }

  get size(): number {
    return this.weights.length;
  }

  keys(): string[] {
    return [...this.#numbers.keys()];
  }

  of(unit: string): Int32Array {
    let parts = this.#units.get(unit);
    if (parts === undefined) {
      parts = Int32Array.from(partsOf(unit, this.#settings), (part) => this.#numberOf(part));
      this.#units.set(unit, parts);
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
    this.#stems.push(!/^[=<~]/.test(key));
    return this.weights.push(weight) - 1;
  }
}

/** Number of a word's part that was never seen. */
export const UNSEEN = -0x40000000;

/** Bigrams and pairs of a text, as keys of the pair table. A stem never seen is UNSEEN. */
export function eachPair(
  stems: readonly number[],
  settings: FeatureSettings,
  visit: (first: number, second: number) => void,
): void {
  for (let index = 0; index < stems.length; index++) {
    const here = stems[index] as number;
    if (index + 1 < stems.length) visit(here, ordered(stems[index + 1] as number));
    const end = Math.min(stems.length, index + 1 + settings.window);
    for (let other = index + 1; other < end; other++) {
      const there = stems[other] as number;
      visit(Math.min(here, there), Math.max(here, there));
    }
  }
}
