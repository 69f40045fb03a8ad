import { loadSite } from '../../site/catalogue.ts';
import { json } from '../../site/json.ts';

/** The report of the coverage run, with what it says of synthetic cases. */
export async function GET(): Promise<Response> {
  const { ledger } = await loadSite();
  return json({ ...ledger.report, syntheticCases: ledger.syntheticCases });
}
