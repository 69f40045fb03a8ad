import { placeAt } from '../sops/source-text.ts';
import type { Language, Place } from '../sops/types.ts';

/** Words that lead a prompt: what the author has yet to write. */
const LEADS: Readonly<Record<Language, string>> = { en: 'TODO: ', 'zh-CN': '待填：' };
const PROMPT = /\[(?:TODO|待填)\s*[:：][^\]]*\]/g;

/** A stretch for the author to fill in, `[TODO: when does it apply?]`. */
export function prompt(language: Language, words: string): string {
  return `[${LEADS[language]}${words.replace(/[[\]]/g, '')}]`;
}

/** A prompt that nobody has filled in, and where it stands. */
export interface UnfilledPrompt {
  readonly text: string;
  readonly place: Place;
}

/** Finds the prompts of a page, in its order. */
export function findPrompts(text: string, file: string, from = 0, to = text.length): UnfilledPrompt[] {
  return [...text.slice(from, to).matchAll(PROMPT)].map((match) => ({
    text: match[0],
    place: placeAt(text, from + match.index, file),
  }));
}

/** Whether nobody has begun to fill a rule's block in: apart from prompts, only headings and codes stand in it. */
export function isUntouched(block: string): boolean {
  const written = block
    .replace(/<\/?Rule\b[^>]*>/g, '')
    .replace(/<Covers\b[^>]*>/g, '')
    .replace(PROMPT, '')
    .replace(/^#+ .*$/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return !/\p{L}/u.test(written);
}
