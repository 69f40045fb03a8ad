import { createHash } from 'node:crypto';
import { dayToDate } from '../cases/time.ts';
import type { GapReport } from '../coverage/ledger.ts';
import { noLabels } from '../coverage/tally.ts';
import { LABELS } from '../coverage/types.ts';
import type { CaseType, Catalogue } from '../sops/types.ts';
import type { GapSteps } from './assessment.ts';

/** Title of what is left when every wording that enough cases share has its own gap. */
const SCATTERED = 'Wordings that few cases share';

interface OpenGap {
  readonly caseType: number;
  readonly wording: string;
  steps: number;
  readonly cases: Set<number>;
  readonly labels: GapReport['labels'];
  firstDay: number;
  lastDay: number;
}

/**
 * Groups the steps that nothing covers by equal wording. A wording is shown only when enough cases
 * share it; all others of a case type make up one gap without exemplars.
 */
export function findGaps(steps: GapSteps, { caseTypes, settings }: Catalogue): GapReport[] {
  const casesOf = new Map<string, Set<number>>();
  const nameOf = (index: number) => `${steps.caseTypes[index]} ${steps.wordings[index]}`;
  for (const [index, number] of steps.cases.entries()) {
    const cases = casesOf.get(nameOf(index)) ?? new Set();
    cases.add(number);
    casesOf.set(nameOf(index), cases);
  }
  const gaps = new Map<string, OpenGap>();
  for (const index of steps.cases.keys()) {
    const shared = (casesOf.get(nameOf(index))?.size ?? 0) >= settings.exemplarCases;
    addStep(gaps, shared ? (steps.wordings[index] as string) : '', steps, index);
  }
  return [...gaps.values()]
    .map((gap) => gapReport(gap, caseTypes[gap.caseType] as CaseType))
    .sort((a, b) => b.cases - a.cases || b.steps - a.steps || (a.id < b.id ? -1 : 1));
}

function addStep(gaps: Map<string, OpenGap>, wording: string, steps: GapSteps, index: number): void {
  const caseType = steps.caseTypes[index] as number;
  const day = steps.days[index] as number;
  const name = `${caseType} ${wording}`;
  let gap = gaps.get(name);
  if (!gap) {
    gap = { caseType, wording, steps: 0, cases: new Set(), labels: noLabels(), firstDay: day, lastDay: day };
    gaps.set(name, gap);
  }
  gap.steps += 1;
  gap.firstDay = Math.min(gap.firstDay, day);
  gap.lastDay = Math.max(gap.lastDay, day);
  const label = LABELS[(steps.labels[index] as number) - 1];
  const number = steps.cases[index] as number;
  if (label !== undefined && !gap.cases.has(number)) gap.labels[label] += 1;
  gap.cases.add(number);
}

function gapReport(gap: OpenGap, { id, prefix }: CaseType): GapReport {
  const hash = createHash('sha256').update(`${id} ${gap.wording}`).digest('hex').slice(0, 6);
  return {
    id: `GAP-${prefix}-${gap.wording === '' ? '000000' : hash}`,
    caseType: id,
    title: gap.wording === '' ? SCATTERED : gap.wording,
    steps: gap.steps,
    cases: gap.cases.size,
    labels: gap.labels,
    firstSeen: dayToDate(gap.firstDay),
    lastSeen: dayToDate(gap.lastDay),
    exemplars: gap.wording === '' ? [] : [gap.wording],
  };
}
