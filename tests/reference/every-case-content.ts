import type { Content, Rule, Sop } from './content.ts';

/** The as-of date of the hand-written world. */
export const AS_OF = '2026-11-22';

const sop = (id: string, caseType: string, status: Sop['status'], effective: string, rules: Rule[]): Sop => ({
  id,
  slug: id.toLowerCase(),
  caseType,
  status,
  effective,
  rules,
});

/** A catalogue with a rule for every line of section 4. */
export const EVERY_CASE_CONTENT: Content = {
  caseTypes: [
    { id: '2fa-reset', prefix: '2FA', target: 0.8, aliases: ['2fa'] },
    { id: 'ato-investigation', prefix: 'ATO', target: 0.5, aliases: ['ato', 'ACCOUNT_TAKE OVER'] },
    { id: 'poa-review', prefix: 'POA', target: 0.8, aliases: [] },
    { id: 'kyc-audit', prefix: 'KYC', target: 0.8, aliases: ['kyc'] },
    { id: 'withdrawal-anomaly', prefix: 'WDA', target: 0.8, aliases: [] },
    { id: 'equal-shares', prefix: 'EQ', target: 0.8, aliases: [] },
  ],
  exemptKinds: ['greeting'],
  sops: [
    sop('SOP-ATO-01', 'ato-investigation', 'active', '2025-01-01', [
      {
        id: 'ATO-001',
        signals: ['sig_own'],
        phrases: [
          'new device after password reset',
          'hold for 24 hours',
          'selfie 3',
          '新设备登录',
          '提现 USDT 之前',
          '客户在24小时内',
          '!!! — …',
        ],
      },
      {
        id: 'ATO-002',
        revision: 2,
        revised: '2026-06-01',
        appliesTo: ['2fa-reset', 'withdrawal-anomaly'],
        signals: ['sig_shared', 'constructor'],
      },
      { id: 'ATO-003', effective: '2027-01-01', signals: ['sig_pending'], phrases: ['pending wording'] },
      { id: 'ATO-004', retired: '2026-06-01', replacedBy: 'ATO-002', signals: ['sig_retired'] },
      { id: 'ATO-005', retired: '2025-06-01', replacedBy: 'ATO-004' },
      { id: 'ATO-006', retired: '2026-01-01', phrases: ['retired wording'] },
      { id: 'ATO-007', retired: '2026-01-01', replacedBy: 'ATO-003' },
      { id: 'ATO-008', retired: '2026-01-01', replacedBy: 'KYC-001' },
      { id: 'ATO-009', retired: '2026-01-01', replacedBy: 'ATO-006' },
      { id: 'ATO-010', retired: '2027-03-01', replacedBy: 'ATO-001' },
      { id: 'ATO-011', revision: 3, revised: '2026-12-15' },
      { id: 'ATO-012', effective: AS_OF },
      { id: 'ATO-013', retired: AS_OF },
      { id: 'ATO-1000' },
    ]),
    sop('SOP-ATO-02', 'ato-investigation', 'draft', '2025-01-01', [
      { id: 'ATO-020', signals: ['sig_draft'], phrases: ['draft wording'] },
    ]),
    sop('SOP-ATO-03', 'ato-investigation', 'retired', '2020-01-01', [
      { id: 'ATO-030', replacedBy: 'ATO-001', signals: ['sig_old'] },
      { id: 'ATO-031', phrases: ['old wording'] },
    ]),
    sop('SOP-2FA-01', '2fa-reset', 'active', '2025-01-01', [{ id: '2FA-003', signals: ['sig_shared'] }]),
    sop('SOP-KYC-01', 'kyc-audit', 'active', '2025-01-01', [{ id: 'KYC-001', signals: ['sig_kyc'] }]),
    sop('SOP-POA-01', 'poa-review', 'active', '2026-03-01', [{ id: 'POA-001', phrases: ['7'] }]),
    sop('SOP-WDA-01', 'withdrawal-anomaly', 'active', '2025-01-01', [{ id: 'WDA-001' }]),
    sop('SOP-EQ-01', 'equal-shares', 'active', '2025-01-01', [{ id: 'EQ-001' }]),
  ],
  proposals: [
    {
      id: 'PROP-001',
      slug: 'sim-swap',
      caseType: 'ato-investigation',
      sop: 'SOP-ATO-01',
      status: 'in-review',
      rules: [
        { id: 'ATO-040', effective: '2025-01-01', signals: ['sig_proposed'], phrases: ['proposed wording'] },
      ],
    },
  ],
};
