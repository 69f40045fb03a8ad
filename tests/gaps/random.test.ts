import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, hashText, seededOrder, seededRanking } from '../../src/gaps/random.ts';

test('texts come by their hashes, then by code units', () => {
  const texts = fc.uniqueArray(fc.string(), { maxLength: 300 });
  fc.assert(
    fc.property(texts, (given) => {
      const expected = [...given].sort((a, b) => hashText(a) - hashText(b) || compare(a, b));
      expect(seededOrder(given)).toEqual(expected);
      expect(Array.from(seededRanking(given), (index) => given[index])).toEqual(expected);
    }),
  );
});

test('texts of equal hashes have an order too', () => {
  // Two of the many pairs of texts whose FNV-1a hashes are equal.
  const equal = ['costarring', 'liquid'];
  expect(hashText('costarring')).toBe(hashText('liquid'));
  expect(seededOrder(equal)).toEqual(equal);
  expect(seededOrder([...equal].reverse())).toEqual(equal);
});
