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

  const byToken = new WordingIndex((text) => text.indexOf(' '));
  const byPair = new WordingIndex(() => 2);
  const byCharacter = new WordingIndex(() => 1);
  for (const [text, ids] of rules) {
    const index = !hasHan(text) ? byToken : text.length > 1 ? byPair : byCharacter;
    index.add({ text, ruleIds: [...ids].sort() });
  }

  return {
    match(text) {
      let found: Set<string> | null = null;
      const keep = ({ ruleIds }: Wording) => {
        found ??= new Set();
        for (const id of ruleIds) found.add(id);
      };
      if (byToken.size > 0) matchTokens(text, byToken, keep);
      if (byPair.size + byCharacter.size > 0 && NOT_ASCII.test(text)) {
        matchSubstrings(text, 2, byPair, keep);
        matchSubstrings(text, 1, byCharacter, keep);
      }
      return found === null ? NONE : [...(found as Set<string>)].sort();
    },
  };
}

/** Wordings by how they begin, so that the cost of a text does not grow with their number. */
class WordingIndex {
  readonly #beginnings = new WordTable();
  readonly #wordings: Wording[][] = [];
  readonly #lengthOfBeginning: (text: string) => number;

  /** @param lengthOfBeginning code units that are looked up; negative for the whole text */
  constructor(lengthOfBeginning: (text: string) => number) {
    this.#lengthOfBeginning = lengthOfBeginning;
  }

  get size(): number {
    return this.#beginnings.size;
  }

  add(wording: Wording): void {
    const length = this.#lengthOfBeginning(wording.text);
    const place = this.#beginnings.add(length < 0 ? wording.text : wording.text.slice(0, length));
    this.#wordings[place] ??= [];
    this.#wordings[place].push(wording);
  }

  /** Wordings that begin with what stands there. */
  at(text: string, start: number, end: number): readonly Wording[] | undefined {
    const place = this.#beginnings.find(text, start, end);
    return place < 0 ? undefined : this.#wordings[place];
  }
}

function matchTokens(text: string, index: WordingIndex, keep: (wording: Wording) => void): void {
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== BLANK) end += 1;
    for (const wording of index.at(text, start, end) ?? NO_WORDINGS) {
      const after = start + wording.text.length;
      const whole = after === text.length || text.charCodeAt(after) === BLANK;
      if (whole && text.startsWith(wording.text, start)) keep(wording);
    }
    start = end + 1;
  }
}

/** @param length code units of the beginnings in the index */
function matchSubstrings(
  text: string,
  length: number,
  index: WordingIndex,
  keep: (wording: Wording) => void,
): void {
  if (index.size === 0) return;
  for (let start = 0; start + length <= text.length; start++) {
    for (const wording of index.at(text, start, start + length) ?? NO_WORDINGS) {
      if (text.startsWith(wording.text, start)) keep(wording);
    }
  }
}

const NO_WORDINGS: readonly Wording[] = [];
