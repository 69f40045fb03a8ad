import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordTable } from '../../src/coverage/word-table.ts';

test('finds every added word where it stands in a text, and no other', () => {
  // Few letters, so that words are often added twice, and are often begins of each other.
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '账', '户'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), fc.array(word), (added, asked) => {
      const table = new WordTable();
      const numbers = new Map<string, number>();
      for (const text of added) {
        const number = table.add(text);
        expect(number).toBe(numbers.get(text) ?? numbers.size);
        numbers.set(text, number);
      }
      expect(table.size).toBe(numbers.size);
      for (const text of [...asked, ...added]) {
        const found = table.find(`x${text}y`, 1, 1 + text.length);
        expect(found).toBe(numbers.get(text) ?? -1);
      }
    }),
  );
});
