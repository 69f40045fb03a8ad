import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { parsePage } from '../../src/sops/parse.ts';
import { onlyFirstTerms, renderProse, type TermLinks } from '../../src/sops/render.ts';
import { createTermFinder } from '../../src/sops/terms.ts';
import type { GlossaryTerm, Language } from '../../src/sops/types.ts';

const term = (id: string, en: string[], zh: string[]): GlossaryTerm => ({
  id,
  term: { en: en[0] ?? '', 'zh-CN': zh[0] ?? '' },
  synonyms: { en: en.slice(1), 'zh-CN': zh.slice(1) },
  definition: null,
});
const GLOSSARY = [
  term('case', ['case'], ['案件']),
  term('case-type', ['case type'], ['案件类型']),
  term('mule', ['money mule', 'mule'], ['钱骡']),
  term('api-key', ['API key'], ['API 密钥']),
  term('str', ['suspicious report', 'STR'], ['可疑报告']),
  term('approve', ['Approve'], ['通过']),
  term('sign', ['x'], ['骡']),
];

const links = (glossary: readonly GlossaryTerm[], language: Language): TermLinks => ({
  find: createTermFinder(glossary, language),
  href: ({ id }) => `/glossary/#${id}`,
  title: ({ term }) => term.en,
});

const bodyOf = (markdown: string) => {
  const text = `---\ntitle: 页面\ndescription: 说明。\n---\n\n<Rule id="ATO-001" title="A">\n\n${markdown}\n\n</Rule>`;
  const page = parsePage(text, 'sops/ato-investigation/a.zh-cn.mdx');
  return page.rules[0]?.body ?? { markdown: '', content: [] };
};
const render = (markdown: string, language: Language = 'en', glossary = GLOSSARY) =>
  renderProse(bodyOf(markdown), { namespace: 'ATO-001', terms: links(glossary, language) });
const linked = (html: string) =>
  [...html.matchAll(/<a data-term="([^"]*)"[^>]*>([^<]*)</g)].map(([, id, text]) => `${id}: ${text}`);

describe('terms of the glossary', () => {
  test('become links that say what they mean', () => {
    expect(render('A mule.')).toBe(
      '<p>A <a data-term="mule" href="/glossary/#mule" title="money mule">mule</a>.</p>',
    );
  });

  test.for<[string, Language, string[]]>([
    ['A case type and a case, a case again.', 'en', ['case-type: case type', 'case: case']],
    ['Cases, incase, case-by-case, case_id, case@2, 2case', 'en', []],
    ['Case (case)', 'en', ['case: Case']],
    ['MONEY MULE, an api key, a str', 'en', []],
    ['An API key and STR.', 'en', ['api-key: API key', 'str: STR']],
    ['approve, Approve, **Approve**', 'en', ['approve: Approve']],
    ['该案件类型的案件，钱骡账户', 'zh-CN', ['case-type: 案件类型', 'case: 案件', 'mule: 钱骡']],
    ['按STR提交，API 密钥', 'zh-CN', ['str: STR', 'api-key: API 密钥']],
    ['XAPI 密钥、STRs', 'zh-CN', []],
    ['通过视频核验后 **通过**', 'zh-CN', ['approve: 通过']],
    ['a case, a mule', 'zh-CN', []],
    ['`case` [case](https://a.example/) <abbr title="x">case</abbr>', 'en', []],
    [
      '### A case\n\n```\ncase\n```\n\n<details>\n<summary>case</summary>\n\nmule\n\n</details>',
      'en',
      ['mule: mule'],
    ],
    ['| case | b |\n| - | - |\n| mule | case |', 'en', ['case: case', 'mule: mule']],
    ['The case of ATO-012: `x`', 'en', ['case: case']],
  ])('%j in %s: %j', ([markdown, language, expected]) => {
    expect(linked(render(markdown, language))).toEqual(expected);
  });

  test('of several pieces of a page only the first links a term', () => {
    const seen = new Set<string>();
    const pieces = ['A case.', 'A mule, a case & "more".', 'A mule.'].map((text) =>
      onlyFirstTerms(render(text), seen),
    );
    expect(pieces.map(linked)).toEqual([['case: case'], ['mule: mule'], []]);
    expect(pieces[2]).toBe('<p>A mule.</p>');
    expect(pieces[1]).toContain(', a case &#x26; "more".</p>');
  });
});

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '" data-term="case">case</a>',
    '</a></p>',
    '&lt;b&gt;',
    'case',
    '案件',
    '{0}',
    'javascript:alert(1)',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const glossaries = fc.array(
  fc
    .record({ id: hostile, en: fc.array(hostile, { maxLength: 3 }), zh: fc.array(hostile, { maxLength: 3 }) })
    .map(({ id, en, zh }) => term(id, en, zh)),
  { maxLength: 6 },
);
const texts = fc.array(fc.oneof(hostile, fc.constantFrom(' ', '**', '案件', 'case type ', '、')), {
  maxLength: 12,
});

test('whatever the glossary holds, the text of a page stays the same and nothing but links is added', () => {
  fc.assert(
    fc.property(glossaries, texts, fc.constantFrom<Language>('en', 'zh-CN'), (glossary, parts, language) => {
      const prose = {
        markdown: '',
        content: [
          { type: 'paragraph' as const, children: [{ type: 'text' as const, value: parts.join('') }] },
        ],
      };
      const plain = parseHTML(`<html><body>${renderProse(prose)}</body></html>`).document;
      const html = renderProse(prose, { terms: links([...glossary, ...GLOSSARY], language) });
      const seen = new Set<string>();
      for (const piece of [html, onlyFirstTerms(html, seen), onlyFirstTerms(html, seen)]) {
        const { document } = parseHTML(`<html><body>${piece}</body></html>`);
        expect(document.body.textContent).toBe(plain.body.textContent);
        for (const element of document.querySelectorAll('body *')) {
          if (element.tagName === 'P') continue;
          expect(element.tagName).toBe('A');
          const names = element.getAttributeNames().sort();
          expect(names.filter((name: string) => !['data-term', 'href', 'title'].includes(name))).toEqual([]);
        }
      }
      expect(linked(onlyFirstTerms(html, seen))).toEqual([]);
    }),
  );
});

test('mentions stand in order, apart from each other, and are forms of their term', () => {
  fc.assert(
    fc.property(glossaries, texts, (glossary, parts) => {
      const text = parts.join('');
      const known = [...glossary, ...GLOSSARY];
      let end = 0;
      for (const mention of createTermFinder(known, 'zh-CN')(text, true)) {
        expect(mention.start).toBeGreaterThanOrEqual(end);
        expect(mention.end).toBeGreaterThan(mention.start);
        const { term, synonyms } = mention.term;
        const forms = [...Object.values(term), ...Object.values(synonyms).flat()].map((form) =>
          form.trim().toLowerCase(),
        );
        expect(forms).toContain(text.slice(mention.start, mention.end).toLowerCase());
        end = mention.end;
      }
    }),
  );
});
