import type { CaseType, Content, Proposal, Rule, Sop } from './content.ts';
import type { Random } from './random.ts';

export const SIGNALS = [
  'device_fingerprint_mismatch',
  'recent_password_reset',
  'velocity_spike',
  'ip_mismatch',
  'new_address',
  'doc_expired',
  'no_rule_has_this',
  '__proto__',
  'constructor',
];

/** Wordings for `<Covers>`: Latin, Han, mixed, with numbers of every sort, and with nothing left in them. */
export const PHRASES = [
  'new device after password reset',
  'withdrawal held for 24 hours',
  'contact alice@example.com',
  'see https://example.com/a?b=1',
  'selfie',
  '42',
  'wait 5 minutes then call',
  'Café crème',
  "customer's own-name account",
  '新设备登录',
  '客户在24小时内',
  '提现 USDT',
  '人工 review 之后',
  'ﬁnal check',
  'ＦＵＬＬ ｗｉｄｔｈ',
  '!!!',
  '—',
  '𠮷野家',
  'naïve Überprüfung',
];

const QUEUES: CaseType[] = [
  { id: 'kyc-audit', prefix: 'KYC', target: 0.8, aliases: ['kyc', 'KYC review'] },
  { id: 'ato-investigation', prefix: 'ATO', target: 0.6, aliases: ['ato', 'ACCOUNT_TAKEOVER'] },
  { id: '2fa-reset', prefix: '2FA', target: 0.5, aliases: ['2fa', 'mfa-reset'] },
  { id: 'poa-review', prefix: 'POA', target: 0.7, aliases: [] },
  { id: 'withdrawal-anomaly', prefix: 'WDA', target: 0.4, aliases: ['wd'] },
];
const EXTRA: CaseType = { id: 'card-dispute', prefix: 'C4D', target: 0.8, aliases: ['chargeback'] };

/** A catalogue of some 50 rules in every state and relation section 4 speaks of. */
export function randomContent(random: Random): Content {
  const caseTypes = random.shuffled(random.chance(0.5) ? [...QUEUES, EXTRA] : QUEUES).map((caseType) => ({
    ...caseType,
    target: random.pick([caseType.target, 0.1, 0.3, 0.8]),
  }));
  const sops = caseTypes.flatMap((caseType) => sopsOf(caseType, caseTypes, random));
  linkReplacements(sops, random);
  return {
    caseTypes,
    exemptKinds: random.some(['greeting', 'summary', 'toString'], random.int(0, 2)),
    sops,
    proposals: random
      .some(caseTypes, random.int(0, 3))
      .map((caseType, index) => proposal(caseType, index, random)),
  };
}

function sopsOf(caseType: CaseType, caseTypes: readonly CaseType[], random: Random): Sop[] {
  const statuses = [
    'active',
    'active',
    ...random.some(['draft', 'retired'] as const, random.int(0, 2)),
  ] as const;
  let number = 0;
  return statuses.map((status, index) => {
    // A retired SOP is older than every case, so that none of its rules is retired and pending at once.
    const effective = status === 'retired' ? '2020-01-01' : random.date('2024-01-01', '2026-06-01');
    return {
      id: `SOP-${caseType.prefix}-${String(index + 1).padStart(2, '0')}`,
      slug: `part-${index + 1}`,
      caseType: caseType.id,
      status,
      effective,
      rules: Array.from({ length: random.int(2, 5) }, () => {
        number += random.int(1, 3);
        return rule(
          `${caseType.prefix}-${String(number).padStart(3, '0')}`,
          status,
          effective,
          caseType,
          caseTypes,
          random,
        );
      }).concat(
        index === 0 && random.chance(0.4) ? [{ id: `${caseType.prefix}-${random.int(1000, 20000)}` }] : [],
      ),
    };
  });
}

function rule(
  id: string,
  status: Sop['status'],
  sopEffective: string,
  { id: own }: CaseType,
  caseTypes: readonly CaseType[],
  random: Random,
): Rule {
  const others = caseTypes.map((other) => other.id).filter((other) => other !== own);
  const effective =
    status !== 'retired' && random.chance(0.4) ? random.date('2024-01-01', '2027-03-01') : undefined;
  const from = effective ?? sopEffective;
  const revised = random.chance(0.35);
  return {
    id,
    effective,
    revision: revised ? random.int(2, 4) : random.pick([undefined, 1]),
    revised: revised ? later(from, random) : undefined,
    retired: status === 'active' && random.chance(0.3) ? later(from, random) : undefined,
    appliesTo: random.chance(0.4) ? random.some(others, random.int(1, 3)) : undefined,
    signals: random.some(SIGNALS.slice(0, 6).concat('constructor'), random.pick([0, 0, 1, 2])),
    phrases: random.some(PHRASES, random.pick([0, 0, 0, 1, 2])),
  };
}

function later(date: string, random: Random): string {
  const earliest = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
  return random.date(earliest, earliest < '2027-01-01' ? '2027-03-01' : '2028-03-01');
}

/** Tombstones point at any rule after them in one common order, so chains are long and never a circle. */
function linkReplacements(sops: readonly Sop[], random: Random): void {
  const all = random.shuffled(sops.flatMap((sop) => sop.rules.map((each) => ({ each, status: sop.status }))));
  for (const [index, { each, status }] of all.entries()) {
    const after = all.slice(index + 1);
    if (after.length > 0 && random.chance(0.75) && (each.retired !== undefined || status === 'retired')) {
      const retired = after.filter((other) => other.each.retired !== undefined);
      each.replacedBy = random.pick(retired.length > 0 && random.chance(0.4) ? retired : after).each.id;
    }
  }
}

function proposal(caseType: CaseType, index: number, random: Random): Proposal {
  const number = String(index + 1).padStart(3, '0');
  return {
    id: `PROP-${number}`,
    slug: `idea-${number}`,
    caseType: caseType.id,
    sop: `SOP-${caseType.prefix}-01`,
    status: random.pick(['draft', 'in-review']),
    rules: [
      {
        id: `${caseType.prefix}-${900 + index}`,
        effective: random.pick([undefined, '2024-05-01']),
        signals: random.some(SIGNALS.slice(0, 6), 1),
        phrases: random.some(PHRASES, 1),
      },
    ],
  };
}
