import { z } from 'zod';
import { LABELS } from '../coverage/types.ts';
import type { REVIEW_FIELDS } from './record.ts';

const time = z.iso.datetime({ offset: true });

/**
 * One record of a case export, as documentation: the published JSON Schema is made from it.
 * The reader in `record.ts` is hand-written, because it reads millions of records and drops an
 * optional field that does not parse where this schema would refuse the record; a test holds the
 * two together.
 */
export const caseRecordSchema = z.looseObject({
  case_id: z.string().regex(/\S/),
  case_type: z.string().regex(/\S/).describe('ID or alias of case-types.yaml'),
  opened_at: time.nullish(),
  decided_at: time,
  roca: z
    .looseObject({
      version: z.string().nullish(),
      decision: z.string().nullish(),
      confidence: z.number().nullish(),
    })
    .nullish(),
  chain: z.array(
    z.looseObject({
      step: z.number().nullish(),
      text: z.string().nullish(),
      rule_ids: z.array(z.string()).nullish(),
      signals: z.array(z.string()).nullish(),
      kind: z.string().nullish(),
      confidence: z.number().nullish(),
    }),
  ),
  review: z
    .looseObject({
      decision: z.string().nullish(),
      label: z.enum(LABELS).nullish(),
      root_cause: z.string().nullish(),
      annotation: z.string().nullish(),
      reviewer: z.string().nullish(),
      reviewed_at: time.nullish(),
      handling_minutes: z.number().nullish(),
      escalated: z.boolean().nullish(),
      citation_correct: z.boolean().nullish(),
    } satisfies Record<(typeof REVIEW_FIELDS)[number], z.ZodType>)
    .nullish(),
  facets: z.looseObject({}).nullish(),
  synthetic: z.boolean().nullish().describe('Set by the sample generator only'),
});

/** JSON Schema (2020-12) of one record of a case export. */
export function caseRecordJsonSchema(): Record<string, unknown> {
  return { title: 'Case record', ...z.toJSONSchema(caseRecordSchema, { io: 'input' }) };
}
