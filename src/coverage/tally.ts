import { addCase, type ClusterSums, clusteredInterval, emptyClusterSums } from './interval.ts';
import type { Accuracy, ClockReport, LabelCounts, Totals } from './ledger.ts';
import type { Clock, Defect, Label, Verdict } from './types.ts';

/** How one case came out: the unit in which everything is counted. */
export interface JudgedCase {
  readonly label: Label | null;
  /** Whether the reviewer found ROCA's citations right; null when not judged. */
  readonly citationCorrect: boolean | null;
  /** Steps left out of N: of an exempt kind, or empty. */
  readonly exempt: number;
  readonly empty: number;
  readonly asIs: JudgedSteps;
  readonly asWas: JudgedSteps;
}

/** The steps of a case on one clock, as counts by verdict and by kind of defect. */
export interface JudgedSteps {
  readonly verdicts: Record<Verdict, number>;
  readonly defects: Record<Defect, number>;
}

/** Running counts of a set of cases. */
export interface Tally {
  cases: number;
  exempt: number;
  empty: number;
  readonly labels: LabelCounts;
  readonly clocks: Record<Clock, ClockTally>;
  readonly accuracy: Accuracy;
}

interface ClockTally {
  readonly sums: ClusterSums;
  fullyCoveredCases: number;
  readonly verdicts: Record<Verdict, number>;
  readonly defects: Record<Defect, number>;
}

export function emptyJudgedSteps(): JudgedSteps {
  return {
    verdicts: { cited: 0, bound: 0, retired: 0, pending: 0, misapplied: 0, unknown: 0, uncited: 0, gap: 0 },
    defects: { retired: 0, pending: 0, misapplied: 0, unknown: 0, outdated: 0 },
  };
}

export function emptyTally(): Tally {
  const clock = () => ({ sums: emptyClusterSums(), fullyCoveredCases: 0, ...emptyJudgedSteps() });
  return {
    cases: 0,
    exempt: 0,
    empty: 0,
    labels: noLabels(),
    clocks: { asIs: clock(), asWas: clock() },
    accuracy: { judged: 0, correct: 0, covered: noLabels(), uncovered: noLabels() },
  };
}

/** Counts one case in. */
export function addToTally(tally: Tally, judged: JudgedCase): void {
  tally.cases += 1;
  tally.exempt += judged.exempt;
  tally.empty += judged.empty;
  if (judged.label !== null) tally.labels[judged.label] += 1;
  if (judged.citationCorrect !== null) {
    tally.accuracy.judged += 1;
    if (judged.citationCorrect) tally.accuracy.correct += 1;
  }
  const fully = addClock(tally.clocks.asIs, judged.asIs);
  addClock(tally.clocks.asWas, judged.asWas);
  if (judged.label !== null && fully !== null) {
    tally.accuracy[fully ? 'covered' : 'uncovered'][judged.label] += 1;
  }
}

/** Adds the counts of other cases; no case may be in both. */
export function mergeTally(tally: Tally, other: Tally): void {
  tally.cases += other.cases;
  tally.exempt += other.exempt;
  tally.empty += other.empty;
  addCounts(tally.labels, other.labels);
  for (const clock of ['asIs', 'asWas'] as const) {
    const [own, more] = [tally.clocks[clock], other.clocks[clock]];
    addCounts(own.sums, more.sums);
    addCounts(own.verdicts, more.verdicts);
    addCounts(own.defects, more.defects);
    own.fullyCoveredCases += more.fullyCoveredCases;
  }
  tally.accuracy.judged += other.accuracy.judged;
  tally.accuracy.correct += other.accuracy.correct;
  addCounts(tally.accuracy.covered, other.accuracy.covered);
  addCounts(tally.accuracy.uncovered, other.accuracy.uncovered);
}

/** Adds one set of counts to another of the same names. */
export function addCounts<Key extends string>(counts: Record<Key, number>, more: Record<Key, number>): void {
  for (const key of Object.keys(more) as Key[]) counts[key] += more[key];
}

/** Steps of a case that count, whatever their verdicts: N of formats.md section 5. */
export function stepsOf({ verdicts }: JudgedSteps): number {
  const { cited, bound, retired, pending, misapplied, unknown, uncited, gap } = verdicts;
  return cited + bound + retired + pending + misapplied + unknown + uncited + gap;
}

/** Those of them that a rule covers. */
export function coveredOf({ verdicts }: JudgedSteps): number {
  return verdicts.cited + verdicts.bound;
}

/** Whether steps of a verdict are among those. */
export function isCovered(verdict: Verdict): boolean {
  return verdict === 'cited' || verdict === 'bound';
}

/** @returns whether the case's steps are all covered; null when it has none. */
function addClock(clock: ClockTally, judged: JudgedSteps): boolean | null {
  addVerdicts(clock.verdicts, judged.verdicts);
  addDefects(clock.defects, judged.defects);
  const steps = stepsOf(judged);
  if (steps === 0) return null;
  const covered = coveredOf(judged);
  addCase(clock.sums, steps, covered);
  if (covered === steps) clock.fullyCoveredCases += 1;
  return covered === steps;
}

/** Name by name: a loop over the names would look up each of them in every case. */
function addVerdicts(counts: Record<Verdict, number>, more: Record<Verdict, number>): void {
  counts.cited += more.cited;
  counts.bound += more.bound;
  counts.retired += more.retired;
  counts.pending += more.pending;
  counts.misapplied += more.misapplied;
  counts.unknown += more.unknown;
  counts.uncited += more.uncited;
  counts.gap += more.gap;
}

function addDefects(counts: Record<Defect, number>, more: Record<Defect, number>): void {
  counts.retired += more.retired;
  counts.pending += more.pending;
  counts.misapplied += more.misapplied;
  counts.unknown += more.unknown;
  counts.outdated += more.outdated;
}

/** The tally in the shape of the report (formats.md section 6). */
export function totalsOf(tally: Tally): Totals {
  return {
    cases: tally.cases,
    steps: tally.clocks.asIs.sums.steps,
    exempt: tally.exempt,
    empty: tally.empty,
    asIs: clockReport(tally.clocks.asIs),
    asWas: clockReport(tally.clocks.asWas),
    labels: { ...tally.labels },
  };
}

function clockReport(clock: ClockTally): ClockReport {
  const { steps, covered } = clock.sums;
  return {
    covered,
    coverage: steps === 0 ? null : covered / steps,
    interval: clusteredInterval(clock.sums),
    fullyCoveredCases: clock.fullyCoveredCases,
    verdicts: { ...clock.verdicts },
    defects: { ...clock.defects },
  };
}

export function noLabels(): LabelCounts {
  return { TP: 0, TN: 0, FP: 0, FN: 0 };
}

/** Precision and recall of ROCA's decisions; null where nothing was decided that way. */
export function decisionQuality({ TP, FP, FN }: LabelCounts): {
  precision: number | null;
  recall: number | null;
} {
  return {
    precision: TP + FP === 0 ? null : TP / (TP + FP),
    recall: TP + FN === 0 ? null : TP / (TP + FN),
  };
}
