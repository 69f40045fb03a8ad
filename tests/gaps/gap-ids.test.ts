import { expect, test } from 'vitest';
import { gapId, isLeftover, ofOneCaseType } from '../../src/gaps/gap-ids.ts';

const ATO = { id: 'ato-investigation', prefix: 'ATO' };

test('a gap is called after its founding wording and its case type', () => {
  const named = (wording: string, caseType = ATO) => gapId(caseType, wording, new Set());
  expect(named('a cloned voice')).toMatch(/^GAP-ATO-[0-9a-f]{6}$/);
  expect(named('a cloned voice')).toBe(named('a cloned voice'));
  expect(named('a cloned voice')).not.toBe(named('a stolen phone'));
  const other = { id: 'kyc-audit', prefix: 'ATO' };
  expect(named('a cloned voice', other)).not.toBe(named('a cloned voice'));
});

test('two gaps never get one ID, and none that of what is left over', () => {
  const taken = new Set<string>();
  const ids = [gapId(ATO, 'a cloned voice', taken), gapId(ATO, 'a cloned voice', taken)];
  expect(new Set(ids).size).toBe(2);
  expect([...taken]).toEqual(ids);
  // The hash of this one begins with six zeros.
  expect(isLeftover({ id: gapId(ATO, 'wording 13318485', new Set()) })).toBe(false);
  expect(isLeftover({ id: gapId(ATO, null, taken) })).toBe(true);
});

test('gaps of one case type are told by their prefix', () => {
  expect(ofOneCaseType('GAP-ATO-aaaaaa', 'GAP-ATO-000000')).toBe(true);
  expect(ofOneCaseType('GAP-ATO-aaaaaa', 'GAP-KYC-aaaaaa')).toBe(false);
});
