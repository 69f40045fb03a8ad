import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isShowable, plainText } from '../../src/coverage/showable.ts';

test.each(['', 'x'.repeat(65), 'a\u001b[31m', 'a\u202eb', 'a\u2028b', 'a\nb'])('%j is not shown', (name) => {
  expect(isShowable(name)).toBe(false);
});

test.each(['ATO-001', '2026.10.2', '规则 7'])('%j is shown', (name) => {
  expect(isShowable(name)).toBe(true);
});

test('plain text holds nothing that controls a terminal, and every other character as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainText(text);
      expect(plain).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect([...plain]).toEqual([...text].map((one) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(one) ? ' ' : one)));
    }),
  );
  expect(plainText('\u001b]0;x\u0007风控')).toBe(' ]0;x 风控');
});
