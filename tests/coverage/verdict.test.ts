import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRulebook } from '../../src/coverage/rulebook.ts';
import { FINDINGS, VERDICTS } from '../../src/coverage/types.ts';
import { judgeCitations, rulesByPhrase, rulesBySignal, verdictOf } from '../../src/coverage/verdict.ts';
import { cite, rule } from './helpers.ts';

const D = '2026-06-01';
const AS_IS = { caseType: 'ato-investigation', date: D, clock: 'asIs' } as const;
const AS_WAS = { ...AS_IS, clock: 'asWas' } as const;

const book = createRulebook([
  rule('ATO-001', { revision: 2, signals: ['ip_risk'], phrases: ['new device'] }),
  rule('ATO-002', { retired: '2026-01-01', replacedBy: 'ATO-001', signals: ['ip_risk'] }),
  rule('ATO-003', { retired: '2026-01-01' }),
  rule('ATO-004', { effective: '2026-07-01', signals: ['ip_risk'], phrases: ['new device'] }),
  rule('KYC-001', { caseTypes: ['kyc-audit'], signals: ['ip_risk'] }),
]);

describe('the citations of a step', () => {
  test('none have no finding', () => {
    expect(judgeCitations(book, [], AS_IS)).toEqual({ finding: null, rules: [], defects: [] });
  });

  test('count as the best of them, and each faulty one as a defect, whatever stands before it', () => {
    const all = ['XYZ-9', 'KYC-001', 'ATO-004', 'ATO-003', 'ATO-001'].map((id) => cite(id));
    expect(judgeCitations(book, all, AS_IS)).toEqual({
      finding: 'cited',
      rules: ['ATO-001'],
      defects: [
        { kind: 'unknown', id: 'XYZ-9' },
        { kind: 'misapplied', id: 'KYC-001' },
        { kind: 'pending', id: 'ATO-004' },
        { kind: 'retired', id: 'ATO-003' },
      ],
    });
    expect(judgeCitations(book, all.toReversed(), AS_IS).defects.map(({ kind }) => kind)).toEqual([
      'retired',
      'pending',
      'misapplied',
      'unknown',
    ]);
  });

  test.each([
    [['XYZ-9', 'KYC-001', 'ATO-004', 'ATO-003'], 'retired'],
    [['XYZ-9', 'KYC-001', 'ATO-004'], 'pending'],
    [['XYZ-9', 'KYC-001'], 'misapplied'],
    [['XYZ-9'], 'unknown'],
  ])('%j come to %s, in either order', (ids, finding) => {
    const citations = ids.map((id) => cite(id));
    expect(judgeCitations(book, citations, AS_IS).finding).toBe(finding);
    expect(judgeCitations(book, citations.toReversed(), AS_IS).finding).toBe(finding);
  });

  test('name a replaced rule by its replacement as-is, and as a defect as-was', () => {
    expect(judgeCitations(book, [cite('ATO-002')], AS_IS)).toEqual({
      finding: 'cited',
      rules: ['ATO-001'],
      defects: [],
    });
    expect(judgeCitations(book, [cite('ATO-002')], AS_WAS)).toEqual({
      finding: 'retired',
      rules: [],
      defects: [{ kind: 'retired', id: 'ATO-002' }],
    });
  });

  test('an outdated one covers and is a defect all the same', () => {
    expect(judgeCitations(book, [cite('ATO-001', 1), cite('ATO-001', 2), cite('ATO-001')], AS_IS)).toEqual({
      finding: 'cited',
      rules: ['ATO-001'],
      defects: [{ kind: 'outdated', id: 'ATO-001' }],
    });
  });

  test('a citation repeated is a defect each time', () => {
    expect(judgeCitations(book, [cite('XYZ-9'), cite('XYZ-9')], AS_IS).defects).toHaveLength(2);
  });
});

test('signals bind only rules that are active and apply', () => {
  expect(rulesBySignal(book, ['other', 'ip_risk', 'ip_risk'], AS_IS)).toEqual(['ATO-001']);
  expect(rulesBySignal(book, ['ip_risk'], { ...AS_IS, date: '2026-07-01' })).toEqual(['ATO-001', 'ATO-004']);
  expect(rulesBySignal(book, ['ip_risk'], { ...AS_IS, date: '2025-12-31' })).toEqual(['ATO-001', 'ATO-002']);
  expect(rulesBySignal(book, ['ip_risk'], { ...AS_IS, caseType: 'kyc-audit' })).toEqual(['KYC-001']);
  expect(rulesBySignal(book, ['ip_risk'], { ...AS_IS, caseType: 'poa-review' })).toEqual([]);
  expect(rulesBySignal(book, ['constructor', '__proto__'], AS_IS)).toEqual([]);
});

test('phrases bind only rules that are active and apply', () => {
  const matched = book.phrases.match('a new device');
  expect(matched).toEqual(['ATO-001', 'ATO-004']);
  expect(rulesByPhrase(book, matched, 'ato-investigation', D)).toEqual(['ATO-001']);
  expect(rulesByPhrase(book, matched, 'ato-investigation', '2026-07-01')).toEqual(['ATO-001', 'ATO-004']);
  expect(rulesByPhrase(book, matched, 'kyc-audit', D)).toEqual([]);
  expect(rulesByPhrase(book, ['XYZ-9'], 'ato-investigation', D)).toEqual([]);
});

test('the verdict is the first of the list that fits', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(null, ...FINDINGS),
      fc.boolean(),
      fc.boolean(),
      (finding, bound, resembles) => {
        const fits = { ...(finding && { [finding]: true }), bound, uncited: resembles, gap: true };
        const expected = VERDICTS.find((verdict) => fits[verdict as keyof typeof fits]);
        // A citation, even a wrong one, outweighs resemblance: the order of the list says so.
        expect(verdictOf(finding, bound, () => resembles)).toBe(expected);
      },
    ),
  );
});

test('resemblance is asked for only when nothing is cited or bound', () => {
  const asked = () => {
    throw new Error('asked');
  };
  for (const finding of FINDINGS) expect(() => verdictOf(finding, false, asked)).not.toThrow();
  expect(() => verdictOf(null, true, asked)).not.toThrow();
  expect(() => verdictOf(null, false, asked)).toThrow('asked');
});
