import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainSuggester } from '../../src/gaps/suggest.ts';
import { findThemes, type Theme } from '../../src/gaps/themes.ts';
import { LABELLED, RULES, reordered } from './fixtures.ts';

const STEPS = [
  'sanctions list shows the name',
  'name is on the sanctions list',
  'the sanctions list has this name',
  'selfie does not match the photo',
  'the selfie and the photo do not match',
  'photo and selfie match poorly',
  '客户姓名在制裁名单上',
  '制裁名单包含客户姓名',
  'weather was fine',
].map((text, index) => ({ text, cases: index + 1 }));

const groups = (
  inputs: readonly { text: string }[],
  themes: readonly { members: readonly number[] }[],
): string[][] =>
  themes.map(({ members }) => members.map((index) => (inputs[index] as { text: string }).text).sort());

test('wordings that share words make a theme; the number of themes is not given', () => {
  const themes = findThemes(STEPS);
  const found = groups(STEPS, themes);
  expect(found).toContainEqual([
    'name is on the sanctions list',
    'sanctions list shows the name',
    'the sanctions list has this name',
  ]);
  expect(found).toContainEqual(['制裁名单包含客户姓名', '客户姓名在制裁名单上'].sort());
  expect(found).toContainEqual(['weather was fine']);
});

test('a title is drawn from what members share, the medoid is a member', () => {
  const theme = findThemes(STEPS).find(({ members }) => members.includes(0)) as Theme;
  expect(theme.title).toContain('sanctions list');
  expect(theme.members).toContain(theme.medoid);
  expect(theme.cases).toBe(6);
});

test('themes do not depend on the order of the steps', () => {
  const turned = reordered(STEPS);
  const background = trainSuggester(RULES, LABELLED);
  const named = (inputs: typeof STEPS, themes: ReturnType<typeof findThemes>) =>
    themes.map(({ members, medoid, ...rest }) => ({
      ...rest,
      medoid: (inputs[medoid] as { text: string; cases: number }).text,
      members: members.map((index) => (inputs[index] as { text: string; cases: number }).text).sort(),
    }));
  expect(named(turned, findThemes(turned, background))).toEqual(named(STEPS, findThemes(STEPS, background)));
});

test('every step is in exactly one theme, also when only a sample is compared', () => {
  const word = fc.constantFrom('name', 'list', 'photo', 'selfie', 'bank', 'limit', '名单');
  const text = fc.array(word, { maxLength: 5 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 25 }), fc.integer({ min: 2, max: 10 }), (texts, sample) => {
      const themes = findThemes(
        texts.map((own) => ({ text: own, cases: 1 })),
        null,
        { sample },
      );
      expect(themes.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
        texts.map((_, index) => index),
      );
    }),
    { numRuns: 60 },
  );
});

test('same texts are in the same theme', () => {
  const twice = [...STEPS, ...STEPS];
  for (const { members } of findThemes(twice)) {
    for (const member of members) expect(members).toContain((member + STEPS.length) % twice.length);
  }
});

const STARTS = ['the', 'this', 'another'];
const NEW_TOPICS = [
  ['zeppelin charter', ['was signed at noon', 'needs two witnesses', 'names no street', 'came by post']],
  ['falcon permit', ['ends in spring', 'covers hunting only', 'was sold abroad', 'lists eight birds']],
].flatMap(([topic, statements]) =>
  [...(statements as string[])].flatMap((statement) =>
    STARTS.map((start) => ({ text: `${start} ${topic} ${statement}`, cases: 1, topic })),
  ),
);

test('unlike statements about one new topic become one theme', () => {
  const themes = findThemes(NEW_TOPICS, trainSuggester(RULES, LABELLED));
  expect(themes.map(({ members }) => members.length)).toEqual([12, 12]);
  for (const { members } of themes)
    expect(new Set(members.map((member) => NEW_TOPICS[member]?.topic)).size).toBe(1);
});

test('what is not sampled joins the theme that is about the same', () => {
  const themes = findThemes(NEW_TOPICS, trainSuggester(RULES, LABELLED), { sample: 12, rounds: 1 });
  expect(themes.length).toBeLessThan(6);
  for (const { members } of themes)
    expect(new Set(members.map((member) => NEW_TOPICS[member]?.topic)).size).toBe(1);
});

const STREETS = ['Oak', 'Elm', 'Ash', 'Fig', 'Yew', 'Bay', 'Box', 'Fir'];

/** Steps about a zeppelin charter in both languages, and about a falcon permit in one. */
const carrying = (zeppelin: readonly string[], falcon: readonly string[]) =>
  [
    {
      topic: 'zeppelin',
      signals: zeppelin,
      text: (street: string) => `zeppelin charter signed in ${street} street`,
    },
    { topic: 'zeppelin', signals: zeppelin, text: (street: string) => `飞艇包租合同签署于${street}街` },
    {
      topic: 'falcon',
      signals: falcon,
      text: (street: string) => `falcon permit for hunting near ${street} lane`,
    },
  ].flatMap(({ topic, signals, text }) => STREETS.map((street) => ({ topic, signals, text: text(street) })));

const themesOf = (inputs: ReturnType<typeof carrying>) =>
  findThemes(
    inputs.map(({ text, signals }) => ({ text, signals, cases: 1 })),
    trainSuggester(RULES, LABELLED),
  ).map(({ members }) => members.map((member) => inputs[member]?.topic as string));

test('steps that carry the same unusual signal are one theme in whatever language they are worded', () => {
  expect(themesOf(carrying([], [])).map((topics) => topics.length)).toEqual([8, 8, 8]);
  const themes = themesOf(carrying(['airship'], ['hunting']));
  expect(themes.map((topics) => [...new Set(topics)])).toEqual([['zeppelin'], ['falcon']]);
  expect(themes[0]).toHaveLength(16);
});

test('a signal that steps carry whatever they are about joins none', () => {
  const themes = themesOf(carrying(['case_reopened'], ['case_reopened']));
  expect(themes.map((topics) => topics.length)).toEqual([8, 8, 8]);
});
