import { z } from 'zod';
import { DEFECTS, NAMED_KINDS, STATUSES, VERSION_KINDS } from './types.ts';

/** Version of the ledger's shape. A reader refuses any other. */
export const LEDGER_SCHEMA = 'sop-ledger/3';

export const count = z.int().nonnegative();
export const share = z.number().min(0).max(1);
export const date = z.iso.date();

const verdictCounts = z.strictObject({
  cited: count,
  bound: count,
  retired: count,
  pending: count,
  misapplied: count,
  unknown: count,
  uncited: count,
  gap: count,
});

const defectCounts = z.strictObject({
  retired: count,
  pending: count,
  misapplied: count,
  unknown: count,
  outdated: count,
});

const labelCounts = z.strictObject({ TP: count, TN: count, FP: count, FN: count });

const clock = z.strictObject({
  covered: count,
  coverage: share.nullable(),
  interval: z.tuple([share, share]).nullable(),
  fullyCoveredCases: count,
  verdicts: verdictCounts,
  defects: defectCounts,
});

const totals = z.strictObject({
  cases: count,
  steps: count,
  exempt: count,
  empty: count,
  asIs: clock,
  asWas: clock,
  labels: labelCounts,
});

const caseType = z.strictObject({
  id: z.string(),
  ...totals.shape,
  target: share,
  status: z.enum(STATUSES),
});

const gap = z.strictObject({
  id: z.string(),
  caseType: z.string(),
  title: z.string(),
  steps: count,
  cases: count,
  labels: labelCounts,
  firstSeen: date,
  lastSeen: date,
  exemplars: z.array(z.string()),
});

/** What `coverage --json` prints (formats.md section 6). */
export const reportSchema = z.strictObject({
  schema: z.literal('sop-coverage/1'),
  asOf: date,
  window: z.strictObject({ since: date.nullable(), until: date.nullable() }),
  input: z.strictObject({
    files: count,
    records: count,
    accepted: count,
    rejected: count,
    duplicates: count,
    rejects: z.record(z.string(), count),
    warnings: count,
  }),
  rules: z.strictObject({ active: count, retired: count, pending: count }),
  caseTypes: z.array(caseType),
  total: totals,
  gaps: z.array(gap),
});

/** Citation accuracy and decision quality: what a coverage number never stands without. */
const accuracy = z.strictObject({
  /** Cases whose review says whether ROCA's citations were right. */
  judged: count,
  correct: count,
  /** Labels of cases whose steps are all covered as-is, and of all others with a step. */
  covered: labelCounts,
  uncovered: labelCounts,
});

const week = z.strictObject({
  /** The Monday that starts the ISO week. */
  monday: date,
  cases: count,
  steps: count,
  asIsCovered: count,
  asWasCovered: count,
});

const caseTypeDetail = z.strictObject({
  id: z.string(),
  accuracy,
  /** Every week from the first case to the last, those without cases too. */
  weeks: z.array(week),
  /** Sum of review handling minutes and the cases that state them. */
  handling: z.strictObject({ cases: count, minutes: z.number().nonnegative() }),
  /** Wrong citations by what was cited; what is no ID of the catalogue only when it is a code that enough cases share. */
  miscited: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(DEFECTS),
      steps: count,
      cases: count,
    }),
  ),
});

const ruleUse = z.strictObject({
  id: z.string(),
  /** Steps whose citation resolves to this rule as-is, and the cases they stand in. */
  citedSteps: count,
  citedCases: count,
  /** Steps bound to it by signal or phrase as-is. */
  boundSteps: count,
  /** Uncited steps that resemble it most. */
  suggestedSteps: count,
  /** Labels of the cases that cite it. */
  labels: labelCounts,
  lastCited: date.nullable(),
});

/** Cases that have something in common, as-is, each counted once. */
export const caseCountsSchema = z.strictObject({
  /** Steps; of a defect, citations. */
  steps: count,
  cases: count,
  labels: labelCounts,
  /** Sum of review handling minutes, and the cases that state them. */
  handling: z.strictObject({ cases: count, minutes: z.number().nonnegative() }),
  /** Cases whose review says whether the citations were right, and those where they were wrong. */
  judged: count,
  wrong: count,
  /** Cases of which both decisions are stated, and those where the reviewer's is another than ROCA's. */
  decided: count,
  overturned: count,
  firstSeen: date,
  lastSeen: date,
  /** Cases per week, for the weeks of `occurrenceWeeks`. */
  weeks: z.array(count),
});

/** All cases of a case type and ROCA version, or those that hold a defect or an uncited step of some kind. */
const versionCounts = z.strictObject({
  kind: z.enum(VERSION_KINDS),
  caseType: z.string(),
  /** Null for none stated, and for those that too few cases share to be named. */
  version: z.string().nullable(),
  ...caseCountsSchema.shape,
});

/** Cases in which one rule, or one ID that is none, occurs. */
const occurrence = z.strictObject({
  kind: z.enum(NAMED_KINDS),
  caseType: z.string(),
  /** What was cited, or the rule that an uncited step resembles. */
  id: z.string(),
  /** Of `passedOver`: the rule that lists the step's signal; null for any. */
  other: z.string().nullable(),
  ...caseCountsSchema.shape,
  /** The same by ROCA version, for the kinds of `versions`. */
  versions: z.array(z.strictObject({ version: z.string().nullable(), steps: count, cases: count })),
});

/** How well suggestions do on citations of this data that they were not trained with. */
const suggestionQuality = z.strictObject({
  /** Steps held out of training. */
  heldOut: count,
  /** Part of them whose cited rule is the best match. */
  recallAt1: share,
  /** Part of the suggestions made at the threshold that name the cited rule; null when none were made. */
  precision: share.nullable(),
  threshold: share,
});

/** How the steps that cite a rule are worded in a case type: some of them, which suggestions learned from. */
const ruleWordings = z.strictObject({
  caseType: z.string(),
  id: z.string(),
  /** Steps compared. */
  steps: count,
  /** Those worded more like the steps of another rule than like the other steps of this one. */
  unlike: count,
  /** How many other rules these are like, and the first of them, most steps first. */
  others: count,
  nearest: z.array(z.strictObject({ id: z.string(), steps: count })),
});

const inputFile = z.strictObject({
  /** Base name of the export. */
  name: z.string(),
  records: count,
  rejected: count,
});

const reject = z.strictObject({
  file: z.string(),
  line: count,
  reason: z.string(),
  message: z.string(),
});

const gapEvidence = z.strictObject({
  id: z.string(),
  /** Every week from the first step to the last, those without one too. */
  weeks: z.array(z.strictObject({ monday: date, steps: count, cases: count })),
  /** Signals of its steps that enough cases share, most frequent first. */
  signals: z.array(z.strictObject({ code: z.string(), cases: count })),
  /** Sum of review handling minutes of its cases, and the cases that state them. */
  handling: z.strictObject({ cases: count, minutes: z.number().nonnegative() }),
  /** Rules that its wordings resemble most. */
  nearest: z.array(z.strictObject({ id: z.string(), score: share })),
});

/** Everything the site knows of the cases: aggregates only, no case ID, no step text. */
export const ledgerSchema = z.strictObject({
  schema: z.literal(LEDGER_SCHEMA),
  /** Hash of the catalogue the numbers were computed with; the site refuses any other. */
  catalogue: z.string(),
  /** Accepted cases that an export marks as synthetic. */
  syntheticCases: count,
  report: reportSchema,
  accuracy,
  caseTypes: z.array(caseTypeDetail),
  rules: z.array(ruleUse),
  /** Mondays of the last weeks, the latest last; no later than the as-of date's. */
  occurrenceWeeks: z.array(date),
  /** By case type, kind and ROCA version. */
  versions: z.array(versionCounts),
  /** By case type, kind and what occurs; but for `cited`, only what enough cases share. */
  occurrences: z.array(occurrence),
  /** Null when it was not measured. */
  suggestions: suggestionQuality.nullable(),
  /** By case type and rule; rules whose steps were compared. */
  wordings: z.array(ruleWordings),
  inputs: z.array(inputFile),
  /** The first rejects, in file order; `rejects.ndjson` beside the ledger has them all. */
  rejects: z.array(reject),
  /** What else is known of each gap, in the order of the report's. */
  gaps: z.array(gapEvidence),
});

export type Report = z.infer<typeof reportSchema>;
export type CaseTypeReport = z.infer<typeof caseType>;
export type Totals = z.infer<typeof totals>;
export type ClockReport = z.infer<typeof clock>;
export type GapReport = z.infer<typeof gap>;
export type Ledger = z.infer<typeof ledgerSchema>;
export type CaseTypeDetail = z.infer<typeof caseTypeDetail>;
export type RuleUse = z.infer<typeof ruleUse>;
export type Accuracy = z.infer<typeof accuracy>;
export type LabelCounts = z.infer<typeof labelCounts>;
export type GapEvidence = z.infer<typeof gapEvidence>;
export type CaseCounts = z.infer<typeof caseCountsSchema>;
export type VersionCounts = z.infer<typeof versionCounts>;
export type Occurrence = z.infer<typeof occurrence>;
export type SuggestionQuality = z.infer<typeof suggestionQuality>;
export type Week = z.infer<typeof week>;
