import type { LabelledText, SuggestRule } from '../../src/gaps/suggest.ts';

const TOPICS: Record<string, { rule: string[]; steps: string[] }> = {
  'ATO-001': {
    rule: [
      'Login from a new device',
      'A login from a device never seen before. Check the device fingerprint. 新设备登录。核对设备指纹。',
    ],
    steps: [
      'login came from a new device',
      'device fingerprint never seen for this user',
      'new device login right after the reset',
      'user logged in on an unknown device',
    ],
  },
  'KYC-001': {
    rule: [
      'Document has expired',
      'The identity document is past its expiry date. Ask for a new one. 证件已过期。',
    ],
    steps: [
      'passport expired last month',
      'the document expiry date has passed',
      'identity card is out of date',
      'expired licence was submitted',
    ],
  },
  'WDA-001': {
    rule: [
      'Withdrawal to a mixing service',
      'Funds go to an address that belongs to a mixer. Hold the withdrawal. 提现至混币器地址。',
    ],
    steps: [
      'withdrawal address belongs to a mixer',
      'funds sent to a mixing service',
      'destination wallet linked to a mixer',
      'hold the withdrawal to the mixing address',
    ],
  },
  'POA-001': {
    rule: [
      'Utility bill as proof of address',
      'A utility bill of the last three months proves the address. 水电账单可作地址证明。',
    ],
    steps: [
      'utility bill shows the address',
      'the bill is older than three months',
      'proof of address is a water bill',
      'electricity bill accepted as address proof',
    ],
  },
};

export const RULES: SuggestRule[] = Object.entries(TOPICS).map(([id, { rule }]) => ({ id, texts: rule }));
export const LABELLED: LabelledText[] = Object.entries(TOPICS).flatMap(([id, { steps }]) =>
  steps.map((text) => ({ text, ruleIds: [id] })),
);

/** A deterministic reordering: sorted by a key that has nothing to do with meaning. */
export function reordered<T>(items: readonly T[]): T[] {
  const key = (item: T): string => [...JSON.stringify(item)].reverse().join('');
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
