import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signature } from '../../src/coverage/signature.ts';
import { isHan, tokenise } from '../../src/gaps/tokens.ts';
import { WordReader } from '../../src/gaps/word-reader.ts';

const wordsOf = (reader: WordReader, text: string): string[] => {
  reader.read(text);
  return Array.from(reader.words.subarray(0, reader.count), (word) => reader.name(word));
};

/** What a reader without glossary finds, in terms of the tokeniser. */
const expected = (text: string): string[] => [
  ...new Set(
    tokenise(text).flatMap((token) =>
      isHan(token) && token.length > 2
        ? Array.from({ length: token.length - 1 }, (_, at) => token.slice(at, at + 2))
        : [token],
    ),
  ),
];

const piece = fc.constantFrom(
  'card',
  'Card',
  "don't",
  '3',
  'a@b.c',
  '转账',
  '账',
  '户户户',
  '#',
  'é',
  'ＡＢ',
  'a#',
  '…',
);
const mixed = fc
  .array(fc.tuple(piece, fc.constantFrom('', ' ', '  ', '\n')), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

test('words are those of the tokeniser, Han by pairs, each once', () => {
  const reader = new WordReader([]);
  fc.assert(
    fc.property(mixed, (text) => {
      expect(wordsOf(reader, text)).toEqual(expected(text));
    }),
  );
});

test('a text and its signature have the same words', () => {
  const reader = new WordReader([]);
  fc.assert(
    fc.property(mixed, (text) => {
      // A number sign of its own is a placeholder here; a signature of a raw text has none of it.
      fc.pre(!text.includes('#'));
      expect(wordsOf(reader, signature(text))).toEqual(wordsOf(reader, text));
    }),
  );
});

test('a glossary group is a word of a text that holds one of its terms', () => {
  const reader = new WordReader([['ATO', 'account takeover', '账户盗用']]);
  expect(wordsOf(reader, 'an ATO case')).toContain('§0');
  expect(wordsOf(reader, 'Account takeover?')).toContain('§0');
  expect(wordsOf(reader, '疑似账户 盗用。')).toContain('§0');
  expect(wordsOf(reader, 'takeover of an account')).not.toContain('§0');
  expect(wordsOf(reader, '账户未盗用')).not.toContain('§0');
});

test('words that were forgotten are found again, under new numbers', () => {
  const reader = new WordReader([['mixer', 'tumbler']], 5);
  const texts = ['one two three', 'four five tumbler', 'one six mixer', 'two three'];
  const fresh = texts.map((text) => wordsOf(new WordReader([['mixer', 'tumbler']]), text));
  expect(texts.map((text) => wordsOf(reader, text))).toEqual(fresh);
  expect(reader.generation).toBeGreaterThan(0);
});
