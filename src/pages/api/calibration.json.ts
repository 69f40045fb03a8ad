import { calibrationValue } from '../../findings/tables.ts';
import { loadSite } from '../../site/catalogue.ts';
import { siteFindings } from '../../site/findings.ts';
import { json } from '../../site/json.ts';

/** How each version of ROCA cites, and what it should learn. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json(calibrationValue(siteFindings(site).calibration, site.ledger));
}
