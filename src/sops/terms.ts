import { outcomeOf } from './check/outcomes.ts';
import type { GlossaryTerm, Language } from './types.ts';

/** Where a glossary term stands in a text; offsets in code units. */
export interface TermMention {
  readonly start: number;
  readonly end: number;
  readonly term: GlossaryTerm;
}

/**
 * Finds the glossary terms in a text, in order and without overlaps.
 *
 * @param strong whether the text is in bold
 */
export type TermFinder = (text: string, strong: boolean) => TermMention[];

/**
 * Prepares the terms of a glossary for texts of a language. Of several forms at one place the
 * longest counts. Latin forms are whole words, as written or with a capital at the beginning of a
 * sentence; Chinese ones stand anywhere. A word for an outcome is the term only in bold, which is
 * how rules write outcomes: 通过 is most often "by means of".
 */
export function createTermFinder(glossary: readonly GlossaryTerm[], language: Language): TermFinder {
  const termOf = new Map<string, GlossaryTerm>();
  for (const term of glossary) {
    for (const form of formsOf(term, language)) if (!termOf.has(form)) termOf.set(form, term);
  }
  const forms = byBeginning(termOf.keys());
  return (text, strong) => {
    const found: TermMention[] = [];
    for (let start = 0; start < text.length; ) {
      const form = forms
        .get(text.slice(start, start + 2))
        ?.find((form) => text.startsWith(form, start) && isWhole(text, start, start + form.length));
      const term = form === undefined ? undefined : termOf.get(form);
      const end = start + (form?.length ?? 1);
      if (form && term && (strong || outcomeOf(form, language) === null)) found.push({ start, end, term });
      start = end;
    }
    return found;
  };
}

/** Forms of a term that texts of a language use; Chinese texts keep English abbreviations. */
function formsOf({ term, synonyms }: GlossaryTerm, language: Language): string[] {
  const own = [term[language], ...synonyms[language]].map((form) => form.trim());
  const kept = language === 'en' ? [] : [term.en, ...synonyms.en].filter((form) => ABBREVIATION.test(form));
  return [...own, ...kept].filter(isTelling).flatMap((form) => [form, capitalised(form)]);
}

const ABBREVIATION = /^[A-Z0-9]{2,8}$/;

/** One character alone stands in too many words. */
function isTelling(form: string): boolean {
  return [...form].length >= 2;
}

function capitalised(form: string): string {
  return form.charAt(0).toUpperCase() + form.slice(1);
}

/** A character of a Latin word; beside one, a form that begins or ends with one is part of a word. */
const WORD = /[\p{Script=Latin}\p{N}_@-]/u;

function isWhole(text: string, start: number, end: number): boolean {
  const joined = (left: number) => WORD.test(text.charAt(left)) && WORD.test(text.charAt(left + 1));
  return !joined(start - 1) && !joined(end - 1);
}

/** Forms by their first two code units, the longest first, so that a text is read only once. */
function byBeginning(forms: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return Map.groupBy(longestFirst, (form) => form.slice(0, 2));
}
