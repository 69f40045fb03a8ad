import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextPacker } from '../../src/cases/packed-texts.ts';
import { type Candidates, selectCases } from '../../src/run/selection.ts';

type Record = readonly [caseId: string, settledAt: number];

function stretchOf(records: readonly Record[]): Candidates {
  const caseIds = new TextPacker('utf16le');
  for (const [caseId] of records) caseIds.add(caseId);
  return {
    caseIds: caseIds.finish(),
    settledAt: Float64Array.from(records, ([, settledAt]) => settledAt),
  };
}

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

test('halves of different characters are different cases', () => {
  const ids = ['A\ud800', 'A\ud801', 'A\ufffd', 'A'];
  expect(select(ids.map((id) => [id, 1]))).toMatchObject({ kept: [[1, 1, 1, 1]], accepted: 4 });
});

test('of thousands of cases each is found again', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `S-2026-${index}`);
  const records = ids.map((id): Record => [id, 1]);
  expect(select(records, records)).toEqual({
    kept: [ids.map(() => 0), ids.map(() => 1)],
    accepted: 5000,
    duplicates: 5000,
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
