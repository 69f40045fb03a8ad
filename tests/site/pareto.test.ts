import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { GapStanding } from '../../src/proposals/gap-standing.ts';
import type { RankedGap } from '../../src/proposals/ranked-gaps.ts';
import { paretoChart } from '../../src/site/charts.ts';
import { paretoOf } from '../../src/site/pareto.ts';
import type { CaseType } from '../../src/sops/types.ts';

const gap = (id: string, cases: number, steps: number, standing: GapStanding = 'open') =>
  ({ gap: { id: `GAP-ATO-${id}`, cases, steps }, standing }) as RankedGap;

const GAPS = [
  gap('a', 50, 100),
  gap('b', 40, 60, 'dismissed'),
  gap('c', 20, 20, 'grown'),
  gap('000000', 70, 20),
];

describe('a Pareto', () => {
  test('adds steps up, those of dismissed gaps and of scattered wordings too', () => {
    const { entries, first, share } = paretoOf(GAPS);
    expect(entries.map(({ mark, cases, cumulative }) => [mark, cases, cumulative])).toEqual([
      ['1', 50, 0.5],
      ['2', 40, 0.8],
      ['3', 20, 0.9],
      ['∗', 70, 1],
    ]);
    expect([first, share]).toEqual([3, 0.9]);
  });

  test('speaks of the first five, and puts what is too much for bars into one entry', () => {
    const { entries, first, share } = paretoOf([
      ...Array.from({ length: 27 }, (_, index) => gap(String(index), 5, 4)),
      gap('000000', 9, 12),
    ]);
    expect(entries.map(({ mark }) => mark).slice(-3)).toEqual(['20', '+7', '∗']);
    expect(entries.at(-2)).toMatchObject({ ranked: null, cases: null, steps: 28 });
    expect([first, share]).toEqual([5, 20 / 120]);
  });

  test.for([
    ['no gap', [], 0],
    ['scattered wordings only', [gap('000000', 3, 3)], 0],
    ['one gap', [gap('a', 3, 3)], 1],
  ] as const)('of %s', ([, gaps, first]) => {
    expect(paretoOf(gaps).first).toBe(first);
    expect(paretoOf(gaps).entries).toHaveLength(gaps.length);
  });

  test('never falls, and ends at everything', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const { entries } = paretoOf(all.map((count, index) => gap(String(index), 1, count)));
        expect(entries.at(-1)?.cumulative).toBe(1);
        for (const [index, { cumulative }] of entries.entries()) {
          expect(cumulative).toBeGreaterThan(entries[index - 1]?.cumulative ?? 0);
        }
        expect(entries.reduce((sum, entry) => sum + entry.steps, 0)).toBe(all.reduce((a, b) => a + b));
      }),
    );
  });
});

describe('the Pareto chart', () => {
  const caseType = { id: 'ato-investigation', name: { en: 'ATO </title><b>', 'zh-CN': '盗用' } } as CaseType;
  const markup = paretoChart(caseType, paretoOf(GAPS), 'en');
  const { document } = parseHTML(`<html><body>${markup}</body></html>`);

  test('has a bar per gap, outlined where no rule is asked for, and names its axes', () => {
    const bars = [...document.querySelectorAll('rect')];
    expect(bars).toHaveLength(4);
    const outlined = bars.filter((bar) => bar.closest('[fill=none]'));
    expect(outlined).toHaveLength(2);
    const words = [...document.querySelectorAll('text')].map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(['Cases', 'Steps, added up', 'Gaps by rank', '100%', '∗']));
    expect(document.querySelectorAll('circle')).toHaveLength(4);
  });

  test('says what it shows, whatever the case type is called', () => {
    expect(document.querySelector('title')?.textContent).toBe('Gaps by cases: ATO </title><b>');
    expect(document.querySelector('desc')?.textContent).toContain('The first 3 gaps hold 90.0% of the steps');
    expect(document.querySelector('b')).toBeNull();
    expect(markup).not.toMatch(/<style|\sstyle=|#[0-9a-f]{6}/);
  });

  test('is drawn of one gap, and of more than have a bar', () => {
    const many = Array.from({ length: 30 }, (_, index) => gap(String(index), 30 - index, 4));
    for (const [gaps, bars] of [
      [many.slice(0, 1), 1],
      [many, 20],
    ] as const) {
      const svg = parseHTML(`<html><body>${paretoChart(caseType, paretoOf(gaps), 'zh-CN')}</body></html>`);
      expect(svg.document.querySelectorAll('rect')).toHaveLength(bars);
      const marks = [...svg.document.querySelectorAll('text')].map((text) => text.textContent ?? '');
      const ranks = marks.filter((mark) => /^(?:[1-9]|1\d|20|\+\d+)$/.test(mark));
      if (gaps === many) expect(ranks).toEqual(expect.arrayContaining(['1', '6', '11', '16', '+10']));
      if (gaps === many) expect(ranks).not.toEqual(expect.arrayContaining(['2']));
    }
  });
});
