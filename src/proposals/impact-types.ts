import { z } from 'zod';
import { count, reportSchema, share } from '../coverage/ledger.ts';
import { STATUSES } from '../coverage/types.ts';

/** Version of an impact's shape, alone or among those of a run. */
export const IMPACT_SCHEMA = 'sop-impact/1';
/** Version of the shape of the impacts that a run leaves beside its ledger. */
export const IMPACTS_SCHEMA = 'sop-impacts/1';

const status = z.enum(STATUSES);
const steps = { steps: count, cases: count };

/** Where a case type stands, as-is. */
const standing = z.strictObject({
  ...steps,
  covered: count,
  coverage: share.nullable(),
  interval: z.tuple([share, share]).nullable(),
  fullyCoveredCases: count,
});

const change = {
  before: standing,
  after: standing,
  /** Covered steps and fully covered cases that come in addition. */
  gained: z.strictObject({ steps: z.int(), cases: z.int() }),
};

const caseTypeImpact = z.strictObject({
  id: z.string(),
  target: share,
  status: z.strictObject({ before: status, after: status }),
  ...change,
});

const gapImpact = z.strictObject({ id: z.string(), caseType: z.string(), title: z.string(), ...steps });

/** What one wording or signal of a proposed rule catches, whether or not that is meant. */
const caught = z.strictObject({
  rule: z.string(),
  kind: z.enum(['phrase', 'signal']),
  text: z.string(),
  /** Steps in the rule's case types that nothing covers today: what it is for. */
  uncovered: z.strictObject(steps),
  /** Steps in the rule's case types that another rule covers already. */
  covered: z.strictObject({
    ...steps,
    /** The rules that cover them, most steps first. */
    rules: z.array(z.strictObject({ id: z.string(), steps: count })),
  }),
  /** Steps in case types the rule does not apply to: they stay as they are, and show how broad it is. */
  elsewhere: z.array(z.strictObject({ caseType: z.string(), ...steps })),
});

/** What differs between two runs over the same cases with different content. */
export const comparisonSchema = z.strictObject({
  asOf: z.iso.date(),
  window: reportSchema.shape.window,
  syntheticCases: count,
  caseTypes: z.array(caseTypeImpact),
  total: z.strictObject(change),
  gaps: z.strictObject({
    closed: z.array(gapImpact),
    /** Gaps that were not there before: most often what is left of a gap. */
    opened: z.array(gapImpact),
    changed: z.array(gapImpact.extend({ after: z.strictObject(steps) })),
  }),
});

/** The simulated effect of a proposal. */
const impact = z.strictObject({
  schema: z.literal(IMPACT_SCHEMA),
  proposal: z.string(),
  gap: z.string(),
  /** Hash of the content before. */
  catalogue: z.string(),
  rules: z.array(z.strictObject({ id: z.string(), effective: z.iso.date() })),
  ...comparisonSchema.shape,
  catches: z.array(caught),
});

/** What a coverage run leaves of the open proposals: the effect of each, or why there is none. */
export const impactsSchema = z.strictObject({
  schema: z.literal(IMPACTS_SCHEMA),
  /** Hash of the content. */
  catalogue: z.string(),
  /** SHA-256 of the ledger that these belong to. */
  ledger: z.string(),
  /** Hash over everything they were computed from, the code too. */
  key: z.string(),
  impacts: z.array(impact),
  /** Proposals that could not be simulated, and what is in the way. */
  refused: z.array(z.strictObject({ proposal: z.string(), reason: z.string() })),
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type Standing = z.infer<typeof standing>;
export type CaseTypeImpact = z.infer<typeof caseTypeImpact>;
export type Change = Pick<CaseTypeImpact, keyof typeof change>;
export type GapImpact = z.infer<typeof gapImpact>;
export type Catch = z.infer<typeof caught>;
export type Impact = z.infer<typeof impact>;
export type Impacts = z.infer<typeof impactsSchema>;
