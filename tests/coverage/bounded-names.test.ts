import { expect, test } from 'vitest';
import { BoundedNames } from '../../src/coverage/bounded-names.ts';

test('names are numbered from 1 as they are met, up to the limit', () => {
  const names = new BoundedNames(2);
  expect(['a', null, 'b', 'a', 'c', 'b'].map((name) => names.numberOf(name))).toEqual([1, 0, 2, 1, 0, 2]);
  expect(names.list).toEqual(['a', 'b']);
});
