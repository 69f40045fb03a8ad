import { hasHan, signature } from './signature.ts';
import { HASH_FACTOR, HASH_START, hashOf } from './word-table.ts';

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
    if (hasHan(text)) {
      const first = text.charCodeAt(0);
      if (text.length > 1) index.characterPairs.add(pairHash(first, text.charCodeAt(1)), wording);
      else index.characters.add(first, wording);
    } else {
      const [first, second] = text.split(' ').map((token) => hashOf(token, 0, token.length)) as [
        number,
        number?,
      ];
      if (second !== undefined) index.tokenPairs.add(pairHash(first, second), wording);
      else index.tokens.add(first, wording);
    }
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

const FILTER = 1 << 16;

/** Wordings by the hash of their beginnings. Others may have the same hash, so what is found must be compared. */
class WordingIndex {
  readonly #wordings = new Map<number, Wording[]>();
  /** 1 where a hash that ends so is known: it answers most questions. */
  readonly #filter = new Uint8Array(FILTER);

  get size(): number {
    return this.#wordings.size;
  }

  add(hash: number, wording: Wording): void {
    this.#filter[hash & (FILTER - 1)] = 1;
    const known = this.#wordings.get(hash);
    if (known) known.push(wording);
    else this.#wordings.set(hash, [wording]);
  }

  at(hash: number): readonly Wording[] {
    if (this.#filter[hash & (FILTER - 1)] === 0) return NO_WORDINGS;
    return this.#wordings.get(hash) ?? NO_WORDINGS;
  }
}

const NO_WORDINGS: readonly Wording[] = [];

function matchTokens(text: string, { tokens, tokenPairs }: WordingIndexes, found: Wording[]): void {
  let hashBefore = 0;
  let startBefore = -1;
  for (let start = 0; start < text.length; ) {
    let hash = HASH_START;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === BLANK) break;
      hash = Math.imul(hash ^ code, HASH_FACTOR);
    }
    if (tokens.size > 0) collectAt(text, start, tokens.at(hash), found);
    if (startBefore >= 0) collectAt(text, startBefore, tokenPairs.at(pairHash(hashBefore, hash)), found);
    hashBefore = hash;
    startBefore = start;
    start = end + 1;
  }
}

/** Collects the wordings that stand at a place as whole tokens. */
function collectAt(text: string, start: number, wordings: readonly Wording[], found: Wording[]): void {
  for (const wording of wordings) {
    const after = start + wording.text.length;
    const whole = after === text.length || text.charCodeAt(after) === BLANK;
    if (whole && text.startsWith(wording.text, start)) found.push(wording);
  }
}

function matchSubstrings(
  text: string,
  { characters, characterPairs }: WordingIndexes,
  found: Wording[],
): void {
  for (let start = 0; start < text.length; start++) {
    const code = text.charCodeAt(start);
    // A single character has no other's hash.
    if (characters.size > 0) for (const wording of characters.at(code)) found.push(wording);
    if (start + 1 === text.length) return;
    for (const wording of characterPairs.at(pairHash(code, text.charCodeAt(start + 1)))) {
      if (text.startsWith(wording.text, start)) found.push(wording);
    }
  }
}

/** Hash of two things that follow each other, by their own. */
function pairHash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ second;
  return mixed ^ (mixed >>> 15);
}
