import type { Ledger, Totals } from '../coverage/ledger.ts';
import { trendText } from '../findings/trend.ts';
import { isLeftover } from '../gaps/gap-ids.ts';
import { count, printable } from '../terminal-text.ts';
import { casesSince } from './gap-standing.ts';
import type { RankedGap } from './ranked-gaps.ts';

/**
 * The ranked gaps as text for a terminal.
 *
 * @param only the case type the list is limited to
 * @param hidden how many dismissed gaps are left out
 */
export function gapsText(
  gaps: readonly RankedGap[],
  { report, syntheticCases }: Ledger,
  { only, hidden = 0 }: { readonly only?: string | undefined; readonly hidden?: number } = {},
): string {
  const totals = report.caseTypes.find(({ id }) => id === only) ?? report.total;
  const synthetic = syntheticCases > 0 ? `; synthetic data: ${syntheticCases} of ${report.total.cases}` : '';
  const source = `as of ${report.asOf}, from ${count(totals.cases, 'case')}${only ? ` of ${only}` : ''}${synthetic}`;
  const left = hidden === 0 ? '' : `${count(hidden, 'dismissed gap')} left out; --all shows them\n`;
  if (gaps.length === 0) return `${hidden === 0 ? emptyText(totals) : 'No open gaps'}\n(${source})\n${left}`;
  return `${count(gaps.length, 'gap')} ${source}\n${left}\n${gaps.map(gapText).join('\n')}`;
}

function emptyText({ steps }: Totals): string {
  if (steps === 0) {
    return 'No gaps, because no step was assessed. Put case exports into exports/ and run: npm run -s sop -- coverage';
  }
  return 'No gaps: every assessed step is covered, cites something, or closely resembles a rule. Next: npm run -s sop -- coverage shows wrong citations';
}

function gapText(ranked: RankedGap): string {
  const { rank, gap, evidence, trend, owner, nearest } = ranked;
  const { TP, TN, FP, FN } = gap.labels;
  const { handling } = evidence;
  const minutes =
    handling.cases === 0
      ? 'handling time not stated'
      : `${Math.round(handling.minutes)} handling minutes in ${count(handling.cases, 'case')}`;
  const near = nearest
    .map(({ id, titles, score }) => `${id} ${printable(titles.en)} (${score.toFixed(2)})`)
    .join('; ');
  const lines = [
    `${rank}. ${gap.id}  ${printable(gap.title)}`,
    `   ${gap.caseType}, owner ${printable(owner)}`,
    `   ${count(gap.cases, 'case')}, ${count(gap.steps, 'step')}; TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}; ${minutes}`,
    `   seen from ${gap.firstSeen} to ${gap.lastSeen}; ${trendText(trend)}`,
    `   nearest rules: ${near === '' ? 'none' : near}`,
    `   ${proposalText(ranked)}`,
    ...decisionText(ranked),
  ];
  return `${lines.join('\n')}\n`;
}

function decisionText({ gap, evidence, decision, standing }: RankedGap): string[] {
  if (decision === null) return [];
  const { by, date, reason, proposal } = decision;
  const earlier = decision.gap === gap.id ? '' : `, as ${decision.gap}`;
  const grown =
    standing === 'grown'
      ? [
          `   open again: last seen ${gap.lastSeen}, at least ${count(casesSince(gap, evidence, date), 'case')} later`,
        ]
      : [];
  const said = [reason, proposal].filter((words) => words !== null).join('; ');
  return [
    `   ${decision.decision} by ${printable(by)} on ${date}${earlier}${said === '' ? '' : `: ${printable(said)}`}`,
    ...grown,
  ];
}

function proposalText({ gap, proposals }: RankedGap): string {
  if (proposals.length > 0) {
    return `proposal: ${proposals.map(({ id, status, file }) => `${id} (${status}) ${file}`).join('; ')}`;
  }
  if (isLeftover(gap)) return 'proposal: none; no wording is shared by enough cases to propose from';
  return `proposal: none; start one with npm run -s sop -- propose ${gap.id}`;
}
