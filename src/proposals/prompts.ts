import type { Language } from '../sops/types.ts';

/** Words that lead a prompt: what the author has yet to write. */
const LEADS: Readonly<Record<Language, string>> = { en: 'TODO: ', 'zh-CN': '待填：' };

/** A stretch for the author to fill in, `[TODO: when does it apply?]`. */
export function prompt(language: Language, words: string): string {
  return `[${LEADS[language]}${words.replace(/[[\]]/g, '')}]`;
}
