import type { CaseCounts, Ledger, Occurrence, VersionCounts } from '../../src/coverage/ledger.ts';
import { HOSTILE, UNBROKEN } from './content.ts';

/** A citation that a spreadsheet would run. */
export const FORMULA = '=HYPERLINK("HTTP://X")';

const MONDAYS = [
  '2026-08-31',
  '2026-09-07',
  '2026-09-14',
  '2026-09-21',
  '2026-09-28',
  '2026-10-05',
  '2026-10-12',
  '2026-10-19',
  '2026-10-26',
  '2026-11-02',
  '2026-11-09',
  '2026-11-16',
];

type Changes = Partial<CaseCounts>;

/** Counts that say nothing special of the given number of cases. */
function counts(cases: number, changes: Changes): CaseCounts {
  return {
    steps: cases,
    cases,
    labels: { TP: cases / 2, TN: cases / 2, FP: 0, FN: 0 },
    handling: { cases, minutes: 12 * cases },
    judged: cases,
    wrong: 0,
    decided: cases,
    overturned: 0,
    firstSeen: '2026-05-25',
    lastSeen: '2026-11-20',
    weeks: MONDAYS.map((_, week) => (week % 3 === 0 ? 0 : Math.min(week, cases))),
    ...changes,
  };
}

function version(
  kind: VersionCounts['kind'],
  caseType: string,
  name: string | null,
  cases: number,
  changes: Changes = {},
): VersionCounts {
  return { kind, caseType, version: name, ...counts(cases, changes) };
}

function occurrence(
  kind: Occurrence['kind'],
  caseType: string,
  id: string,
  cases: number,
  changes: Changes & Partial<Pick<Occurrence, 'other'>> = {},
): Occurrence {
  const { other = null, ...rest } = changes;
  const versions = [
    { version: '2026.10.3', steps: cases, cases },
    { version: null, steps: 0, cases: 0 },
  ];
  return { kind, caseType, id, other, ...counts(cases, rest), versions };
}

const ATO = 'ato-investigation';

/** One finding of every kind, a version that cites worse, and citations with hostile names. */
export const FINDINGS: Pick<
  Ledger,
  'occurrenceWeeks' | 'versions' | 'occurrences' | 'suggestions' | 'wordings'
> = {
  occurrenceWeeks: MONDAYS,
  versions: [
    version('all', ATO, null, 40),
    version('all', ATO, HOSTILE, 300, { firstSeen: '2026-05-25' }),
    version('all', ATO, '2026.10.3', 300, { firstSeen: '2026-10-01' }),
    version('unknown', ATO, '2026.10.3', 200),
    version('faulty', ATO, HOSTILE, 30),
    version('faulty', ATO, '2026.10.3', 200),
    version('all', '2fa-reset', '2026.10.3', 400),
  ],
  occurrences: [
    occurrence('cited', ATO, 'ATO-001', 100, { wrong: 60 }),
    occurrence('cited', ATO, 'ATO-012', 100, {
      labels: { TP: 20, TN: 20, FP: 50, FN: 10 },
      overturned: 60,
    }),
    occurrence('cited', '2fa-reset', 'ATO-012', 100, { overturned: 40 }),
    occurrence('passedOver', ATO, 'ATO-001', 60),
    occurrence('passedOver', ATO, 'ATO-001', 40, { other: 'ATO-012' }),
    occurrence('passedOver', ATO, 'ATO-001', 30, { other: 'ATO-099' }),
    occurrence('passedOver', ATO, 'ATO-001', 20, { other: '2FA-003' }),
    occurrence('misapplied', ATO, '2FA-003', 80),
    occurrence('unknown', ATO, FORMULA, 90),
    occurrence('unknown', ATO, HOSTILE, 70),
    occurrence('unknown', ATO, UNBROKEN, 60),
    occurrence('outdated', ATO, 'ATO-012', 50),
    occurrence('uncited', ATO, 'ATO-001', 40),
  ],
  suggestions: { heldOut: 1200, recallAt1: 0.81, precision: 0.93, threshold: 0.5 },
  wordings: [
    {
      caseType: ATO,
      id: 'ATO-001',
      steps: 40,
      unlike: 36,
      others: 9,
      nearest: [
        { id: 'ATO-012', steps: 12 },
        { id: '2FA-003', steps: 9 },
      ],
    },
    { caseType: ATO, id: 'ATO-012', steps: 160, unlike: 20, others: 4, nearest: [] },
  ],
};
