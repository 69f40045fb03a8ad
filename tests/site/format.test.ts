import { describe, expect, test } from 'vitest';
import { csv } from '../../src/site/csv.ts';
import { formatCount, formatInterval, formatShare, shareOf } from '../../src/site/format.ts';
import { inLanguage, pageHref } from '../../src/site/links.ts';
import { shiftHeadings } from '../../src/site/rules.ts';

describe('numbers', () => {
  test('counts, shares and intervals', () => {
    expect(formatCount('en', 12345)).toBe('12,345');
    expect(formatShare('en', 0.8004)).toBe('80.0%');
    expect(formatShare('zh-CN', null)).toBe('–');
    expect(formatInterval('en', [0.5, 0.75])).toBe('50.0% – 75.0%');
    expect(formatInterval('en', null)).toBe('–');
  });

  test('nothing of nothing is no share', () => {
    expect(shareOf(0, 0)).toBeNull();
    expect(shareOf(1, 4)).toBe(0.25);
  });
});

describe('CSV', () => {
  test('quotes, and opens in a spreadsheet', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          ['x,"y"', 1],
          [null, 0.5],
        ],
      ),
    ).toBe('\uFEFFa,b\r\n"x,""y""",1\r\n,0.5\r\n');
  });

  test('no cell is a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
      expect(csv(['a'], [[`${start}1`]])).toBe(`\uFEFFa\r\n'${start}1\r\n`);
    }
    expect(csv(['a'], [['\r=1']])).toBe('\uFEFFa\r\n"\'\r=1"\r\n');
    expect(csv(['a'], [[-2], ['a=1']])).toBe('\uFEFFa\r\n-2\r\na=1\r\n');
  });
});

describe('addresses', () => {
  test('English at the root, Mandarin in its folder', () => {
    expect(pageHref('en', '/rules/')).toBe('/rules/');
    expect(pageHref('zh-CN', '/rules/')).toBe('/zh-cn/rules/');
  });

  test.each([
    ['/rules/ATO-012/', '/rules/ATO-012/', '/zh-cn/rules/ATO-012/'],
    ['/zh-cn/rules/ATO-012/', '/rules/ATO-012/', '/zh-cn/rules/ATO-012/'],
    ['/zh-cn/', '/', '/zh-cn/'],
    ['/', '/', '/zh-cn/'],
    ['/zh-cnx/', '/zh-cnx/', '/zh-cn/zh-cnx/'],
  ])('%s in both languages', (path, english, chinese) => {
    expect(inLanguage(path, 'en')).toBe(english);
    expect(inLanguage(path, 'zh-CN')).toBe(chinese);
  });
});

test('headings move, other elements and texts stay', () => {
  expect(shiftHeadings('<h3 id="a">x</h3><hr><p>&lt;h3&gt;</p><h6>y</h6>', -1)).toBe(
    '<h2 id="a">x</h2><hr><p>&lt;h3&gt;</p><h5>y</h5>',
  );
});
