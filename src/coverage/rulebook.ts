import { createPhraseMatcher, type PhraseMatcher } from './phrases.ts';
import type { CalendarDate, Citation, Finding, RuleFacts } from './types.ts';

/** Where a rule is in its life on a given day. */
export const RULE_STATES = ['active', 'retired', 'pending'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/**
 * State of a rule at a date (formats.md section 4). Retirement outweighs everything else: a rule
 * of a retired SOP is retired even when its own effective date is still to come.
 */
export function ruleState(rule: RuleFacts, date: CalendarDate): RuleState {
  if (rule.status === 'retired' || (rule.retired !== null && rule.retired <= date)) return 'retired';
  if (rule.status !== 'active' || rule.effective > date) return 'pending';
  return 'active';
}

/** Whether the rule is active at the date and governs the case type. */
export function governs(rule: RuleFacts, caseType: string, date: CalendarDate): boolean {
  return ruleState(rule, date) === 'active' && rule.caseTypes.includes(caseType);
}

/** The revision in force at a date: the present one from its day on, the one before until then. */
export function revisionAt(rule: Pick<RuleFacts, 'revised' | 'revision'>, date: CalendarDate): number {
  return rule.revised !== null && date < rule.revised ? rule.revision - 1 : rule.revision;
}

/** The rules a step is judged by, indexed by ID, signal and phrase. */
export interface Rulebook {
  readonly rules: ReadonlyMap<string, RuleFacts>;
  /** Rules that list a signal code, in ID order. */
  readonly bySignal: ReadonlyMap<string, readonly RuleFacts[]>;
  readonly phrases: PhraseMatcher;
}

export function createRulebook(facts: readonly RuleFacts[]): Rulebook {
  const sorted = [...facts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const bySignal = new Map<string, RuleFacts[]>();
  for (const rule of sorted) {
    for (const signal of rule.signals) bySignal.set(signal, [...(bySignal.get(signal) ?? []), rule]);
  }
  return {
    rules: new Map(sorted.map((rule) => [rule.id, rule])),
    bySignal,
    phrases: createPhraseMatcher(
      sorted.flatMap((rule) => rule.phrases.map((text) => ({ text, ruleId: rule.id }))),
    ),
  };
}

export interface Resolution {
  readonly finding: Finding;
  /** The rule that covers the step when the finding is `cited`, else the rule named; null when unknown. */
  readonly rule: RuleFacts | null;
  /** The citation covers but names a revision older than the one in force. */
  readonly outdated: boolean;
}

/**
 * Resolves one citation for a case type at a date.
 *
 * @param followReplacements true on the as-is clock: a retired rule stands for the active,
 *   applying rule its chain of `replacedBy` leads to.
 */
export function resolveCitation(
  { rules }: Rulebook,
  citation: Citation,
  caseType: string,
  date: CalendarDate,
  followReplacements: boolean,
): Resolution {
  const named = rules.get(citation.id);
  if (named === undefined) return { finding: 'unknown', rule: null, outdated: false };

  const state = ruleState(named, date);
  if (state === 'pending') return { finding: 'pending', rule: named, outdated: false };

  const covering =
    state === 'active'
      ? named.caseTypes.includes(caseType)
        ? named
        : null
      : followReplacements
        ? replacement(rules, named, caseType, date)
        : null;
  if (covering === null) {
    return { finding: state === 'active' ? 'misapplied' : 'retired', rule: named, outdated: false };
  }
  const outdated = citation.revision !== null && citation.revision < revisionAt(named, date);
  return { finding: 'cited', rule: covering, outdated };
}

/** What replaced a rule, and what replaced that; ends where the chain does or turns in a circle. */
export function* replacements<R extends Pick<RuleFacts, 'id' | 'replacedBy'>>(
  rules: ReadonlyMap<string, R>,
  retired: R,
): Iterable<R> {
  const seen = new Set([retired.id]);
  let current: R | undefined = retired;
  while (current?.replacedBy && !seen.has(current.replacedBy)) {
    seen.add(current.replacedBy);
    current = rules.get(current.replacedBy);
    if (current) yield current;
  }
}

/** The first active, applying rule along `replacedBy`; null when there is none. */
export function replacement(
  rules: Rulebook['rules'],
  retired: RuleFacts,
  caseType: string,
  date: CalendarDate,
): RuleFacts | null {
  for (const rule of replacements(rules, retired)) if (governs(rule, caseType, date)) return rule;
  return null;
}

/** The dates on which a rule changes state or revision: between two of them nothing about it changes. */
export function changeDates({ effective, retired, revised }: RuleFacts): CalendarDate[] {
  return [effective, retired, revised].filter((date) => date !== null);
}
