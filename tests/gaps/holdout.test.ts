import { expect, test } from 'vitest';
import { holdOut } from '../../src/gaps/holdout.ts';
import { LABELLED, RULES, reordered } from './fixtures.ts';

const MANY = LABELLED.flatMap(({ text, ruleIds }) =>
  ['today', 'again', 'twice', 'for sure'].map((word) => ({ text: `${text} ${word}`, ruleIds })),
);

test('a share of the labelled texts is held out and mostly found again', () => {
  const figures = holdOut(RULES, MANY);
  expect(figures.heldOut).toBeGreaterThan(3);
  expect(figures.heldOut).toBeLessThan(MANY.length / 2);
  expect(figures.recallAt1).toBeGreaterThan(0.8);
  expect(holdOut(reordered(RULES), reordered(MANY))).toEqual(figures);
});

test('a step that cited a retired rule counts as right with its replacement', () => {
  const rules = [...RULES, { id: 'ATO-000', texts: [], retired: true, replacedBy: 'ATO-001' }];
  const cited = MANY.map((step) => ({
    ...step,
    ruleIds: step.ruleIds.map((id) => (id === 'ATO-001' ? 'ATO-000' : id)),
  }));
  expect(holdOut(rules, cited)).toEqual(holdOut(rules, MANY));
});

test('nothing labelled: nothing measured', () => {
  expect(holdOut(RULES, [])).toEqual({ heldOut: 0, recallAt1: null, suggested: 0, precision: null });
});
