import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GapWordings, regroup } from '../../src/gaps/regrouping.ts';

const gap = (id: string, ...exemplars: string[]): GapWordings => ({ id: `GAP-${id}`, exemplars });

describe('between two runs', () => {
  test('a gap that stays as it is does not move', () => {
    const gaps = [gap('ATO-a', 'voice of the customer was cloned'), gap('ATO-b', 'phone was stolen')];
    expect(regroup(gaps, gaps)).toEqual({ vanished: [], appeared: [], moved: [] });
    expect(regroup(gaps, [...gaps].reverse())).toEqual({ vanished: [], appeared: [], moved: [] });
  });

  test('a split gives the new gap wordings of the old one', () => {
    expect(
      regroup(
        [gap('ATO-a', 'phone was stolen on holiday', 'voice of the customer was cloned')],
        [gap('ATO-a', 'phone was stolen on holiday'), gap('ATO-b', 'voice of the customer was cloned')],
      ),
    ).toEqual({
      vanished: [],
      appeared: ['GAP-ATO-b'],
      moved: [{ from: 'GAP-ATO-a', to: 'GAP-ATO-b' }],
    });
  });

  test('a merge leaves the wordings of the gaps that vanish in the one that stays', () => {
    expect(
      regroup(
        [
          gap('ATO-c', 'loses its phone'),
          gap('ATO-a', 'phone was stolen on holiday'),
          gap('ATO-b', '手机被盗后登录'),
        ],
        [gap('ATO-a', 'phone was stolen on holiday', 'customer loses its phone', '客户手机被盗后登录')],
      ),
    ).toEqual({
      vanished: ['GAP-ATO-b', 'GAP-ATO-c'],
      appeared: [],
      moved: [
        { from: 'GAP-ATO-b', to: 'GAP-ATO-a' },
        { from: 'GAP-ATO-c', to: 'GAP-ATO-a' },
      ],
    });
  });

  test('another founding wording gives another ID to the same wordings', () => {
    expect(regroup([gap('ATO-a', 'phone was stolen')], [gap('ATO-b', 'phone was stolen')])).toEqual({
      vanished: ['GAP-ATO-a'],
      appeared: ['GAP-ATO-b'],
      moved: [{ from: 'GAP-ATO-a', to: 'GAP-ATO-b' }],
    });
  });

  test.for([
    ['in another case type', ['phone was stolen'], 'KYC-b', ['phone was stolen']],
    ['as a part too short to tell', ['new device'], 'ATO-b', ['login from a new device abroad']],
    ['as parts of words', ['arm was set off'], 'ATO-b', ['alarm was set offline']],
    ['as a short run of Chinese', ['新设备'], 'ATO-b', ['客户新设备登录']],
    ['as numbers', ['# # # #'], 'ATO-b', ['paid # # # # times']],
    ['without a wording', [], 'ATO-000000', []],
  ] as const)('nothing moves %s', ([, before, id, now]) => {
    expect(regroup([gap('ATO-a', ...before)], [gap(id, ...now)]).moved).toEqual([]);
  });

  test('a wording that both gaps had, or that its gap still has, did not move', () => {
    const both = 'voice of the customer was cloned';
    expect(regroup([gap('ATO-a', both), gap('ATO-b', both)], [gap('ATO-b', both)]).moved).toEqual([]);
    expect(regroup([gap('ATO-a', both)], [gap('ATO-a', both), gap('ATO-b', both)]).moved).toEqual([]);
  });

  test('whatever the gaps, the answer names only them, and not the order they came in', () => {
    const words = fc.constantFrom(
      'one two three',
      'one two three four',
      'two three',
      '手机被盗后登录',
      '# a b c',
    );
    const gaps = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('GAP-ATO-1', 'GAP-ATO-2', 'GAP-ATO-3', 'GAP-KYC-1'),
        exemplars: fc.uniqueArray(words, { maxLength: 3 }),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(gaps, gaps, (before, now) => {
        const found = regroup(before, now);
        expect(regroup([...before].reverse(), [...now].reverse())).toEqual(found);
        for (const { from, to } of found.moved) {
          expect(from).not.toBe(to);
          expect(before.map(({ id }) => id)).toContain(from);
          expect(now.map(({ id }) => id)).toContain(to);
        }
        expect(regroup(now, now)).toEqual({ vanished: [], appeared: [], moved: [] });
      }),
    );
  });
});
