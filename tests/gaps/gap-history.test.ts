import { describe, expect, test } from 'vitest';
import { type GapHistory, gapHistorySchema } from '../../src/coverage/gap-history.ts';
import type { GapReport, Report } from '../../src/coverage/ledger.ts';
import { nextGapHistory } from '../../src/gaps/gap-history.ts';

const CONTENT = { catalogue: 'c', undecided: 'u' };

function report(asOf: string, gaps: Readonly<Record<string, readonly string[]>>, window = {}): Report {
  return {
    asOf,
    window: { since: null, until: null, ...window },
    gaps: Object.entries(gaps).map(([id, exemplars]) => ({ id, exemplars }) as GapReport),
  } as Report;
}

/** The history after runs one after the other. */
function historyOf(runs: readonly Report[], synthetic = false): GapHistory {
  const last = runs.reduce<GapHistory | null>(
    (before, run) => nextGapHistory(before, run, synthetic, CONTENT),
    null,
  );
  return gapHistorySchema.parse(last);
}

const FIRST = report('2026-11-01', { 'GAP-ATO-a': ['phone was stolen'], 'GAP-ATO-b': ['voice was cloned'] });
const MERGED = report('2026-11-08', { 'GAP-ATO-a': ['phone was stolen', 'the voice was cloned'] });

describe('the history of gaps', () => {
  test('begins with the first run, and keeps that date', () => {
    const later = historyOf([FIRST, { ...FIRST, asOf: '2026-11-08' }]);
    expect(later.gaps.map(({ id, since, history }) => [id, since, history])).toEqual([
      ['GAP-ATO-a', '2026-11-01', []],
      ['GAP-ATO-b', '2026-11-01', []],
    ]);
    expect(later.run.asOf).toBe('2026-11-08');
  });

  test('says where the wordings of a gap went, and when', () => {
    const { gaps, gone } = historyOf([FIRST, MERGED]);
    expect(gaps).toMatchObject([
      { id: 'GAP-ATO-a', since: '2026-11-01', history: [{ from: ['GAP-ATO-b'], since: '2026-11-08' }] },
    ]);
    expect(gone).toEqual([
      { id: 'GAP-ATO-b', since: '2026-11-01', until: '2026-11-08', into: ['GAP-ATO-a'], history: [] },
    ]);
    expect(JSON.stringify(gone)).not.toContain('voice');
  });

  test('keeps the latest changes of a gap', () => {
    const runs = Array.from({ length: 50 }, (_, day) => {
      const asOf = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      return { ...(day % 2 === 0 ? FIRST : MERGED), asOf };
    });
    const history = historyOf(runs).gaps.find(({ id }) => id === 'GAP-ATO-a')?.history;
    expect(history).toHaveLength(20);
    expect(history?.at(-1)?.since).toBe('2026-02-19');
  });

  test('makes one change of the runs of a day', () => {
    const three = report('2026-11-01', {
      'GAP-ATO-a': ['phone was stolen'],
      'GAP-ATO-b': ['voice was cloned'],
      'GAP-ATO-c': ['code was bought'],
    });
    const two = report('2026-11-08', {
      'GAP-ATO-a': ['phone was stolen', 'the voice was cloned'],
      'GAP-ATO-c': ['code was bought'],
    });
    const one = report('2026-11-08', {
      'GAP-ATO-a': ['phone was stolen', 'the voice was cloned', 'the code was bought'],
    });
    expect(historyOf([three, two, one]).gaps.map(({ history }) => history)).toEqual([
      [{ from: ['GAP-ATO-b', 'GAP-ATO-c'], since: '2026-11-08' }],
    ]);
  });

  test('is not changed by the same run again', () => {
    expect(historyOf([FIRST, MERGED, MERGED])).toEqual(historyOf([FIRST, MERGED]));
  });

  test('takes a gap that comes back up where it was left', () => {
    const { gaps, gone } = historyOf([FIRST, MERGED, { ...FIRST, asOf: '2026-11-15' }]);
    expect(gaps[1]).toMatchObject({ id: 'GAP-ATO-b', since: '2026-11-01' });
    expect(gone).toEqual([]);
  });

  test.for([
    ['of an earlier date', { asOf: '2026-10-31' }],
    ['up to an earlier day', { window: { since: null, until: '2026-11-02' } }],
    ['from some day on', { window: { since: '2026-11-02', until: null } }],
  ] as const)('is left as it was by a run %s, and names that run', ([, changes]) => {
    const before = historyOf([FIRST]);
    const { run, ...rest } = historyOf([FIRST, { ...report('2026-11-08', {}), ...changes }]);
    const { run: _, ...same } = before;
    expect(rest).toEqual(same);
    expect(run.asOf).toBe('asOf' in changes ? changes.asOf : '2026-11-08');
  });

  test('compares runs whose window moves on', () => {
    const since = (day: string) => ({ since: day, until: null });
    const runs = [
      { ...FIRST, window: since('2026-09-01') },
      { ...MERGED, window: since('2026-09-08') },
    ];
    expect(historyOf(runs).gone).toHaveLength(1);
  });

  test('begins anew with real cases after synthetic ones', () => {
    const history = nextGapHistory(historyOf([FIRST], true), MERGED, false, CONTENT);
    expect(history.gone).toEqual([]);
    expect(history.gaps).toMatchObject([{ since: '2026-11-08', history: [] }]);
  });

  test('keeps what is left over out', () => {
    const leftover = report('2026-11-01', { 'GAP-ATO-000000': [] });
    expect(historyOf([leftover, report('2026-11-08', {})])).toMatchObject({ gaps: [], gone: [] });
  });

  test('does not grow without end', () => {
    const runs = Array.from({ length: 1200 }, (_, number) =>
      report('2026-11-01', {
        [`GAP-ATO-${number % 2}`]: ['phone was stolen'],
        [`GAP-KYC-${number}`]: [`word ${number}`],
      }),
    );
    const { gaps, gone } = historyOf(runs);
    expect(gone).toHaveLength(500);
    for (const { history } of [...gaps, ...gone]) expect(history.length).toBeLessThanOrEqual(20);
  });
});
