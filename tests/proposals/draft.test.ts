import { describe, expect, test } from 'vitest';
import type { GapEvidence, GapReport, Ledger } from '../../src/coverage/ledger.ts';
import { latestWeek, trendOf, trendText } from '../../src/findings/trend.ts';
import { testCandidates } from '../../src/proposals/covers-candidates.ts';
import { planDraft } from '../../src/proposals/draft.ts';
import { writeDraft } from '../../src/proposals/draft-pages.ts';
import { nextProposalId, nextRuleId, nextSopId } from '../../src/proposals/next-ids.ts';
import { proofOf } from '../../src/proposals/proof.ts';
import { AS_OF, contentOf, PROPOSAL, proposal, RULE } from './desk.ts';

const GAP: GapReport = {
  id: 'GAP-ATO-abcdef',
  caseType: 'ato-investigation',
  title: 'watch was stolen too',
  steps: 9,
  cases: 8,
  labels: { TP: 1, TN: 2, FP: 3, FN: 0 },
  firstSeen: '2026-10-01',
  lastSeen: '2026-11-20',
  exemplars: ['watch was stolen too', 'the # watch'],
};
const EVIDENCE: GapEvidence = {
  id: GAP.id,
  weeks: [
    { monday: '2026-09-28', steps: 1, cases: 1 },
    { monday: '2026-11-16', steps: 8, cases: 7 },
  ],
  signals: [
    { code: 'watch_unpaired', cases: 6 },
    { code: 'session_token_replay', cases: 6 },
    { code: 'rare_signal', cases: 3 },
  ],
  handling: { cases: 2, minutes: 61.4 },
  nearest: [{ id: 'ATO-020', score: 0.4 }],
};

/** As much of a ledger as proposals read. */
function ledgerOf(gap: Partial<GapReport> = {}, evidence: Partial<GapEvidence> = {}): Ledger {
  const weeks = ['2026-09-28', '2026-11-16'].map((monday) => ({ monday, cases: 9 }));
  return {
    syntheticCases: 0,
    report: { asOf: AS_OF, gaps: [{ ...GAP, ...gap }] },
    gaps: [{ ...EVIDENCE, ...evidence, id: gap.id ?? GAP.id }],
    caseTypes: [{ id: 'ato-investigation', weeks }],
    rules: [],
  } as unknown as Ledger;
}

const choices = { gap: GAP.id, sop: null, proposer: 'An owner', asOf: AS_OF };
const draftOf = async (gap = {}, evidence = {}, files = {}) =>
  planDraft((await contentOf(files)).catalogue, ledgerOf(gap, evidence), {
    ...choices,
    gap: { ...GAP, ...gap }.id,
  });

describe('a draft', () => {
  test('takes what the cases share', async () => {
    const draft = await draftOf();
    expect(draft).toMatchObject({ id: 'PROP-001', ruleId: 'ATO-025', sop: { id: 'SOP-ATO-03' } });
    expect(draft.candidates).toEqual([
      { wording: 'watch was stolen too', phrase: 'watch was stolen too', fault: null },
      {
        wording: 'the # watch',
        phrase: 'the 0 watch',
        fault: { en: 'has fewer than 3 words', 'zh-CN': '少于 3 个词' },
      },
    ]);
    expect(draft.signals).toEqual([
      { code: 'watch_unpaired', cases: 6, fault: null },
      {
        code: 'session_token_replay',
        cases: 6,
        fault: { en: 'ATO-020 governs it', 'zh-CN': '已由 ATO-020 管辖' },
      },
      {
        code: 'rare_signal',
        cases: 3,
        fault: { en: 'fewer than half of the 8 cases have it', 'zh-CN': '8 个案件中带有它的不到一半' },
      },
    ]);
    const [english, mandarin] = await writeDraft(draft, await contentOf());
    await expect(
      `${english?.path}\n${english?.bytes}\n${mandarin?.path}\n${mandarin?.bytes}`,
    ).toMatchFileSnapshot('expected/draft.mdx.txt');
  });

  test.for([
    [{ id: 'GAP-ATO-000000', exemplars: [] }, {}, /no theme holds/],
    [{ cases: 4 }, {}, /4 of at least 5 cases/],
    [{ exemplars: [] }, {}, /no wording that 5 cases share/],
    [{}, { weeks: EVIDENCE.weeks.slice(1) }, /seen in 1 of at least 2 weeks/],
  ] as const)('is refused on thin evidence: %j %j', async ([gap, evidence, expected]) => {
    await expect(draftOf(gap, evidence)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(expected),
    });
  });

  test('is refused beside an open proposal, not after a decided one', async () => {
    await expect(draftOf({}, {}, { [PROPOSAL]: proposal() })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('PROP-007 (in-review)'),
    });
    const rejected = proposal({ front: 'sop: SOP-ATO-03\nstatus: rejected\nreason: Too *rare*' });
    const content = await contentOf({ [PROPOSAL]: rejected });
    const draft = planDraft(content.catalogue, ledgerOf(), choices);
    expect(draft).toMatchObject({ id: 'PROP-008', ruleId: 'ATO-025', earlier: [{ id: 'PROP-007' }] });
    const [page] = await writeDraft(draft, content);
    expect(String(page?.bytes)).toContain('Earlier: PROP-007, rejected (Too \\*rare\\*).');
  });

  test('begins a new SOP when no rule is near', async () => {
    expect(await draftOf({}, { nearest: [{ id: 'ATO-020', score: 0.05 }] })).toMatchObject({
      sop: null,
      ruleId: 'ATO-030',
    });
  });
});

test('IDs are never used again', async () => {
  const { catalogue } = await contentOf({
    [PROPOSAL]: proposal({ rule: RULE.replace('ATO-022', 'ATO-025') }),
  });
  const [session] = catalogue.sops;
  expect(nextRuleId(catalogue, 'ATO', session ?? null)).toBe('ATO-026');
  expect(nextRuleId(catalogue, 'ATO', null)).toBe('ATO-030');
  expect(nextRuleId(catalogue, 'NEW', null)).toBe('NEW-001');
  expect(nextProposalId(catalogue)).toBe('PROP-008');
  expect([nextSopId(catalogue, 'ATO'), nextSopId(catalogue, 'NEW')]).toEqual(['SOP-ATO-04', 'SOP-NEW-01']);
  const full = await contentOf({ [PROPOSAL]: proposal({ rule: RULE.replace('ATO-022', 'ATO-029') }) });
  const filled = { ...(full.catalogue.sops[0] as NonNullable<typeof session>) };
  const rules = [...filled.rules, { ...(filled.rules[0] as (typeof filled.rules)[number]), id: 'ATO-028' }];
  expect(nextRuleId(full.catalogue, 'ATO', { ...filled, rules })).toBe('ATO-030');
});

test('wordings are tested for breadth', async () => {
  const { catalogue } = await contentOf({ [PROPOSAL]: proposal() });
  const faults = testCandidates(
    [
      'stolen phone',
      'the phone was #',
      '手机报失',
      '登录前手机已报失之后',
      'compare the network of every request',
      'session outlives a password change',
      'token from two networks',
      'the same session token from two networks again',
      'phone was stolen and unlocked',
      'paid # euros to them',
      'he paid # euros to them then',
    ],
    catalogue,
    AS_OF,
  ).map(({ fault }) => fault?.en ?? null);
  expect(faults).toEqual([
    'has fewer than 3 words',
    'begins or ends with a number or name',
    'has fewer than 5 characters',
    null,
    'stands in what ATO-020 checks',
    'stands in the title of ATO-024',
    'stands in a wording of ATO-020',
    'holds "same session token from two networks", a wording of ATO-020',
    'stands in a wording of ATO-022',
    null,
    'overlaps a candidate above',
  ]);
});

test('a trend is told in words', () => {
  const weeks = (...counts: number[]) =>
    counts.map((cases, index) => ({
      monday: new Date(Date.UTC(2026, 8, 7 + 7 * index)).toISOString().slice(0, 10),
      steps: cases,
      cases,
    }));
  const told = (
    counts: number[],
    data: readonly [string, string] = ['2026-09-07', '2026-10-26'],
    asOf = '2026-11-02',
  ) => trendText(trendOf(weeks(...counts), data, asOf));
  const full = (direction: string, recent: string, earlier: number) =>
    `${direction}, ${recent} in the last 4 full weeks after ${earlier} in the 4 before`;
  expect(told([1, 0, 1, 0, 2, 3, 3, 3])).toBe(full('rising', '11 cases', 2));
  expect(told([4, 3, 3, 3, 1, 1, 1, 1])).toBe(full('falling', '4 cases', 13));
  expect(told([3, 0, 0, 0, 0, 0, 0, 3])).toBe(full('steady', '3 cases', 3));
  // Twice as many, which chance gives now and then.
  expect(told([1, 1, 1, 0, 1, 2, 1, 2])).toBe(full('steady', '6 cases', 3));
  // Beyond chance, but hardly more.
  expect(told([250, 250, 250, 250, 300, 300, 300, 300])).toBe(full('steady', '1200 cases', 1000));
  expect(told([3])).toBe(full('quiet', '0 cases', 3));
  expect(told([0, 0, 0, 0, 0, 0, 0, 1])).toBe(full('new', '1 case', 0));
  expect(told([1, 9], ['2026-09-07', '2026-09-14'])).toBe(
    'rising, 9 cases in the last full week after 1 in the week before',
  );
  const early = 'too early to tell, the data has less than two full weeks';
  expect(told([2], ['2026-09-07', '2026-09-07'])).toBe(early);
  expect(told([2, 2], ['2026-09-07', '2026-09-14'], '2026-09-20')).toBe(early);
});

test('a trend leaves out the week that is not over, and says what it has', () => {
  const day = (monday: string, cases: number) => ({ monday, steps: cases, cases });
  const seen = [day('2026-09-07', 9), day('2026-09-14', 9), day('2026-09-21', 1)];
  const of = (cases: typeof seen, asOf: string) => trendOf(cases, ['2026-09-07', '2026-09-21'], asOf);
  expect(of(seen, '2026-09-27')).toEqual({
    direction: 'steady',
    recent: 9,
    earlier: 9,
    weeks: 1,
    underWay: 1,
  });
  expect(of(seen, '2026-09-28')).toMatchObject({ direction: 'falling', recent: 1, earlier: 9, underWay: 0 });
  // Nothing in the last full week, but it is back; or seen for the first time.
  expect(of([day('2026-09-07', 5), day('2026-09-21', 1)], '2026-09-22').direction).toBe('falling');
  const first = trendOf([day('2026-09-21', 1)], ['2026-09-07', '2026-09-21'], '2026-09-22');
  expect(trendText(first)).toBe(
    'new, 0 cases in the last full week after 0 in the week before, and 1 in the week under way',
  );
  expect(trendText(first, 'zh-CN')).toBe('新出现，最近 1 个完整周 0 个案件，此前 1 周 0 个，本周至今 1 个');
});

test('the last week with cases, and how old it is', () => {
  const week = (monday: string, cases: number) => ({ monday, cases });
  const of = (asOf: string, caseType?: string) =>
    latestWeek(
      {
        report: { asOf },
        caseTypes: [
          { id: 'kyc-audit', weeks: [week('2026-09-07', 3), week('2026-09-14', 0)] },
          { id: 'ato-investigation', weeks: [week('2026-09-14', 1)] },
          { id: 'poa-review', weeks: [] },
        ],
      } as unknown as Ledger,
      caseType,
    );
  expect(of('2026-09-16')).toEqual({ monday: '2026-09-14', weeksOld: 0 });
  expect(of('2026-09-27')).toEqual({ monday: '2026-09-14', weeksOld: 0 });
  expect(of('2026-10-04')).toEqual({ monday: '2026-09-14', weeksOld: 1 });
  expect(of('2026-10-05', 'kyc-audit')).toEqual({ monday: '2026-09-07', weeksOld: 3 });
  expect(of('2026-10-05', 'poa-review')).toBeNull();
  // Decided after the day of the run.
  expect(of('2026-09-01')?.weeksOld).toBe(0);
});

describe('proof', () => {
  const ACCEPTED = proposal({
    front: 'sop: SOP-ATO-03\nstatus: accepted',
    rule: RULE.replace('ATO-022', 'ATO-024'),
  });
  const stateOf = async (gaps: Partial<GapReport>[], lastCited: string | null) => {
    const { catalogue } = await contentOf({ [PROPOSAL]: ACCEPTED });
    const ledger = {
      report: { asOf: AS_OF, gaps: gaps.map((gap) => ({ ...GAP, ...gap })) },
      rules: [{ id: 'ATO-024', lastCited }],
    };
    return proofOf(catalogue.proposals[0] as never, catalogue, ledger as unknown as Ledger)?.state;
  };

  test('looks at cases since the rule binds, which is since 2025-01-01', async () => {
    expect(await stateOf([], null)).toBe('unproven');
    expect(await stateOf([], '2024-12-31')).toBe('unproven');
    expect(await stateOf([], '2025-01-01')).toBe('proven');
    expect(await stateOf([{ lastSeen: '2024-12-31' }], '2026-01-01')).toBe('proven');
    expect(await stateOf([{}], '2026-01-01')).toBe('reopened');
    expect(await stateOf([{ id: 'GAP-ATO-other1' }], '2026-01-01')).toBe('proven');
  });

  test('is of accepted proposals only', async () => {
    const { catalogue } = await contentOf({ [PROPOSAL]: proposal() });
    expect(proofOf(catalogue.proposals[0] as never, catalogue, ledgerOf())).toBeNull();
  });
});
