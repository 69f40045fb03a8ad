import { loadSite } from '../../site/catalogue.ts';
import { rankedGaps } from '../../site/gaps.ts';
import { json } from '../../site/json.ts';

/** Gaps by rank, each with its evidence. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json({
    schema: 'sop-gaps/1',
    asOf: site.asOf,
    syntheticCases: site.ledger.syntheticCases,
    gaps: rankedGaps(site).map((gap) => ({
      ...gap,
      nearest: site.evidence.get(gap.id)?.nearest ?? [],
      weeks: site.evidence.get(gap.id)?.weeks ?? [],
      signals: site.evidence.get(gap.id)?.signals ?? [],
      handling: site.evidence.get(gap.id)?.handling ?? { cases: 0, minutes: 0 },
      proposals: (site.proposals.get(gap.id) ?? []).map(({ id, status }) => ({ id, status })),
    })),
  });
}
