import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signature } from '../../src/coverage/signature.ts';
import { sentences, stem, tokenise } from '../../src/gaps/tokens.ts';

test('words, placeholders and runs of Han', () => {
  expect(tokenise('Card ****1234 was used at 10:00, twice')).toEqual([
    'card',
    '#',
    'was',
    'used',
    'at',
    '#',
    'twice',
  ]);
  expect(tokenise('核对 设备 指纹 of iPhone')).toEqual(['核对设备指纹', 'of', 'iphone']);
});

test('a text and its signature have the same words', () => {
  const piece = fc.constantFrom(
    'Card',
    "don't",
    '3',
    'a@b.c',
    '转账3笔',
    '账户',
    '#',
    'é',
    'ＡＢ',
    ' ',
    '\n',
    '…',
  );
  const mixed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
  fc.assert(
    fc.property(mixed, (text) => {
      // A number sign of its own is a placeholder here; a signature of a raw text has none of it.
      fc.pre(!text.includes('#'));
      expect(tokenise(signature(text))).toEqual(tokenise(text));
    }),
  );
});

test('forms of a word have one stem', () => {
  for (const forms of [
    ['withdraw', 'withdraws', 'withdrawing'],
    ['verify', 'verifies'],
    ['charge', 'charged', 'charges', 'charging'],
    ['stop', 'stopped', 'stopping'],
  ]) {
    expect(new Set(forms.map(stem)).size).toBe(1);
  }
  expect(stem('新设备')).toBe('新设备');
});

test('passages are cut into statements', () => {
  expect(sentences('Check the device. Then decide!\n\n- **Hold** it / block it')).toEqual([
    'Check the device.',
    'Then decide!',
    'Hold  it',
    'block it',
  ]);
  expect(sentences('核对设备。再决定；1.5')).toEqual(['核对设备', '再决定']);
});
