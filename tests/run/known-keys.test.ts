import { expect, test } from 'vitest';
import { KnownKeys } from '../../src/run/known-keys.ts';

const key = (kind: string) => ({ citations: [], signals: [], kind });

test('a key that stretches share has one number; equal ones that are not shared have their own', () => {
  const [a, b, c] = [key('a'), key('b'), key('a')];
  const keys = new KnownKeys();
  expect([...keys.numbersOf([a, b])]).toEqual([0, 1]);
  expect([...keys.numbersOf([b, c, a])]).toEqual([1, 2, 0]);
  expect(keys.list).toEqual([a, b, c]);
});
