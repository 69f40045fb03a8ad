import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Week } from '../../src/coverage/ledger.ts';
import { casesChart, lastWeeks, TREND_WEEKS, trendChart } from '../../src/site/charts.ts';
import type { CaseType } from '../../src/sops/types.ts';

const caseType: CaseType = {
  id: 'ato-investigation',
  prefix: 'ATO',
  name: { en: 'ATO <investigation>', 'zh-CN': '账户盗用调查' },
  owner: '@risk-ops/ato',
  target: 0.8,
  autoDecisionThreshold: 0.9,
  slaMinutes: 240,
  aliases: [],
};

const week = (monday: string, steps: number, asIsCovered: number): Week => ({
  monday,
  cases: steps,
  steps,
  asIsCovered,
  asWasCovered: asIsCovered,
});

const weeks = [
  week('2026-08-31', 100, 50),
  week('2026-09-07', 100, 60),
  week('2026-09-14', 0, 0),
  week('2026-09-21', 100, 70),
  week('2026-09-28', 100, 81),
];

const AS_OF = '2026-10-05';

const draw = (language: 'en' | 'zh-CN', shown = weeks, asOf = AS_OF) =>
  parseHTML(`<html><body>${trendChart(caseType, shown, asOf, language)}</body></html>`).document;

describe('the trend chart', () => {
  test('says what it shows', () => {
    const svg = draw('en').querySelector('svg');
    expect(svg?.getAttribute('role')).toBe('img');
    const text = (id: string | null | undefined) => draw('en').querySelector(`[id="${id}"]`)?.textContent;
    expect(text(svg?.getAttribute('aria-labelledby'))).toBe('Coverage by week: ATO <investigation>');
    expect(text(svg?.getAttribute('aria-describedby'))).toContain(
      'from 50.0% in the first to 81.0% in the last',
    );
  });

  test('speaks the language of its page', () => {
    expect(draw('zh-CN').querySelector('title')?.textContent).toBe('每周覆盖率：账户盗用调查');
  });

  test('shows a week without steps as a hole, not as zero', () => {
    expect(draw('en').querySelectorAll('circle')).toHaveLength(4);
    const lines = [...draw('en').querySelectorAll('g[stroke-linejoin=round] > path')];
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  });

  test('tells its lines apart without colour, and takes colours from the theme', () => {
    const markup = trendChart(caseType, weeks, AS_OF, 'en');
    expect(markup).toContain('stroke-dasharray');
    expect(markup).toContain('var(--sd-as-is)');
    expect(markup).not.toMatch(/<style|\sstyle=|#[0-9a-f]{6}/);
  });

  test('shows a week that is not over as a hollow dot', () => {
    const fills = (asOf: string) =>
      [...draw('en', weeks, asOf).querySelectorAll('circle')].map((dot) =>
        (dot.closest('[fill]') ?? dot).getAttribute('fill'),
      );
    expect(new Set(fills(AS_OF))).toEqual(new Set(['var(--sd-as-is)']));
    expect(fills('2026-10-04').filter((fill) => fill === 'var(--sl-color-bg)')).toHaveLength(1);
  });

  test('draws a single week', () => {
    expect(draw('en', weeks.slice(0, 1)).querySelectorAll('circle')).toHaveLength(1);
  });
});

test('a trend shows the last weeks only', () => {
  const many = Array.from({ length: 20 }, (_, index) => week(`2026-01-${10 + index}`, 1, 1));
  expect(lastWeeks(many)).toHaveLength(TREND_WEEKS);
  expect(lastWeeks(many).at(-1)).toBe(many.at(-1));
});

test('cases by week are bars with a description, whatever the title holds', () => {
  const markup = casesChart(
    'GAP-ATO-1',
    '</title><script>alert(1)</script>',
    [
      { monday: '2026-11-02', cases: 100 },
      { monday: '2026-11-09', cases: 3 },
    ],
    '2026-11-15',
    'en',
  );
  const { document } = parseHTML(`<html><body>${markup}</body></html>`);
  expect(document.querySelectorAll('rect')).toHaveLength(2);
  // The second week is not over.
  expect(document.querySelectorAll('g[fill=none][stroke-dasharray] rect')).toHaveLength(1);
  expect(document.querySelector('script')).toBeNull();
  expect(document.querySelector('title')?.textContent).toContain('<script>alert(1)</script>');
  expect(document.querySelector('desc')?.textContent).toContain('at most 100 in one');
});
