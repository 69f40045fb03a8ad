import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/sops/fingerprint.ts';
import { checkFiles, type Files } from './fixtures.ts';

const PAGE = 'sops/ato-investigation/a.mdx';
const ZH = 'sops/ato-investigation/a.zh-cn.mdx';
const OTHER = 'sops/ato-investigation/b.mdx';
const OTHER_ZH = 'sops/ato-investigation/b.zh-cn.mdx';
const FIRST = '<Rule id="ATO-001" title="A rule">\n\nCheck the device.\n\n</Rule>\n';
const SECOND = '<Rule id="ATO-002" title="Another rule">\n\nWait 3 days, see ATO-001.\n\n</Rule>\n';
const FIRST_ZH = '<Rule id="ATO-001" title="一条规则">\n\n核查设备。\n\n</Rule>\n';
const SECOND_ZH = '<Rule id="ATO-002" title="另一条规则">\n\n等待 3 天，见 ATO-001。\n\n</Rule>\n';
const translation = (
  rules: string,
  translates = `ATO-001: "@FP@", ATO-002: "${fingerprintOf('Another rule', 'Wait 3 days, see ATO-001.')}"`,
) => `---\ntitle: 页面\ndescription: 说明。\ntranslates: { ${translates} }\n---\n\n${rules}`;
const elsewhere = (id: string) => ({
  [OTHER]: `<Rule id="${id}" title="A third rule">\n\nSee ATO-001 and ATO-002.\n\n</Rule>\n`,
  [OTHER_ZH]: translation(
    `<Rule id="${id}" title="第三条规则">\n\n见 ATO-001 和 ATO-002。\n\n</Rule>\n`,
    `${id}: "${fingerprintOf('A third rule', 'See ATO-001 and ATO-002.')}"`,
  ),
});
const GOOD: Files = {
  [PAGE]: FIRST + SECOND,
  [ZH]: translation(FIRST_ZH + SECOND_ZH),
  ...elsewhere('ATO-003'),
};
const proposal = (rule: string) =>
  `---\nid: PROP-001\ngap: GAP-ATO-abcdef\ncaseType: ato-investigation\nsop: new\nstatus: draft\nproposer: a\ncreated: 2026-11-01\n---\n\n${rule}`;
const PROPOSED = FIRST.replace('001', '009');
const PROPOSED_ZH = `---\ntranslates: {}\n---\n\n${FIRST_ZH.replace('001', '009')}`;
const blanks = (text: string) => text.replace(/id="(ATO-00[19])"/, 'id=" $1 "');
const truncated = (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])]);
const FRONT = `---\nid: SOP-ATO-A\ntitle: A page\ndescription: What it is about.\ncaseType: ato-investigation\nversion: 1.0.0\nstatus: active\nowner: a\neffective: 2026-01-01\nreviewBy: 2027-01-01\n---\n\n`;

const found = async (changes: Files) => {
  const { messages } = await checkFiles({ ...GOOD, ...changes }, GOOD);
  return messages.map(({ name, place }) => `${place.file}:${place.line} ${name}`);
};

describe('blanks around a rule ID', () => {
  test.for([
    ['nothing at all', {}],
    ['the English', { [PAGE]: blanks(FIRST + SECOND) }],
    ['the translation', { [ZH]: translation(blanks(FIRST_ZH + SECOND_ZH)) }],
    ['a proposal', { 'proposals/p.mdx': proposal(blanks(PROPOSED)), 'proposals/p.zh-cn.mdx': PROPOSED_ZH }],
    [
      'a translated proposal',
      { 'proposals/p.mdx': proposal(PROPOSED), 'proposals/p.zh-cn.mdx': blanks(PROPOSED_ZH) },
    ],
  ] as const)('change nothing in %s', async ([, changes]) => {
    expect(await found(changes)).toEqual([]);
  });
});

describe('one mistake is said once, also against a base', () => {
  test.for([
    ['an ID in small letters', { [PAGE]: FIRST.replace('ATO', 'ato') + SECOND }, `${PAGE}:13 rule-attribute`],
    ['no ID', { [PAGE]: FIRST.replace(' id="ATO-001"', '') + SECOND }, `${PAGE}:13 rule-attribute`],
    [
      'the ID of the next rule',
      { [PAGE]: FIRST.replace('001', '002') + SECOND },
      `${PAGE}:18 duplicate-rule`,
    ],
    [
      'the ID of a rule elsewhere',
      { [PAGE]: FIRST + SECOND.replace('002', '003'), ...elsewhere('ATO-003') },
      `${OTHER}:13 duplicate-rule`,
    ],
    [
      'the ID of the next rule in the translation',
      { [ZH]: translation(FIRST_ZH.replace('001', '002') + SECOND_ZH) },
      `${ZH}:12 duplicate-rule`,
    ],
    [
      'a mistyped ID in the translation',
      { [ZH]: translation(FIRST_ZH.replace('001', '1') + SECOND_ZH) },
      `${ZH}:7 translation-orphan-rule`,
    ],
    [
      'no ID in the translation',
      { [ZH]: translation(FIRST_ZH.replace(' id="ATO-001"', '') + SECOND_ZH) },
      `${ZH}:7 rule-attribute`,
    ],
    ['a rule that is not translated', { [ZH]: translation(SECOND_ZH) }, `${ZH}:1 translation-rule-missing`],
    [
      'a mistyped case type',
      { [PAGE]: (FRONT + FIRST + SECOND).replace('ato-inv', 'atoinv') },
      `${PAGE}:5 case-type-folder`,
    ],
    ['an element that is never closed', { [PAGE]: `${FIRST + SECOND}<Rule\n` }, `${PAGE}:23 mdx-syntax`],
    [
      'the same in the translation',
      { [ZH]: `${translation(FIRST_ZH + SECOND_ZH)}<Rule\n` },
      `${ZH}:17 mdx-syntax`,
    ],
    ['bytes that are no text', { [PAGE]: truncated(FRONT + FIRST + SECOND) }, `${PAGE}:1 invalid-encoding`],
    [
      'the same in the translation',
      { [ZH]: truncated(translation(FIRST_ZH + SECOND_ZH)) },
      `${ZH}:1 invalid-encoding`,
    ],
  ] as const)('%s', async ([, changes, expected]) => {
    expect(await found(changes)).toEqual([expected]);
  });
});

test('the prefix of a rule is that of its folder when its case type is none', async () => {
  const page = (FRONT + FIRST).replace('ato-inv', 'atoinv').replace('ATO-001', 'KYC-001');
  const { messages } = await checkFiles({ [PAGE]: page });
  expect(messages.filter(({ severity }) => severity === 'error').map(({ name }) => name)).toEqual([
    'case-type-folder',
    'rule-prefix',
  ]);
});
