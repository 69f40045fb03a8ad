import { PROMPT } from '../sops/prompts.ts';
import type { Language } from '../sops/types.ts';

/** Words that lead a prompt: what the author has yet to write. */
const LEADS: Readonly<Record<Language, string>> = { en: 'TODO: ', 'zh-CN': '待填：' };

/** A stretch for the author to fill in, `[TODO: when does it apply?]`. */
export function prompt(language: Language, words: string): string {
  return `[${LEADS[language]}${words.replace(/[[\]]/g, '')}]`;
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
