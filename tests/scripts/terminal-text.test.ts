import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../src/terminal-text.ts';

test('what is printed holds nothing that controls a terminal, and every other character as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = printable(text);
      expect(plain).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect([...plain]).toEqual([...text].map((one) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(one) ? ' ' : one)));
    }),
  );
  expect(printable('\u001b]0;x\u0007风控')).toBe(' ]0;x 风控');
});
