import { hasHan, signature } from './signature.ts';

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

/** One token run: its tokens and the rules that accept it. */
interface TokenRun {
  readonly tokens: string;
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

  // Looked up by the first token (or first two Han-run characters), so that the cost of a text
  // does not grow with the number of phrases.
  const byFirstToken = new Map<string, TokenRun[]>();
  const byFirstCharacter = new Map<string, TokenRun[]>();
  for (const [key, ids] of rules) {
    const run = { tokens: key, ruleIds: [...ids].sort() };
    const index = hasHan(key) ? byFirstCharacter : byFirstToken;
    const first = hasHan(key) ? key.slice(0, 1) : (key.split(' ', 1)[0] as string);
    index.set(first, [...(index.get(first) ?? []), run]);
  }

  return {
    match(text) {
      let found: Set<string> | null = null;
      const keep = (run: TokenRun) => {
        found ??= new Set();
        for (const id of run.ruleIds) found.add(id);
      };
      if (byFirstToken.size > 0) matchTokens(text, byFirstToken, keep);
      if (byFirstCharacter.size > 0) matchSubstrings(text, byFirstCharacter, keep);
      return found === null ? NONE : [...(found as Set<string>)].sort();
    },
  };
}

function matchTokens(
  text: string,
  index: ReadonlyMap<string, readonly TokenRun[]>,
  keep: (run: TokenRun) => void,
): void {
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start);
    const end = space < 0 ? text.length : space;
    const runs = index.get(text.slice(start, end));
    if (runs) {
      for (const run of runs) {
        const after = start + run.tokens.length;
        const whole = after === text.length || text.charCodeAt(after) === 32;
        if (whole && text.startsWith(run.tokens, start)) keep(run);
      }
    }
    start = end + 1;
  }
}

function matchSubstrings(
  text: string,
  index: ReadonlyMap<string, readonly TokenRun[]>,
  keep: (run: TokenRun) => void,
): void {
  if (!NOT_ASCII.test(text)) return;
  for (let start = 0; start < text.length; start++) {
    const runs = index.get(text[start] as string);
    if (!runs) continue;
    for (const run of runs) if (text.startsWith(run.tokens, start)) keep(run);
  }
}
