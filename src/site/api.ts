import { z } from 'zod';
import { count, date, ledgerSchema, reportSchema } from '../coverage/ledger.ts';
import { RULE_STATES } from '../coverage/rulebook.ts';
import { type GlossaryTerm, LANGUAGES } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { paths } from './links.ts';

// The schema of the glossary's own file changes what it reads, of which no JSON Schema can be made.
const localized = z.record(z.enum(LANGUAGES), z.string());
const forms = z.record(z.enum(LANGUAGES), z.array(z.string()));

const term: z.ZodType<GlossaryTerm> = z.strictObject({
  id: z.string(),
  term: localized,
  synonyms: forms,
  avoid: forms.optional(),
  definition: localized.nullable(),
});

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

/** Terms and synonyms in both languages. */
export function glossaryValue({ catalogue }: Site): z.infer<typeof glossarySchema> {
  return { schema: 'sop-glossary/1', terms: [...catalogue.glossary] };
}
