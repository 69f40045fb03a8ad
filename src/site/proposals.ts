import type { Change, Impact } from '../proposals/impact-types.ts';
import { type Proof, proofOf } from '../proposals/proof.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { findPrompts, hasPrompt, isUntouched } from '../sops/prompts.ts';
import type { Language, Proposal, Prose, Rule } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { type RuleText, ruleText } from './rules.ts';

/** What the simulation of an open proposal gave: its effect, or why there is none. */
export type Effect =
  | { readonly kind: 'simulated'; readonly impact: Impact }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown' };

/** The effect of a proposal; null when it is decided, and nothing is left to simulate. */
export function effectOf({ impacts }: Site, proposal: Proposal): Effect | null {
  if (!isOpen(proposal)) return null;
  const impact = impacts?.impacts.find((known) => known.proposal === proposal.id);
  if (impact) return { kind: 'simulated', impact };
  const refused = impacts?.refused.find((known) => known.proposal === proposal.id);
  return refused ? { kind: 'refused', reason: refused.reason } : { kind: 'unknown' };
}

/** What later cases say of a proposal; null when it is not accepted. */
export function proofFor({ catalogue, ledger }: Site, proposal: Proposal): Proof | null {
  return proofOf(proposal, catalogue, ledger);
}

/** Difference of two coverages in percentage points; null when there are no steps. */
export function pointsGained({ before, after }: Change): number | null {
  if (before.coverage === null || after.coverage === null) return null;
  return (after.coverage - before.coverage) * 100;
}

/** Words of a proposed rule: the translation once somebody has begun it, else English. */
export function proposedText(site: Site, rule: Rule, language: Language): RuleText {
  return ruleText(site, rule, begun(rule) ? language : 'en');
}

function begun({ translation }: Rule): boolean {
  return translation !== null && !isUntouched(translation.body.markdown);
}

/** Title of a proposal, in its language or else in the other; a prompt is no title. */
export function proposalTitle(
  proposal: Proposal,
  language: Language,
): { readonly text: string; readonly language: Language } {
  const titleIn = (wanted: Language) =>
    proposal.rules
      .map((rule) => (wanted === 'en' ? rule.title : (rule.translation?.title ?? '')))
      .filter((title) => title !== '' && !hasPrompt(title))
      .join('; ');
  const other = language === 'en' ? 'zh-CN' : 'en';
  for (const wanted of [language, other] as const) {
    const text = titleIn(wanted);
    if (text !== '') return { text, language: wanted };
  }
  return { text: '', language };
}

/** Why a proposal is made, in a language; English where nobody translated it. */
export function proposedFor(
  { intro, translatedIntro }: Proposal,
  language: Language,
): { readonly prose: Prose; readonly language: Language } {
  const translated = language === 'zh-CN' && translatedIntro?.content.length ? translatedIntro : null;
  const { markdown, content } = translated ?? intro;
  // A draft ends with a heading for its rules, to which the page gives one of its own.
  const end = content.findLastIndex(({ type }) => type !== 'heading');
  return { prose: { markdown, content: content.slice(0, end + 1) }, language: translated ? language : 'en' };
}

/** How many places of an open proposal its author has yet to fill in, in both languages. */
export function unfilled({ rules }: Proposal): number {
  const texts = rules.flatMap((rule) => [
    rule.title,
    rule.body.markdown,
    rule.translation?.title ?? '',
    rule.translation?.body.markdown ?? '',
  ]);
  return texts.reduce((sum, text) => sum + findPrompts(text, '').length, 0);
}
