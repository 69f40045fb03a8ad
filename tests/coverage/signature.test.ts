import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { hasHan, signature } from '../../src/coverage/signature.ts';

/** The sentence of formats.md section 4, clause by clause. */
function reference(text: string): string {
  const letters = (part: string) => part.replace(/[^\p{L}\p{M}]/gu, ' ');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/([^\p{White_Space}\p{Script=Han}]+)|[\p{White_Space}\p{Script=Han}]/gu, (part, run) =>
      run !== undefined && /\p{Nd}|@|:\/\//u.test(run) ? '#' : letters(part),
    )
    .replace(/ +/g, ' ')
    .replace(/^ | $/g, '');
}

const ASCII = [
  'a',
  'B',
  'z',
  '0',
  '7',
  ' ',
  '  ',
  '@',
  ':',
  '/',
  '://',
  '#',
  '.',
  '-',
  "'",
  '\n',
  '\t',
  '\0',
];
const HAN = ['账', '户', '〇', '々', '\u2e80', '𠀀', '𰻝', '\u3021'];
const LETTERS = ['é', 'É', 'ß', 'Σ', 'İ', 'ﬁ', 'ａ', 'Ａ', 'ｶﾞ', 'の', '한', 'ع', '𝐀', '𐐀', 'ǅ'];
const MARKS = ['\u0301', '\u0327', '\u200d', '\ufe0f', '\u0e31', '\u{1e8d0}', 'H\u0331'];
const DIGITS = ['１', '٣', '²', '①', 'Ⅷ', '½', '𝟙', '\u{1e950}', '᠔'];
const SPACES = ['\u00a0', '\u3000', '\u2028', '\u0085', '\u200b', '\ufeff', '\u1680', '\r'];
const SIGNS = ['＠', '：／／', '：', '，', '。', '😀', '👩‍👩‍👧', '€', '_', '\u{e0001}'];
const HALVES = ['\ud840', '\ud801', '\udbff', '\udc00', '\udfff'];

const text = fc.string({
  unit: fc.constantFrom(...ASCII, ...HAN, ...LETTERS, ...MARKS, ...DIGITS, ...SPACES, ...SIGNS, ...HALVES),
  maxLength: 24,
});

test.each([
  ['Login from a new device, 3 minutes after reset', 'login from a new device # minutes after reset'],
  ['Reset 2026-10-01T08:00:00Z from 10.0.0.1', 'reset # from #'],
  ['write to jane@example.com or https://x.y/z', 'write to # or #'],
  ["owner's re-check", 'owner s re check'],
  ['账户123被盗', '账户#被盗'],
  ['账户，被盗', '账户 被盗'],
  ['转账BTC0x1f到新地址', '转账#到新地址'],
  ['ＡＴＯ：ｎｅｗ', 'ato new'],
  ['http: //x', 'http x'],
  ['http://', '#'],
  ['a:b', 'a b'],
  ['#', ''],
  ['...', ''],
  ['', ''],
])('%j has the signature %j', (written, expected) => {
  expect(signature(written)).toBe(expected);
});

test('follows the sentence of the contract for any text', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(signature(written)).toBe(reference(written));
    }),
    { numRuns: 3000 },
  );
});

test('follows it for any code points', () => {
  const codePoints = fc.array(fc.integer({ min: 0, max: 0x3ffff }), { maxLength: 16 });
  fc.assert(
    fc.property(codePoints, (codes) => {
      const written = String.fromCodePoint(...codes);
      expect(signature(written)).toBe(reference(written));
    }),
    { numRuns: 300 },
  );
});

test('never holds a digit, an @, an upper-case letter, or a space at an end or beside another', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(signature(written)).not.toMatch(/\p{Nd}|@|[A-Z]|^ | $| {2}/u);
    }),
    { numRuns: 1000 },
  );
});

test('of a signature without # is that signature', () => {
  const words = fc.array(fc.constantFrom('reset', 'new', 'Device', '账户', 'é', 'の', '!', '\u3000'));
  fc.assert(
    fc.property(words, (parts) => {
      const once = signature(parts.join(' '));
      expect(signature(once)).toBe(once);
    }),
  );
});

test('numbers, addresses and links of any form leave the same signature', () => {
  const detail = fc.oneof(
    fc.nat().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.emailAddress(),
    fc.webUrl(),
    fc.ipV4(),
    fc.ipV6().filter((address) => /\d/.test(address)),
  );
  fc.assert(
    fc.property(detail, (written) => {
      expect(signature(`login from ${written} refused`)).toBe('login from # refused');
    }),
  );
});

describe('whatever was read before', () => {
  let fresh: typeof import('../../src/coverage/signature.ts');

  beforeEach(async () => {
    vi.resetModules();
    fresh = await import('../../src/coverage/signature.ts');
  });

  test('a rare Han character is Han', () => {
    expect(fresh.signature('𠀀7𠀁')).toBe('𠀀#𠀁');
  });

  test('also after the first half of one stood alone in another text', () => {
    fresh.signature('cut off \ud840');
    expect(fresh.signature('𠀀7𠀁')).toBe('𠀀#𠀁');
  });
});

test.each([
  ['账', true],
  ['a 𠀀', true],
  ['々', true],
  ['のカ한', false],
  ['abc #', false],
  ['', false],
])('whether %j holds a Han character: %j', (written, expected) => {
  expect(hasHan(written)).toBe(expected);
});
