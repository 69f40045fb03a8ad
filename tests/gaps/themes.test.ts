import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SuggestModel, trainSuggester } from '../../src/gaps/suggest.ts';
import { findThemes, type ThemeSettings } from '../../src/gaps/themes.ts';
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
];

/** The texts of every theme, sorted. */
function themesOf(
  texts: readonly string[],
  background: SuggestModel | null = null,
  settings: Partial<ThemeSettings> = {},
): string[][] {
  const themes = findThemes(
    texts,
    texts.map(() => []),
    background,
    settings,
  );
  return themes.map((members) => members.map((member) => texts[member] as string).sort());
}

test('wordings that share words make a theme; the number of themes is not given', () => {
  const found = themesOf(STEPS);
  expect(found).toContainEqual([
    'name is on the sanctions list',
    'sanctions list shows the name',
    'the sanctions list has this name',
  ]);
  expect(found).toContainEqual(['制裁名单包含客户姓名', '客户姓名在制裁名单上'].sort());
  expect(found).toContainEqual(['weather was fine']);
});

test('a few wordings about different things stay apart, though all of them hold the commonest words', () => {
  const texts = [
    'customer asks to move the nft collection to a hardware vault #',
    'child account opened by the parent requests a voice lock #',
    'satellite phone roaming partner blocked the one time code #',
    'the bank statement is older than the limit #',
  ];
  expect(themesOf(texts).sort()).toEqual(texts.map((text) => [text]).sort());
});

test('themes do not depend on the order of the steps', () => {
  const background = trainSuggester(RULES, LABELLED);
  expect(themesOf(reordered(STEPS), background).sort()).toEqual(themesOf(STEPS, background).sort());
});

test('every step is in exactly one theme, also when only a sample is compared', () => {
  const word = fc.constantFrom('name', 'list', 'photo', 'selfie', 'bank', 'limit', '名单');
  const text = fc.array(word, { maxLength: 5 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 25 }), fc.integer({ min: 2, max: 10 }), (texts, sample) => {
      const themes = findThemes(
        texts,
        texts.map(() => []),
        null,
        { sample },
      );
      expect(themes.flat().sort((a, b) => a - b)).toEqual(texts.map((_, index) => index));
    }),
    { numRuns: 60 },
  );
});

test('same texts are in the same theme', () => {
  for (const texts of themesOf([...STEPS, ...STEPS])) {
    for (const text of texts) expect(texts.filter((other) => other === text)).toHaveLength(2);
  }
});

const STARTS = ['the', 'this', 'another'];
const NEW_TOPICS = [
  ['zeppelin charter', ['was signed at noon', 'needs two witnesses', 'names no street', 'came by post']],
  ['falcon permit', ['ends in spring', 'covers hunting only', 'was sold abroad', 'lists eight birds']],
].flatMap(([topic, statements]) =>
  [...(statements as string[])].flatMap((statement) =>
    STARTS.map((start) => `${start} ${topic} ${statement}`),
  ),
);

const topicOf = (text: string) => ['zeppelin', 'falcon'].find((topic) => text.includes(topic));

test('unlike statements about one new topic become one theme', () => {
  const themes = themesOf(NEW_TOPICS, trainSuggester(RULES, LABELLED));
  expect(themes.map((texts) => texts.length)).toEqual([12, 12]);
  for (const texts of themes) expect(new Set(texts.map(topicOf)).size).toBe(1);
});

test('what is not sampled joins the theme that is about the same', () => {
  const themes = themesOf(NEW_TOPICS, trainSuggester(RULES, LABELLED), { sample: 12, rounds: 1 });
  expect(themes.length).toBeLessThan(6);
  for (const texts of themes) expect(new Set(texts.map(topicOf)).size).toBe(1);
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

/** The topics of every theme, the largest theme first. */
const topicsOf = (inputs: ReturnType<typeof carrying>) =>
  findThemes(
    inputs.map(({ text }) => text),
    inputs.map(({ signals }) => signals),
    trainSuggester(RULES, LABELLED),
  )
    .map((members) => members.map((member) => inputs[member]?.topic as string))
    .sort((a, b) => b.length - a.length);

test('steps that carry the same unusual signal are one theme in whatever language they are worded', () => {
  expect(topicsOf(carrying([], [])).map((topics) => topics.length)).toEqual([8, 8, 8]);
  const themes = topicsOf(carrying(['airship'], ['hunting']));
  expect(themes.map((topics) => [...new Set(topics)])).toEqual([['zeppelin'], ['falcon']]);
  expect(themes[0]).toHaveLength(16);
});

test('a signal that steps carry whatever they are about joins none', () => {
  const themes = topicsOf(carrying(['case_reopened'], ['case_reopened']));
  expect(themes.map((topics) => topics.length)).toEqual([8, 8, 8]);
});
