import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCitationParser } from '../../src/coverage/citations.ts';

const PREFIXES = ['KYC', 'ATO', '2FA', 'POA', 'WDA'];
const parser = createCitationParser(PREFIXES);

describe('an entry of rule_ids', () => {
  test.each([
    ['ATO-012', 'ATO-012'],
    ['ato-12', 'ATO-012'],
    ['ATO_012', 'ATO-012'],
    ['ＡＴＯ－０１２', 'ATO-012'],
    ['ATO 12', 'ATO-012'],
    ['ATO12', 'ATO-012'],
    ['ATO - _ 12', 'ATO-012'],
    ['ATO\u201312', 'ATO-012'],
    ['ATO\u201412', 'ATO-012'],
    ['ATO\u201112', 'ATO-012'],
    ['ATO\u221212', 'ATO-012'],
    ['ATO\u00a012', 'ATO-012'],
    ['\t ATO-012\n', 'ATO-012'],
    ['SOP ATO-012', 'ATO-012'],
    ['sop-ato-012', 'ATO-012'],
    ['RULE_ATO_012', 'ATO-012'],
    ['ruleATO012', 'ATO-012'],
    ['ATO-0', 'ATO-000'],
    ['ATO-00012', 'ATO-012'],
    ['ATO-1234', 'ATO-1234'],
    ['2fa-3', '2FA-003'],
    ['2FA3', '2FA-003'],
    ['SOP 2FA 3', '2FA-003'],
  ])('%j is %s', (written, id) => {
    expect(parser.canonical(written)).toEqual({ id, revision: null, known: true });
  });

  test.each([
    ['ATO-012@2', 2],
    ['ATO-012 @ 2', 2],
    ['ATO-012@v2', 2],
    ['Rule ATO 12 v2.1', 2],
    ['ATO-012v10.3.4', 10],
    ['ATO-012Ｖ３', 3],
    ['ATO-012@0', 0],
  ])('%j names revision %i', (written, revision) => {
    expect(parser.canonical(written)).toEqual({ id: 'ATO-012', revision, known: true });
  });

  test.each([
    ['aml-12', 'AML-12'],
    ['  Velocity rule  ', 'VELOCITY RULE'],
    ['ATO', 'ATO'],
    ['ATO-', 'ATO-'],
    ['ATO-12b', 'ATO-12B'],
    ['ATO-012, ATO-013', 'ATO-012, ATO-013'],
    ['XATO-012', 'XATO-012'],
    ['SOP RULE ATO-012', 'SOP RULE ATO-012'],
    ['ATO-012@', 'ATO-012@'],
    ['ATO-012@new', 'ATO-012@NEW'],
    ['ATO.012', 'ATO.012'],
    ['ATO-1.2', 'ATO-1.2'],
    ['ATO--', 'ATO--'],
    ['', ''],
  ])('%j is no ID of ours and stays as written', (written, id) => {
    expect(parser.canonical(written)).toEqual({ id, revision: null, known: false });
  });

  test('every spelling of an ID comes out as the ID', () => {
    const separator = fc.string({
      unit: fc.constantFrom(' ', '-', '_', '\u2013', '\u2014', '\u2212', '\u3000', '－', '＿'),
    });
    const version = fc.option(
      fc.record({
        mark: fc.constantFrom('@', '@v', 'v', ' v', ' @ '),
        major: fc.nat(99),
        minor: fc.constantFrom('', '.0', '.1.2'),
      }),
    );
    const spelling = fc.record({
      prefix: fc.constantFrom(...PREFIXES),
      number: fc.nat(99_999),
      zeros: fc.nat(3),
      lead: fc.constantFrom('', 'SOP', 'RULE'),
      separators: fc.tuple(separator, separator),
      version,
      lowerCase: fc.boolean(),
      fullWidth: fc.boolean(),
      margin: fc.constantFrom('', ' ', '\n\t', '\u3000'),
    });
    fc.assert(
      fc.property(spelling, (s) => {
        const [afterLead, afterPrefix] = s.separators;
        const number = '0'.repeat(s.zeros) + s.number;
        const tail = s.version ? `${s.version.mark}${s.version.major}${s.version.minor}` : '';
        let written = `${s.lead}${s.lead && afterLead}${s.prefix}${afterPrefix}${number}${tail}`;
        if (s.lowerCase) written = written.toLowerCase();
        if (s.fullWidth) written = toFullWidth(written);
        expect(parser.canonical(s.margin + written + s.margin)).toEqual({
          id: `${s.prefix}-${String(s.number).padStart(3, '0')}`,
          revision: s.version?.major ?? null,
          known: true,
        });
      }),
    );
  });

  test('a canonical ID stays what it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PREFIXES), fc.nat(99_999), (prefix, number) => {
        const { id } = parser.canonical(`${prefix}${number}`);
        expect(parser.canonical(id).id).toBe(id);
      }),
    );
  });

  test('the longer of two prefixes is read when both fit', () => {
    for (const prefixes of [
      ['A1', 'A12'],
      ['A12', 'A1'],
    ]) {
      expect(createCitationParser(prefixes).canonical('A123').id).toBe('A12-003');
      expect(createCitationParser(prefixes).canonical('A1-23').id).toBe('A1-023');
    }
  });

  // Each took minutes with a pattern that can read the same characters in two ways.
  test.each(['ATO-1@', 'ATO-1', 'ATO', 'SOP', 'ATO-1@1.1'])(
    '%s and a long run of blanks is none',
    (begun) => {
      const written = `${begun}${' '.repeat(1_000_000)}x`;
      expect(parser.canonical(written).known).toBe(false);
    },
  );

  test('without prefixes nothing is known', () => {
    const empty = createCitationParser([]);
    expect(empty.canonical('ATO-012')).toEqual({ id: 'ATO-012', revision: null, known: false });
    expect(empty.inText('see ATO-012')).toEqual([]);
  });
});

describe('a text', () => {
  const idsIn = (text: string) => parser.inText(text).map(({ id }) => id);

  test.each([
    ['checked under ATO-012.', ['ATO-012']],
    ['ato-12 applies, then (Kyc-3); ATO-012 again', ['ATO-012', 'KYC-003', 'ATO-012']],
    ['按照ATO-012处理', ['ATO-012']],
    ['依据2fa-3。', ['2FA-003']],
    ['ＡＴＯ－０１２ holds', ['ATO-012']],
    ['ATO\ufe6312', ['ATO-012']],
    ['"ATO-012"', ['ATO-012']],
    ['ATO-012/ATO-013', ['ATO-012', 'ATO-013']],
    ['ATO-012@2', ['ATO-012']],
    ['-ATO-012-', ['ATO-012']],
  ])('%j cites %j', (text, ids) => {
    expect(idsIn(text)).toEqual(ids);
  });

  test.each([
    '2FA 3 attempts',
    'ATO 012',
    'ATO_012',
    'ATO012',
    'ATO\u2013012',
    'ATO- 012',
    'ATO-',
    'XATO-012',
    'X-ATO-012',
    'ATO-012b',
    'ATO-012-7',
    'ATO-012_old',
    'éATO-012',
    'ATO-012\u0301',
    'AML-012',
    '',
  ])('%j cites nothing', (text) => {
    expect(idsIn(text)).toEqual([]);
  });

  test('an ID is found wherever it stands as a word of its own', () => {
    const neighbour = fc.constantFrom('', ' ', '(', '账', '。', '\n', '"', '/', '😀');
    fc.assert(
      fc.property(
        fc.constantFrom(...PREFIXES),
        fc.nat(9999),
        neighbour,
        neighbour,
        (prefix, number, before, after) => {
          expect(idsIn(`${before}${prefix.toLowerCase()}-${number}${after}`)).toEqual([
            `${prefix}-${String(number).padStart(3, '0')}`,
          ]);
        },
      ),
    );
  });

  test('is read the same in full-width characters', () => {
    const text = fc.string({ unit: fc.constantFrom('ATO', '-', '1', '2FA', ' ', 'x', '账', '_') });
    fc.assert(
      fc.property(text, (written) => {
        expect(idsIn(toFullWidth(written))).toEqual(idsIn(written));
      }),
    );
  });
});

function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
