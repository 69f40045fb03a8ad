import { translatable, translationState } from '../sops/translation-state.ts';
import type { Rule, Sop } from '../sops/types.ts';
import type { Site } from './catalogue.ts';

/** Active SOPs whose review date has passed. */
export function overdueSops({ catalogue, asOf }: Site): readonly Sop[] {
  return catalogue.sops.filter((sop) => isOverdue(sop, asOf));
}

export function isOverdue(sop: Sop, date: string): boolean {
  return sop.status === 'active' && sop.reviewBy < date;
}

/** Rules whose Mandarin text is missing, outdated or of unknown origin. */
export function staleTranslations({ catalogue }: Site): readonly Rule[] {
  return catalogue.sops
    .flatMap((sop) => translatable(sop))
    .filter((rule) => translationState(rule) !== 'current');
}
