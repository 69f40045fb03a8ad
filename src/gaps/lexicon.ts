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
  readonly #han: { readonly term: string; readonly group: string }[] = [];

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
      for (const { term, group } of this.#han) if (token.includes(term)) found.add(group);
    });
    return found;
  }

  #add(tokens: readonly string[], group: string): void {
    const [first, ...rest] = tokens;
    if (first === undefined) return;
    if (rest.length === 0 && isHan(first)) this.#han.push({ term: first, group });
    else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), { rest, group }]);
  }
}
