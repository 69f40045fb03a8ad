import fc from 'fast-check';

/** Ways of writing one character of an address that some reader turns back into it. */
function disguised(character: string): fc.Arbitrary<string> {
  const code = character.codePointAt(0) ?? 0;
  return fc.constantFrom(
    character,
    character.toUpperCase(),
    `&#${code};`,
    `&#x${code.toString(16)};`,
    `&#x000${code.toString(16).toUpperCase()};`,
    `&#9;${character}`,
    `${character}&Tab;`,
    `${character}&NewLine;`,
  );
}

const word = (text: string) => fc.tuple(...[...text].map(disguised)).map((parts) => parts.join(''));

/** Addresses that run code or leave the allowed protocols once decoded. */
export const hostileUrl: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '&#1;', '&#32;', '&#xa0;', '&#x200b;'),
      word('javascript'),
      fc.constantFrom(':', '&#58;', '&#x3a;', '&colon;'),
    )
    .map(([lead, scheme, colon]) => `${lead}${scheme}${colon}alert(1)`),
  fc.tuple(word('vbscript'), fc.constantFrom(':', '&colon;')).map(([scheme, colon]) => `${scheme}${colon}x`),
  word('data').map((scheme) => `${scheme}:text/html,x`),
  fc.constantFrom(
    '//evil.example/x',
    '/\\\\evil.example',
    '\\\\\\\\evil.example',
    '&#47;/evil.example',
    'file:///etc/passwd',
    'ftp://evil.example',
    'blob:x',
    'jav%61script%3Aalert(1)',
    'https:evil.example',
    '&#x2f;&#x2f;evil.example',
  ),
);

const anyCase = (text: string) =>
  fc
    .tuple(...[...text].map((character) => fc.constantFrom(character, character.toUpperCase())))
    .map((parts) => parts.join(''));
const space = fc.constantFrom(' ', '\n', '\t', '  ');

const tag = fc.oneof(
  ...[
    'script',
    'style',
    'iframe',
    'object',
    'embed',
    'form',
    'svg',
    'math',
    'img',
    'a',
    'link',
    'meta',
    'base',
    'input',
    'video',
    'template',
    'div',
    'span',
  ].map(anyCase),
);

const element: fc.Arbitrary<string> = fc.oneof(
  tag.map((name) => `<${name}>x</${name}>`),
  tag.map((name) => `<${name} />`),
  fc.tuple(tag, space, hostileUrl).map(([name, gap, url]) => `<${name}${gap}href="${url}" />`),
  fc.tuple(anyCase('onclick'), space).map(([name, gap]) => `<mark${gap}${name}="alert(1)">x</mark>`),
  fc.tuple(anyCase('onerror'), space).map(([name, gap]) => `<img src="x"${gap}${name}="alert(1)" />`),
  anyCase('style').map((name) => `<sub ${name}="background:url(javascript:alert(1))">x</sub>`),
  fc.constantFrom(
    '<Component />',
    '<Foo.Bar>x</Foo.Bar>',
    '<a:b />',
    '<>x</>',
    '<rule id="ATO-001" />',
    '<details open={true}>x</details>',
    '<sub {...x}>y</sub>',
    '<kbd class={alert(1)}>x</kbd>',
  ),
);

const expression = fc.constantFrom(
  '{alert(1)}',
  '{1+1}',
  '{"a"}',
  '{/* x */}',
  '{process.exit(9)}',
  '{<script>x</script>}',
  '{{}}',
  '{}',
  '{...x}',
);
const comment = fc.constantFrom(
  '<!-- x -->',
  '<!--><script>x</script>-->',
  '<!DOCTYPE html>',
  '<?php x ?>',
  '<![CDATA[<script>x</script>]]>',
);
const link = hostileUrl.chain((url) =>
  fc.constantFrom(
    `[a](${url})`,
    `![a](${url})`,
    `[a](<${url}>)`,
    `[a][ref]\n\n[ref]: ${url}`,
    `[ref]\n\n[ref]: <${url}> "t"`,
    `[![i](${url})](https://ok.example)`,
  ),
);

/** One construct that a page of data must not have. */
const hostile: fc.Arbitrary<string> = fc.oneof(element, expression, comment, link);

const inline = (text: string) => !text.includes('\n');
const indent = (text: string, by: string) => text.split('\n').join(`\n${by}`);

/** Places in a page where a construct can hide. */
const WRAPPERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => (inline(text) ? `Words before ${text} and after.` : `Words before.\n\n${text}\n\nAnd after.`),
  (text) => `- item ${indent(text, '  ')}`,
  (text) => `1. item\n\n   ${indent(text, '   ')}`,
  (text) => `> ${indent(text, '> ')}`,
  (text) => (inline(text) ? `| a | b |\n| - | - |\n| x | ${text.replaceAll('|', '\\|')} |` : text),
  (text) => (inline(text) ? `### ${text}` : text),
  (text) => (inline(text) ? `**bold ${text} bold**` : text),
  (text) => (inline(text) ? `- [ ] ${text}` : text),
  (text) => `Words[^1].\n\n[^1]: ${indent(text, '    ')}`,
  (text) => (inline(text) ? `<details>\n<summary>${text}</summary>\n\nx\n\n</details>` : text),
  (text) => `<details>\n\n${text}\n\n</details>`,
];

/** A hostile construct, one to three wrappers deep. */
export const hostileBody: fc.Arbitrary<string> = fc
  .tuple(hostile, fc.array(fc.constantFrom(...WRAPPERS), { minLength: 1, maxLength: 3 }))
  .map(([text, wrappers]) => wrappers.reduce((inner, wrap) => wrap(inner), text));

const FRONT = `id: SOP-ATO-01
title: A page
description: What the page is about.
caseType: ato-investigation
version: 1.0.0
status: active
owner: "@risk-ops"
effective: 2026-01-01
reviewBy: 2027-01-01
`;

/** A page with a body in one of the places a page has. */
export function pageWith(body: string, where: 'rule' | 'intro' | 'after' | 'attribute'): string {
  const title = where === 'attribute' ? body.replaceAll('"', "'").replaceAll('\n', ' ') : 'A rule';
  const rule = `<Rule id="ATO-001" title="${title}">\n\n${where === 'rule' ? body : 'Check.'}\n\n</Rule>`;
  const parts = [where === 'intro' ? body : 'Words.', rule, where === 'after' ? body : ''];
  return `---\n${FRONT}---\n\n${parts.join('\n\n')}\n`;
}
