import type { LabelCounts } from '../coverage/ledger.ts';
import {
  addCounts,
  emptyTally,
  type JudgedSteps,
  mergeTally,
  noLabels,
  type Tally,
} from '../coverage/tally.ts';
import { type Defect, type Label, VERDICTS } from '../coverage/types.ts';
import { isCovered } from '../coverage/verdict.ts';
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

/** Steps of a case type that nothing covers, as-is, in columns: there may be a million of them. */
export interface GapSteps {
  /** Signature, or the signals of a step that has no text. */
  readonly wordings: string[];
  /** Number of the case; the same for all steps of a case, and for no other's. */
  readonly cases: number[];
  /** UTC day of the decision since 1970-01-01. */
  readonly days: number[];
  /** 0 for none, else 1 + index into LABELS. */
  readonly labels: number[];
  /** Signal codes, joined with spaces. */
  readonly signals: string[];
  /** Handling minutes of the case; NaN when not stated. */
  readonly minutes: number[];
}

/** One of them. */
export type GapStep = { readonly [Column in keyof GapSteps]: GapSteps[Column][number] };

export interface CaseTypeAssessment {
  readonly tally: Tally;
  /** By the Monday that starts the week, in days since 1970-01-01. */
  readonly weeks: Map<number, WeekCounts>;
  readonly miscited: Map<string, MiscitedCounts>;
  readonly handling: { cases: number; minutes: number };
  readonly gaps: GapSteps;
}

/** Everything counted over a set of cases. Plain data, so that a thread can hand it to another. */
export interface Counts {
  readonly caseTypes: readonly CaseTypeAssessment[];
  readonly rules: ReadonlyMap<string, RuleCounts>;
  readonly occurrences: OccurrenceCounts;
  readonly syntheticCases: number;
}

/** Counts over cases, one after the other, or out of the counts of separate sets of cases. */
export class Assessment implements Counts {
  readonly caseTypes: readonly CaseTypeAssessment[];
  readonly rules = new Map<string, RuleCounts>();
  readonly occurrences = new Occurrences();
  syntheticCases = 0;

  constructor(caseTypes: number) {
    this.caseTypes = Array.from({ length: caseTypes }, () => ({
      tally: emptyTally(),
      weeks: new Map(),
      miscited: new Map(),
      handling: { cases: 0, minutes: 0 },
      gaps: { wordings: [], cases: [], days: [], labels: [], signals: [], minutes: [] },
    }));
  }

  rule(id: string): RuleCounts {
    let counts = this.rules.get(id);
    if (!counts) {
      counts = {
        citedSteps: 0,
        citedCases: 0,
        boundSteps: 0,
        suggestedSteps: 0,
        labels: noLabels(),
        lastCited: null,
      };
      this.rules.set(id, counts);
    }
    return counts;
  }

  /** Keeps a step that nothing covers. */
  addGap(caseType: number, step: GapStep): void {
    const { gaps } = this.caseTypes[caseType] as CaseTypeAssessment;
    gaps.wordings.push(step.wordings);
    gaps.cases.push(step.cases);
    gaps.days.push(step.days);
    gaps.labels.push(step.labels);
    gaps.signals.push(step.signals);
    gaps.minutes.push(step.minutes);
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
  addMiscited(caseType: number, defects: readonly { readonly kind: Defect; readonly id: string }[]): void {
    const { miscited } = this.caseTypes[caseType] as CaseTypeAssessment;
    const met = new Set<MiscitedCounts>();
    for (const { kind, id } of defects) {
      const counts = entry(miscited, `${kind} ${id}`, () => ({ id, kind, steps: 0, cases: 0 }));
      counts.steps += 1;
      if (!met.has(counts)) counts.cases += 1;
      met.add(counts);
    }
  }

  /** Counts one case in its week. */
  addToWeek(caseType: number, monday: number, asIs: JudgedSteps, asWas: JudgedSteps): void {
    const { weeks } = this.caseTypes[caseType] as CaseTypeAssessment;
    const week = entry(weeks, monday, emptyWeek);
    week.cases += 1;
    for (const verdict of VERDICTS) {
      week.steps += asIs.verdicts[verdict];
      if (!isCovered(verdict)) continue;
      week.asIsCovered += asIs.verdicts[verdict];
      week.asWasCovered += asWas.verdicts[verdict];
    }
  }

  /**
   * Adds what was counted over other cases.
   *
   * @param casesBefore added to the other's case numbers, so that they stay apart from these
   */
  merge(other: Counts, casesBefore: number): void {
    for (const [index, { tally, weeks, miscited, handling, gaps }] of other.caseTypes.entries()) {
      const own = this.caseTypes[index] as CaseTypeAssessment;
      mergeTally(own.tally, tally);
      for (const [monday, counts] of weeks) addCounts(entry(own.weeks, monday, emptyWeek), counts);
      for (const [name, { id, kind, steps, cases }] of miscited) {
        const counts = entry(own.miscited, name, () => ({ id, kind, steps: 0, cases: 0 }));
        counts.steps += steps;
        counts.cases += cases;
      }
      addCounts(own.handling, handling);
      appendGaps(own.gaps, gaps, casesBefore);
    }
    for (const [id, more] of other.rules) {
      const counts = this.rule(id);
      counts.citedSteps += more.citedSteps;
      counts.citedCases += more.citedCases;
      counts.boundSteps += more.boundSteps;
      counts.suggestedSteps += more.suggestedSteps;
      addCounts(counts.labels, more.labels);
      if (more.lastCited !== null) {
        counts.lastCited = Math.max(counts.lastCited ?? more.lastCited, more.lastCited);
      }
    }
    this.occurrences.merge(other.occurrences);
    this.syntheticCases += other.syntheticCases;
  }
}

/** The tally over all case types. */
export function totalOf({ caseTypes }: Counts): Tally {
  const total = emptyTally();
  for (const { tally } of caseTypes) mergeTally(total, tally);
  return total;
}

function emptyWeek(): WeekCounts {
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

function appendGaps(gaps: GapSteps, more: GapSteps, casesBefore: number): void {
  append(gaps.wordings, more.wordings);
  for (const number of more.cases) gaps.cases.push(number + casesBefore);
  append(gaps.days, more.days);
  append(gaps.labels, more.labels);
  append(gaps.signals, more.signals);
  append(gaps.minutes, more.minutes);
}

/** One by one, because a call takes only so many arguments. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}
