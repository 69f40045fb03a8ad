import { z } from 'zod';
import { count } from '../coverage/ledger.ts';
import { comparisonSchema } from '../proposals/impact-types.ts';
import { PROPOSAL_STATUSES } from '../sops/types.ts';

/** Version of a diff's shape. */
export const DIFF_SCHEMA = 'sop-diff/1';

/** What can happen to a rule, the weightiest first. */
export const RULE_CHANGES = [
  'removed',
  'added',
  'retired',
  'revived',
  'revised',
  'reworded',
  'amended',
] as const;

/** What can differ in a rule that stays. */
export const RULE_FIELDS = [
  'title',
  'text',
  'sop',
  'effective',
  'revised',
  'retired',
  'replacedBy',
  'caseTypes',
  'signals',
  'covers',
  'audience',
] as const;

const place = { file: z.string(), line: z.int(), column: z.int() };

/** A value at the commit and now; null where the page was not there. */
const between = <V extends z.ZodType>(value: V) =>
  z.strictObject({ before: value.nullable(), after: value.nullable() });

const sopChange = z.strictObject({
  id: z.string(),
  file: z.string(),
  version: between(z.string()),
  status: between(z.string()),
});

const ruleChange = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Where it stands now; where it stood when it was removed. */
  ...place,
  change: z.enum(RULE_CHANGES),
  fields: z.array(z.enum(RULE_FIELDS)),
  revision: between(count),
  /** Values and outcomes that only one of the texts has; null when none changed. */
  values: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }).nullable(),
  /** Steps it covers as-is in the compared cases; null when coverage was not compared. */
  covered: z.strictObject({ before: count, after: count }).nullable(),
});

const translationChange = z.strictObject({
  rule: z.string(),
  ...place,
  state: z.enum(['outdated', 'unverified', 'missing']),
});

const proposalChange = z.strictObject({
  id: z.string(),
  file: z.string(),
  status: between(z.enum(PROPOSAL_STATUSES)),
});

const message = z.strictObject({
  name: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  ...place,
  message: z.string(),
  hint: z.string(),
});

/** What a change of the content folder does, against a commit. */
export const diffSchema = z.strictObject({
  schema: z.literal(DIFF_SCHEMA),
  /** The commit as it was named. */
  base: z.string(),
  asOf: z.iso.date(),
  sops: z.array(sopChange),
  rules: z.array(ruleChange),
  /** Rules whose Mandarin text the change leaves behind. */
  translations: z.array(translationChange),
  proposals: z.array(proposalChange),
  /** What `check` finds now and did not at the commit. */
  found: z.array(message),
  /** How many of its messages are gone. */
  solved: count,
  /** Both contents over the same cases; null when they were not compared. */
  coverage: comparisonSchema.nullable(),
  /** Why coverage was not compared. */
  coverageMissing: z.string().nullable(),
});

export type Diff = z.infer<typeof diffSchema>;
export type RuleChange = Diff['rules'][number];
export type RuleField = (typeof RULE_FIELDS)[number];
