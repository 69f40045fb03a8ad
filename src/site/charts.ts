import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Week } from '../coverage/ledger.ts';
import type { CaseType, Language } from '../sops/types.ts';
import { formatCount, formatShare, shareOf } from './format.ts';
import { strings } from './i18n.ts';

/** Weeks that a trend shows. */
export const TREND_WEEKS = 12;

const WIDTH = 360;
const HEIGHT = 150;

/** The last weeks of a trend, the latest last. */
export function lastWeeks<Entry>(weeks: readonly Entry[]): readonly Entry[] {
  return weeks.slice(-TREND_WEEKS);
}

/**
 * Coverage by week as SVG text: as-is solid with dots, as-was dashed, the target as a line. Told
 * apart by shape, so that colour is only an addition; colours come from the style sheet.
 */
export function trendChart(caseType: CaseType, weeks: readonly Week[], language: Language): string {
  const points = weeks.map((week) => ({
    date: new Date(`${week.monday}T00:00:00Z`),
    asIs: shareOf(week.asIsCovered, week.steps) ?? Number.NaN,
    asWas: shareOf(week.asWasCovered, week.steps) ?? Number.NaN,
  }));
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
        Plot.dot(points, { x: 'date', y: 'asIs', fill: 'var(--sd-as-is)', r: 2.5 }),
      ],
    },
    {
      id: `trend-${caseType.id}`,
      title: dashboard.chartTitle(caseType.name[language]),
      description: dashboard.chartDescription(share(weeks[0]), share(weeks.at(-1)), weeks.length),
    },
  );
}

/** Cases with a gap by week, as bars. */
export function casesChart(
  id: string,
  title: string,
  weeks: readonly { readonly monday: string; readonly cases: number }[],
  language: Language,
): string {
  const { gaps, pair } = strings(language);
  const most = Math.max(1, ...weeks.map(({ cases }) => cases));
  // Every third week: more labels would run into each other on a phone.
  const ticks = weeks.filter((_, index) => index % 3 === 0).map(({ monday }) => monday);
  return draw(
    {
      x: { type: 'band', label: null, ticks, tickFormat: (monday: string) => monday.slice(5) },
      y: { domain: [0, most], label: null, ticks: Math.min(4, most), tickFormat: 'd', grid: true },
      marks: [Plot.barY(weeks, { x: 'monday', y: 'cases', fill: 'var(--sd-as-is)' }), Plot.ruleY([0])],
    },
    {
      id: `cases-${id}`,
      title: pair(gaps.trend, title),
      description: gaps.trendDescription(weeks.length, formatCount(language, most)),
    },
  );
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
