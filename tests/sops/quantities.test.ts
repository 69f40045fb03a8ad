import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseNumber } from '../../src/sops/check/numerals.ts';
import { listQuantities } from '../../src/sops/check/quantities.ts';
import type { Language } from '../../src/sops/types.ts';
import { checkFiles } from './fixtures.ts';

const written = (text: string, language: Language) =>
  listQuantities(text, language).map(
    ({ value, unit, strong }) => `${value}${unit && ` ${unit}`}${strong ? '' : '?'}`,
  );

describe('a quantity is the same however it is written', () => {
  test.for<[string, string]>([
    ['3 months', '3 个月'],
    ['three months', '三个月'],
    ['3 calendar months', '3 个自然月'],
    ['24 hours', '24 小时'],
    ['the 24-hour hold', '二十四小时'],
    ['one day', '1 天'],
    ['2 weeks', '14 天'],
    ['10 working days', '10 个工作日'],
    ['2 business days', '两个工作日'],
    ['90 seconds', '90 秒'],
    ['200 ms', '200 毫秒'],
    ['18 years', '18 岁'],
    ['1 year', '12 个月'],
    ['50%', '百分之五十'],
    ['50 percent', '50%'],
    ['USD 100,000', '100,000 美元'],
    ['USD 100,000', '10 万美元'],
    ['1.5 million USD', '150 万美元'],
    ['$500', '500 USD'],
    ['900 km/h', '900 公里/小时'],
    ['2026-08-22', '2026 年 8 月 22 日'],
    ['August 22, 2026', '2026-08-22'],
    ['8/10', '８/10'],
  ])('%j, %j', ([en, zh]) => {
    const english = written(en, 'en').map((text) => text.replace('?', ''));
    expect(written(zh, 'zh-CN').map((text) => text.replace('?', ''))).toEqual(english);
  });

  test.for<[string, Language, string[]]>([
    ['ATO-012, SOP-ATO-10, 2FA, SHA-256, T1078 and ATO-012@2', 'en', []],
    ['a second factor, both, two of the rows', 'en', ['1?', '2?', '2?', '2?']],
    ['the 4th reset', 'en', ['4']],
    ['第二因素、一旦、十分、三四天', 'zh-CN', ['2?', '1?', '10?']],
    ['2 月和 6 月更新', 'zh-CN', ['2?', '6?']],
    ['2FA 重置、KYC3', 'zh-CN', []],
  ])('%j holds no more than %j', ([text, language, expected]) => {
    expect(written(text, language)).toEqual(expected);
  });

  test('Chinese numerals are read as written', () => {
    const digits = '零一二三四五六七八九';
    const write = (n: number) => {
      const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
      const lead = hundreds > 0 ? `${digits[hundreds]}百` : '';
      const middle =
        tens > 0
          ? `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十`
          : hundreds > 0 && ones > 0
            ? '零'
            : '';
      return lead + middle + (ones > 0 ? digits[ones] : '');
    };
    fc.assert(fc.property(fc.integer({ min: 1, max: 999 }), (n) => chineseNumber(write(n)) === n));
  });
});

describe('the two languages', () => {
  const UNITS = [
    ['hours', '小时'],
    ['days', '天'],
    ['months', '个月'],
    ['minutes', '分钟'],
    ['%', '%'],
    ['working days', '个工作日'],
  ] as const;
  const rule = (body: string) => `<Rule id="ATO-001" title="A">\n\n${body}\n\n</Rule>\n`;
  const differences = async (en: string, zh: string) => {
    const files = {
      'sops/ato-investigation/a.mdx': rule(en),
      'sops/ato-investigation/a.zh-cn.mdx': rule(zh),
    };
    return (await checkFiles(files)).messages.filter(({ name }) => name === 'value-differs').length;
  };
  const value = fc.tuple(fc.integer({ min: 2, max: 400 }), fc.constantFrom(...UNITS));

  test('agree when the values do, and differ when one changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 500, max: 900 }),
        async (values, other) => {
          const en = values.map(([n, [unit]]) => `hold for ${n} ${unit}`).join(', or ');
          const zh = values.map(([n, [, unit]]) => `暂缓 ${n} ${unit}`).join('，或');
          expect(await differences(en, zh)).toBe(0);
          const [[first, [, unit]]] = values as [[number, readonly [string, string]]];
          expect(await differences(en, zh.replace(`${first} ${unit}`, `${other} ${unit}`))).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
