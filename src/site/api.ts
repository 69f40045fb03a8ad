import { z } from 'zod';
import { gapHistorySchema } from '../coverage/gap-history.ts';
import { count, date, ledgerSchema, reportSchema } from '../coverage/ledger.ts';
import { RULE_STATES } from '../coverage/rulebook.ts';
import { GAP_STANDINGS } from '../proposals/gap-standing.ts';
import { trendSchema } from '../proposals/trend.ts';
import { proposalSchema } from '../sops/schemas.ts';
import { type GapDecision, type GlossaryTerm, LANGUAGES } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { historyOf, rankedGaps } from './gaps.ts';
import { paths } from './links.ts';

// The schemas of the content's own files change what they read, of which no JSON Schema can be made.
const localized = z.record(z.enum(LANGUAGES), z.string());
const forms = z.record(z.enum(LANGUAGES), z.array(z.string()));

const decision: z.ZodType<GapDecision> = z.strictObject({
  gap: z.string(),
  decision: z.enum(['dismissed', 'claimed']),
  by: z.string(),
  date,
  reason: z.string().nullable(),
  proposal: z.string().nullable(),
});

const term: z.ZodType<GlossaryTerm> = z.strictObject({
  id: z.string(),
  term: localized,
  synonyms: forms,
  avoid: forms.optional(),
  definition: localized.nullable(),
});

const knownBefore = gapHistorySchema.shape.gaps.element.shape;

/** `/api/coverage.json`; `coverage --json` prints the same without `syntheticCases`. */
export const coverageSchema = reportSchema.extend({
  syntheticCases: ledgerSchema.shape.syntheticCases.optional(),
});

/** `/api/rules.json` */
export const rulesSchema = z.strictObject({
  schema: z.literal('sop-rules/1'),
  asOf: date,
  catalogue: ledgerSchema.shape.catalogue,
  rules: z.array(
    z.strictObject({
      id: z.string(),
      revision: count,
      /** At the as-of date. */
      state: z.enum(RULE_STATES),
      title: z.strictObject({ en: z.string(), 'zh-CN': z.string().nullable() }),
      sop: z.string(),
      caseTypes: z.array(z.string()),
      effective: date,
      revised: date.nullable(),
      retired: date.nullable(),
      replacedBy: z.string().nullable(),
      signals: z.array(z.string()),
      phrases: z.array(z.string()),
      fingerprint: z.string(),
      /** Path of its page within the site, without language. */
      page: z.string(),
    }),
  ),
});

/** `/api/gaps.json` */
export const gapsSchema = z.strictObject({
  schema: z.literal('sop-gaps/1'),
  asOf: date,
  syntheticCases: ledgerSchema.shape.syntheticCases,
  gaps: z.array(
    z.strictObject({
      ...reportSchema.shape.gaps.element.shape,
      ...ledgerSchema.shape.gaps.element.shape,
      owner: z.string(),
      trend: trendSchema,
      proposals: z.array(z.strictObject({ id: z.string(), status: proposalSchema.shape.status })),
      decision: decision.nullable(),
      standing: z.enum(GAP_STANDINGS),
      /** Null when the runs before are not known. */
      since: knownBefore.since.nullable(),
      history: knownBefore.history,
    }),
  ),
});

/** `/api/glossary.json` */
export const glossarySchema = z.strictObject({
  schema: z.literal('sop-glossary/1'),
  terms: z.array(term),
});

/** The report of the coverage run, with what it says of synthetic cases. */
export function coverageValue({ ledger }: Site): z.infer<typeof coverageSchema> {
  return { ...ledger.report, syntheticCases: ledger.syntheticCases };
}

/** Every rule with its state at the as-of date: what ROCA may cite, and what it may not. */
export function rulesValue(site: Site): z.infer<typeof rulesSchema> {
  return {
    schema: 'sop-rules/1',
    asOf: site.asOf,
    catalogue: site.catalogue.hash,
    rules: [...site.catalogue.rules.values()].map((rule) => ({
      id: rule.id,
      revision: rule.revision,
      state: site.state(rule.id),
      title: { en: rule.title, 'zh-CN': rule.translation?.title ?? null },
      sop: rule.sop,
      caseTypes: [...rule.caseTypes],
      effective: rule.effective,
      revised: rule.revised,
      retired: rule.retired,
      replacedBy: rule.replacedBy,
      signals: [...rule.signals],
      phrases: rule.covers.map(({ phrase }) => phrase),
      fingerprint: rule.fingerprint,
      page: paths.rule(rule.id),
    })),
  };
}

/** Gaps by rank, each with its evidence, what was decided about it, and what earlier runs knew. */
export function gapsValue(site: Site): z.infer<typeof gapsSchema> {
  return {
    schema: 'sop-gaps/1',
    asOf: site.asOf,
    syntheticCases: site.ledger.syntheticCases,
    gaps: rankedGaps(site).map(({ gap, evidence, owner, trend, proposals, decision, standing }) => ({
      ...gap,
      owner,
      trend,
      nearest: evidence.nearest,
      weeks: evidence.weeks,
      signals: evidence.signals,
      handling: evidence.handling,
      proposals: proposals.map(({ id, status }) => ({ id, status })),
      decision,
      standing,
      since: historyOf(site, gap.id)?.since ?? null,
      history: historyOf(site, gap.id)?.history ?? [],
    })),
  };
}

/** Terms and synonyms in both languages. */
export function glossaryValue({ catalogue }: Site): z.infer<typeof glossarySchema> {
  return { schema: 'sop-glossary/1', terms: [...catalogue.glossary] };
}
