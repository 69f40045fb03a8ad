import { describe, expect, test } from 'vitest';
import { acceptProposal } from '../../src/proposals/accept.ts';
import { interpretDesk } from '../../src/proposals/read-desk.ts';
import { runChecks } from '../../src/sops/check/run.ts';
import { fingerprintOf } from '../../src/sops/fingerprint.ts';
import {
  AS_OF,
  contentOf,
  type Files,
  PROPOSAL,
  PROPOSAL_ZH,
  proposal,
  RULE,
  RULE_ZH,
  SESSION,
  SESSION_ZH,
  textOf,
} from './desk.ts';

const accepted = async (files: Files, asOf = AS_OF) => {
  const content = await contentOf(files);
  const { acceptance, obstacles } = await acceptProposal(content, PROPOSAL, { asOf });
  if (!acceptance) throw new Error(JSON.stringify(obstacles));
  return {
    content,
    acceptance,
    now: (file: string) => textOf(acceptance.files, file),
    was: (file: string) => textOf(content.files, file),
  };
};
const obstaclesOf = async (files: Files) => {
  const content = await contentOf(files);
  const { acceptance, obstacles } = await acceptProposal(content, PROPOSAL, { asOf: AS_OF });
  expect(acceptance).toBeNull();
  return obstacles.map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`);
};
const BOTH = { [PROPOSAL]: proposal(), [PROPOSAL_ZH]: RULE_ZH };

describe('an accepted proposal', () => {
  test('puts the rule at its place by ID and leaves every other byte as it was', async () => {
    const { now, was } = await accepted(BOTH);
    const block = RULE.trim().replace('effective="2026-11-01"', `effective="${AS_OF}"`);
    const expected = was(SESSION)
      .replace('version: "2.1.3" #', 'version: "2.2.0" #')
      .replace('\n\n<Rule\n  id="ATO-024"', `\n\n${block}\n\n<Rule\n  id="ATO-024"`);
    expect(now(SESSION)).toBe(expected);
    expect(now(PROPOSAL)).toBe(was(PROPOSAL).replace('status: in-review', 'status: accepted'));
  });

  test('puts its translation beside it, with the fingerprint of the English', async () => {
    const { now, was, acceptance } = await accepted(BOTH);
    const fingerprint = acceptance.rules[0]?.fingerprint;
    const block = RULE_ZH.slice(RULE_ZH.indexOf('<Rule')).trim();
    const expected = was(SESSION_ZH)
      .replace('  ATO-024: ', `  ATO-022: "${fingerprint}"\n  ATO-024: `)
      .replace('\n\n<Rule id="ATO-024"', `\n\n${block}\n\n<Rule id="ATO-024"`);
    expect(now(SESSION_ZH)).toBe(expected);
    expect(acceptance.untranslated).toEqual([]);
    const content = await interpretDesk(acceptance.files, '');
    const named = runChecks({ content, asOf: AS_OF, base: null }).messages.map(({ name }) => name);
    expect(new Set(named)).toEqual(new Set(['case-type-missing']));
  });

  test('keeps a fingerprint that says the translation is of an earlier English', async () => {
    const old = fingerprintOf('Earlier', 'text');
    const { now } = await accepted({
      ...BOTH,
      [PROPOSAL_ZH]: RULE_ZH.replace('{}', `{ ATO-022: "${old}" }`),
    });
    expect(now(SESSION_ZH)).toContain(`ATO-022: "${old}"`);
  });

  test.for([
    ['nobody wrote a translation', undefined],
    [
      'nobody began it',
      RULE_ZH.replace(/询问.*/, '[待填：核查内容]').replace(/登录晚于.*/, '`code` [待填：结论]'),
    ],
  ] as const)('leaves the rule out of the translation when %s', async ([, translation]) => {
    const files: Files = { [PROPOSAL]: proposal(), ...(translation && { [PROPOSAL_ZH]: translation }) };
    const { now, was, acceptance } = await accepted(files);
    expect(now(SESSION_ZH)).toBe(was(SESSION_ZH));
    expect(acceptance.untranslated).toEqual(['ATO-022']);
    const content = await interpretDesk(acceptance.files, '');
    const { messages } = runChecks({ content, asOf: AS_OF, base: null });
    expect(messages.map(({ name }) => name)).toContain('translation-rule-missing');
  });

  test('keeps a planned day that is later, and states one where the rule had none', async () => {
    const later = await accepted({
      [PROPOSAL]: proposal({ rule: RULE.replace('2026-11-01', '2027-02-01') }),
    });
    expect(later.acceptance.rules[0]?.effective).toBe('2027-02-01');
    const none = await accepted({
      [PROPOSAL]: proposal({ rule: RULE.replace('\n  effective="2026-11-01"', '') }),
    });
    expect(none.now(SESSION)).toContain(`before the login"\n  effective="${AS_OF}"\n  signals=`);
  });

  test('keeps line ends as they are', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const { content } = await accepted(BOTH);
    const { now } = await accepted({ ...BOTH, [SESSION]: crlf(textOf(content.files, SESSION)) });
    expect(now(SESSION).replaceAll('\r\n', '')).not.toContain('\n');
    expect(now(SESSION)).toContain('id="ATO-022"');
  });

  test('creates both files of a new SOP', async () => {
    const files = { ...BOTH, [PROPOSAL]: proposal({ front: 'sop: new\nstatus: draft' }) };
    const { acceptance, now } = await accepted(files);
    expect(acceptance.before).toBeNull();
    expect(acceptance.sop).toMatchObject({
      id: 'SOP-ATO-04',
      file: 'sops/ato-investigation/stolen-phone.mdx',
      title: 'Phone reported stolen before the login',
      description: 'Block when the login is later than the theft, for 24 hours at least.',
      version: '1.0.0',
      status: 'active',
      owner: '@risk-ops/ato',
      effective: AS_OF,
      reviewBy: '2027-11-22',
    });
    expect(acceptance.sop.translation).toMatchObject({
      title: '登录前手机已报失',
      description: '登录晚于被盗时拦截，至少 24 小时。',
    });
    expect(now(SESSION)).not.toContain('ATO-022');
    const untranslated = await accepted({ [PROPOSAL]: files[PROPOSAL] });
    expect(untranslated.acceptance.sop.translation?.title).toBe(
      '（未翻译）Phone reported stolen before the login',
    );
  });
});

describe('refused', () => {
  test('with every prompt that is not filled in, in both languages', async () => {
    const files = {
      [PROPOSAL]: proposal({
        rule: RULE.replace('Ask when', '[TODO: ask] when').replace(
          'Phone reported stolen',
          '[TODO: title] stolen',
        ),
      }),
      [PROPOSAL_ZH]: RULE_ZH.replace('至少 24 小时', '[待填：多久]'),
    };
    expect(await obstaclesOf(files)).toEqual([
      `${PROPOSAL}:17:10: unfilled prompt [TODO: title], expected the author's words`,
      `${PROPOSAL}:25:7: unfilled prompt [TODO: ask], expected the author's words`,
      `${PROPOSAL_ZH}:13:15: unfilled prompt [待填：多久], expected the author's words`,
    ]);
  });

  test('with a prompt marked in another way, but not with an example of one', async () => {
    const rule = RULE.replace('Ask when', 'Note `TODO: call`, ask when').replace('for 24', 'TODO: for 24');
    const files = { [PROPOSAL]: proposal({ rule }), [PROPOSAL_ZH]: RULE_ZH.replace('24 小时', '【待填写】') };
    expect(await obstaclesOf(files)).toEqual([
      `${PROPOSAL}:29:51: unfilled prompt TODO: for 24 hours at least., expected the author's words`,
      `${PROPOSAL_ZH}:13:18: unfilled prompt 【待填写】, expected the author's words`,
    ]);
  });

  test('when check finds an error, such as another number in Mandarin, at its place in the proposal', async () => {
    const found = await obstaclesOf({ ...BOTH, [PROPOSAL_ZH]: RULE_ZH.replace('24', '48') });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^proposals\/stolen-phone\.zh-cn\.mdx:13:1: Unexpected 48 小时 in ATO-022/);
  });

  test.for([
    ['as it is', RULE, '21:3'],
    ['without a day', RULE.replace('  effective="2026-11-01"\n', ''), '20:3'],
  ] as const)(
    'when check would find an error in the SOP, %s, at the line that was written',
    async ([, rule, place]) => {
      const files = { [PROPOSAL]: proposal({ rule: rule.replace('phone was stolen and unlocked', '24 %') }) };
      const [found, ...others] = await obstaclesOf(files);
      expect(others).toEqual([]);
      expect(found).toMatch(`${PROPOSAL}:${place}: Unexpected phrase`);
    },
  );

  test.for([
    [
      'an ID that is taken',
      proposal({ rule: RULE.replace('ATO-022', 'ATO-024') }),
      /ATO-024 belongs to SOP-ATO-03.*\(ATO-025\)/,
    ],
    ['no rule', proposal({ rule: 'Nothing.\n' }), /proposes no rule/],
    ['a decided proposal', proposal({ front: 'sop: SOP-ATO-03\nstatus: accepted' }), /accepted already/],
    ['an SOP that is not there', proposal({ front: 'sop: SOP-ATO-99\nstatus: draft' }), /no SOP-ATO-99/],
    [
      'a link defined outside the rule',
      `${proposal({ rule: RULE.replace('Ask when', '[Ask][form] when') })}\n[form]: https://example.org\n`,
      /read differently/,
    ],
  ] as const)('%s', async ([, text, expected]) => {
    expect((await obstaclesOf({ [PROPOSAL]: text })).join('\n')).toMatch(expected);
  });
});
