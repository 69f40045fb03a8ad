import { governs, type Rulebook, resolveCitation } from './rulebook.ts';
import type { CalendarDate, Citation, Clock, Defect, Finding, RuleFacts, Verdict } from './types.ts';
import { FINDINGS } from './types.ts';

/** When and for which queue a step is judged. */
export interface Circumstances {
  readonly caseType: string;
  readonly date: CalendarDate;
  readonly clock: Clock;
}

export interface CitationJudgement {
  /** The best that the citations resolve to; null when there are none. */
  readonly finding: Finding | null;
  /** IDs of the rules the citations resolve to as `cited`, each once. */
  readonly rules: readonly string[];
  /** One entry per faulty citation, in the order of the citations. */
  readonly defects: readonly { readonly kind: Defect; readonly id: string }[];
}

/** Resolves all of a step's citations. */
export function judgeCitations(
  rulebook: Rulebook,
  citations: readonly Citation[],
  { caseType, date, clock }: Circumstances,
): CitationJudgement {
  let best: number = FINDINGS.length;
  const rules = new Set<string>();
  const defects: { kind: Defect; id: string }[] = [];
  for (const citation of citations) {
    const { finding, rule, outdated } = resolveCitation(rulebook, citation, caseType, date, clock === 'asIs');
    best = Math.min(best, FINDINGS.indexOf(finding));
    if (finding === 'cited') rules.add((rule as RuleFacts).id);
    else defects.push({ kind: finding, id: citation.id });
    if (outdated) defects.push({ kind: 'outdated', id: citation.id });
  }
  return { finding: FINDINGS[best] ?? null, rules: [...rules], defects };
}

/** IDs of the active, applying rules that list one of the signals, each once, in ID order. */
export function rulesBySignal(
  rulebook: Rulebook,
  signals: readonly string[],
  { caseType, date }: Circumstances,
): readonly string[] {
  const ids = new Set<string>();
  for (const signal of signals) {
    for (const rule of rulebook.bySignal.get(signal) ?? []) {
      if (governs(rule, caseType, date)) ids.add(rule.id);
    }
  }
  return [...ids].sort();
}

/** Of the rules whose phrases stand in a text, those that are active at the date and apply. */
export function rulesByPhrase(
  { rules }: Rulebook,
  matched: readonly string[],
  caseType: string,
  date: CalendarDate,
): readonly string[] {
  return matched.filter((id) => {
    const rule = rules.get(id);
    return rule !== undefined && governs(rule, caseType, date);
  });
}

/**
 * The verdict of formats.md section 4: the first that fits.
 *
 * @param finding best finding of the citations, null when nothing is cited
 * @param bound whether an active, applying rule is bound by signal or phrase
 * @param resembles whether the text closely resembles a rule; asked only when all else fails
 */
export function verdictOf(finding: Finding | null, bound: boolean, resembles: () => boolean): Verdict {
  if (finding === 'cited') return 'cited';
  if (bound) return 'bound';
  if (finding !== null) return finding;
  return resembles() ? 'uncited' : 'gap';
}
