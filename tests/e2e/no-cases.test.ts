import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeContent } from './content.ts';
import { buildLedger } from './ledger.ts';
import { build, loadCatalogue, writeLedger } from './site.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'no-cases-'));
  const content = join(folder, 'content');
  writeContent(content);
  writeLedger(join(folder, 'sop'), buildLedger(await loadCatalogue(content), { asOf: '2026-11-22' }));
  await build({ SOP_CONTENT: content, SOP_LEDGER: join(folder, 'sop') }, join(folder, 'dist'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = (page: string) =>
  parseHTML(readFileSync(join(folder, 'dist', page, 'index.html'), 'utf8')).document.querySelector('main');

test.each(['', 'dashboard', 'case-types/ato-investigation', 'gaps', 'findings', 'calibration'])(
  'without a case /%s/ says where to look, in both languages',
  (page) => {
    expect(main(page)?.querySelector('.notice-hint')?.textContent).toContain(
      'No record of the exports could be used.',
    );
    const chinese = main(join('zh-cn', page))?.querySelector('.notice-hint');
    expect(chinese?.textContent).toContain('导出中没有可用的记录。');
    expect(chinese?.querySelector('a')?.getAttribute('href')).toBe('/zh-cn/dashboard/#input');
  },
);

test('without a case no page has an empty table or list, or a number that is none', () => {
  const pages = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)index\.html$/.test(file),
  );
  for (const page of pages) {
    const part = main(join(page, '..'));
    expect(part?.textContent, page).not.toMatch(/\b(NaN|Infinity|undefined)\b/);
    const empty = [...(part?.querySelectorAll('tbody, ul, ol, dl') ?? [])].filter(
      (element) => element.children.length === 0,
    );
    expect(
      empty.map((element) => element.outerHTML),
      page,
    ).toEqual([]);
  }
});
