import { calibrationTable } from '../../findings/tables.ts';
import { loadSite } from '../../site/catalogue.ts';
import { csvFile } from '../../site/csv.ts';
import { siteFindings } from '../../site/findings.ts';

/** Faulty citations by ROCA version for spreadsheets; column names are the same in both languages. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return csvFile(calibrationTable(siteFindings(site).calibration, site.ledger));
}
