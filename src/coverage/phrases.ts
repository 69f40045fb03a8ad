import { hasHan, signature } from './signature.ts';
import { WordTable } from './word-table.ts';

/** A `<Covers phrase>` of a rule. */
export interface Phrase {
  readonly text: string;
  readonly ruleId: string;
}

/** Finds the rules whose phrases stand in a step's signature. */
export interface PhraseMatcher {
  /** IDs of the rules with a phrase in this signature, each once, sorted; most often none. */
  match(signature: string): readonly string[];
}

const NONE: readonly string[] = [];

const NOT_ASCII = /[^\x00-\x7f]/;

const BLANK = 0x20;

/** A phrase's signature and the rules that accept it. */
interface Wording {
  readonly text: string;
  readonly ruleIds: readonly string[];
}

/**
 * Prepares phrases for matching. A phrase stands in a text when its signature is a run of whole
 * tokens of the text's; one with Han characters, when it is a substring. An empty signature
 * matches nothing.
 */
export function createPhraseMatcher(phrases: Iterable<Phrase>): PhraseMatcher {
  const rules = new Map<string, Set<string>>();
  for (const { text, ruleId } of phrases) {
    const key = signature(text);
    if (key === '') continue;
    const ids = rules.get(key) ?? new Set();
    ids.add(ruleId);
    rules.set(key, ids);
  }

  const index: WordingIndexes = {
    tokens: new WordingIndex(),
    tokenPairs: new WordingIndex(),
    characters: new WordingIndex(),
    characterPairs: new WordingIndex(),
  };
  for (const [text, ids] of rules) {
    const wording = { text, ruleIds: [...ids].sort() };
    const second = text.indexOf(' ') + 1;
    if (hasHan(text)) {
      if (text.length > 1) index.characterPairs.add(text.slice(0, 2), wording);
      else index.characters.add(text, wording);
    } else if (second > 0) index.tokenPairs.add(text.slice(0, tokenEnd(text, second)), wording);
    else index.tokens.add(text, wording);
  }

  return {
    match(text) {
      const found: Wording[] = [];
      if (index.tokens.size + index.tokenPairs.size > 0) matchTokens(text, index, found);
      if (index.characters.size + index.characterPairs.size > 0 && NOT_ASCII.test(text)) {
        matchSubstrings(text, index, found);
      }
      if (found.length === 0) return NONE;
      return [...new Set(found.flatMap(({ ruleIds }) => ruleIds))].sort();
    },
  };
}

/** Wordings by how they begin: with two tokens, or characters, most texts meet none of them. */
interface WordingIndexes {
  readonly tokens: WordingIndex;
  readonly tokenPairs: WordingIndex;
  readonly characters: WordingIndex;
  readonly characterPairs: WordingIndex;
}

class WordingIndex {
  readonly #beginnings = new WordTable();
  readonly #wordings: Wording[][] = [];

  /** How many beginnings there are. */
  get size(): number {
    return this.#beginnings.size;
  }

  add(beginning: string, wording: Wording): void {
    const place = this.#beginnings.add(beginning);
    this.#wordings[place] ??= [];
    this.#wordings[place].push(wording);
  }

  /** Wordings that begin with what stands there. */
  at(text: string, start: number, end: number): readonly Wording[] {
    const place = this.#beginnings.find(text, start, end);
    return place < 0 ? NO_WORDINGS : (this.#wordings[place] as Wording[]);
  }
}

const NO_WORDINGS: readonly Wording[] = [];

function matchTokens(text: string, { tokens, tokenPairs }: WordingIndexes, found: Wording[]): void {
  for (let start = 0; start < text.length; ) {
    const end = tokenEnd(text, start);
    if (tokens.size > 0) for (const wording of tokens.at(text, start, end)) found.push(wording);
    if (end === text.length) return;
    for (const wording of tokenPairs.at(text, start, tokenEnd(text, end + 1))) {
      const after = start + wording.text.length;
      const whole = after === text.length || text.charCodeAt(after) === BLANK;
      if (whole && text.startsWith(wording.text, start)) found.push(wording);
    }
    start = end + 1;
  }
}

function matchSubstrings(
  text: string,
  { characters, characterPairs }: WordingIndexes,
  found: Wording[],
): void {
  for (let start = 0; start < text.length; start++) {
    if (characters.size > 0) for (const wording of characters.at(text, start, start + 1)) found.push(wording);
    if (start + 1 === text.length) return;
    for (const wording of characterPairs.at(text, start, start + 2)) {
      if (text.startsWith(wording.text, start)) found.push(wording);
    }
  }
}

function tokenEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== BLANK) end += 1;
  return end;
}
