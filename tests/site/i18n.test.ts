import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Strings, strings } from '../../src/site/i18n.ts';

/** Every word with its path; functions are called with marked arguments. */
function leaves(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const texts = Array.from({ length: Math.max(1, value.length) }, (_, index) => `{${index}}`);
    return [[path, String(value(...texts))]];
  }
  return Object.entries(value as object).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

const english = new Map(leaves(strings('en') satisfies Strings, ''));
const chinese = new Map(leaves(strings('zh-CN'), ''));

describe('the words of the site', () => {
  test('both languages have the same entries, none empty', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of [...english, ...chinese]) expect(text.trim(), path).not.toBe('');
  });

  test('both languages use the same arguments', () => {
    const used = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
    for (const [path, text] of english) expect(used(chinese.get(path) ?? ''), path).toEqual(used(text));
  });

  test('Mandarin is not left in English', () => {
    const alike = [...english].filter(([path, text]) => chinese.get(path) === text).map(([path]) => path);
    expect(alike).toEqual(['.table.noValue', '.rule.sop']);
  });

  test('every word is shown somewhere', () => {
    const source = join(import.meta.dirname, '../../src');
    const files = globSync('**/*.{ts,astro}', { cwd: source }).filter((file) => file !== 'site/i18n.ts');
    const code = files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n');
    const unpacked = [...code.matchAll(/const \{([^;]*?)\} =/g)].flatMap(([, names = '']) =>
      names.match(/\w+/g),
    );
    // By its name, unpacked by it, or picked out of its group by a value: `verdict[name]`.
    const used = new Set([...(code.match(/(?<=\.)\w+/g) ?? []), ...unpacked]);
    const picked = new Set(code.match(/\w+(?=\[)/g));
    const unused = [...english.keys()].filter((path) => {
      const [word = '', group = ''] = path.split('.').reverse();
      return !used.has(word) && !picked.has(group);
    });
    expect(unused).toEqual([]);
  });

  test('counts of one read as one', () => {
    expect(strings('en').search.resultCount(1)).toBe('1 result');
    const many = ones(strings('en'), '').filter(([, texts]) => texts.every((text) => SEVERAL.test(text)));
    expect(many).toEqual([]);
  });
});

/** One of several, which no language says. */
const SEVERAL =
  /(?<![\w.%=+])1 (?:\w+ )?(?:cases|catches|citations|days|duplicates|files|findings|gaps|points|records|results|rows|rules|SOPs|steps|weeks)\b/;

/** What every function says of one, given as a number and as text in every combination. */
function ones(value: unknown, path: string): [path: string, texts: string[]][] {
  if (typeof value === 'string') return [];
  if (typeof value !== 'function') {
    return Object.entries(value as object).flatMap(([key, child]) => ones(child, `${path}.${key}`));
  }
  const combinations = Array.from({ length: 2 ** value.length }, (_, bits) =>
    Array.from({ length: value.length }, (_, index) => ((bits >> index) & 1 ? 1 : '1')),
  );
  return [[path, combinations.map((args) => String(value(...args)))]];
}
