import type { Rule, Sop } from './types.ts';

/** What is known of a translation: made from the text of today, of an earlier one, of an unknown one; or not there. */
export type TranslationState = 'current' | 'outdated' | 'unverified' | 'missing';

/** Whether the Mandarin text of a rule can be relied on. */
export function translationState(rule: Rule): TranslationState {
  if (rule.translation === null) return 'missing';
  if (rule.translation.translates === null) return 'unverified';
  return rule.translation.translates === rule.fingerprint ? 'current' : 'outdated';
}

/** Rules whose text a reader sees: tombstones without a body need no translation. */
export function translatable(sop: Sop): readonly Rule[] {
  return sop.rules.filter(hasText);
}

export function hasText({ body }: Rule): boolean {
  return body.markdown.trim() !== '';
}
