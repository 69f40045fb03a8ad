import { loadSite } from '../../site/catalogue.ts';
import { csv } from '../../site/csv.ts';
import { rankedGaps } from '../../site/gaps.ts';

const COLUMNS = [
  'as_of',
  'metric_version',
  'synthetic_cases',
  'rank',
  'gap',
  'title',
  'case_type',
  'owner',
  'cases',
  'steps',
  'tp',
  'tn',
  'fp',
  'fn',
  'handling_minutes',
  'handling_cases',
  'trend',
  'first_seen',
  'last_seen',
  'state',
  'decided_by',
  'decided_on',
  'reason',
  'proposals',
];

/** The table of gaps for spreadsheets; column names are the same in both languages. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  const { report, syntheticCases } = site.ledger;
  const rows = rankedGaps(site).map(
    ({ rank, gap, evidence, owner, trend, proposals, decision, standing }) => [
      report.asOf,
      report.schema,
      syntheticCases,
      rank,
      gap.id,
      gap.title,
      gap.caseType,
      owner,
      gap.cases,
      gap.steps,
      gap.labels.TP,
      gap.labels.TN,
      gap.labels.FP,
      gap.labels.FN,
      evidence.handling.minutes,
      evidence.handling.cases,
      trend.direction,
      gap.firstSeen,
      gap.lastSeen,
      standing,
      decision?.by ?? null,
      decision?.date ?? null,
      decision?.reason ?? null,
      proposals.map(({ id }) => id).join(' '),
    ],
  );
  return new Response(csv(COLUMNS, rows), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
}
