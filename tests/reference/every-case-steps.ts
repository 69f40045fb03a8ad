import { AS_OF } from './every-case-content.ts';
import type { Defect, Verdict } from './rules.ts';
import type { StepRecord } from './world-cases.ts';

/** One step and what section 4 says of it, worked out by hand. */
export interface Example {
  /** Default `ato-investigation`. */
  caseType?: string;
  /** UTC day of the decision, default 2026-10-01. */
  day?: string;
  step: StepRecord;
  asIs: Verdict;
  asWas: Verdict;
  /** Defects on both clocks, unless `defectsAsWas` says otherwise. */
  defects?: Defect[];
  defectsAsWas?: Defect[];
}

/** A step whose two clocks agree. */
const both = (step: StepRecord, verdict: Verdict, ...defects: Defect[]): Example => ({
  step,
  asIs: verdict,
  asWas: verdict,
  defects,
});
const cites = (written: string, verdict: Verdict, ...defects: Defect[]): Example =>
  both({ text: 'Looked at it', rule_ids: [written] }, verdict, ...defects);
const says = (text: string, verdict: Verdict, ...defects: Defect[]): Example =>
  both({ text }, verdict, ...defects);

const SPELLINGS: Example[] = [
  ...[
    'ATO-001',
    'ato-1',
    'ATO_01',
    'ato 1',
    'ATO1',
    'ATO - 001',
    'ATO--__ 1',
    'ＡＴＯ－００１',
    'ato＿１',
    'ATO‐001',
    'ATO‑001',
    'ATO‒001',
    'ATO–001',
    'ATO—001',
    'ATO―001',
    'ATO−001',
    'ATO-00¹',
    'ATO-①',
    'ATO\u3000001',
    '  ATO-001\u00a0',
    'Rule ATO 1',
    'SOP ATO-001',
    'rule ato_1',
    'Rule ATO 1 v2.1',
    'ATO-001@1',
    'ATO-001v1',
    'ATO-001 V3',
    'ATO-1000',
  ].map((written) => cites(written, 'cited')),
  ...[
    'ATO-777',
    'XYZ-001',
    'policy 7',
    '__proto__',
    'constructor',
    'ATO',
    'ATO-ABC',
    '第一条',
    'XATO-001',
    'ATO-001 or so',
  ].map((written) => cites(written, 'unknown', 'unknown')),
];

const FINDINGS: Example[] = [
  // Revisions: 2 in force since 2026-06-01, 1 before; 3 from 2026-12-15 on, 2 until then.
  cites('ATO-002@1', 'cited', 'outdated'),
  cites('ATO-002 v1.9', 'cited', 'outdated'),
  cites('ATO-002@2', 'cited'),
  { ...cites('ATO-002@1', 'cited', 'outdated'), day: '2026-05-31', defectsAsWas: [] },
  { ...cites('ATO-002@1', 'cited', 'outdated'), day: '2026-06-01' },
  cites('ATO-011@1', 'cited', 'outdated'),
  cites('ATO-011@2', 'cited'),
  { ...cites('ATO-011@2', 'cited'), day: '2026-12-15', defectsAsWas: ['outdated'] },
  { ...cites('ATO-777@1', 'unknown', 'unknown') },
  // Retired: with and without a replacement that is active and applies.
  {
    step: { rule_ids: ['ATO-004'] },
    asIs: 'cited',
    asWas: 'retired',
    defects: [],
    defectsAsWas: ['retired'],
  },
  { step: { rule_ids: ['ATO-004'] }, asIs: 'cited', asWas: 'cited', day: '2026-05-31' },
  {
    step: { rule_ids: ['ATO-004'] },
    asIs: 'cited',
    asWas: 'retired',
    day: '2026-06-01',
    defects: [],
    defectsAsWas: ['retired'],
  },
  {
    step: { rule_ids: ['ATO-005'] },
    asIs: 'cited',
    asWas: 'retired',
    defects: [],
    defectsAsWas: ['retired'],
  },
  cites('ATO-006', 'retired', 'retired'),
  cites('ATO-007', 'retired', 'retired'),
  { ...cites('ATO-007', 'retired', 'retired'), day: '2027-02-01' },
  cites('ATO-008', 'retired', 'retired'),
  cites('ATO-009', 'retired', 'retired'),
  { ...cites('ATO-009', 'retired', 'retired'), day: '2025-12-31', asWas: 'cited', defectsAsWas: [] },
  cites('ATO-010', 'cited'),
  { ...cites('ATO-010', 'cited'), day: '2027-03-01', asWas: 'retired', defectsAsWas: ['retired'] },
  {
    step: { rule_ids: ['ATO-030'] },
    asIs: 'cited',
    asWas: 'retired',
    defects: [],
    defectsAsWas: ['retired'],
  },
  cites('ATO-031', 'retired', 'retired'),
  {
    ...cites('ATO-008', 'retired', 'retired'),
    caseType: 'kyc-audit',
    asIs: 'cited',
    defects: [],
    defectsAsWas: ['retired'],
  },
  {
    ...cites('ATO-005', 'cited'),
    caseType: 'withdrawal-anomaly',
    asWas: 'retired',
    defectsAsWas: ['retired'],
  },
  { ...cites('ATO-005', 'retired', 'retired'), caseType: 'poa-review' },
  { ...cites('ATO-006', 'retired', 'retired'), caseType: 'poa-review' },
  // Retired and effective on the very day.
  { ...cites('ATO-013', 'retired', 'retired'), asWas: 'cited', defectsAsWas: [] },
  { ...cites('ATO-012', 'cited'), asWas: 'pending', defectsAsWas: ['pending'] },
  { ...cites('ATO-012', 'cited'), day: AS_OF },
  // Pending: too early, a draft, a proposal.
  cites('ATO-003', 'pending', 'pending'),
  { ...cites('ATO-003', 'pending', 'pending'), day: '2027-01-01', asWas: 'cited', defectsAsWas: [] },
  cites('ATO-020', 'pending', 'pending'),
  cites('ATO-040', 'pending', 'pending'),
  { ...cites('ATO-001', 'cited'), day: '2024-12-31', asWas: 'pending', defectsAsWas: ['pending'] },
  { ...cites('ATO-003', 'pending', 'pending'), caseType: 'kyc-audit' },
  // Misapplied, and applied elsewhere by `appliesTo`.
  { ...cites('ATO-001', 'misapplied', 'misapplied'), caseType: 'kyc-audit' },
  { ...cites('ATO-002', 'cited'), caseType: '2fa-reset' },
  { ...cites('ATO-002', 'misapplied', 'misapplied'), caseType: 'poa-review' },
  {
    ...cites('ATO-001', 'misapplied', 'misapplied'),
    caseType: 'kyc-audit',
    day: '2024-12-31',
    asWas: 'pending',
    defectsAsWas: ['pending'],
  },
  // The best of several, in the order of the verdicts; every faulty one is a defect.
  both(
    { rule_ids: ['nope', 'KYC-001', 'ATO-003', 'ATO-006'] },
    'retired',
    'unknown',
    'misapplied',
    'pending',
    'retired',
  ),
  both({ rule_ids: ['nope', 'KYC-001', 'ATO-003'] }, 'pending', 'unknown', 'misapplied', 'pending'),
  both({ rule_ids: ['nope', 'KYC-001'] }, 'misapplied', 'unknown', 'misapplied'),
  both({ rule_ids: ['nope', 'nada'] }, 'unknown', 'unknown', 'unknown'),
  both({ rule_ids: ['nope', 'ATO-001', 'ATO-002@1'] }, 'cited', 'unknown', 'outdated'),
  both({ rule_ids: ['ATO-006'], signals: ['sig_own'] }, 'bound', 'retired'),
  both({ rule_ids: ['ATO-777'], text: 'Hold for 48 hours' }, 'bound', 'unknown'),
];

const TEXT_CITATIONS: Example[] = [
  says('As ATO-001 says', 'cited'),
  says('as (ato-1) says', 'cited'),
  says('See ATO-001.', 'cited'),
  says('"ATO-001", then', 'cited'),
  says('按ATO-001处理', 'cited'),
  says('依据：ATO-001。', 'cited'),
  says('ATO-777 says so', 'unknown', 'unknown'),
  says('ATO-001 and ATO-777', 'cited', 'unknown'),
  says('ATO-006 then KYC-001', 'retired', 'retired', 'misapplied'),
  says('2FA 3 attempts', 'open'),
  { ...says('2fa-3 attempts', 'cited'), caseType: '2fa-reset' },
  says('ATO 001, ATO_001, ATO001', 'open'),
  says('XATO-001 and ATO-001x', 'open'),
  says('ATO–001 with a dash', 'open'),
  says('XYZ-001 is no prefix', 'open'),
  { step: { text: 'ATO-001', rule_ids: [] }, asIs: 'cited', asWas: 'cited' },
  { step: { text: 'ATO-001', rule_ids: null }, asIs: 'cited', asWas: 'cited' },
  both({ text: 'ATO-001', rule_ids: ['nope'] }, 'unknown', 'unknown'),
];

const SIGNALS_OF_STEPS: Example[] = [
  both({ signals: ['sig_own'] }, 'bound'),
  both({ signals: ['other', 'sig_shared'] }, 'bound'),
  both({ signals: ['constructor'] }, 'bound'),
  both({ signals: ['__proto__', 'toString'] }, 'open'),
  both({ signals: ['sig_pending'] }, 'open'),
  { ...both({ signals: ['sig_pending'] }, 'open'), day: '2027-01-01', asWas: 'bound' },
  both({ signals: ['sig_draft'] }, 'open'),
  both({ signals: ['sig_proposed'] }, 'open'),
  both({ signals: ['sig_old'] }, 'open'),
  both({ signals: ['sig_retired'] }, 'open'),
  { ...both({ signals: ['sig_retired'] }, 'open'), day: '2026-05-31', asWas: 'bound' },
  both({ signals: ['sig_kyc'] }, 'open'),
  { ...both({ signals: ['sig_shared'] }, 'open'), caseType: 'kyc-audit' },
  { ...both({ signals: ['sig_shared'] }, 'bound'), caseType: '2fa-reset' },
  { ...both({ signals: ['sig_shared'] }, 'bound'), caseType: 'withdrawal-anomaly' },
];

const PHRASES_IN_TEXT: Example[] = [
  says('A new device, after PASSWORD reset!', 'bound'),
  says('ｎｅｗ　ｄｅｖｉｃｅ after password reset', 'bound'),
  says('renew device after password reset', 'open'),
  says('new device after password resets', 'open'),
  says('new old device after password reset', 'open'),
  says('Hold for 72 hours.', 'bound'),
  says('Hold for 24h hours', 'bound'),
  says('hold for me@x.org hours', 'bound'),
  says('hold for https://x.org/path hours', 'bound'),
  says('hold for 0xDEADBEEF9 hours', 'bound'),
  says('hold for (24) hours', 'bound'),
  says('hold for two hours', 'open'),
  says('hold for 24 48 hours', 'open'),
  says('hold for24 hours', 'open'),
  says('hold for a://b hours', 'bound'),
  says('hold for a:/b hours', 'open'),
  says('hold for # hours', 'open'),
  says('selfie 9', 'bound'),
  says('selfie-9', 'open'),
  says('今天新设备登录了', 'bound'),
  says('新 设备登录', 'open'),
  says('请在提现 USDT 之前确认', 'bound'),
  says('提现usdt之前', 'open'),
  says('客户在48小时内回复', 'bound'),
  says('客户在a1@b小时内', 'bound'),
  says('客户在两小时内', 'open'),
  says('!!! — …', 'open'),
  says('pending wording', 'open'),
  { ...says('pending wording', 'open'), day: '2027-01-02', asWas: 'bound' },
  says('draft wording', 'open'),
  says('proposed wording', 'open'),
  says('old wording', 'open'),
  says('retired wording', 'open'),
  { ...says('retired wording', 'open'), day: '2025-12-31', asWas: 'bound' },
  { ...says('hold for 24 hours', 'open'), caseType: 'kyc-audit' },
  { ...says('Paid 100,000.00 on 2026-01-01', 'bound'), caseType: 'poa-review' },
  { ...says('第7天', 'bound'), caseType: 'poa-review', asIs: 'open', asWas: 'open' },
  { ...says('on day 7', 'bound'), caseType: 'poa-review', day: '2026-02-28', asWas: 'open' },
];

export const EXAMPLES: readonly Example[] = [
  ...SPELLINGS,
  ...FINDINGS,
  ...TEXT_CITATIONS,
  ...SIGNALS_OF_STEPS,
  ...PHRASES_IN_TEXT,
];
