import { expect, test } from 'vitest';
import { spelledAddress } from '../../src/site/rule-address.ts';

test.each([
  ['/r/ATO-012', '/r/ato-012/'],
  ['/zh-cn/r/2FA-001/', '/zh-cn/r/2fa-001/'],
  ['/desk/rules/ato-012', '/desk/rules/ATO-012/'],
  ['/R/Ato-012/', '/r/ato-012/'],
  ['/rules/', '/rules/'],
  ['/sops/r/x/y/', '/sops/r/x/y/'],
  ['/', '/'],
])('%s is spelled %s', (typed, spelled) => {
  expect(spelledAddress(typed)).toBe(spelled);
  expect(spelledAddress(spelled)).toBe(spelled);
});
