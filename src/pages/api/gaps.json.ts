import { gapsValue } from '../../proposals/gaps-value.ts';
import { loadSite } from '../../site/catalogue.ts';
import { rankedGaps } from '../../site/gaps.ts';
import { json } from '../../site/json.ts';

/** Every gap by rank, the dismissed ones too. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json(gapsValue(rankedGaps(site), site.ledger, site.gapHistory));
}
