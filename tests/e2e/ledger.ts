import { statusAgainst, wilson } from '../../src/coverage/interval.ts';
import {
  type CaseTypeDetail,
  type CaseTypeReport,
  type GapReport,
  type LabelCounts,
  LEDGER_SCHEMA,
  type Ledger,
  type Totals,
  type Week,
} from '../../src/coverage/ledger.ts';
import { ruleState } from '../../src/coverage/rulebook.ts';
import { noLabels } from '../../src/coverage/tally.ts';
import type { Verdict } from '../../src/coverage/types.ts';
import { ruleFacts } from '../../src/sops/facts.ts';
import type { CaseType, Catalogue } from '../../src/sops/types.ts';

export interface LedgerOptions {
  readonly asOf: string;
  /** Steps of a case type by verdict as-is; a case type left out has no data. */
  readonly verdicts?: Readonly<Record<string, Partial<Record<Verdict, number>>>>;
  readonly gaps?: readonly GapReport[];
  readonly rejects?: Ledger['rejects'];
  readonly inputs?: Ledger['inputs'];
  readonly synthetic?: 'all' | 'some' | 'none';
  readonly evidence?: Ledger['gaps'];
  readonly findings?: Pick<
    Ledger,
    'occurrenceWeeks' | 'versions' | 'occurrences' | 'suggestions' | 'wordings'
  >;
}

const STEPS_PER_CASE = 4;
const NO_DEFECTS = { retired: 0, pending: 0, misapplied: 0, unknown: 0, outdated: 0 };

/** A ledger that fits a catalogue and adds up, without a coverage run. */
export function buildLedger(catalogue: Catalogue, options: LedgerOptions): Ledger {
  const parts = catalogue.caseTypes.map((caseType) => ({
    caseType,
    totals: totalsOf(options.verdicts?.[caseType.id] ?? {}),
  }));
  const total = sum(parts.map(({ totals }) => totals));
  const rejects = options.rejects ?? [];
  const facts = ruleFacts(catalogue).filter(({ status }) => status !== 'proposed');
  const inState = (state: string) => facts.filter((rule) => ruleState(rule, options.asOf) === state).length;
  const accepted = total.cases;
  return {
    schema: LEDGER_SCHEMA,
    catalogue: catalogue.hash,
    syntheticCases: { all: accepted, some: Math.floor(accepted / 3), none: 0 }[options.synthetic ?? 'all'],
    report: {
      schema: 'sop-coverage/1',
      asOf: options.asOf,
      window: { since: null, until: null },
      input: {
        files: options.inputs?.length ?? 1,
        records: accepted + rejects.length + 3,
        accepted,
        rejected: rejects.length,
        duplicates: 3,
        rejects: countBy(rejects.map(({ reason }) => reason)),
        warnings: 2,
      },
      rules: { active: inState('active'), retired: inState('retired'), pending: inState('pending') },
      caseTypes: parts.map(({ caseType, totals }) => reportOf(caseType, totals)),
      total,
      gaps: [...(options.gaps ?? [])],
    },
    accuracy: accuracyOf(total),
    occurrenceWeeks: options.findings?.occurrenceWeeks ?? [],
    versions: options.findings?.versions ?? [],
    occurrences: options.findings?.occurrences ?? [],
    suggestions: options.findings?.suggestions ?? null,
    wordings: options.findings?.wordings ?? [],
    caseTypes: parts.map(({ caseType, totals }) => detailOf(caseType, totals, options.asOf)),
    rules: facts.slice(0, 40).map((rule, index) => ({
      id: rule.id,
      citedSteps: 3 * index,
      citedCases: 2 * index,
      boundSteps: index % 5,
      suggestedSteps: index % 3,
      labels: labelsOf(2 * index),
      lastCited: index === 0 ? null : options.asOf,
    })),
    inputs: options.inputs ?? [
      { name: 'sample.ndjson', records: accepted + rejects.length + 3, rejected: rejects.length },
    ],
    rejects,
    gaps: options.evidence ?? [],
  };
}

function totalsOf(verdicts: Partial<Record<Verdict, number>>): Totals {
  const all = {
    cited: 0,
    bound: 0,
    retired: 0,
    pending: 0,
    misapplied: 0,
    unknown: 0,
    uncited: 0,
    gap: 0,
    ...verdicts,
  };
  const steps = Object.values(all).reduce((a, b) => a + b, 0);
  const cases = Math.ceil(steps / STEPS_PER_CASE);
  const clock = (covered: number) => ({
    covered,
    coverage: steps === 0 ? null : covered / steps,
    interval: cases < 30 ? null : wilson(covered / steps, cases),
    fullyCoveredCases: Math.floor((covered / Math.max(1, steps)) ** 2 * cases),
    verdicts: all,
    defects: {
      ...NO_DEFECTS,
      retired: all.retired,
      pending: all.pending,
      misapplied: all.misapplied,
      unknown: all.unknown,
      outdated: Math.floor(all.cited / 50),
    },
  });
  const covered = all.cited + all.bound;
  return {
    cases,
    steps,
    exempt: 0,
    empty: steps === 0 ? 0 : 2,
    asIs: clock(covered),
    asWas: clock(Math.max(0, covered - Math.floor(steps / 25))),
    labels: labelsOf(cases),
  };
}

function sum(parts: readonly Totals[]): Totals {
  const verdicts: Partial<Record<Verdict, number>> = {};
  for (const { asIs } of parts) {
    for (const [verdict, steps] of Object.entries(asIs.verdicts) as [Verdict, number][]) {
      verdicts[verdict] = (verdicts[verdict] ?? 0) + steps;
    }
  }
  return { ...totalsOf(verdicts), cases: parts.reduce((cases, part) => cases + part.cases, 0) };
}

function reportOf(caseType: CaseType, totals: Totals): CaseTypeReport {
  const status = statusAgainst(caseType.target, totals.steps, totals.asIs.interval);
  return { id: caseType.id, ...totals, target: caseType.target, status };
}

function detailOf(caseType: CaseType, totals: Totals, asOf: string): CaseTypeDetail {
  const { verdicts } = totals.asIs;
  return {
    id: caseType.id,
    accuracy: accuracyOf(totals),
    weeks: totals.steps === 0 ? [] : weeksBefore(asOf, totals),
    handling: { cases: Math.floor(totals.cases / 2), minutes: Math.floor(totals.cases / 2) * 38 },
    miscited: [
      { id: 'XYZ-999', kind: 'unknown' as const, steps: verdicts.unknown, cases: verdicts.unknown },
      {
        id: `${caseType.prefix}-001`,
        kind: 'misapplied' as const,
        steps: verdicts.misapplied,
        cases: verdicts.misapplied,
      },
    ].filter(({ steps }) => steps > 0),
  };
}

function weeksBefore(asOf: string, totals: Totals): Week[] {
  const count = 14;
  const day = 24 * 60 * 60 * 1000;
  const last = new Date(`${asOf}T00:00:00Z`);
  const monday = last.getTime() - ((last.getUTCDay() + 6) % 7) * day;
  return Array.from({ length: count }, (_, index) => {
    // One week without an export shows as a hole, not as zero.
    const steps = index === 8 ? 0 : Math.floor(totals.steps / count);
    const share = (totals.asIs.coverage ?? 0) - (count - 1 - index) * 0.015;
    return {
      monday: new Date(monday - (count - 1 - index) * 7 * day).toISOString().slice(0, 10),
      cases: Math.ceil(steps / STEPS_PER_CASE),
      steps,
      asIsCovered: Math.max(0, Math.floor(steps * share)),
      asWasCovered: Math.max(0, Math.floor(steps * (share - 0.05))),
    };
  });
}

function accuracyOf({ cases }: Totals) {
  const judged = Math.floor(cases * 0.6);
  return {
    judged,
    correct: Math.floor(judged * 0.93),
    covered: labelsOf(Math.floor(cases * 0.7)),
    uncovered: labelsOf(Math.floor(cases * 0.3)),
  };
}

function labelsOf(cases: number): LabelCounts {
  if (cases === 0) return noLabels();
  const TP = Math.floor(cases * 0.5);
  const FP = Math.floor(cases * 0.1);
  const FN = Math.floor(cases * 0.05);
  return { TP, TN: cases - TP - FP - FN, FP, FN };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
