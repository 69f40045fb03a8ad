import { z } from 'zod';
import {
  caseCountsSchema,
  count,
  date,
  type Ledger,
  ledgerSchema,
  type VersionCounts,
} from '../coverage/ledger.ts';
import { type Rulebook, replacement, revisionAt } from '../coverage/rulebook.ts';
import { DEFECTS } from '../coverage/types.ts';
import { ruleFacts } from '../sops/facts.ts';
import type { Catalogue } from '../sops/types.ts';
import { comparisonSchema, partsAbove } from './comparison.ts';
import { countsOf } from './counts.ts';
import { looksRight } from './owner-findings.ts';
import { caseTrend, trendSchema } from './trend.ts';

/** Ways in which ROCA cites wrongly or does not cite. */
export const FAULTS = [...DEFECTS, 'uncited'] as const;
export type Fault = (typeof FAULTS)[number];

/** How one version of ROCA cites in one case type. */
export const versionQualitySchema = z.strictObject({
  caseType: z.string(),
  /** Null for none stated, and for those that too few cases share to be named. */
  version: z.string().nullable(),
  cases: count,
  steps: count,
  firstSeen: date,
  lastSeen: date,
  /** Cases with any fault. */
  faulty: caseCountsSchema.nullable(),
  /** Cases with each kind of fault, and how many citations or steps. */
  byFault: z.record(z.enum(FAULTS), z.strictObject({ cases: count, steps: count })),
  /** Set when its part of cases with a fault lies above that of the version before. */
  worse: comparisonSchema.extend({ than: z.string() }).nullable(),
});

/** One wrong citation, or one rule that is not cited where it should be. */
export const faultyCitationSchema = z.strictObject({
  /** `unknown-ATO-404-ato-investigation`; the same in every run that finds it. */
  id: z.string(),
  fault: z.enum(FAULTS),
  caseType: z.string(),
  /** What was cited, or the rule to cite. */
  citation: z.string(),
  /** What to cite instead, with its revision; null when that depends on the case. */
  cite: z.string().nullable(),
  counts: caseCountsSchema,
  trend: trendSchema,
  versions: ledgerSchema.shape.occurrences.element.shape.versions,
});

export type VersionQuality = z.infer<typeof versionQualitySchema>;
export type FaultyCitation = z.infer<typeof faultyCitationSchema>;

/** What the ROCA team gets: how each version cites, and what it should learn. */
export interface Calibration {
  /** By case type, the version first seen last coming first; without a version comes last. */
  readonly versions: readonly VersionQuality[];
  /** By the cases they are in. */
  readonly faults: readonly FaultyCitation[];
}

/**
 * Sorts what ROCA should learn out of a run. Citations of a rule that does not apply to the case type
 * are left to the rule's owner when they look right.
 */
export function calibrationOf(catalogue: Catalogue, ledger: Ledger): Calibration {
  return { versions: versionQualities(catalogue, ledger), faults: faultyCitations(catalogue, ledger) };
}

function versionQualities({ caseTypes }: Catalogue, ledger: Ledger): VersionQuality[] {
  const all = caseTypes.flatMap(({ id }) =>
    ledger.versions
      .filter(({ kind, caseType }) => kind === 'all' && caseType === id)
      .sort(
        (a, b) =>
          Number(a.version === null) - Number(b.version === null) ||
          compare(b.firstSeen, a.firstSeen) ||
          compare(b.version ?? '', a.version ?? ''),
      )
      .map((row) => quality(row, ledger)),
  );
  const pairs = all.flatMap((row, index) => {
    const before = all[index + 1];
    if (before?.caseType !== row.caseType || row.version === null || before.version === null) return [];
    return [{ row, before, than: before.version }];
  });
  const faulty = ({ cases, faulty: counts }: VersionQuality) => ({ part: counts?.cases ?? 0, whole: cases });
  const worse = partsAbove(pairs, ({ row, before }) => {
    const [own, earlier] = [faulty(row), faulty(before)];
    return { own, base: { part: own.part + earlier.part, whole: own.whole + earlier.whole } };
  });
  const found = new Map(
    worse.map(({ item, comparison }) => [
      item.row,
      { ...comparison, base: faulty(item.before), than: item.than },
    ]),
  );
  return all.map((row) => ({ ...row, worse: found.get(row) ?? null }));
}

function quality(
  { caseType, version, cases, steps, firstSeen, lastSeen }: VersionCounts,
  ledger: Ledger,
): VersionQuality {
  const of = (kind: VersionCounts['kind']) =>
    ledger.versions.find((row) => row.kind === kind && row.caseType === caseType && row.version === version);
  const byFault = Object.fromEntries(
    FAULTS.map((fault) => {
      const row = of(fault);
      return [fault, { cases: row?.cases ?? 0, steps: row?.steps ?? 0 }];
    }),
  ) as VersionQuality['byFault'];
  const faulty = of('faulty');
  return {
    caseType,
    version,
    cases,
    steps,
    firstSeen,
    lastSeen,
    faulty: faulty === undefined ? null : countsOf(faulty),
    byFault,
    worse: null,
  };
}

function faultyCitations(catalogue: Catalogue, ledger: Ledger): FaultyCitation[] {
  const rules: Rulebook['rules'] = new Map(ruleFacts(catalogue).map((rule) => [rule.id, rule]));
  const { asOf } = ledger.report;
  return ledger.occurrences
    .flatMap((row) => {
      const fault = FAULTS.find((known) => known === row.kind);
      if (fault === undefined || (fault === 'misapplied' && looksRight(row) !== null)) return [];
      const { id: citation, caseType, versions } = row;
      return [
        {
          id: `${fault}-${citation}-${caseType}`,
          fault,
          caseType,
          citation,
          cite: citeInstead(rules, fault, citation, caseType, asOf),
          counts: countsOf(row),
          trend: caseTrend(row, caseType, ledger),
          versions,
        },
      ];
    })
    .sort((a, b) => b.counts.cases - a.counts.cases || (a.id < b.id ? -1 : 1));
}

function citeInstead(
  rules: Rulebook['rules'],
  fault: Fault,
  id: string,
  caseType: string,
  asOf: string,
): string | null {
  const named = rules.get(id);
  if (named === undefined || (fault !== 'outdated' && fault !== 'uncited')) return null;
  const retired = named.retired !== null && named.retired <= asOf;
  const rule = retired ? replacement(rules, named, caseType, asOf) : named;
  return rule === null ? null : `${rule.id}@${revisionAt(rule, asOf)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
