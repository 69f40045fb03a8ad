import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidates, selectCases } from '../../src/run/selection.ts';

type Record = readonly [caseId: string, settledAt: number];

const stretchOf = (records: readonly Record[]): Candidates => ({
  caseIds: records.map(([caseId]) => caseId),
  settledAt: Float64Array.from(records, ([, settledAt]) => settledAt),
});

const select = (...stretches: readonly (readonly Record[])[]) => {
  const { kept, accepted, duplicates } = selectCases(stretches.map(stretchOf));
  return { kept: kept.map((records) => [...records]), accepted, duplicates };
};

describe('of several records of a case', () => {
  test('the one settled last counts, wherever it stands', () => {
    expect(
      select(
        [
          ['A', 3],
          ['A', 1],
        ],
        [['A', 2]],
      ),
    ).toEqual({ kept: [[1, 0], [0]], accepted: 1, duplicates: 2 });
    expect(
      select(
        [
          ['A', 1],
          ['A', 2],
        ],
        [['A', 3]],
      ),
    ).toEqual({ kept: [[0, 0], [1]], accepted: 1, duplicates: 2 });
  });

  test('the one read last counts when they are settled at the same time', () => {
    expect(
      select(
        [
          ['A', 1],
          ['A', 1],
        ],
        [['A', 1]],
      ),
    ).toEqual({ kept: [[0, 0], [1]], accepted: 1, duplicates: 2 });
  });

  test('one a fraction of a millisecond later counts', () => {
    expect(
      select([
        ['A', 1.5],
        ['A', 1.25],
      ]),
    ).toEqual({ kept: [[1, 0]], accepted: 1, duplicates: 1 });
  });
});

test('cases called like parts of every object are cases', () => {
  expect(
    select([
      ['__proto__', 1],
      ['constructor', 1],
      ['', 1],
      ['__proto__', 0],
    ]),
  ).toMatchObject({
    kept: [[1, 1, 1, 0]],
    accepted: 3,
  });
});

test('nothing read is nothing kept', () => {
  expect(select()).toEqual({ kept: [], accepted: 0, duplicates: 0 });
  expect(select([], [])).toEqual({ kept: [[], []], accepted: 0, duplicates: 0 });
});

test('each case is kept once: its last record among those settled last, however they are cut', () => {
  const records = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat(3)), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(records, { maxLength: 5 }), (stretches) => {
      const all = stretches.flat();
      const winners = new Set(
        ['A', 'B', 'C', 'D'].map((id) => {
          const latest = Math.max(...all.filter(([caseId]) => caseId === id).map(([, time]) => time));
          return all.findLastIndex(([caseId, time]) => caseId === id && time === latest);
        }),
      );
      const { kept, accepted, duplicates } = select(...stretches);
      expect(kept.map(({ length }) => length)).toEqual(stretches.map(({ length }) => length));
      expect(kept.flat()).toEqual(all.map((_, index) => (winners.has(index) ? 1 : 0)));
      expect(accepted).toBe(new Set(all.map(([caseId]) => caseId)).size);
      expect(accepted + duplicates).toBe(all.length);
    }),
    { numRuns: 500 },
  );
});
