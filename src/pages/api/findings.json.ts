import { findingsValue } from '../../findings/tables.ts';
import { loadSite } from '../../site/catalogue.ts';
import { siteFindings } from '../../site/findings.ts';
import { json } from '../../site/json.ts';

/** Rules that ask for their owner's decision, with the counts that say so. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json(findingsValue(siteFindings(site).all, site.ledger));
}
