import { describe, expect, test } from 'vitest';
import { parsePage } from '../../src/sops/parse.ts';
import { frontOf } from './fixtures.ts';

const FRONT = frontOf('sources:\n  - { title: A standard }\n');
const rule = (words: string) => `<Rule id="ATO-001" title="A rule">\n\n${words}\n\n</Rule>\n`;
const RULE = rule('Check the device.');
/** Everything that is said of a page, without what every message says. */
const said = (text: string) =>
  parsePage(text, 'sops/ato-investigation/a.mdx').messages.map(
    ({ name, place, message }) =>
      `${place.line}:${place.column} ${name} ${message.replace('Unexpected ', '').replace(', expected', ' →')}`,
  );

describe('a page that does not parse says what to change, at its place', () => {
  test.for([
    [
      'a rule that is never closed',
      '<Rule id="ATO-001" title="A">\n\nText.\n',
      '14:1',
      '`<Rule>` that is never closed → `</Rule>` after its words',
    ],
    [
      'the first of two',
      `<Rule id="ATO-001" title="A">\n\nText.\n\n${RULE}`,
      '14:1',
      '`<Rule>` that is never closed → `</Rule>` after its words',
    ],
    [
      'a wording that is never closed',
      '<Rule id="ATO-001" title="A">\n  <Covers phrase="a b">\n\nText.\n\n</Rule>\n',
      '15:3',
      '`<Covers>` that is never closed → `/>` at its end',
    ],
    [
      'an element in a sentence',
      rule('Write to <name> now.'),
      '16:10',
      '`<name>` that is never closed → `</name>` after its words',
    ],
    ['small letters', RULE.replace('</Rule>', '</rule>'), '18:1', '`</rule>` after `<Rule>` → `</Rule>`'],
    [
      'a closing tag too many',
      `${RULE}\n</Rule>\n`,
      '20:1',
      'closing tag without an opening one → every element opened once and closed once',
    ],
    [
      'a closing tag in a list',
      '<Rule id="ATO-001" title="A">\n\n- Text\n  </Rule>\n',
      '17:3',
      '`</Rule>` inside a list or another block → it after the block',
    ],
    [
      'a tag that never ends',
      '<Rule id="ATO-001" title="A"\n\nText.\n\n</Rule>\n',
      '14:1',
      'tag `<Rule` that never ends → `>` after its attributes',
    ],
    [
      'an open quote',
      RULE.replace('rule">', 'rule>'),
      '14:1',
      'quote that is never closed in a tag → `"` at both ends of every value',
    ],
    [
      'an open quote before other rules',
      RULE.replace('rule">', 'rule>') + RULE,
      '14:1',
      'quote that is never closed in a tag → `"` at both ends of every value',
    ],
    ['no quotes', RULE.replace('"ATO-001"', 'ATO-001'), '14:10', 'attribute of `<Rule>` → `name="value"`'],
    [
      'quotes of a word processor',
      RULE.replace('"ATO-001"', '“ATO-001”'),
      '14:10',
      'quote “ → a straight quote `"`',
    ],
    [
      'less than a number',
      rule('Amounts <500 USD.'),
      '16:9',
      '`<` in the text → it written as `\\<` or `&lt;`',
    ],
    ['less than a word', rule('If a <b and c'), '16:6', '`<` in the text → it written as `\\<` or `&lt;`'],
    ['a comment', rule('<!-- later -->'), '16:1', 'comment → a page without comments'],
    ['an address', rule('See <https://example.org/a>.'), '16:5', 'address in `<` and `>` → a link in words'],
    ['an open brace', rule('Use {amount in the note'), '16:5', '`{` in the text → it written as `\\{`'],
    [
      'words in braces',
      rule('Use {the amount} in the note'),
      '16:5',
      '`{` in the text → it written as `\\{`',
    ],
    [
      'a line that begins with import',
      rule('import duties are due'),
      '16:1',
      'line that begins with `import` or `export` → a page without code',
    ],
  ] as const)('%s', ([, body, place, words]) => {
    expect(said(FRONT + body)).toEqual([`${place} mdx-syntax ${words}`]);
  });

  test('as it should be it says nothing', () => {
    expect(
      said(FRONT + rule('Amounts \\<500 or &lt;500, \\{amount}, [words](https://example.org), a < b.')),
    ).toEqual([]);
  });
});

describe('front matter that does not parse says what to change, once', () => {
  const title = (written: string) => FRONT.replace('title: New device', written);
  test.for([
    ['a tab', FRONT.replace('  - {', '\t- {'), '12:1', 'tab at the start of the line → spaces'],
    ['no colon', title('title New device'), '3:1', 'line without a colon → `name: value`'],
    [
      'no blank after the colon',
      title('title:New device'),
      '3:6',
      'colon without a blank after it → `name: value`',
    ],
    ['a Chinese colon', title('title：New device'), '3:6', 'colon `：` → `:` and a blank'],
    [
      'a second colon',
      title('title: Login: new device'),
      '3:8',
      'second colon in a value → the value in quotes',
    ],
    [
      'an open quote',
      title('title: "New device'),
      '3:19',
      'quote that is never closed → the same quote at the end of the value',
    ],
    [
      'words after a quote',
      title('title: "New" device'),
      '3:14',
      'words after the closing quote " → one quote at each end of the value',
    ],
    [
      'an apostrophe in quotes',
      title("title: 'It's new'"),
      '3:12',
      "words after the closing quote ' → one quote at each end of the value",
    ],
    [
      'a sign that means something',
      title('title: @new'),
      '3:8',
      '`@` at the start of a value → the value in quotes',
    ],
    ['stars', title('title: *New* device'), '3:8', '`*` at the start of a value → the value in quotes'],
    [
      'an open bracket',
      title('title: [New device'),
      '3:8',
      '`[` that is never closed → `]` at the end of the list',
    ],
    [
      'an open brace',
      FRONT.replace(' }', ''),
      '12:5',
      '`{` that is never closed → `}` at the end of the list',
    ],
    [
      'a line moved to the right',
      title('  title: New device'),
      '3:1',
      'indented line → it to begin where the line above begins',
    ],
    [
      'a backslash',
      title('title: "C:\\dir"'),
      '3:11',
      'backslash in double quotes → two of them, or single quotes',
    ],
    [
      'a field twice',
      title('title: New\ntitle: Device'),
      '4:1',
      'second field of one name → each field once',
    ],
  ] as const)('%s', ([, front, place, words]) => {
    expect(said(`${front}\n${RULE}`)).toEqual([`${place} yaml-syntax ${words}`]);
  });

  test.for([
    ['no line', ''],
    ['two hyphens', '--\n'],
    ['four hyphens', '----\n'],
    ['a dash', '—--\n'],
    ['blanks before it', ' ---\n'],
  ] as const)('%s to end it', ([, end]) => {
    const found = said(`${FRONT.replace(/---\n$/, end)}\n${RULE}`);
    expect(found).toEqual(['13:1 front-matter-unclosed end of the front matter → a line with `---` here']);
  });
});
