import { ENGLISH_SYNONYMS, MANDARIN_SYNONYMS } from './phrases/synonyms.ts';
import type { Tongue } from './types.ts';

const PATTERNS: Readonly<Record<Tongue, { pattern: RegExp; words: Readonly<Record<string, string>> }>> = {
  en: {
    pattern: new RegExp(`\\b(?:${Object.keys(ENGLISH_SYNONYMS).join('|')})\\b`, 'g'),
    words: ENGLISH_SYNONYMS,
  },
  zh: { pattern: new RegExp(Object.keys(MANDARIN_SYNONYMS).join('|'), 'g'), words: MANDARIN_SYNONYMS },
};

/** Says the same with some words swapped, each occurrence that `swap` wants. */
export function paraphrase(text: string, tongue: Tongue, swap: () => boolean): string {
  const { pattern, words } = PATTERNS[tongue];
  return text.replace(pattern, (word) => (swap() ? (words[word] ?? word) : word));
}
