import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/sops/load.ts';
import { parsePage } from '../../src/sops/parse.ts';
import { decisionLine } from '../../src/sops/plain-text.ts';
import { renderProse } from '../../src/sops/render.ts';
import { contentFiles } from './fixtures.ts';

const render = (markdown: string, options = {}) => {
  const text = `---\ntitle: 页面\ndescription: 说明。\n---\n\n<Rule id="ATO-001" title="A">\n\n${markdown}\n\n</Rule>`;
  const page = parsePage(text, 'sops/ato-investigation/a.zh-cn.mdx');
  return renderProse(page.rules[0]?.body ?? { markdown: '', content: [] }, {
    namespace: 'ATO-001',
    ...options,
  });
};
const ruleHref = (id: string) => (id === 'ATO-012' ? '/rules/ATO-012/' : null);

describe('rendered prose', () => {
  test('links rule IDs, outside code and links', () => {
    const html = render(
      'See ATO-012, ATO-012@2, 按ATO-012处理, ATO-999, XATO-012, `ATO-012` and [ATO-012](https://a.example/).',
      { ruleHref },
    );
    expect(html).toMatchInlineSnapshot(
      `"<p>See <a href="/rules/ATO-012/" data-rule="ATO-012">ATO-012</a>, <a href="/rules/ATO-012/" data-rule="ATO-012">ATO-012@2</a>, 按<a href="/rules/ATO-012/" data-rule="ATO-012">ATO-012</a>处理, ATO-999, XATO-012, <code>ATO-012</code> and <a href="https://a.example/" rel="noopener noreferrer">ATO-012</a>.</p>"`,
    );
  });

  test('lets a wide table scroll and labels a checklist', () => {
    expect(render('| a | b |\n| - | -: |\n| 1 | 2 |\n\n- [x] done **well**')).toMatchInlineSnapshot(`
      "<div class="table-scroll" role="region" tabindex="0" aria-label="ATO-001 a, b"><table>
      <thead>
      <tr>
      <th>a</th>
      <th align="right">b</th>
      </tr>
      </thead>
      <tbody>
      <tr>
      <td>1</td>
      <td align="right">2</td>
      </tr>
      </tbody>
      </table></div>
      <ul class="contains-task-list">
      <li class="task-list-item"><input type="checkbox" checked disabled aria-label="done well"> done <strong>well</strong></li>
      </ul>"
    `);
  });

  test('names every table of a page differently', () => {
    const table = '| a | b |\n| - | - |\n| 1 | 2 |';
    const names = (html: string) => [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name);
    expect(names(render(`${table}\n\n---\n\n${table}`))).toEqual(['ATO-001 a, b', 'ATO-001 a, b (2)']);
    expect(names(render(table, { namespace: 'ATO-002' }))).toEqual(['ATO-002 a, b']);
  });

  test('keeps ids apart', () => {
    expect(render('### Check\n\n### Check\n\n### 核查\n\nNote[^1].\n\n[^1]: A note.')).toMatchInlineSnapshot(`
      "<h3 id="ato-001-check">Check</h3>
      <h3 id="ato-001-check-2">Check</h3>
      <h3 id="ato-001-核查">核查</h3>
      <p>Note<sup><a href="#ato-001-fn-1" id="ato-001-fnref-1" data-footnote-ref aria-describedby="ato-001-footnote-label">1</a></sup>.</p>
      <section data-footnotes class="footnotes"><h2 class="sr-only" id="ato-001-footnote-label">Footnotes</h2>
      <ol>
      <li id="ato-001-fn-1">
      <p>A note. <a href="#ato-001-fnref-1" data-footnote-backref="" aria-label="Back to reference 1">↩</a></p>
      </li>
      </ol>
      </section>"
    `);
  });

  test('labels footnotes and tables in the language of the text', () => {
    const html = render('注[^1]。\n\n|  |\n| - |\n| 1 |\n\n[^1]: 说明。', { language: 'zh-CN' });
    expect(html.match(/aria-label="[^"]*"|>[^<]*<\/h2>/g)).toEqual([
      'aria-label="ATO-001 表格"',
      '>脚注</h2>',
      'aria-label="返回引用 1"',
    ]);
  });

  test('links content files to their pages', () => {
    const pageHref = (address: string) => (address.startsWith('b.mdx') ? '/sops/x/b/' : null);
    const html = render('[a](b.mdx) [c](d.mdx) [e](/f) [g](#h) [i](https://j.example/) ![k](b.mdx)', {
      pageHref,
    });
    expect(html.match(/(?:href|src)="[^"]*"/g)).toEqual([
      'href="/sops/x/b/"',
      'href="d.mdx"',
      'href="/f"',
      'href="#h"',
      'href="https://j.example/"',
      'src="b.mdx"',
    ]);
  });
});

describe('the decision line', () => {
  const lineOf = async (en: string, zh: string | null, language: 'en' | 'zh-CN') => {
    const rule = (body: string) => `<Rule id="ATO-001" title="A">\n\n${body}\n\n</Rule>\n`;
    const files = {
      'sops/ato-investigation/a.mdx': rule(en),
      ...(zh !== null && { 'sops/ato-investigation/a.zh-cn.mdx': rule(zh) }),
    };
    const found = (await interpret(contentFiles(files))).readable.rules.get('ATO-001');
    return found ? decisionLine(found, language) : null;
  };

  test('is the first paragraph under Decide', async () => {
    expect(
      await lineOf('When.\n\n### Decide\n\n**Hold** for 24 hours.\n\n### Check\n\nMore.', null, 'en'),
    ).toBe('Hold for 24 hours.');
  });

  test('is found under 处置 in Mandarin', async () => {
    expect(
      await lineOf(
        'X.',
        '适用。\n\n### 处置\n\n| 情况 | 处置 |\n| - | - |\n| 新 | **拦截** |\n\n先暂缓。',
        'zh-CN',
      ),
    ).toBe('先暂缓。');
  });

  test('is the first item where there is no paragraph, else the first paragraph', async () => {
    expect(await lineOf('### Decide\n\n- **Allow**: known.\n- **Block**: new.', null, 'en')).toBe(
      'Allow: known.',
    );
    expect(await lineOf('First words.\n\nSecond.', null, 'zh-CN')).toBe('First words.');
  });

  test('is cut after the first sentence of a long paragraph', async () => {
    expect(await lineOf(`### Decide\n\nHold 1.5 hours. ${'More words. '.repeat(40)}`, null, 'en')).toBe(
      'Hold 1.5 hours.',
    );
  });
});
