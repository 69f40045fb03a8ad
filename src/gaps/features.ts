import { Lexicon, type SynonymGroup } from './lexicon.ts';
import { PairTable, type PairTableData } from './pairtable.ts';
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
  /** How many words apart a pair may stand. */
  readonly window: number;
  /** Pairs and bigrams seen in fewer training texts are dropped. */
  readonly minimumTexts: number;
}

export const FEATURE_SETTINGS: FeatureSettings = {
  stem: 1,
  form: 0.7,
  prefix: 0.5,
  ngram: 0.7,
  ngramFrom: 4,
  ngramTo: 4,
  bigram: 1,
  pair: 0.7,
  window: 10,
  minimumTexts: 1,
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

/** Collects the features of training texts. */
export function buildFeatureSpace(
  texts: readonly string[],
  glossary: readonly SynonymGroup[] = [],
  settings: FeatureSettings = FEATURE_SETTINGS,
): FeatureSpace {
  const lexicon = new Lexicon(glossary);
  const partNumbers = new Map<string, number>();
  const partWeights: number[] = [];
  const partTexts: number[] = [];
  const table = new PairTable();
  const pairTexts: number[] = [];
  const known = new Map<string, Int32Array>();
  const lastText: number[] = [];
  const number = (part: Part): number => {
    let found = partNumbers.get(part.key);
    if (found === undefined) {
      found = partNumbers.size;
      partNumbers.set(part.key, found);
      partWeights.push(part.weight);
      partTexts.push(0);
      lastText.push(-1);
    }
    return found;
  };
  texts.forEach((text, index) => {
    const stems: number[] = [];
    for (const unit of units(text, lexicon)) {
      let parts = known.get(unit);
      if (parts === undefined) {
        parts = Int32Array.from(partsOf(unit, settings), number);
        known.set(unit, parts);
      }
      stems.push(parts[0]!);
      for (const part of parts) {
        if (lastText[part] !== index) partTexts[part]! += 1;
        lastText[part] = index;
      }
    }
    eachPair(stems, settings, (first, second) => {
      const pair = table.add(first, second);
      pairTexts[pair] = (pairTexts[pair] ?? 0) + 1;
    });
  });
  const weights = new Float32Array(partNumbers.size + table.size);
  const idf = (count: number): number => Math.sqrt(Math.log((1 + texts.length) / (0.5 + count)));
  partTexts.forEach((count, part) => {
    weights[part] = partWeights[part]! * idf(count);
  });
  table.each((_, second, pair) => {
    const kind = second < 0 ? settings.bigram : settings.pair;
    const count = pairTexts[pair]!;
    weights[partNumbers.size + pair] = count < settings.minimumTexts ? 0 : kind * idf(count);
  });
  return { settings, glossary, parts: [...partNumbers.keys()], pairs: table.data(), weights, unseen: idf(0) };
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
    const here = stems[index]!;
    if (index + 1 < stems.length) visit(here, ordered(stems[index + 1]!));
    const end = Math.min(stems.length, index + 1 + settings.window);
    for (let other = index + 1; other < end; other++) {
      const there = stems[other]!;
      visit(Math.min(here, there), Math.max(here, there));
    }
  }
}
