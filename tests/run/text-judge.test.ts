import { expect, test } from 'vitest';
import { createPhraseMatcher } from '../../src/coverage/phrases.ts';
import { TextJudge } from '../../src/run/text-judge.ts';

const PHRASES = createPhraseMatcher([{ text: 'new device', ruleId: 'ATO-001' }]);

function judging() {
  const asked: string[] = [];
  const judge = new TextJudge(PHRASES, (signature) => {
    asked.push(signature);
    return signature.includes('login') ? { ruleId: 'ATO-002', score: 0.9 } : null;
  });
  return { judge, asked };
}

test('a text is judged by its phrases and by the rule it resembles', () => {
  const { judge } = judging();
  expect(judge.of('login from a new device').matched).toEqual(['ATO-001']);
  expect(judge.of('login from a new device').suggestion?.ruleId).toBe('ATO-002');
  expect(judge.of('a dog').matched).toEqual([]);
  expect(judge.of('a dog').suggestion).toBeNull();
});

test('nothing is looked for in a step without text, nor before somebody asks', () => {
  const { judge, asked } = judging();
  judge.of('login');
  expect(judge.of('').suggestion).toBeNull();
  expect(asked).toEqual([]);
});

test('texts that repeat are asked about once, and the answers are the same when they do not', () => {
  for (const kinds of [50, 1_000_000]) {
    const { judge, asked } = judging();
    const found = Array.from({ length: 12_000 }, (_, index) => {
      const text = `${index % 2 === 0 ? 'login' : 'dog'} ${index % kinds}`;
      return judge.of(text).suggestion !== null;
    });
    expect(found).toEqual(found.map((_, index) => index % 2 === 0));
    expect(asked.length).toBe(Math.min(kinds, 12_000));
  }
});
