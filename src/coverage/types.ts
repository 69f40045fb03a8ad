/** UTC calendar date, `2026-06-01`; such strings compare as dates do. */
export type CalendarDate = string;

/** What the judgement needs to know of a rule: facts only, no prose. */
export interface RuleFacts {
  readonly id: string;
  /** Status of the SOP the rule stands in; a rule that only a proposal holds is `proposed`. */
  readonly status: 'draft' | 'active' | 'retired' | 'proposed';
  readonly effective: CalendarDate;
  readonly retired: CalendarDate | null;
  readonly replacedBy: string | null;
  readonly revision: number;
  readonly revised: CalendarDate | null;
  readonly caseTypes: readonly string[];
  readonly signals: readonly string[];
  /** Wordings the owner accepts as this rule. */
  readonly phrases: readonly string[];
}

/** A citation as the judgement sees it. */
export interface Citation {
  /** Canonical rule ID, or the string as written (trimmed, upper case) when no known prefix leads it. */
  readonly id: string;
  /** Revision named with `@` or `v`; null when none was. */
  readonly revision: number | null;
}

/** How one cited ID resolves (formats.md section 4), best first. */
export const FINDINGS = ['cited', 'retired', 'pending', 'misapplied', 'unknown'] as const;
export type Finding = (typeof FINDINGS)[number];

/** The verdict of a step, in the order in which the first that fits wins. */
export const VERDICTS = [
  'cited',
  'bound',
  'retired',
  'pending',
  'misapplied',
  'unknown',
  'uncited',
  'gap',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Kinds of citation defect, counted per citation whether or not its step is covered. */
export const DEFECTS = ['retired', 'pending', 'misapplied', 'unknown', 'outdated'] as const;
export type Defect = (typeof DEFECTS)[number];

/**
 * What a case is counted for, as-is: `all` for itself, `cited` for a rule its citations resolve to,
 * `passedOver` for a rule that it cites on a step whose signal only other rules list, a defect,
 * `uncited` for a rule that a step resembles without citing it, and `faulty` for any of the last two.
 */
export const OCCURRENCE_KINDS = ['all', 'cited', 'passedOver', ...DEFECTS, 'uncited', 'faulty'] as const;
export type OccurrenceKind = (typeof OCCURRENCE_KINDS)[number];

/** Those that are told apart by ROCA version, and those that name a rule or what stands in its place. */
export const VERSION_KINDS = ['all', ...DEFECTS, 'uncited', 'faulty'] as const;
export const NAMED_KINDS = ['cited', 'passedOver', ...DEFECTS, 'uncited'] as const;

export const LABELS = ['TP', 'TN', 'FP', 'FN'] as const;
export type Label = (typeof LABELS)[number];

/** `as-is`: would today's SOPs cover the step? `as-was`: did they when ROCA decided? */
export type Clock = 'asIs' | 'asWas';

export const STATUSES = ['met', 'uncertain', 'below', 'insufficient', 'no-data'] as const;
export type Status = (typeof STATUSES)[number];
