import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Week } from '../coverage/ledger.ts';
import { isUnderWay } from '../findings/trend.ts';
import type { CaseType, Language } from '../sops/types.ts';
import { formatCount, formatShare, shareOf } from './format.ts';
import { asksForRule } from './gaps.ts';
import { strings } from './i18n.ts';
import type { Pareto } from './pareto.ts';

/** Weeks that a trend shows. */
export const TREND_WEEKS = 12;

const WIDTH = 360;
const HEIGHT = 150;

/** Bars that can have a number each. */
const MOST_TICKS = 14;

/** Of bars that differ from the others in kind. */
const OUTLINE = {
  fill: 'none',
  stroke: 'var(--sd-as-is)',
  strokeDasharray: '3 2',
  inset: 0.5,
} as const;

/** The last weeks of a trend, the latest last. */
export function lastWeeks<Entry>(weeks: readonly Entry[]): readonly Entry[] {
  return weeks.slice(-TREND_WEEKS);
}

/**
 * Coverage by week as SVG text: as-is solid with dots, as-was dashed, the target as a line; the dot of
 * a week that was not over on the as-of date is hollow. Told apart by shape, so that colour is only an
 * addition; colours come from the style sheet.
 */
export function trendChart(
  caseType: CaseType,
  weeks: readonly Week[],
  asOf: string,
  language: Language,
): string {
  const points = weeks.map((week) => ({
    date: new Date(`${week.monday}T00:00:00Z`),
    asIs: shareOf(week.asIsCovered, week.steps) ?? Number.NaN,
    asWas: shareOf(week.asWasCovered, week.steps) ?? Number.NaN,
    underWay: isUnderWay(week.monday, asOf),
  }));
  const dot = { x: 'date', y: 'asIs', stroke: 'var(--sd-as-is)', r: 2.5 } as const;
  const share = (week: Week | undefined) =>
    formatShare(language, week === undefined ? null : shareOf(week.asIsCovered, week.steps));
  const { dashboard } = strings(language);
  return draw(
    {
      x: { type: 'utc', label: null, ticks: Math.min(4, points.length), tickFormat: '%m-%d' },
      y: { domain: [0, 1], label: null, tickFormat: '.0%', ticks: 5, grid: true },
      marks: [
        Plot.ruleY([caseType.target], { stroke: 'var(--sd-target)', strokeWidth: 1.5 }),
        Plot.line(points, {
          x: 'date',
          y: 'asWas',
          stroke: 'var(--sd-as-was)',
          strokeWidth: 1.75,
          strokeDasharray: '4 3',
        }),
        Plot.line(points, { x: 'date', y: 'asIs', stroke: 'var(--sd-as-is)', strokeWidth: 2 }),
        Plot.dot(
          points.filter(({ underWay }) => !underWay),
          { ...dot, fill: 'var(--sd-as-is)' },
        ),
        Plot.dot(
          points.filter(({ underWay }) => underWay),
          { ...dot, fill: 'var(--sl-color-bg)' },
        ),
      ],
    },
    {
      id: `trend-${caseType.id}`,
      title: dashboard.chartTitle(caseType.name[language]),
      description: dashboard.chartDescription(share(weeks[0]), share(weeks.at(-1)), weeks.length),
    },
  );
}

/** Cases with a gap by week, as bars; that of a week that was not over on the as-of date is an outline. */
export function casesChart(
  id: string,
  title: string,
  weeks: readonly { readonly monday: string; readonly cases: number }[],
  asOf: string,
  language: Language,
): string {
  const { gaps, pair } = strings(language);
  const most = Math.max(1, ...weeks.map(({ cases }) => cases));
  const bar = { x: 'monday', y: 'cases' } as const;
  // Every third week: more labels would run into each other on a phone.
  const ticks = weeks.filter((_, index) => index % 3 === 0).map(({ monday }) => monday);
  return draw(
    {
      x: {
        type: 'band',
        domain: weeks.map(({ monday }) => monday),
        label: null,
        ticks,
        tickFormat: (monday: string) => monday.slice(5),
      },
      y: { domain: [0, most], label: null, ticks: Math.min(4, most), tickFormat: 'd', grid: true },
      marks: [
        Plot.barY(
          weeks.filter(({ monday }) => !isUnderWay(monday, asOf)),
          { ...bar, fill: 'var(--sd-as-is)' },
        ),
        Plot.barY(
          weeks.filter(({ monday }) => isUnderWay(monday, asOf)),
          { ...bar, ...OUTLINE },
        ),
        Plot.ruleY([0]),
      ],
    },
    {
      id: `cases-${id}`,
      title: pair(gaps.trend, title),
      description: gaps.trendDescription(weeks.length, formatCount(language, most)),
    },
  );
}

/**
 * Cases per gap as bars and the share of steps they add up to as a line, on an axis of its own at
 * the right. Bars of gaps that ask for no rule are outlines, so that colour is only an addition.
 */
export function paretoChart(
  caseType: CaseType,
  { entries, first, share }: Pareto,
  language: Language,
): string {
  const { gaps } = strings(language);
  const most = Math.max(1, ...entries.map(({ cases }) => cases ?? 0));
  const bars = entries.filter(({ cases }) => cases !== null);
  const solid = bars.filter(({ ranked }) => ranked !== null && asksForRule(ranked));
  const line = { x: 'mark', y: ({ cumulative }: { readonly cumulative: number }) => cumulative * most };
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const axis = { labelArrow: 'none', labelAnchor: 'top', label: null } as const;
  return draw(
    {
      height: 220,
      marginRight: 48,
      marginTop: 28,
      marginBottom: 40,
      x: { type: 'band', domain: entries.map(({ mark }) => mark), label: null, padding: 0.2 },
      y: { domain: [0, most] },
      marks: [
        Plot.axisX(ticksOf(entries), {
          label: gaps.paretoRank,
          labelArrow: 'none',
          labelAnchor: 'center',
          tickSize: 0,
        }),
        Plot.axisY({
          ...axis,
          ticks: Math.min(4, most),
          tickFormat: 'd',
          label: gaps.paretoCases,
        }),
        Plot.axisY(
          shares.map((value) => value * most),
          {
            ...axis,
            anchor: 'right',
            tickFormat: (_: number, index: number) => `${(shares[index] ?? 0) * 100}%`,
            label: gaps.paretoSteps,
          },
        ),
        Plot.gridY({ ticks: Math.min(4, most) }),
        Plot.barY(solid, { x: 'mark', y: 'cases', fill: 'var(--sd-as-is)' }),
        Plot.barY(
          bars.filter((bar) => !solid.includes(bar)),
          {
            x: 'mark',
            y: 'cases',
            ...OUTLINE,
          },
        ),
        Plot.line(entries, { ...line, stroke: 'var(--sd-target)', strokeWidth: 1.75 }),
        Plot.dot(entries, { ...line, fill: 'var(--sd-target)', r: 2.25 }),
        Plot.ruleY([0]),
      ],
    },
    {
      id: `pareto-${caseType.id}`,
      title: gaps.paretoTitle(caseType.name[language]),
      description: `${gaps.pareto(first, formatShare(language, share))} ${gaps.paretoHelp}`,
    },
  );
}

/** Numbers below the bars: of many only some, because more would run into each other. */
function ticksOf(entries: Pareto['entries']): string[] {
  const marks = entries.map(({ mark }) => mark);
  if (marks.length <= MOST_TICKS) return marks;
  const [ranks, others] = [
    marks.filter((mark) => /^\d+$/.test(mark)),
    marks.filter((mark) => /^\D/.test(mark)),
  ];
  return [...ranks.filter((_, index) => index % 5 === 0), ...others];
}

interface Description {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Draws a chart that says what it is, without the style element that the policy forbids. */
function draw(options: Plot.PlotOptions, { id, title, description }: Description): string {
  const { document } = parseHTML('<html><body></body></html>');
  const chart = Plot.plot({
    document: document as unknown as Document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 44,
    marginRight: 12,
    marginTop: 12,
    ...options,
  }) as unknown as Element;
  for (const style of chart.querySelectorAll('style')) style.remove();
  // Names of Plot's own parts ("line", "dot") say nothing to a reader.
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  const told = (name: string, text: string) => {
    const element = chart.ownerDocument.createElementNS('http://www.w3.org/2000/svg', name);
    element.textContent = text;
    element.setAttribute('id', `${id}-${name}`);
    return element;
  };
  chart.prepend(told('title', title), told('desc', description));
  chart.setAttribute('class', 'plot');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-labelledby', `${id}-title`);
  chart.setAttribute('aria-describedby', `${id}-desc`);
  return chart.outerHTML;
}
