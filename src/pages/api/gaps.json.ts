import { loadSite } from '../../site/catalogue.ts';
import { historyOf, rankedGaps } from '../../site/gaps.ts';
import { json } from '../../site/json.ts';

/** Gaps by rank, each with its evidence, what was decided about it, and what earlier runs knew. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json({
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
  });
}
