import { z } from 'zod';
import { type CaseCounts, type Ledger, ledgerSchema, reportSchema } from '../coverage/ledger.ts';
import { type Calibration, faultyCitationSchema, versionQualitySchema } from './calibration.ts';
import { type Evidence, type OwnerFinding, ownerFindingSchema } from './owner-findings.ts';

/** Versions of the two shapes below; they change when a column or its meaning does. */
const FINDINGS_SCHEMA = 'sop-findings/1';
const CALIBRATION_SCHEMA = 'sop-calibration/1';

/** The run that the findings are of. */
const source = z.strictObject({
  asOf: reportSchema.shape.asOf,
  window: reportSchema.shape.window,
  catalogue: ledgerSchema.shape.catalogue,
  cases: reportSchema.shape.total.shape.cases,
  syntheticCases: ledgerSchema.shape.syntheticCases,
  /** Mondays of the weeks that counts by week are of. */
  weeks: ledgerSchema.shape.occurrenceWeeks,
});

/** What `findings --json` prints. */
export const findingsSchema = z.strictObject({
  schema: z.literal(FINDINGS_SCHEMA),
  ...source.shape,
  findings: z.array(ownerFindingSchema),
});

/** What `findings --roca --json` prints. */
export const calibrationSchema = z.strictObject({
  schema: z.literal(CALIBRATION_SCHEMA),
  ...source.shape,
  versions: z.array(versionQualitySchema),
  citations: z.array(faultyCitationSchema),
});

/** A header and its rows, for a spreadsheet. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The owners' findings as a value for JSON. */
export function findingsValue(
  findings: readonly OwnerFinding[],
  ledger: Ledger,
): z.infer<typeof findingsSchema> {
  return { schema: FINDINGS_SCHEMA, ...sourceOf(ledger), findings: [...findings] };
}

/** The batch for the ROCA team as a value for JSON. */
export function calibrationValue(
  { versions, faults }: Calibration,
  ledger: Ledger,
): z.infer<typeof calibrationSchema> {
  return {
    schema: CALIBRATION_SCHEMA,
    ...sourceOf(ledger),
    versions: [...versions],
    citations: [...faults],
  };
}

/** The owners' findings, one per row. */
export function findingsTable(findings: readonly OwnerFinding[], ledger: Ledger): Table {
  return {
    header: [
      ...SOURCE_COLUMNS,
      'owner',
      'kind',
      'rule_id',
      'sop',
      'case_type',
      'cases',
      'part',
      'whole',
      'interval_low',
      'interval_high',
      'base_part',
      'base_whole',
      'chance',
      'absorbed_rules',
      'unused_since',
      'unused_days',
      'unused_in_cases',
      'citing_cases',
      ...COUNT_COLUMNS,
      'trend',
    ],
    rows: findings.map((finding) => {
      const { evidence, counts } = finding;
      const compared = 'base' in evidence ? evidence : null;
      const dead = evidence.kind === 'dead' ? evidence : null;
      return [
        ...sourceCells(ledger, FINDINGS_SCHEMA),
        finding.owner,
        finding.kind,
        finding.ruleId,
        finding.sop,
        finding.caseType,
        finding.cases,
        'part' in evidence ? evidence.part : null,
        'whole' in evidence ? evidence.whole : null,
        'interval' in evidence ? evidence.interval[0] : null,
        'interval' in evidence ? evidence.interval[1] : null,
        compared?.base.part ?? null,
        compared?.base.whole ?? null,
        compared?.chance ?? null,
        absorbedBy(evidence),
        dead?.since ?? null,
        dead?.days ?? null,
        dead?.cases ?? null,
        counts?.cases ?? null,
        ...countCells(counts),
        finding.trend?.direction ?? null,
      ];
    }),
  };
}

/** IDs of the rules that a rule stands for. */
function absorbedBy(evidence: Evidence): string | null {
  if (evidence.kind === 'catchAll') return evidence.rules.map(({ id }) => id).join(' ');
  return evidence.kind === 'mixed' ? evidence.nearest.map(({ id }) => id).join(' ') : null;
}

/** The batch for the ROCA team, a row for each faulty citation and the version of ROCA that made it. */
export function calibrationTable({ faults, versions }: Calibration, ledger: Ledger): Table {
  const casesOf = new Map(
    versions.map(({ caseType, version, cases }) => [JSON.stringify([caseType, version]), cases]),
  );
  return {
    header: [
      ...SOURCE_COLUMNS,
      'roca_version',
      'case_type',
      'fault',
      'citation',
      'cite_instead',
      'steps',
      'cases',
      'cases_of_version',
      'cases_of_all_versions',
      ...COUNT_COLUMNS,
      'trend',
    ],
    rows: faults.flatMap(({ fault, caseType, citation, cite, counts, trend, versions: byVersion }) =>
      byVersion.map(({ version, steps, cases }) => [
        ...sourceCells(ledger, CALIBRATION_SCHEMA),
        version,
        caseType,
        fault,
        citation,
        cite,
        steps,
        cases,
        casesOf.get(JSON.stringify([caseType, version])) ?? null,
        counts.cases,
        ...countCells(counts),
        trend.direction,
      ]),
    ),
  };
}

const SOURCE_COLUMNS = ['as_of', 'metric_version', 'synthetic_cases'];
const COUNT_COLUMNS = [
  'tp',
  'tn',
  'fp',
  'fn',
  'handling_minutes',
  'handling_cases',
  'first_seen',
  'last_seen',
];

function sourceCells({ report, syntheticCases }: Ledger, schema: string): (string | number)[] {
  return [report.asOf, schema, syntheticCases];
}

function countCells(counts: CaseCounts | null): (string | number | null)[] {
  if (counts === null) return COUNT_COLUMNS.map(() => null);
  const { labels, handling, firstSeen, lastSeen } = counts;
  return [labels.TP, labels.TN, labels.FP, labels.FN, handling.minutes, handling.cases, firstSeen, lastSeen];
}

function sourceOf({ report, catalogue, syntheticCases, occurrenceWeeks }: Ledger): z.infer<typeof source> {
  return {
    asOf: report.asOf,
    window: report.window,
    catalogue,
    cases: report.total.cases,
    syntheticCases,
    weeks: occurrenceWeeks,
  };
}
