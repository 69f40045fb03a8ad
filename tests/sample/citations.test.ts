import { expect, test } from 'vitest';
import { madeUp } from '../../src/sample/citations.ts';
import type { Queue } from '../../src/sample/library.ts';
import { createRandom } from '../../src/sample/random.ts';

test('a made-up ID is found even when a library has all numbers of three digits', () => {
  const queue = { caseType: { prefix: 'ATO' } } as Queue;
  const isRule = (id: string) => /^ATO-\d{3}$/.test(id);
  const random = createRandom(1, 'test');
  const ids = Array.from({ length: 50 }, () => madeUp(queue, isRule, random));
  expect(ids.filter(isRule)).toEqual([]);
  expect(ids.filter((id) => /^ATO-\d{4,}$/.test(id)).length).toBeGreaterThan(5);
});
