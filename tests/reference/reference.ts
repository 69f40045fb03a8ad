import { basename } from 'node:path';
import type { Content } from './content.ts';
import { clusteredInterval, type Share } from './interval.ts';
import { readExport } from './reading.ts';
import { type Case, LABELS, type Reason, readRecord } from './records.ts';
import { type Clock, type Judgement, judge, ruleStates, type Step } from './rules.ts';

/**
 * Independent reference for `coverage --json`: sections 2 to 6 of formats.md by direct formula.
 * It shares no code with the program. Two things the format does not determine are left out: the
 * gaps themselves, and the split of steps between `uncited` and `gap`, whose sum is `open`.
 */

export interface Question {
  asOf: string;
  since: string | null;
  until: string | null;
}

const CLOCKS = ['asIs', 'asWas'] as const;
const DEFECTS = ['retired', 'pending', 'misapplied', 'unknown', 'outdated'] as const;
const VERDICTS = ['cited', 'bound', 'retired', 'pending', 'misapplied', 'unknown', 'open'] as const;

interface Judged {
  case: Case;
  exempt: number;
  empty: number;
  judgements: Record<Clock, Judgement[]>;
}

/** The report on these export files. */
export async function referenceReport(files: readonly string[], content: Content, question: Question) {
  const input = await readAll(files, content);
  const judged = judgeInWindow(input.cases, content, question);
  const states = ruleStates(content, question.asOf);
  return {
    schema: 'sop-coverage/1',
    asOf: question.asOf,
    window: { since: question.since, until: question.until },
    input: input.counts,
    rules: countEach(['active', 'retired', 'pending'] as const, states),
    caseTypes: content.caseTypes.map(({ id, target }) => {
      const ofType = judged.filter((each) => each.case.caseType === id);
      const figures = figuresOf(ofType);
      return { id, ...figures, target, status: statusOf(figures, target) };
    }),
    total: figuresOf(judged),
  };
}

/**
 * The accuracy twin of section 5, which the ledger keeps beside the report: of the cases whose review
 * judges the citations how many were right, and the labels of cases whose steps are all covered
 * against those of all others that have a step.
 */
export async function referenceAccuracy(files: readonly string[], content: Content, question: Question) {
  const judged = await judgeAll(files, content, question);
  const twin = (members: readonly Judged[]) => {
    const verdicts = members.map((each) => each.case.citationCorrect).filter((correct) => correct !== null);
    const withSteps = members.filter((each) => each.judgements.asIs.length > 0);
    const labels = (covered: boolean) =>
      countEach(
        LABELS,
        withSteps.flatMap((each) => (isCovered(each) === covered ? (each.case.label ?? []) : [])),
      );
    return {
      judged: verdicts.length,
      correct: verdicts.filter((correct) => correct).length,
      covered: labels(true),
      uncovered: labels(false),
    };
  };
  const ofType = (id: string) => twin(judged.filter((each) => each.case.caseType === id));
  return {
    total: twin(judged),
    caseTypes: content.caseTypes.map(({ id }) => ({ id, accuracy: ofType(id) })),
  };
}

function isCovered(each: Judged): boolean {
  return each.judgements.asIs.every(({ verdict }) => verdict === 'cited' || verdict === 'bound');
}

async function judgeAll(files: readonly string[], content: Content, question: Question): Promise<Judged[]> {
  return judgeInWindow((await readAll(files, content)).cases, content, question);
}

function judgeInWindow(cases: readonly Case[], content: Content, { asOf, since, until }: Question): Judged[] {
  return cases
    .filter(({ day }) => (since ?? day) <= day && day <= (until ?? day))
    .map((each) => judgeCase(each, content, asOf));
}

/** Case types (and `total`) where "under 30 cases" depends on whether cases without steps count. */
export async function borderline(files: readonly string[], content: Content, question: Question) {
  const judged = await judgeAll(files, content, question);
  const groups = [...content.caseTypes.map(({ id }) => id), 'total'];
  return groups.filter((group) => {
    const members = judged.filter((each) => group === 'total' || each.case.caseType === group);
    return members.length >= 30 && members.filter((each) => each.judgements.asIs.length > 0).length < 30;
  });
}

async function readAll(files: readonly string[], content: Content) {
  const inOrder = [...files].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const stays = new Map<string, Case>();
  const reasons: Reason[] = [];
  let records = 0;
  let duplicates = 0;
  let warnings = 0;
  for (const file of inOrder) {
    for (const entry of await readExport(file)) {
      records++;
      const read = 'reject' in entry ? entry : readRecord(entry.value, content);
      if ('reject' in read) {
        reasons.push(read.reject);
        continue;
      }
      warnings += read.warnings;
      const before = stays.get(read.id);
      if (before) duplicates++;
      if (!before || read.settledAt >= before.settledAt) stays.set(read.id, read);
    }
  }
  const rejects: Record<string, number> = {};
  for (const reason of reasons) rejects[reason] = (rejects[reason] ?? 0) + 1;
  return {
    cases: [...stays.values()],
    counts: {
      files: files.length,
      records,
      accepted: stays.size,
      rejected: reasons.length,
      duplicates,
      rejects,
      warnings,
    },
  };
}

/** "neither text nor rule IDs nor signals" */
function isEmpty(step: Step): boolean {
  return step.text === '' && step.ruleIds.length === 0 && step.signals.length === 0;
}

function judgeCase(each: Case, content: Content, asOf: string): Judged {
  const empty = each.steps.filter(isEmpty);
  const exempt = each.steps.filter(
    (step) => !isEmpty(step) && step.kind !== null && content.exemptKinds.includes(step.kind),
  );
  const steps = each.steps.filter((step) => !empty.includes(step) && !exempt.includes(step));
  return {
    case: each,
    exempt: exempt.length,
    empty: empty.length,
    judgements: {
      asIs: steps.map((step) => judge(step, each.caseType, asOf, 'asIs', content)),
      asWas: steps.map((step) => judge(step, each.caseType, each.day, 'asWas', content)),
    },
  };
}

function figuresOf(judged: readonly Judged[]) {
  const sum = (of: (each: Judged) => number) => judged.reduce((total, each) => total + of(each), 0);
  const [asIs, asWas] = CLOCKS.map((clock) => clockOf(judged, clock));
  return {
    cases: judged.length,
    steps: sum((each) => each.judgements.asIs.length),
    exempt: sum((each) => each.exempt),
    empty: sum((each) => each.empty),
    asIs: asIs as ReturnType<typeof clockOf>,
    asWas: asWas as ReturnType<typeof clockOf>,
    labels: countEach(
      LABELS,
      judged.flatMap((each) => each.case.label ?? []),
    ),
  };
}

function clockOf(judged: readonly Judged[], clock: Clock) {
  const cases: Share[] = judged
    .map(({ judgements }) => ({
      steps: judgements[clock].length,
      covered: judgements[clock].filter(({ verdict }) => verdict === 'cited' || verdict === 'bound').length,
    }))
    .filter(({ steps }) => steps > 0);
  const all = judged.flatMap(({ judgements }) => judgements[clock]);
  const covered = cases.reduce((sum, each) => sum + each.covered, 0);
  return {
    covered,
    coverage: all.length === 0 ? null : covered / all.length,
    interval: cases.length < 30 ? null : clusteredInterval(cases),
    fullyCoveredCases: cases.filter((each) => each.covered === each.steps).length,
    verdicts: countEach(
      VERDICTS,
      all.map(({ verdict }) => verdict),
    ),
    defects: countEach(
      DEFECTS,
      all.flatMap(({ defects }) => defects),
    ),
  };
}

function statusOf({ steps, asIs: { interval } }: ReturnType<typeof figuresOf>, target: number): string {
  if (steps === 0) return 'no-data';
  if (interval === null) return 'insufficient';
  if (interval[0] > target) return 'met';
  return interval[1] < target ? 'below' : 'uncertain';
}

function countEach<Name extends string>(
  names: readonly Name[],
  found: readonly Name[],
): Record<Name, number> {
  return Object.fromEntries(
    names.map((name) => [name, found.filter((each) => each === name).length]),
  ) as Record<Name, number>;
}
