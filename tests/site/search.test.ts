import { describe, expect, test } from 'vitest';
import { createSearch, type SearchEntry, type SearchPage, tokens } from '../../src/site/search.ts';

const rule = (
  id: string,
  title: string,
  otherTitle: string,
  rest: Partial<SearchEntry> = {},
): SearchEntry => ({
  id,
  title,
  otherTitle,
  decision: '',
  otherDecision: '',
  caseType: 'ato-investigation',
  state: 'active',
  revision: 1,
  replacedBy: null,
  signals: [],
  phrases: [],
  ...rest,
});

const page = (kind: SearchPage['kind'], id: string, title: string, otherTitle: string): SearchPage => ({
  kind,
  id,
  title,
  otherTitle,
  href: `/${id}/`,
});

const search = createSearch({
  prefixes: ['KYC', 'ATO', '2FA', 'POA', 'WDA'],
  caseTypes: { 'ato-investigation': 'ATO investigation', '2fa-reset': '2FA reset' },
  caseTypeWords: {
    'ato-investigation': ['ATO', 'ATO investigation', 'account takeover', '盗号'],
    '2fa-reset': ['2FA', '2FA reset', '2FA 重置'],
  },
  synonyms: [
    ['account takeover', 'ATO', '账户盗用', '盗号'],
    ['liveness', '活体检测'],
  ],
  pages: [
    page('sop', 'SOP-ATO-02', 'Credential reset and new device', '凭证重置与新设备'),
    page('sop', 'SOP-ATO-09', 'Device theft', '设备被盗'),
    page('gap', 'GAP-POA-6417e9', 'rooftop solar statement', '屋顶光伏账单'),
    page('proposal', 'PROP-004', 'Solar statements', '光伏账单'),
  ],
  entries: [
    rule('ATO-012', 'Password reset followed by a new-device login', '密码重置后新设备登录', {
      signals: ['device_fingerprint_mismatch', 'recent_password_reset'],
      phrases: ['new device after password reset', '密码重置后设备指纹不匹配'],
      decision: 'Hold withdrawals for 24 hours.',
    }),
    rule('ATO-010', 'First login from an unseen device', '首次出现的设备登录'),
    rule('ATO-120', 'Mule account', '钱骡账户', { decision: 'See ATO-012.' }),
    rule('ATO-007', 'Password changed and new device within a day', '密码修改后一天内的新设备', {
      state: 'retired',
      replacedBy: 'ATO-012',
    }),
    rule('ATO-070', 'Funds pass through within hours', '资金快进快出'),
    rule('ATO-016', 'Login through an anonymous network', '经匿名网络登录', {
      state: 'pending',
      otherDecision: 'Ask why the login comes by an anonymous relay.',
    }),
    rule('2FA-003', 'Selfie does not pass liveness', '自拍未通过活体检测', { caseType: '2fa-reset' }),
    rule('KYC-012', 'Name written in another script', '姓名使用其他文字', { caseType: 'kyc-audit' }),
    rule('WDA-040', 'Takeover signs before a withdrawal', '提现前的盗用迹象', {
      caseType: 'withdrawal-anomaly',
    }),
  ],
});

const found = (query: string) => search(query).hits.map(({ entry }) => entry.id);

describe('a rule ID in any spelling wins', () => {
  test.each([
    'ato12',
    'ATO 012',
    '"ATO-012"',
    '“ATO-012”',
    'ATO-012@2',
    'ato_12',
    'ＡＴＯ－０１２',
    'Rule ATO 12 v2.1',
    'sop-ato-12',
    '  ato-0012  ',
  ])('%s', (query) => {
    expect(search(query).hits[0]).toMatchObject({ entry: { id: 'ATO-012' }, byId: true });
  });

  test.each(['ato12', 'ATO 012', '"ATO-012"', 'ＡＴＯ－０１２', 'ATO-012@2'])(
    '%s is no words to look for',
    (query) => expect(found(query)).toEqual(['ATO-012', 'ATO-120'].slice(0, found(query).length)),
  );

  test('an ID inside a sentence', () => {
    expect(found('what does ato-012 say')[0]).toBe('ATO-012');
    expect(found('见ATO-012规定')[0]).toBe('ATO-012');
  });

  test('the digits typed so far, the exact number first', () => {
    expect(found('ATO-12').slice(0, 2)).toEqual(['ATO-012', 'ATO-120']);
    expect(found('ATO-01')).toEqual(expect.arrayContaining(['ATO-010', 'ATO-012', 'ATO-016']));
  });

  test('a bare number finds it under every prefix', () => {
    expect(found('012').slice(0, 2)).toEqual(['ATO-012', 'KYC-012']);
  });

  test.each(['AOT-012', 'AT0-12', 'ATOO 12', 'TO-012'])('a slip in the prefix: %s', (query) => {
    expect(found(query)[0]).toBe('ATO-012');
  });

  test('a retired rule named by ID comes first, its replacement second', () => {
    expect(found('ato 7').slice(0, 2)).toEqual(['ATO-007', 'ATO-012']);
  });

  test('an ID that no rule has is said to be none, with the nearest numbers and no rule by words', () => {
    expect(search('ATO-999')).toMatchObject({
      unknownId: 'ATO-999',
      hits: ['ATO-120', 'ATO-070', 'ATO-016', 'ATO-012', 'ATO-010'].map((id) => ({
        entry: { id },
        byId: false,
      })),
    });
    expect(search('kyc 13')).toMatchObject({ unknownId: 'KYC-013', hits: [{ entry: { id: 'KYC-012' } }] });
    expect(search('ATO-12').unknownId).toBeNull();
    expect(search('ATO-012').unknownId).toBeNull();
  });

  test('words that only look like an ID are words', () => {
    expect(found('2FA reset')[0]).toBe('2FA-003');
  });
});

describe('pages', () => {
  test.each([
    ['SOP-ATO-02', 'SOP-ATO-02'],
    ['sop ato 02', 'SOP-ATO-02'],
    ['credential reset and new device', 'SOP-ATO-02'],
    ['凭证重置与新设备', 'SOP-ATO-02'],
    ['GAP-POA-6417E9', 'GAP-POA-6417e9'],
    ['prop 004', 'PROP-004'],
    ['光伏账单', 'PROP-004'],
  ])('%s names %s', (query, id) => {
    expect(search(query)).toMatchObject({ page: { id }, unknownId: null });
  });

  test('an ID of a page is no beginning of a rule ID', () => {
    expect(found('SOP-ATO-07')).toContain('ATO-070');
    expect(search('SOP-ATO-02').hits.map(({ entry }) => entry.id)).toEqual([]);
  });

  test('an SOP stands after the rules when the query is a part of its title', () => {
    const { page, sops, hits } = search('new device');
    expect({ page, sops: sops.map(({ id }) => id) }).toEqual({ page: null, sops: ['SOP-ATO-02'] });
    expect(hits[0]?.entry.id).toBe('ATO-012');
    expect(search('device').sops).toEqual([]);
  });

  test('an ID of a page that is no page is none', () => {
    expect(search('GAP-POA-000001')).toMatchObject({ page: null, hits: [] });
    expect(search('rooftop solar statement').page).toBeNull();
  });
});

describe('words', () => {
  test.each([
    ['new device', 'ATO-012'],
    ['设备指纹', 'ATO-012'],
    ['密码重置', 'ATO-012'],
    ['device_fingerprint_mismatch', 'ATO-012'],
    ['fingerprint mismatch', 'ATO-012'],
    ['pasword resett', 'ATO-012'],
    ['unsen device', 'ATO-010'],
    ['钱骡', 'ATO-120'],
    ['PASSWORD RESET', 'ATO-012'],
  ])('%s finds %s', (query, id) => {
    expect(found(query)[0]).toBe(id);
  });

  test('retired rules come last', () => {
    const ids = found('new device');
    expect(ids).toContain('ATO-007');
    expect(ids.at(-1)).toBe('ATO-007');
  });

  test('glossary synonyms work across languages', () => {
    expect(found('盗号')).toContain('ATO-012');
    expect(found('活体检测')[0]).toBe('2FA-003');
    expect(found('account takeover')).toContain('ATO-012');
  });

  test.each(['ATO', 'ato', '盗号', 'account takeover'])(
    '%s names a case type, whose rules come first',
    (query) => {
      const { caseType, hits } = search(query);
      expect(caseType).toBe('ato-investigation');
      const own = hits.map(({ entry }) => entry).filter(({ state }) => state === 'active');
      expect(own.slice(0, 4).every((entry) => entry.caseType === 'ato-investigation')).toBe(true);
      expect(search(`${query} device`).caseType).toBeNull();
    },
  );

  test('what only the other language says is found', () => {
    expect(found('anonymous relay')[0]).toBe('ATO-016');
  });

  test('nothing for nothing', () => {
    expect(found('')).toEqual([]);
    expect(found('""')).toEqual([]);
    expect(found('zzzzqqqq')).toEqual([]);
  });
});

test('Chinese is cut into pairs, signals at their underscores', () => {
  expect(tokens('设备指纹 recent_password_reset 卡')).toEqual([
    '设备',
    '备指',
    '指纹',
    'recent',
    'password',
    'reset',
    '卡',
  ]);
});

test('five thousand rules are searched in a blink', () => {
  const entries = Array.from({ length: 5000 }, (_, index) =>
    rule(
      `ATO-${index + 1000}`,
      `Situation ${index} with a device and a withdrawal`,
      `情形 ${index} 设备与提现`,
    ),
  );
  const big = createSearch({
    prefixes: ['ATO'],
    caseTypes: {},
    caseTypeWords: {},
    synonyms: [],
    entries,
    pages: [],
  });
  const started = performance.now();
  expect(big('ato 4321').hits[0]?.entry.id).toBe('ATO-4321');
  expect(big('situation 17 device').hits[0]?.entry.id).toBe('ATO-1017');
  // Generous, for machines that are busy: a browser takes some milliseconds.
  expect(performance.now() - started).toBeLessThan(2000);
});
