import type { LabelCounts } from '../coverage/ledger.ts';
import {
  addCounts,
  coveredOf,
  emptyTally,
  type JudgedSteps,
  mergeTally,
  noLabels,
  stepsOf,
  type Tally,
} from '../coverage/tally.ts';
import type { Defect, Label } from '../coverage/types.ts';
import { type OccurrenceCounts, Occurrences } from './occurrences.ts';

/** Counts per rule, as-is. */
export interface RuleCounts {
  citedSteps: number;
  citedCases: number;
  boundSteps: number;
  suggestedSteps: number;
  readonly labels: LabelCounts;
  /** Day since 1970-01-01; null when never cited. */
  lastCited: number | null;
}

export type WeekCounts = Record<'cases' | 'steps' | 'asIsCovered' | 'asWasCovered', number>;

export interface MiscitedCounts {
  readonly id: string;
  readonly kind: Defect;
  steps: number;
  cases: number;
}

/** Everything counted over cases of one case type. Plain data, so that a thread can hand it to another. */
export interface Counts {
  readonly tally: Tally;
  /** By the Monday that starts the week, in days since 1970-01-01. */
  readonly weeks: ReadonlyMap<number, WeekCounts>;
  readonly miscited: ReadonlyMap<string, MiscitedCounts>;
  readonly handling: { readonly cases: number; readonly minutes: number };
  readonly rules: ReadonlyMap<string, RuleCounts>;
  readonly occurrences: OccurrenceCounts;
  readonly syntheticCases: number;
}

/** Counts over cases of one case type, one after the other, or out of the counts of separate sets of cases. */
export class Assessment implements Counts {
  readonly tally = emptyTally();
  readonly weeks = new Map<number, WeekCounts>();
  readonly miscited = new Map<string, MiscitedCounts>();
  readonly handling = { cases: 0, minutes: 0 };
  readonly rules = new Map<string, RuleCounts>();
  readonly occurrences = new Occurrences();
  syntheticCases = 0;

  rule(id: string): RuleCounts {
    return ruleEntry(this.rules, id);
  }

  /** Counts a case for each of the rules it cites. */
  addCitations(ruleIds: readonly string[], label: Label | null, day: number): void {
    for (const id of ruleIds) {
      const counts = this.rule(id);
      counts.citedCases += 1;
      if (label !== null) counts.labels[label] += 1;
      counts.lastCited = Math.max(counts.lastCited ?? day, day);
    }
  }

  /** Counts the citation defects of one case. */
  addMiscited(defects: readonly { readonly kind: Defect; readonly id: string }[]): void {
    const met = new Set<MiscitedCounts>();
    for (const { kind, id } of defects) {
      const counts = entry(this.miscited, `${kind} ${id}`, () => ({ id, kind, steps: 0, cases: 0 }));
      counts.steps += 1;
      if (!met.has(counts)) counts.cases += 1;
      met.add(counts);
    }
  }

  /** Counts one case in its week. */
  addToWeek(monday: number, asIs: JudgedSteps, asWas: JudgedSteps): void {
    const week = entry(this.weeks, monday, emptyWeek);
    week.cases += 1;
    week.steps += stepsOf(asIs);
    week.asIsCovered += coveredOf(asIs);
    week.asWasCovered += coveredOf(asWas);
  }

  /** Counts the handling time of one case; NaN when it is not stated. */
  addHandling(minutes: number): void {
    if (!(minutes >= 0)) return;
    this.handling.cases += 1;
    this.handling.minutes += minutes;
  }

  /** Adds what was counted over other cases of the case type. */
  merge(other: Counts): void {
    mergeTally(this.tally, other.tally);
    for (const [monday, counts] of other.weeks) addCounts(entry(this.weeks, monday, emptyWeek), counts);
    for (const [name, { id, kind, steps, cases }] of other.miscited) {
      const counts = entry(this.miscited, name, () => ({ id, kind, steps: 0, cases: 0 }));
      counts.steps += steps;
      counts.cases += cases;
    }
    addCounts(this.handling, other.handling);
    mergeRules(this.rules, other.rules);
    this.occurrences.merge(other.occurrences);
    this.syntheticCases += other.syntheticCases;
  }
}

/** The tally over all case types. */
export function totalOf(caseTypes: readonly Counts[]): Tally {
  const total = emptyTally();
  for (const { tally } of caseTypes) mergeTally(total, tally);
  return total;
}

/** Counts per rule over all case types. */
export function rulesOf(caseTypes: readonly Counts[]): ReadonlyMap<string, RuleCounts> {
  const total = new Map<string, RuleCounts>();
  for (const { rules } of caseTypes) mergeRules(total, rules);
  return total;
}

/** What occurs, over all case types. */
export function occurrencesOf(caseTypes: readonly Counts[]): OccurrenceCounts {
  const total = new Occurrences();
  for (const { occurrences } of caseTypes) total.merge(occurrences);
  return total;
}

function mergeRules(rules: Map<string, RuleCounts>, more: ReadonlyMap<string, RuleCounts>): void {
  for (const [id, other] of more) {
    const counts = ruleEntry(rules, id);
    counts.citedSteps += other.citedSteps;
    counts.citedCases += other.citedCases;
    counts.boundSteps += other.boundSteps;
    counts.suggestedSteps += other.suggestedSteps;
    addCounts(counts.labels, other.labels);
    if (other.lastCited !== null) {
      counts.lastCited = Math.max(counts.lastCited ?? other.lastCited, other.lastCited);
    }
  }
}

function ruleEntry(rules: Map<string, RuleCounts>, id: string): RuleCounts {
  return entry(rules, id, () => ({
    citedSteps: 0,
    citedCases: 0,
    boundSteps: 0,
    suggestedSteps: 0,
    labels: noLabels(),
    lastCited: null,
  }));
}

export function emptyWeek(): WeekCounts {
  return { cases: 0, steps: 0, asIsCovered: 0, asWasCovered: 0 };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
