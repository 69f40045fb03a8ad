import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePage } from '../../src/sops/parse.ts';
import { renderProse } from '../../src/sops/render.ts';
import { urlFault } from '../../src/sops/urls.ts';
import { hostileBody, hostileUrl, pageWith } from './hostile.ts';

const FILE = 'sops/ato-investigation/a.mdx';
const RUNS = { numRuns: 1000 };

/** HTML that could do something: elements, handlers, protocols outside the short list. */
const ACTS =
  /<(?:script|style|iframe|object|embed|form|svg|math|link|meta|base|video|template|button)\b|<[^>]*\s(?:on\w+|style)\s*=|(?:href|src)="\s*(?:[^"#?/]*(?:script|data|file|ftp|blob)\s*:|\/\/|\\)/i;

function fatalNames(text: string, file = FILE): string[] {
  return parsePage(text, file)
    .messages.filter((message) => message.fatal)
    .map(({ name }) => name);
}

describe('hostile pages', () => {
  test('are refused wherever the construct stands', () => {
    fc.assert(
      fc.property(
        hostileBody,
        fc.constantFrom('rule' as const, 'intro' as const, 'after' as const),
        (body, where) => {
          expect(fatalNames(pageWith(body, where))).not.toEqual([]);
        },
      ),
      RUNS,
    );
  });

  test('never act, even when they are rendered all the same', () => {
    fc.assert(
      fc.property(hostileBody, (body) => {
        const page = parsePage(pageWith(body, 'rule'), FILE);
        const ruleHref = () => 'javascript:alert(1)';
        const pageHref = () => 'javascript:alert(2)';
        for (const prose of [page.intro, ...page.rules.map((rule) => rule.body)]) {
          expect(renderProse(prose, { ruleHref, pageHref })).not.toMatch(ACTS);
        }
      }),
      RUNS,
    );
  });

  test.each([
    ['text', 'Check &#x202e; the device.'],
    ['an address', '[a](https://a.example/&#x202e;)'],
    ['the title of a link', '[a](https://a.example/ "&#x202e;c")'],
    ['an attribute of HTML', '<abbr title="&#x202e;gnp">a</abbr>'],
    ['a wording', '<Covers phrase="reset &#x1b; factor" />'],
  ])('may not hold a control character written as an entity in %s', (_, body) => {
    expect(fatalNames(pageWith(body, 'rule'))).toContain('control-character');
  });

  test('are refused in translations and proposals', () => {
    const body = '<Rule id="ATO-001" title="A">\n\n<script>x</script>\n\n</Rule>\n';
    const zh = `---\ntitle: 页面\ndescription: 说明。\n---\n\n${body}`;
    expect(fatalNames(zh, 'sops/ato-investigation/a.zh-cn.mdx')).toEqual(['active-html']);
    const front =
      'id: PROP-001\ngap: GAP-1\ncaseType: ato-investigation\nsop: new\nstatus: draft\nproposer: r\ncreated: 2026-01-01\n';
    expect(fatalNames(`---\n${front}---\n\n${body}`, 'proposals/a.mdx')).toEqual(['active-html']);
  });

  test.for([
    ['---js\nmodule.exports = 1\n---\n', 'front-matter-code'],
    ['---json\n{}\n---\n', 'front-matter-code'],
    ['--- coffee\nx\n---\n', 'front-matter-code'],
    ['---\ntitle: !!js/function "function(){}"\n---\n', 'yaml-syntax'],
    ['---\ntitle: "{alert(1)}"\n---\n', 'markup-in-text'],
    ['---\ntitle: "a \\e]0;b"\n---\n', 'control-character'],
    ['---\ntitle: "a \\u202e b"\n---\n', 'control-character'],
    ['---\ntitle: "<SCRIPT src=x>"\n---\n', 'markup-in-text'],
    ['---\nowner: "<!-- x -->"\n---\n', 'markup-in-text'],
    [
      '---\na: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n---\n',
      'yaml-syntax',
    ],
    ['---\ntitle: x\n---- more\n', 'front-matter-unclosed'],
  ])('%j is refused in front matter', ([text, name]) => {
    expect(fatalNames(`${text}\nWords.\n`)).toContain(name);
  });

  test('may be shown as text', () => {
    const body = 'Use `<script>` and `{x}`, &lt;img onerror=x&gt;, \\{x}.\n\n```js\nimport x from "y"\n```';
    const page = parsePage(pageWith(body, 'rule'), FILE);
    expect(page.messages).toEqual([]);
    expect(renderProse(page.rules[0]?.body ?? { markdown: '', content: [] })).toMatchInlineSnapshot(`
      "<p>Use <code>&#x3C;script></code> and <code>{x}</code>, &#x3C;img onerror=x>, {x}.</p>
      <pre><code class="language-js">import x from "y"
      </code></pre>"
    `);
  });
});

describe('an address', () => {
  test.for([
    'https://example.org/a?b=javascript:c',
    'http://example.org:8080/',
    'mailto:a@example.org',
    './a.mdx',
    '../a/b.mdx#c',
    '/rules/ATO-012/',
    '#ato-012',
    '?on=2026-05-14',
    'a/b:c',
    '',
  ])('%j is fine', (url) => {
    expect(urlFault(url)).toBeNull();
  });

  test.for([
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    '\u0001javascript:x',
    'ＪＡＶＡＳＣＲＩＰＴ：x',
    'java\u00adscript:x',
    'javascript&#58;x',
    'javascript%3Ax',
    'javascript%253Ax',
    'java%0ascript:x',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:\\\\evil.example',
    'https:evil.example',
    'https:///evil.example',
    'data:text/html,x',
    'foo:bar',
    '%2f%2fevil.example',
    '\u200b//evil.example',
  ])('%j is refused', (url) => {
    expect(urlFault(url)).not.toBeNull();
  });

  test('stays refused in any disguise', () => {
    const page = (url: string) => parsePage(pageWith(`[a](<${url}>)`, 'rule'), FILE);
    fc.assert(
      fc.property(hostileUrl, (url) => page(url).messages.some((message) => message.fatal)),
      RUNS,
    );
  });
});

describe('whatever bytes come', () => {
  const noise = fc.array(
    fc.constantFrom(
      '<Rule id="ATO-001" title="x">',
      '</Rule>',
      '<Covers phrase="a b" />',
      '\n',
      '\n\n',
      '- ',
      '> ',
      '|',
      '---',
      '{',
      '}',
      '<',
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '#',
      'a',
      '中',
      '\\',
      '&',
      '\r',
      '\u{1F600}',
    ),
    { maxLength: 60 },
  );

  test('parsing answers, and rendering never acts', () => {
    fc.assert(
      fc.property(noise, (parts) => {
        const page = parsePage(pageWith(parts.join(''), 'intro'), FILE);
        for (const prose of [page.intro, ...page.rules.map((rule) => rule.body)]) {
          expect(renderProse(prose)).not.toMatch(ACTS);
        }
      }),
      RUNS,
    );
  });

  test.for([
    '[',
    '![',
    '*a**b',
    '{(',
    '<sub>',
    '[a](',
    '> ',
    '- ',
    '[^a]: ',
    '`a``',
    '&amp;',
    'a\n=\n',
    '|a',
  ])('%j over and over neither crashes nor stalls it', (unit) => {
    const start = performance.now();
    for (const length of [2000, 16_000, 130_000])
      parsePage(pageWith(unit.repeat(length / unit.length), 'intro'), FILE);
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
