import { dayToDate, everyMonday, mondayOf } from '../cases/time.ts';
import type { GapEvidence, GapReport } from '../coverage/ledger.ts';
import { noLabels } from '../coverage/tally.ts';
import { LABELS } from '../coverage/types.ts';
import { gapId } from '../gaps/gap-ids.ts';
import { sharedRuns } from '../gaps/shared-wording.ts';
import { createSuggester, type Suggester, type SuggestModel } from '../gaps/suggest.ts';
import { findThemes } from '../gaps/themes.ts';
import type { CaseType } from '../sops/types.ts';
import type { GapSteps } from './gap-steps.ts';

/** Title of what is left when every theme that enough cases share has its own gap. */
const SCATTERED = 'Scattered wordings';
const EXEMPLARS = 5;

/** Wordings compared with each other at a time: enough to meet every theme worth a rule. */
const COMPARED = 1000;

/** Members of a gap that are asked which rules are near. */
const ASKED = 20;
const NEAREST = 3;

/** A gap and what else is known of it. */
export interface FoundGap {
  readonly gap: GapReport;
  readonly evidence: GapEvidence;
}

/**
 * Groups the steps of a case type that nothing covers into themes, one gap each. What fewer cases
 * share than may be shown goes into one gap that has no exemplars.
 *
 * @param minimum cases that must share a wording before it may be shown
 * @param model how the case type's rules are worded
 */
export function findGaps(
  caseType: CaseType,
  steps: GapSteps,
  minimum: number,
  model: SuggestModel,
): FoundGap[] {
  const suggester = createSuggester(model);
  const taken = new Set<string>();
  return themesOf(steps, minimum, model).map(({ members, exemplars }) => {
    const id = gapId(caseType, exemplars.length === 0 ? null : founding(members, steps), taken);
    const firstOfCases = firstOfCasesIn(members, steps);
    return {
      gap: gapReport(id, caseType, members, firstOfCases, steps, exemplars),
      evidence: {
        id,
        weeks: weeksOf(members, firstOfCases, steps),
        signals: signalsOf(members, steps, minimum),
        handling: handlingOf(firstOfCases, steps),
        nearest: exemplars.length === 0 ? [] : nearestRules(members, steps, suggester),
      },
    };
  });
}

/** Orders gaps: most cases first, but what is left over last, however much it is: it is no theme. */
export function byCases({ gap: a }: FoundGap, { gap: b }: FoundGap): number {
  return (
    Number(a.exemplars.length === 0) - Number(b.exemplars.length === 0) ||
    b.cases - a.cases ||
    b.steps - a.steps ||
    (a.id < b.id ? -1 : 1)
  );
}

/** A theme's steps, ascending, and what may be shown of them; without exemplars, what is left over. */
interface Theme {
  readonly members: readonly number[];
  readonly exemplars: string[];
}

function themesOf(steps: GapSteps, minimum: number, model: SuggestModel): Theme[] {
  const themes: Theme[] = [];
  const scattered: number[] = [];
  const codes = codesOf(steps);
  const signals = Array.from(steps.signals, (set) => codes[set] as readonly string[]);
  for (const members of findThemes(steps.wordings, signals, model, { sample: COMPARED })) {
    const exemplars = sharedRuns(
      members.map((step) => ({ wording: steps.wordings[step] as string, case: steps.cases[step] as number })),
      minimum,
      EXEMPLARS,
    ).map(({ text }) => text);
    if (exemplars.length > 0) themes.push({ members, exemplars });
    else for (const member of members) scattered.push(member);
  }
  if (scattered.length === 0) return themes;
  return [...themes, { members: scattered.sort((a, b) => a - b), exemplars: [] }];
}

/** Of each case, its first step among the members: steps of a case stand together. */
function firstOfCasesIn(members: readonly number[], { cases }: GapSteps): number[] {
  return members.filter((step, place) => place === 0 || cases[step] !== cases[members[place - 1] as number]);
}

function weeksOf(
  members: readonly number[],
  firstOfCases: readonly number[],
  steps: GapSteps,
): GapEvidence['weeks'] {
  const stepsOf = countsByWeek(members, steps);
  const casesOf = countsByWeek(firstOfCases, steps);
  return everyMonday(stepsOf.keys()).map((monday) => ({
    monday: dayToDate(monday),
    steps: stepsOf.get(monday) ?? 0,
    cases: casesOf.get(monday) ?? 0,
  }));
}

function countsByWeek(members: readonly number[], { days }: GapSteps): Map<number, number> {
  const counts = new Map<number, number>();
  for (const step of members) {
    const monday = mondayOf(days[step] as number);
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  return counts;
}

function signalsOf(members: readonly number[], steps: GapSteps, minimum: number): GapEvidence['signals'] {
  const { signals, cases } = steps;
  const codes = codesOf(steps);
  const casesOfCode = new Map<string, Set<number>>();
  for (const step of members) {
    for (const code of codes[signals[step] as number] as string[]) {
      casesOfCode.set(code, (casesOfCode.get(code) ?? new Set()).add(cases[step] as number));
    }
  }
  return Array.from(casesOfCode, ([code, { size }]) => ({ code, cases: size }))
    .filter(({ cases: shared }) => shared >= minimum)
    .sort((a, b) => b.cases - a.cases || (a.code < b.code ? -1 : 1));
}

/** Signal codes by number of the set. */
function codesOf({ signalSets }: GapSteps): string[][] {
  return signalSets.map((codes) => codes.split('\n').filter((code) => code !== ''));
}

function handlingOf(firstOfCases: readonly number[], { minutes }: GapSteps): GapEvidence['handling'] {
  const stated = firstOfCases.map((step) => minutes[step] as number).filter((value) => value >= 0);
  return { cases: stated.length, minutes: stated.reduce((sum, value) => sum + value, 0) };
}

/** The rules that its wordings resemble most, on average over some of them. */
function nearestRules(
  members: readonly number[],
  { wordings }: GapSteps,
  suggester: Suggester,
): { id: string; score: number }[] {
  const asked = leastOf(new Set(members.map((step) => wordings[step] as string)), ASKED);
  const scores = new Map<string, number>();
  for (const wording of asked) {
    for (const { ruleId, score } of suggester.suggest(wording, NEAREST)) {
      scores.set(ruleId, (scores.get(ruleId) ?? 0) + score / asked.length);
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, NEAREST)
    .map(([id, score]) => ({ id, score: Math.min(1, Math.round(score * 1000) / 1000) }));
}

/** The first texts by code units, without putting all of them in order. */
function leastOf(texts: Iterable<string>, count: number): string[] {
  let least: string[] = [];
  let bar: string | undefined;
  for (const text of texts) {
    if (bar !== undefined && text >= bar) continue;
    least.push(text);
    if (least.length < 2 * count) continue;
    least = least.sort().slice(0, count);
    bar = least[count - 1];
  }
  return least.sort().slice(0, count);
}

/** The wording that was there first: it gives the gap its ID, which later cases do not change. */
function founding(members: readonly number[], { days, wordings }: GapSteps): string {
  const first = members.reduce((a, b) => {
    const earlier = (days[b] as number) - (days[a] as number);
    return earlier < 0 || (earlier === 0 && (wordings[b] as string) < (wordings[a] as string)) ? b : a;
  });
  return wordings[first] as string;
}

function gapReport(
  id: string,
  caseType: CaseType,
  members: readonly number[],
  firstOfCases: readonly number[],
  steps: GapSteps,
  exemplars: string[],
): GapReport {
  const labels = noLabels();
  for (const step of firstOfCases) {
    const label = LABELS[(steps.labels[step] as number) - 1];
    if (label !== undefined) labels[label] += 1;
  }
  const days = members.map((step) => steps.days[step] as number);
  return {
    id,
    caseType: caseType.id,
    title: exemplars[0] ?? SCATTERED,
    steps: members.length,
    cases: firstOfCases.length,
    labels,
    firstSeen: dayToDate(days.reduce((a, b) => Math.min(a, b))),
    lastSeen: dayToDate(days.reduce((a, b) => Math.max(a, b))),
    exemplars,
  };
}
