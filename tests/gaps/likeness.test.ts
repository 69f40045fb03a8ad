import { expect, test } from 'vitest';
import { createLearner } from '../../src/gaps/classifier.ts';
import { FEATURE_SETTINGS, learnFeatures } from '../../src/gaps/features.ts';
import {
  classDirections,
  type Likeness,
  learnDirections,
  likenessTo,
  turn,
} from '../../src/gaps/likeness.ts';
import type { LabelledRows } from '../../src/gaps/linear.ts';
import { hashText, seeded } from '../../src/gaps/random.ts';
import { Scorer } from '../../src/gaps/scorer.ts';
import { RUN_SETTINGS, SUGGEST_SETTINGS } from '../../src/gaps/settings.ts';
import { DIMENSIONS } from '../../src/gaps/stem-vectors.ts';
import { trainSuggester } from '../../src/gaps/suggest.ts';

// "Parcel" and "package" never meet, but stand among the same words.
const TEXTS = [
  'parcel courier late delivery',
  'parcel delivery address wrong',
  'package courier late delivery',
  'package delivery address wrong',
  'card pin blocked terminal',
  'card terminal declined payment',
  'pin blocked payment declined',
];
const LABELS = [0, 0, 1, 1, 2, 2, 2];
const WEIGHT = 0.6;

const { rows, space } = learnFeatures(TEXTS, [], FEATURE_SETTINGS);
const { directions, texts } = learnDirections(rows, space);
const ones = new Float32Array(LABELS.length).fill(1);
const labelled: LabelledRows = {
  rows,
  labels: Int32Array.from(LABELS),
  importance: ones,
  ownImportance: ones,
};
const likenessBy = (chosen: readonly number[]): Likeness => ({
  ...directions,
  classes: classDirections(labelled, texts, Int32Array.from(chosen), 3, WEIGHT),
});
const directionOf = (text: number): Float32Array =>
  texts.subarray(text * DIMENSIONS, (text + 1) * DIMENSIONS);

test('a text is like the classes whose words are used as its own are', () => {
  const likeness = likenessBy([2, 3, 4, 5, 6]);
  expect(likenessTo(likeness, 1, directionOf(0))).toBeGreaterThan(0.3);
  expect(likenessTo(likeness, 2, directionOf(0))).toBeLessThan(0);
});

test('a class of one example is like it by the whole weight, a class of none by nothing', () => {
  const likeness = likenessBy([0, 4]);
  expect(likenessTo(likeness, 0, directionOf(0))).toBeCloseTo(WEIGHT);
  expect(likenessTo(likeness, 1, directionOf(2))).toBe(0);
});

test('a text of which nothing is known points nowhere', () => {
  const nowhere = new Float32Array(DIMENSIONS);
  turn(nowhere, directions.mean);
  expect([...nowhere]).toEqual(Array(DIMENSIONS).fill(0));
});

test('an example points the same way when it is asked about', () => {
  const examples = TEXTS.map((text, index) => ({
    text,
    label: LABELS[index] as number,
    source: 'step' as const,
  }));
  const learner = createLearner(examples, 3, SUGGEST_SETTINGS);
  expect(learner.direction(0)).toBeUndefined();
  const everything = Int32Array.from(TEXTS.keys());
  const scorer = new Scorer(learner.classifier(everything, { counts: 0, likeness: WEIGHT }));
  for (const [index, text] of TEXTS.entries()) {
    const asked = scorer.direction(scorer.score(text).analysis) as Float32Array;
    for (const [at, value] of (learner.direction(index) as Float32Array).entries())
      expect(asked[at]).toBeCloseTo(value);
  }
  const without = new Scorer(learner.classifier(everything, { counts: 0, likeness: 0 }));
  expect(without.direction(without.score('parcel').analysis)).toBeUndefined();
});

/** A library of 49 rules that are told by which two of 14 themes a step is about; a theme has 20 words. */
function library(stepsPerRule: number) {
  const random = seeded(1);
  const wordOf = (theme: number): string =>
    hashText(`${theme} ${Math.floor(random() * 20)}`)
      .toString(36)
      .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] as string);
  const textOf = (rule: number): string => {
    const themes = [rule % 7, 7 + Math.floor(rule / 7)];
    return [...themes, ...themes].map(wordOf).join(' ');
  };
  const rules = Array.from({ length: 49 }, (_, rule) => ({ id: `R-${100 + rule}`, texts: [textOf(rule)] }));
  const labelled = rules.flatMap(({ id }, rule) =>
    Array.from({ length: stepsPerRule }, () => ({ text: textOf(rule), ruleIds: [id] })),
  );
  return { rules, labelled };
}

test('likeness counts where more is found with it', () => {
  const { rules, labelled } = library(11);
  const recall = (likenessWeights: readonly number[]) =>
    trainSuggester(rules, labelled, { likenessWeights }).selfMeasure.recallAt1 as number;
  expect(recall([0.6])).toBeGreaterThan(recall([]) + 0.05);
  expect(trainSuggester(rules, labelled).likeness).not.toBeNull();
  expect(trainSuggester(rules, labelled, { likenessWeights: [-5] }).likeness).toBeNull();
});

test('likeness counts neither among few steps nor in coverage runs', () => {
  const many = library(11);
  expect(trainSuggester(many.rules, many.labelled, RUN_SETTINGS).likeness).toBeNull();
  const few = library(6);
  expect(trainSuggester(few.rules, few.labelled).likeness).toBeNull();
});
