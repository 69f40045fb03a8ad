import { expect, test } from 'vitest';
import { sharedRuns } from '../../src/gaps/shared-wording.ts';

const said = (wording: string, ...cases: number[]) => cases.map((number) => ({ wording, case: number }));
const texts = (...wordings: ReturnType<typeof said>[]) =>
  sharedRuns(wordings.flat(), 2, 3).map(({ text }) => text);

const ENGLISH = [
  said('airship landed on the roof garden', 1, 2, 3, 4),
  said('captain shows no licence of any country', 1, 2, 3),
  said('ballast was thrown over the harbour wall', 1, 2, 3),
];

test('what fewer cases share is not shown', () => {
  expect(texts(said('airship landed on the roof', 1), said('captain has no licence', 2))).toEqual([]);
});

test('the most telling runs come first', () => {
  expect(texts(...ENGLISH)).toEqual([
    'airship landed on the roof garden',
    'captain shows no licence of any country',
    'ballast was thrown over the harbour wall',
  ]);
});

test('whoever reads one language only finds a wording, too', () => {
  const shown = texts(...ENGLISH, said('飞艇降落在屋顶花园', 5, 6));
  expect(shown).toHaveLength(3);
  expect(shown[0]).toBe('airship landed on the roof garden');
  expect(shown[1]).toBe('飞艇降落在屋顶花园');
});

test('a run does not begin with what belongs to a number before it', () => {
  expect(texts(said('stays valid for # hours after printing the code', 1, 2))).toEqual([
    'stays valid for # hours after printing the code',
  ]);
  expect(
    texts(said('alpha # hours later the code is gone', 1), said('beta # hours later the code is gone', 2)),
  ).toEqual(['later the code is gone']);
  expect(texts(said('甲 # 分钟后失效 因此显得着急', 1), said('乙 # 分钟后失效 因此显得着急', 2))).toEqual([
    '因此显得着急',
  ]);
});

test('a Chinese run neither begins nor ends within a phrase', () => {
  expect(texts(said('甲的投票权很分散在丙', 1), said('乙的投票权很分散在丁', 2))).toEqual(['投票权很分散']);
});

test('a gap is called by what most cases have in common, not by a long remark of few', () => {
  const shown = texts(
    said('airship landed on the roof garden of the hotel', 1, 2, 3, 4),
    said('captain shows no licence of any country but one letter from before', 1, 2, 3),
  );
  expect(shown[0]).toBe('airship landed on the roof garden of the hotel');
  expect(shown).toHaveLength(2);
});

test('words that say nothing make no title', () => {
  const shown = texts(
    said('issued for a year and not for a day', 1, 2, 3),
    said('tax residency certificate submitted', 4, 5, 6),
  );
  expect(shown).toEqual(['tax residency certificate submitted', 'issued for a year and not for a day']);
});

test('what stands around a number makes no title where something else does', () => {
  const shown = texts(
    said('call shows # echoes of one word', 1, 2, 3, 4),
    said('cloned voice of the customer', 5, 6, 7, 8),
  );
  expect(shown).toEqual(['cloned voice of the customer', 'call shows # echoes of one word']);
});

test('a title takes along the words around it that nearly all of its cases have', () => {
  const shown = texts(
    said('the airship captain landed on the roof garden of the hotel', 1, 2, 3),
    said('an airship captain landed on the roof garden of an office', 4),
  );
  expect(shown).toEqual(['airship captain landed on the roof garden of the hotel']);
});
