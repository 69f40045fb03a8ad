import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/sops/fingerprint.ts';
import { parsePage } from '../../src/sops/parse.ts';
import { plainText } from '../../src/sops/plain-text.ts';
import type { Prose } from '../../src/sops/types.ts';
import { frontOf } from './fixtures.ts';

const FILE = 'sops/ato-investigation/new-device.mdx';
const FRONT = frontOf();

const page = (body: string) => parsePage(`${FRONT}\n${body}`, FILE);
const bodyOf = (markdown: string): Prose => {
  const { messages, rules } = page(`<Rule id="ATO-001" title="A rule">\n\n${markdown}\n\n</Rule>\n`);
  expect(messages).toEqual([]);
  return rules[0]?.body ?? { markdown: '', content: [] };
};

describe('a page', () => {
  test('is taken apart into facts and prose', () => {
    const { fields, rules, intro, messages } = page(`What this is for.

<Rule
  id="ATO-012"
  title="Password reset"
  signals="device_new
           recent_reset"
>
  <Covers phrase="new device after reset" />
  <Covers phrase="重置后新设备" />

  ### Decide

  - **Hold** 24 hours.

</Rule>

<Rule id="ATO-007" title="Earlier" effective="2025-01-01" retired="2026-06-01" replacedBy="ATO-012" />
<Rule id="ATO-008" title="Earlier still" retired="2026-06-01" />

Words at the end.
`);
    expect(messages).toEqual([]);
    expect(fields).toMatchObject({ id: 'SOP-ATO-02', audience: ['internal'], sources: [] });
    expect(intro.markdown).toBe('What this is for.\n\nWords at the end.');
    expect(rules.map(({ attributes, place }) => [attributes.id, place.line])).toEqual([
      ['ATO-012', 15],
      ['ATO-007', 30],
      ['ATO-008', 31],
    ]);
    expect(rules[0]?.covers.map(({ phrase, place }) => [phrase, place.line, place.column])).toEqual([
      ['new device after reset', 21, 3],
      ['重置后新设备', 22, 3],
    ]);
    expect(rules[0]?.body.markdown).toBe('### Decide\n\n- **Hold** 24 hours.');
    expect(JSON.stringify(rules[0]?.body.content)).not.toContain('position');
  });

  test('keeps what a rule refers to with the rule', () => {
    const { rules } = page(
      '<Rule id="ATO-001" title="A">\n\nSee [the page][p] and a note[^1].\n\n</Rule>\n\n[p]: https://example.org/\n\n[^1]: The note.\n',
    );
    expect(rules[0]?.body.content).toMatchObject([
      { type: 'paragraph', children: [{}, { type: 'link', url: 'https://example.org/' }, {}, {}, {}] },
      { type: 'footnoteDefinition' },
    ]);
  });

  test.for([
    ['<Covers phrase="a b" /> <Covers phrase="c d" />\n\nWords.', 'Words.'],
    ['Words. <Covers phrase="a b" />', 'Words.'],
    ['Words.\n<Covers phrase="a b" />\nMore.', 'Words.\nMore.'],
    ['- item\n\n  <Covers phrase="a b" />\n\n- item', '- item\n\n\n- item'],
  ])('%j leaves its facts out of the prose', ([written, kept]) => {
    const { rules } = page(`<Rule id="ATO-001" title="A">\n\n${written}\n\n</Rule>`);
    expect(rules[0]?.covers.length).toBeGreaterThan(0);
    expect(rules[0]?.body.markdown).toBe(kept);
    expect(JSON.stringify(rules[0]?.body.content)).not.toContain('Covers');
  });

  test('reads the same with a byte order mark taken off, and with CRLF', () => {
    const text = `${FRONT}\n<Rule id="ATO-001" title="A">\n\nOne.\n\n- two\n\n</Rule>\n`;
    const unix = parsePage(text, FILE);
    const windows = parsePage(text.replaceAll('\n', '\r\n'), FILE);
    expect(windows).toEqual(unix);
  });
});

const block = fc.constantFrom(
  'Words with **bold** and `code`.',
  '### Heading',
  '- [ ] one\n- [x] two',
  '1. one\n2. two',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '> quoted\n> words',
  '```\n  indented code\n\nmore\n```',
  '一个规则。',
  'H<sub>2</sub>O',
);
const markdown = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join('\n\n'));

describe('properties', () => {
  test('the Markdown of a rule is what was written', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(bodyOf(text).markdown).toBe(text);
      }),
    );
  });

  test('parsed again it is the same prose', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const once = bodyOf(text);
        expect(bodyOf(once.markdown)).toEqual(once);
      }),
    );
  });

  test('a fingerprint ignores line ends and outer blanks, and nothing else', () => {
    fc.assert(
      fc.property(markdown, fc.nat(3), (text, blanks) => {
        const print = fingerprintOf('A rule', text);
        const blank = '\n'.repeat(blanks);
        expect(fingerprintOf(' A rule ', blank + text.replaceAll('\n', '\r\n') + blank)).toBe(print);
        expect(fingerprintOf('A rule', `${text}!`)).not.toBe(print);
        expect(fingerprintOf('A rule!', text)).not.toBe(print);
      }),
    );
  });

  test('plain text has every word', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const plain = plainText(bodyOf(text));
        for (const word of ['Words', 'Heading', 'quoted', '规则'])
          expect(plain.includes(word)).toBe(text.includes(word));
      }),
    );
  });
});
