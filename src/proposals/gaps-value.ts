import { z } from 'zod';
import { type GapHistory, gapHistorySchema } from '../coverage/gap-history.ts';
import { count, date, type Ledger, ledgerSchema, reportSchema } from '../coverage/ledger.ts';
import { trendSchema } from '../findings/trend.ts';
import { proposalSchema } from '../sops/schemas.ts';
import type { GapDecision } from '../sops/types.ts';
import { GAP_STANDINGS } from './gap-standing.ts';
import type { RankedGap } from './ranked-gaps.ts';

// The schema of the file with the decisions changes what it reads, of which no JSON Schema can be made.
const decision: z.ZodType<GapDecision> = z.strictObject({
  gap: z.string(),
  decision: z.enum(['dismissed', 'claimed']),
  by: z.string(),
  date,
  reason: z.string().nullable(),
  proposal: z.string().nullable(),
  wording: z.string().nullable(),
});

const gapEvidence = ledgerSchema.shape.gaps.element.shape;
const knownBefore = gapHistorySchema.shape.gaps.element.shape;

/** `/api/gaps.json`, and what `gaps --json` prints. */
export const gapsSchema = z.strictObject({
  schema: z.literal('sop-gaps/1'),
  asOf: date,
  catalogue: ledgerSchema.shape.catalogue,
  /** Of the run, whatever gaps are listed. */
  cases: count,
  syntheticCases: ledgerSchema.shape.syntheticCases,
  gaps: z.array(
    z.strictObject({
      /** From 1, among all gaps of the run: those that are not listed count. */
      rank: count,
      ...reportSchema.shape.gaps.element.shape,
      ...gapEvidence,
      nearest: z.array(gapEvidence.nearest.element.extend({ title: z.string() })),
      owner: z.string(),
      trend: trendSchema,
      proposals: z.array(
        z.strictObject({
          id: z.string(),
          status: proposalSchema.shape.status,
          /** Path in the content folder. */
          file: z.string(),
        }),
      ),
      decision: decision.nullable(),
      standing: z.enum(GAP_STANDINGS),
      /** Null when the runs before are not known. */
      since: knownBefore.since.nullable(),
      history: knownBefore.history,
    }),
  ),
});

/**
 * Gaps, each with its evidence, what was decided about it, and what earlier runs knew.
 *
 * @param history that of the ledger's run; null when it is not known
 */
export function gapsValue(
  gaps: readonly RankedGap[],
  { report, catalogue, syntheticCases }: Ledger,
  history: GapHistory | null,
): z.infer<typeof gapsSchema> {
  const before = new Map(history?.gaps.map((gap) => [gap.id, gap]));
  return {
    schema: 'sop-gaps/1',
    asOf: report.asOf,
    catalogue,
    cases: report.total.cases,
    syntheticCases,
    gaps: gaps.map(({ rank, gap, evidence, owner, trend, nearest, proposals, decision, standing }) => ({
      rank,
      ...gap,
      owner,
      handling: evidence.handling,
      trend,
      weeks: evidence.weeks,
      signals: evidence.signals,
      nearest: nearest.map(({ id, titles, score }) => ({ id, title: titles.en, score })),
      proposals: proposals.map(({ id, status, file }) => ({ id, status, file })),
      decision,
      standing,
      since: before.get(gap.id)?.since ?? null,
      history: before.get(gap.id)?.history ?? [],
    })),
  };
}
