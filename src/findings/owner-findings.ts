import { z } from 'zod';
import { dateToDay, dayToDate } from '../cases/time.ts';
import {
  type CaseCounts,
  caseCountsSchema,
  count,
  date,
  type Ledger,
  type Occurrence,
} from '../coverage/ledger.ts';
import { ruleState } from '../coverage/rulebook.ts';
import { ruleFacts } from '../sops/facts.ts';
import type { Catalogue, Rule, Sop } from '../sops/types.ts';
import { comparisonSchema, type Part, partSchema, partsAbove, shareInterval } from './comparison.ts';
import { countsOf } from './counts.ts';
import {
  ABSORBED_RULES,
  ABSORBED_SHARE,
  DEAD_DAYS,
  ENOUGH_CASES,
  MIXED_LIFT,
  MIXED_RULES,
} from './thresholds.ts';
import { caseTrend, trendSchema } from './trend.ts';

/**
 * What an SOP owner can be told of a rule: `harmful`, more wrong decisions than its case type;
 * `disputed`, more citations that reviewers find wrong; `overturned`, more decisions that reviewers
 * change; `tooNarrow`, cited for a case type it does not apply to, with right decisions; `catchAll`,
 * cited on steps whose signals other rules list; `mixed`, cited on steps worded like those of other
 * rules; `dead`, in force and not used.
 */
export const OWNER_KINDS = [
  'harmful',
  'disputed',
  'overturned',
  'tooNarrow',
  'catchAll',
  'mixed',
  'dead',
] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

const evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['harmful', 'disputed', 'overturned']), ...comparisonSchema.shape }),
  /** Right decisions among the labelled cases, and citations found right among those judged. */
  z.strictObject({
    kind: z.literal('tooNarrow'),
    ...partSchema.shape,
    interval: comparisonSchema.shape.interval,
    cited: partSchema,
  }),
  /** Cases where it stands for other rules, among those that cite it; and the rules, most cases first. */
  z.strictObject({
    kind: z.literal('catchAll'),
    ...partSchema.shape,
    rules: z.array(z.strictObject({ id: z.string(), cases: count })),
  }),
  /** Of the steps compared, those worded like the steps of other rules: how many rules, and the first of them. */
  z.strictObject({
    kind: z.literal('mixed'),
    ...comparisonSchema.shape,
    others: count,
    nearest: z.array(z.strictObject({ id: z.string(), steps: count })),
  }),
  /** In force since a day within the window, for so many days and cases of its case types. */
  z.strictObject({ kind: z.literal('dead'), since: date, days: count, cases: count }),
]);

/** A rule that asks for its owner's decision, and the counts that say so. */
export const ownerFindingSchema = z.strictObject({
  /** `harmful-ATO-012-ato-investigation`; the same in every run that finds it. */
  id: z.string(),
  kind: z.enum(OWNER_KINDS),
  ruleId: z.string(),
  sop: z.string(),
  /** Owner of the SOP. */
  owner: z.string(),
  caseType: z.string(),
  /** Cases that the finding is about, by which findings are ranked; 0 when it is that there are none. */
  cases: count,
  /** Of all cases of the case type that cite the rule; null for a dead rule. */
  counts: caseCountsSchema.nullable(),
  trend: trendSchema.nullable(),
  evidence,
});

export type Evidence = z.infer<typeof evidence>;
export type OwnerFinding = z.infer<typeof ownerFindingSchema>;

/** The findings of a run for the owners of the SOPs: by the cases they are about, then by ID. */
export function ownerFindings(catalogue: Catalogue, ledger: Ledger): OwnerFinding[] {
  const desk: Desk = { catalogue, ledger, rules: rulesWithSops(catalogue) };
  return [
    ...comparedFindings(desk),
    ...tooNarrowRules(desk),
    ...catchAllRules(desk),
    ...mixedRules(desk),
    ...deadRules(desk),
  ].sort((a, b) => b.cases - a.cases || unusedDays(b) - unusedDays(a) || (a.id < b.id ? -1 : 1));
}

interface Desk {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  readonly rules: ReadonlyMap<string, { readonly rule: Rule; readonly sop: Sop }>;
}

function rulesWithSops({ sops }: Catalogue): Desk['rules'] {
  return new Map(sops.flatMap((sop) => sop.rules.map((rule) => [rule.id, { rule, sop }] as const)));
}

function finding(
  { ledger, rules }: Desk,
  { id: ruleId, caseType }: { readonly id: string; readonly caseType: string },
  cases: number,
  counts: CaseCounts | null,
  evidence: Evidence,
): OwnerFinding[] {
  const known = rules.get(ruleId);
  if (known === undefined) return [];
  return [
    {
      id: `${evidence.kind}-${ruleId}-${caseType}`,
      kind: evidence.kind,
      ruleId,
      sop: known.sop.id,
      owner: known.sop.owner,
      caseType,
      cases,
      counts: counts === null ? null : countsOf(counts),
      trend: counts === null ? null : caseTrend(counts, caseType, ledger),
      evidence,
    },
  ];
}

/** What of a set of cases went wrong, and of how many of them it is known. */
const WRONG: Readonly<Record<'harmful' | 'disputed' | 'overturned', (counts: CaseCounts) => Part>> = {
  harmful: ({ labels: { TP, TN, FP, FN } }) => ({ part: FP + FN, whole: TP + TN + FP + FN }),
  disputed: ({ judged, wrong }) => ({ part: wrong, whole: judged }),
  overturned: ({ decided, overturned }) => ({ part: overturned, whole: decided }),
};

function comparedFindings(desk: Desk): OwnerFinding[] {
  const { ledger } = desk;
  const cited = occurrences(desk, 'cited');
  const found = (['harmful', 'disputed', 'overturned'] as const).flatMap((kind) => {
    const bases = new Map<string, Part>();
    for (const { caseType, ...counts } of ledger.versions) {
      if (counts.kind !== 'all') continue;
      const { part, whole } = bases.get(caseType) ?? { part: 0, whole: 0 };
      const more = WRONG[kind](counts);
      bases.set(caseType, { part: part + more.part, whole: whole + more.whole });
    }
    const above = partsAbove(cited, (counts) => ({
      own: WRONG[kind](counts),
      base: bases.get(counts.caseType) ?? { part: 0, whole: 0 },
    }));
    return above.flatMap(({ item, comparison }) =>
      finding(desk, item, comparison.part, item, { kind, ...comparison }),
    );
  });
  const ids = new Set(found.map(({ id }) => id));
  // Most decisions that reviewers change are the wrong ones: that need not be said twice.
  return found.filter(
    ({ kind, ruleId, caseType }) => kind !== 'overturned' || !ids.has(`harmful-${ruleId}-${caseType}`),
  );
}

function tooNarrowRules(desk: Desk): OwnerFinding[] {
  return occurrences(desk, 'misapplied').flatMap((counts) => {
    const looks = looksRight(counts);
    return looks === null ? [] : finding(desk, counts, counts.cases, counts, looks);
  });
}

/**
 * Whether citations of a rule that does not apply look right all the same: most decisions of enough
 * cases were right, by the whole 95 % interval, and reviewers find the citations right at least as
 * often as wrong. Then the rule's case types are more likely at fault than ROCA.
 */
export function looksRight(counts: CaseCounts): Extract<Evidence, { kind: 'tooNarrow' }> | null {
  const { TP, TN, FP, FN } = counts.labels;
  const right = { part: TP + TN, whole: TP + TN + FP + FN };
  if (right.whole < ENOUGH_CASES || counts.wrong * 2 > counts.judged) return null;
  const interval = shareInterval(right);
  if (interval[0] <= 0.5) return null;
  return {
    kind: 'tooNarrow',
    ...right,
    interval,
    cited: { part: counts.judged - counts.wrong, whole: counts.judged },
  };
}

function catchAllRules(desk: Desk): OwnerFinding[] {
  const cited = new Map(occurrences(desk, 'cited').map((row) => [`${row.caseType} ${row.id}`, row]));
  const passedOver = occurrences(desk, 'passedOver');
  return passedOver.flatMap((row) => {
    const counts = cited.get(`${row.caseType} ${row.id}`);
    if (row.other !== null || counts === undefined) return [];
    if (row.cases < ENOUGH_CASES || row.cases < ABSORBED_SHARE * counts.cases) return [];
    const rules = passedOver
      .filter(({ id, caseType, other }) => id === row.id && caseType === row.caseType && other !== null)
      .map(({ other, cases }) => ({ id: other as string, cases }))
      .sort((a, b) => b.cases - a.cases || (a.id < b.id ? -1 : 1));
    if (rules.length < ABSORBED_RULES) return [];
    const part = { part: row.cases, whole: counts.cases };
    return finding(desk, row, row.cases, counts, { kind: 'catchAll', ...part, rules });
  });
}

/**
 * Rules whose steps are worded like those of many others, well above the case type's share. A rule that
 * is only hard to tell from one or two others is none of them.
 */
function mixedRules(desk: Desk): OwnerFinding[] {
  const { wordings } = desk.ledger;
  const cited = new Map(occurrences(desk, 'cited').map((row) => [`${row.caseType} ${row.id}`, row]));
  const bases = new Map<string, Part>();
  for (const { caseType, unlike, steps } of wordings) {
    const { part, whole } = bases.get(caseType) ?? { part: 0, whole: 0 };
    bases.set(caseType, { part: part + unlike, whole: whole + steps });
  }
  const above = partsAbove(
    wordings,
    ({ caseType, unlike, steps }) => ({
      own: { part: unlike, whole: steps },
      base: bases.get(caseType) as Part,
    }),
    MIXED_LIFT,
  );
  return above.flatMap(({ item, comparison }) => {
    const counts = cited.get(`${item.caseType} ${item.id}`);
    if (counts === undefined || item.others < MIXED_RULES) return [];
    const { others, nearest } = item;
    return finding(desk, item, counts.cases, counts, { kind: 'mixed', ...comparison, others, nearest });
  });
}

/** Rules in force for long enough within the window that no case of their case types uses. */
function deadRules(desk: Desk): OwnerFinding[] {
  const { catalogue, ledger, rules } = desk;
  const { asOf } = ledger.report;
  const uses = new Map(ledger.rules.map((use) => [use.id, use]));
  return ruleFacts(catalogue).flatMap((facts) => {
    const use = uses.get(facts.id);
    const known = rules.get(facts.id);
    if (known === undefined || use === undefined || ruleState(facts, asOf) !== 'active') return [];
    if (use.citedSteps + use.boundSteps + use.suggestedSteps > 0) return [];
    const time = timeInForce(ledger, facts.caseTypes, facts.effective);
    if (time === null || time.days < DEAD_DAYS || time.cases < ENOUGH_CASES) return [];
    const place = { id: facts.id, caseType: known.sop.caseType };
    return finding(desk, place, 0, null, { kind: 'dead', ...time });
  });
}

/** The part of the window in which a rule was in force; null when there is none. */
function timeInForce(
  { caseTypes, versions, report }: Ledger,
  own: readonly string[],
  effective: string,
): { readonly since: string; readonly days: number; readonly cases: number } | null {
  const all = versions.filter(({ kind, caseType }) => kind === 'all' && own.includes(caseType));
  const starts = all.map(({ firstSeen }) => firstSeen).sort();
  const [first, last] = [
    starts[0],
    all
      .map(({ lastSeen }) => lastSeen)
      .sort()
      .at(-1),
  ];
  if (first === undefined || last === undefined) return null;
  const since = effective > first ? effective : first;
  const until = [last, report.asOf].sort()[0] as string;
  const day = (date: string) => dateToDay(date) as number;
  const days = day(until) - day(since) + 1;
  if (days < 1) return null;
  // Weeks are counted whole: one that begins before the rule was in force may hold earlier cases.
  const from = since === first ? dayToDate(day(first) - 6) : since;
  const cases = caseTypes
    .filter(({ id }) => own.includes(id))
    .flatMap(({ weeks }) => weeks.filter(({ monday }) => monday >= from && monday <= until))
    .reduce((sum, week) => sum + week.cases, 0);
  return { since, days, cases };
}

function unusedDays({ evidence }: OwnerFinding): number {
  return evidence.kind === 'dead' ? evidence.days : 0;
}

function occurrences({ ledger }: Desk, kind: Occurrence['kind']): readonly Occurrence[] {
  return ledger.occurrences.filter((row) => row.kind === kind);
}
