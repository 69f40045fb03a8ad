import type { Ledger, Totals } from '../coverage/ledger.ts';
import { trendText } from '../findings/trend.ts';
import { isLeftover } from '../gaps/gap-ids.ts';
import { count, printable } from '../terminal-text.ts';
import { casesSince } from './gap-standing.ts';
import type { RankedGap } from './ranked-gaps.ts';

export interface GapsTextOptions {
  /** The case type the list is limited to. */
  readonly only?: string | undefined;
  /** How many dismissed gaps are left out. */
  readonly hidden?: number;
  /** Put before the path of a content file, so that it can be opened from here. */
  readonly prefix?: string;
}

/** The ranked gaps as text for a terminal. */
export function gapsText(
  gaps: readonly RankedGap[],
  { report, syntheticCases }: Ledger,
  { only, hidden = 0, prefix = '' }: GapsTextOptions = {},
): string {
  const totals = report.caseTypes.find(({ id }) => id === only) ?? report.total;
  const synthetic = syntheticCases > 0 ? `; synthetic data: ${syntheticCases} of ${report.total.cases}` : '';
  const source = `as of ${report.asOf}, from ${count(totals.cases, 'case')}${only ? ` of ${only}` : ''}${synthetic}`;
  const left = hidden === 0 ? '' : `${count(hidden, 'dismissed gap')} left out; --all shows them\n`;
  if (gaps.length === 0) return `${hidden === 0 ? emptyText(totals) : 'No open gaps'}\n(${source})\n${left}`;
  const themes = gaps.filter(({ gap }) => !isLeftover(gap));
  const scattered = gaps.filter(({ gap }) => isLeftover(gap));
  const steps = scattered.reduce((sum, { gap }) => sum + gap.steps, 0);
  const besides =
    steps === 0
      ? ''
      : `besides, ${count(steps, 'step')} with scattered wordings that make no gap, at the end of the list\n`;
  const listed = gaps.map((ranked) => gapText(ranked, prefix));
  return `${count(themes.length, 'gap')} ${source}\n${besides}${left}\n${listed.join('\n')}`;
}

function emptyText({ steps }: Totals): string {
  if (steps === 0) {
    return 'No gaps, because no step was assessed. Put case exports into exports/ and run: npm run -s sop -- coverage';
  }
  return 'No gaps: every assessed step is covered, cites something, or closely resembles a rule. Next: npm run -s sop -- coverage shows wrong citations';
}

function gapText(ranked: RankedGap, prefix: string): string {
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
    `${isLeftover(gap) ? '' : `${rank}. `}${gap.id}  ${printable(gap.title)}`,
    `   ${gap.caseType}, owner ${printable(owner)}`,
    `   ${count(gap.cases, 'case')}, ${count(gap.steps, 'step')}; TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}; ${minutes}`,
    `   seen from ${gap.firstSeen} to ${gap.lastSeen}; ${trendText(trend)}`,
    `   nearest rules: ${near === '' ? 'none' : near}`,
    `   ${proposalText(ranked, prefix)}`,
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

function proposalText({ gap, proposals }: RankedGap, prefix: string): string {
  if (proposals.length > 0) {
    return `proposal: ${proposals.map(({ id, status, file }) => `${id} (${status}) ${prefix}${file}`).join('; ')}`;
  }
  if (isLeftover(gap)) return 'proposal: none; no wording is shared by enough cases to propose from';
  return `proposal: none; start one with npm run -s sop -- propose ${gap.id}`;
}
