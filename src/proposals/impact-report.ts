import { count, percent, printable } from '../terminal-text.ts';
import type { Catch, Change, Comparison, GapImpact, Impact, Impacts, Standing } from './impact-types.ts';

/** The simulated effect of a proposal as text for a terminal. */
export function impactText(impact: Impact): string {
  const { proposal, gap, asOf, rules, total, catches } = impact;
  const changed = caseTypeLines(impact);
  const gaps = gapChanges(impact);
  const lines = [
    `${proposal} for ${gap}, simulated as of ${asOf} over ${casesText(impact)}`,
    `rules: ${rules.map(({ id, effective }) => `${id} in force from ${effective}`).join(', ')}`,
    '',
    ...changed,
    ...(changed.length === 0
      ? ['no case type changes: nothing in these cases is caught by the proposed rules']
      : []),
    `total: ${changeText(total)}`,
    '',
    ...gaps,
    ...(gaps.length === 0 ? ['no gap changes'] : []),
    '',
    ...catches.map(catchText),
    ...(catches.length === 0
      ? ['the rules accept no wording and govern no signal: only citations will count']
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many cases were compared: `36 cases; synthetic data: 36 of 36 cases`. */
export function casesText({ total, syntheticCases }: Comparison): string {
  const { cases } = total.before;
  const synthetic = syntheticCases > 0 ? `; synthetic data: ${syntheticCases} of ${cases} cases` : '';
  return `${count(cases, 'case')}${synthetic}`;
}

/** Case types with other coverage than before, a line each. */
export function caseTypeLines({ caseTypes }: Comparison): string[] {
  return caseTypes
    .filter(({ before, after, gained }) => before.covered !== after.covered || gained.cases !== 0)
    .map((caseType) => `${caseType.id}: ${changeText(caseType)}; ${statusText(caseType.status)}`);
}

/** Gaps that close, change and are left, a line each. */
export function gapChanges({ gaps }: Comparison): string[] {
  return [
    ...gapLines('closes', gaps.closed),
    ...gaps.changed.map(changedText),
    ...gapLines('leaves', gaps.opened),
  ];
}

/** The effects of the open proposals, one line each, below the table of a run. */
export function impactsText({ impacts, refused }: Impacts): string {
  const lines = [
    ...impacts.map(({ proposal, total }) => `${proposal}, if accepted: ${changeText(total)}`),
    ...refused.map(({ proposal, reason }) => `${proposal} was not simulated: ${reason}`),
  ];
  return `\n${lines.join('\n')}\n`;
}

/** The simulated effect as JSON. */
export function impactJson(impact: Impact): string {
  return `${JSON.stringify(impact, null, 2)}\n`;
}

/** Coverage before and after, and what was gained. */
export function changeText({ before, after, gained }: Change): string {
  return `${standingText(before)} → ${standingText(after)}; ${signed(gained.steps)} covered ${plural(gained.steps, 'step')}, ${signed(gained.cases)} fully covered ${plural(gained.cases, 'case')}`;
}

function standingText({ coverage, interval }: Standing): string {
  if (coverage === null) return 'no steps';
  return `${percent(coverage)}${interval === null ? '' : ` (${percent(interval[0])} to ${percent(interval[1])})`}`;
}

function statusText({ before, after }: { readonly before: string; readonly after: string }): string {
  return before === after ? after : `${before} → ${after}`;
}

function gapLines(verb: string, gaps: readonly GapImpact[]): string[] {
  return gaps.map(({ id, title, cases }) => `${verb} ${id} ${printable(title)}: ${count(cases, 'case')}`);
}

/** Some gaps change although no rule catches their steps: with other steps gone, themes are drawn anew. */
function changedText({ id, title, cases, steps, after }: Impact['gaps']['changed'][number]): string {
  if (after.cases === cases) {
    return `changes ${id} ${printable(title)}: ${count(cases, 'case')} as before, ${steps} → ${count(after.steps, 'step')}`;
  }
  const verb = after.cases < cases ? 'shrinks' : 'grows';
  return `${verb} ${id} ${printable(title)}: ${cases} → ${count(after.cases, 'case')}`;
}

function catchText({ rule, kind, text, uncovered, covered, elsewhere }: Catch): string {
  const parts = [`${count(uncovered.steps, 'step')} that nothing covers`];
  if (covered.steps > 0) {
    const rules = covered.rules.slice(0, 3).map(({ id, steps }) => `${id} ${steps}`);
    parts.push(`${count(covered.steps, 'step')} covered already (${rules.join(', ')})`);
  }
  for (const { caseType, steps } of elsewhere)
    parts.push(`${count(steps, 'step')} of ${caseType}, where it does not apply`);
  return `${rule} ${kind} "${printable(text)}" catches ${parts.join('; ')}`;
}

function signed(number: number): string {
  return number < 0 ? `−${-number}` : `+${number}`;
}

function plural(number: number, noun: string): string {
  return Math.abs(number) === 1 ? noun : `${noun}s`;
}
