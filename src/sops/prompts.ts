import { placeAt } from './source-text.ts';
import type { Place } from './types.ts';

// Bounded, so that many that never close take linear time.
const BRACKETED =
  /\[\s*(?:TODO\b|待填)[^\]]{0,400}\]|【\s*(?:TODO\b|待填)[^】]{0,400}】|[（(]\s*(?:TODO\b|待填)[^）)]{0,400}[）)]/;
/** Up to the end of the line, or of the attribute it stands in. */
const BARE = /\b(?:TODO\b|[Tt]odo(?=\s?[:：]))[^\n"]*|(?<!等)待填写?\s?[:：][^\n"]*/;

/** What an author has yet to write, however it is marked: `[TODO: …]`, `【待填…】`, `TODO: …`. */
export const PROMPT = new RegExp(`${BRACKETED.source}|${BARE.source}`, 'g');

/** A prompt that nobody has filled in, and where it stands. */
export interface UnfilledPrompt {
  readonly text: string;
  readonly place: Place;
}

/** Finds the prompts in words, with their offsets. */
export function promptsIn(text: string): { readonly text: string; readonly offset: number }[] {
  return [...text.matchAll(PROMPT)].map((match) => ({ text: match[0].trim(), offset: match.index }));
}

/** Finds the prompts of a page as written, in its order; code is an example, not a prompt. */
export function findPrompts(text: string, file: string, from = 0, to = text.length): UnfilledPrompt[] {
  const words = text.slice(from, to).replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
  return promptsIn(words).map(({ text: found, offset }) => {
    const start = from + offset;
    return { text: text.slice(start, start + found.length), place: placeAt(text, start, file) };
  });
}

/** Whether words hold a prompt. */
export function hasPrompt(text: string): boolean {
  return text.search(PROMPT) >= 0;
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
