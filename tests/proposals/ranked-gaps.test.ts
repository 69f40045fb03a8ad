import { expect, test } from 'vitest';
import { wordingIn } from '../../src/proposals/ranked-gaps.ts';

test('a gap is called by a wording in the language of the page, if there is one', () => {
  const title = 'airship landed on the roof';
  const gap = { title, exemplars: [title, '飞艇降落在屋顶花园'] };
  expect(wordingIn(gap, 'en')).toBe(title);
  expect(wordingIn(gap, 'zh-CN')).toBe('飞艇降落在屋顶花园');
  expect(wordingIn({ title, exemplars: [title] }, 'zh-CN')).toBe(title);
  expect(wordingIn({ title }, 'zh-CN')).toBe(title);
});
