import { isHan, tokenise } from './tokens.ts';

/** Terms that mean the same, across wordings and languages: `["ATO", "account takeover", "账户盗用"]`. */
export type SynonymGroup = readonly string[];

interface Entry {
  readonly rest: readonly string[];
  readonly group: string;
}

/**
 * Finds glossary terms in tokenised text. Terms without Han characters match whole words; terms
 * with them match inside a run.
 */
export class Lexicon {
  readonly #byFirst = new Map<string, Entry[]>();
  /** Terms with Han characters, by their first one. */
  readonly #han = new Map<string, { readonly term: string; readonly group: string }[]>();

  constructor(groups: readonly SynonymGroup[]) {
    groups.forEach((terms, index) => {
      for (const term of terms) this.#add(tokenise(term), `§${index}`);
    });
  }

  /** Names of the groups with a term in the text, each once. */
  find(tokens: readonly string[]): Iterable<string> {
    const found = new Set<string>();
    tokens.forEach((token, index) => {
      for (const entry of this.#byFirst.get(token) ?? []) {
        if (entry.rest.every((word, offset) => tokens[index + 1 + offset] === word)) found.add(entry.group);
      }
      if (!isHan(token)) return;
      for (let at = 0; at < token.length; at++) {
        for (const { term, group } of this.#han.get(token.charAt(at)) ?? []) {
          if (token.startsWith(term, at)) found.add(group);
        }
      }
    });
    return found;
  }

  #add(tokens: readonly string[], group: string): void {
    const [first, ...rest] = tokens;
    if (first === undefined) return;
    if (rest.length === 0 && isHan(first))
      this.#han.set(first.charAt(0), [...(this.#han.get(first.charAt(0)) ?? []), { term: first, group }]);
    else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), { rest, group }]);
  }
}
