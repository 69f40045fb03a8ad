import type { Ledger, Totals } from '../coverage/ledger.ts';
import { isLeftover, type RankedGap } from './ranked-gaps.ts';
import { trendText } from './trend.ts';

/**
 * The ranked gaps as text for a terminal.
 *
 * @param only the case type the list is limited to
 */
export function gapsText(
  gaps: readonly RankedGap[],
  { report, syntheticCases }: Ledger,
  only?: string,
): string {
  const totals = report.caseTypes.find(({ id }) => id === only) ?? report.total;
  const synthetic = syntheticCases > 0 ? `; synthetic data: ${syntheticCases} of ${report.total.cases}` : '';
  const source = `as of ${report.asOf}, from ${count(totals.cases, 'case')}${only ? ` of ${only}` : ''}${synthetic}`;
  if (gaps.length === 0) return `${emptyText(totals)}\n(${source})\n`;
  return `${count(gaps.length, 'gap')} ${source}\n\n${gaps.map(gapText).join('\n')}`;
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
  const near = nearest.map(({ id, titles, score }) => `${id} ${titles.en} (${score.toFixed(2)})`).join('; ');
  const lines = [
    `${rank}. ${gap.id}  ${gap.title}`,
    `   ${gap.caseType}, owner ${owner}`,
    `   ${count(gap.cases, 'case')}, ${count(gap.steps, 'step')}; TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}; ${minutes}`,
    `   seen from ${gap.firstSeen} to ${gap.lastSeen}; ${trendText(trend)}`,
    `   nearest rules: ${near === '' ? 'none' : near}`,
    `   ${proposalText(ranked)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function proposalText({ gap, proposals }: RankedGap): string {
  if (proposals.length > 0) {
    return `proposal: ${proposals.map(({ id, status, file }) => `${id} (${status}) ${file}`).join('; ')}`;
  }
  if (isLeftover(gap)) return 'proposal: none; no wording is shared by enough cases to propose from';
  return `proposal: none; start one with npm run -s sop -- propose ${gap.id}`;
}

/** The ranked gaps as JSON. */
export function gapsJson(gaps: readonly RankedGap[], { report, catalogue, syntheticCases }: Ledger): string {
  const result = {
    schema: 'sop-gaps/1',
    asOf: report.asOf,
    catalogue,
    cases: report.total.cases,
    syntheticCases,
    gaps: gaps.map(({ rank, gap, evidence, trend, owner, nearest, proposals }) => ({
      rank,
      ...gap,
      owner,
      handling: evidence.handling,
      trend,
      weeks: evidence.weeks,
      signals: evidence.signals,
      nearest: nearest.map(({ id, titles, score }) => ({ id, title: titles.en, score })),
      proposals: proposals.map(({ id, status, file }) => ({ id, status, file })),
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** A number with its noun: `1 case`, `2 cases`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
