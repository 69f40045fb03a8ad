import { loadSite } from '../../site/catalogue.ts';
import { csvFile } from '../../site/csv.ts';

const COLUMNS = [
  'as_of',
  'metric_version',
  'synthetic_cases',
  'case_type',
  'status',
  'target',
  'coverage_as_is',
  'interval_low',
  'interval_high',
  'coverage_as_was',
  'citation_accuracy',
  'judged_cases',
  'cases',
  'steps',
];

/** The dashboard's table for spreadsheets; column names are the same in both languages. */
export async function GET(): Promise<Response> {
  const { ledger, details } = await loadSite();
  const { report } = ledger;
  const rows = report.caseTypes.map((caseType) => {
    const accuracy = details.get(caseType.id)?.accuracy;
    const judged = accuracy?.judged ?? 0;
    return [
      report.asOf,
      report.schema,
      ledger.syntheticCases,
      caseType.id,
      caseType.status,
      caseType.target,
      caseType.asIs.coverage,
      caseType.asIs.interval?.[0] ?? null,
      caseType.asIs.interval?.[1] ?? null,
      caseType.asWas.coverage,
      accuracy === undefined || judged === 0 ? null : accuracy.correct / judged,
      judged,
      caseType.cases,
      caseType.steps,
    ];
  });
  return csvFile({ header: COLUMNS, rows });
}
