import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeDates,
  createRulebook,
  resolveCitation,
  revisionAt,
  ruleState,
} from '../../src/coverage/rulebook.ts';
import type { RuleFacts } from '../../src/coverage/types.ts';
import { cite, rule } from './helpers.ts';

const D = '2026-06-01';
const BEFORE = '2026-05-31';
const AFTER = '2026-06-02';
const CASE_TYPE = 'ato-investigation';
const ELSEWHERE = { caseTypes: ['kyc-audit'] };

/** How `ATO-001` resolves among these rules, on either clock. */
function findings(...rules: readonly RuleFacts[]) {
  const book = createRulebook(rules);
  const finding = (follow: boolean) => resolveCitation(book, cite('ATO-001'), CASE_TYPE, D, follow).finding;
  return { asIs: finding(true), asWas: finding(false) };
}

describe('on both clocks a citation is', () => {
  test.each<[string, string, RuleFacts[]]>([
    ['cited', 'of an active rule that applies', [rule('ATO-001')]],
    ['cited', 'on the first day', [rule('ATO-001', { effective: D })]],
    ['cited', 'on the last day', [rule('ATO-001', { retired: AFTER })]],
    ['cited', 'by appliesTo', [rule('ATO-001', { caseTypes: ['kyc-audit', CASE_TYPE] })]],
    ['pending', 'the day before it takes effect', [rule('ATO-001', { effective: AFTER })]],
    ['pending', 'of a draft SOP', [rule('ATO-001', { status: 'draft' })]],
    ['pending', 'of a proposal', [rule('ATO-001', { status: 'proposed' })]],
    ['pending', 'not yet in force elsewhere', [rule('ATO-001', { effective: AFTER, ...ELSEWHERE })]],
    [
      'pending',
      'with a replacement that governs',
      [rule('ATO-001', { effective: AFTER, replacedBy: 'ATO-002' }), rule('ATO-002')],
    ],
    ['misapplied', 'of another case type', [rule('ATO-001', ELSEWHERE)]],
    [
      'misapplied',
      'of another case type with a replacement',
      [rule('ATO-001', { ...ELSEWHERE, replacedBy: 'ATO-002' }), rule('ATO-002')],
    ],
    ['unknown', 'of no rule', [rule('ATO-002')]],
    ['retired', 'from the day of retirement', [rule('ATO-001', { retired: D })]],
    ['retired', 'of a retired SOP', [rule('ATO-001', { status: 'retired' })]],
    [
      'retired',
      'of a retired SOP, never in force',
      [rule('ATO-001', { status: 'retired', effective: AFTER })],
    ],
    ['retired', 'of a draft SOP, withdrawn', [rule('ATO-001', { status: 'draft', retired: BEFORE })]],
    ['retired', 'elsewhere too', [rule('ATO-001', { retired: BEFORE, ...ELSEWHERE })]],
  ])('%s: %s', (finding, _, rules) => {
    expect(findings(...rules)).toEqual({ asIs: finding, asWas: finding });
  });
});

describe('a retired rule, as-is only, stands for its replacement:', () => {
  const gone = rule('ATO-001', { retired: BEFORE, replacedBy: 'ATO-002' });

  test.each<[string, RuleFacts[]]>([
    ['the next one', [gone, rule('ATO-002')]],
    ['of a retired SOP', [{ ...gone, status: 'retired', retired: null }, rule('ATO-002')]],
    ['of another case type', [{ ...gone, ...ELSEWHERE }, rule('ATO-002')]],
    [
      'over a retired one',
      [gone, rule('ATO-002', { retired: BEFORE, replacedBy: 'ATO-003' }), rule('ATO-003')],
    ],
    [
      'over one that does not apply',
      [gone, rule('ATO-002', { ...ELSEWHERE, replacedBy: 'ATO-003' }), rule('ATO-003')],
    ],
    [
      'over a pending one',
      [gone, rule('ATO-002', { effective: AFTER, replacedBy: 'ATO-003' }), rule('ATO-003')],
    ],
  ])('%s', (_, rules) => {
    expect(findings(...rules)).toEqual({ asIs: 'cited', asWas: 'retired' });
    const last = rules.at(-1) as RuleFacts;
    const { rule: covering } = resolveCitation(createRulebook(rules), cite('ATO-001'), CASE_TYPE, D, true);
    expect(covering?.id).toBe(last.id);
  });

  test.each<[string, RuleFacts[]]>([
    ['that is nowhere', [gone]],
    ['that is retired', [gone, rule('ATO-002', { retired: D })]],
    ['that is not yet in force', [gone, rule('ATO-002', { effective: AFTER })]],
    ['that is a draft', [gone, rule('ATO-002', { status: 'draft' })]],
    ['that is only proposed', [gone, rule('ATO-002', { status: 'proposed' })]],
    ['that does not apply', [gone, rule('ATO-002', ELSEWHERE)]],
    ['that is itself', [{ ...gone, replacedBy: 'ATO-001' }]],
    ['in a circle', [gone, rule('ATO-002', { retired: D, replacedBy: 'ATO-001' })]],
    [
      'in a circle it is no part of',
      [
        gone,
        rule('ATO-002', { retired: D, replacedBy: 'ATO-003' }),
        rule('ATO-003', { retired: D, replacedBy: 'ATO-002' }),
      ],
    ],
  ])('but not one %s', (_, rules) => {
    expect(findings(...rules)).toEqual({ asIs: 'retired', asWas: 'retired' });
  });

  test('a chain of any length is followed to its end, whatever it leads through', () => {
    const link = fc.record({
      retired: fc.constantFrom(null, BEFORE, D, AFTER),
      effective: fc.constantFrom('2025-01-01', D, AFTER),
      status: fc.constantFrom('active', 'draft', 'retired', 'proposed' as const),
      caseTypes: fc.constantFrom([CASE_TYPE], ['kyc-audit']),
      next: fc.nat(8),
    });
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 8 }), (links) => {
        const rules = links.map(({ next, ...facts }, index) =>
          rule(`ATO-00${index + 2}`, {
            ...facts,
            replacedBy: next < links.length ? `ATO-00${next + 2}` : null,
          }),
        );
        const governing = (facts: RuleFacts) =>
          facts.status === 'active' &&
          facts.effective <= D &&
          (facts.retired === null || facts.retired > D) &&
          facts.caseTypes.includes(CASE_TYPE);
        let current: RuleFacts | undefined = rules[0];
        for (let hop = 0; hop < rules.length && current && !governing(current); hop++) {
          const next: string | null = current.replacedBy;
          current = rules.find(({ id }) => id === next);
        }
        const expected = current && governing(current) ? 'cited' : 'retired';
        expect(findings(gone, ...rules).asIs).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the revision in force', () => {
  const revised = rule('ATO-001', { revision: 3, revised: D });

  test.each([
    ['the one before, until the day', revised, BEFORE, 2],
    ['the present one, from the day on', revised, D, 3],
    ['the present one, when no day is given', rule('ATO-001', { revision: 3 }), '2025-01-01', 3],
  ])('is %s', (_, facts, date, revision) => {
    expect(revisionAt(facts, date)).toBe(revision);
  });

  test.each([
    [null, D, false],
    [3, D, false],
    [4, D, false],
    [2, D, true],
    [0, D, true],
    [2, BEFORE, false],
    [1, BEFORE, true],
  ])('makes a citation of revision %j at %s outdated: %j', (revision, date, outdated) => {
    const resolution = resolveCitation(
      createRulebook([revised]),
      cite('ATO-001', revision),
      CASE_TYPE,
      date,
      false,
    );
    expect(resolution).toMatchObject({ finding: 'cited', outdated });
  });

  test('matters only where the citation covers', () => {
    const book = createRulebook([{ ...revised, ...ELSEWHERE }]);
    expect(resolveCitation(book, cite('ATO-001', 1), CASE_TYPE, D, true)).toMatchObject({
      finding: 'misapplied',
      outdated: false,
    });
  });
});

test('a rule is active from its first day up to the day it retires', () => {
  const facts = rule('ATO-001', { effective: '2026-01-01', retired: D });
  expect(['2025-12-31', '2026-01-01', BEFORE, D].map((date) => ruleState(facts, date))).toEqual([
    'pending',
    'active',
    'active',
    'retired',
  ]);
});

test('between two epoch starts no finding and no revision changes', () => {
  const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-06-${String(day).padStart(2, '0')}`);
  const facts = fc.record({
    effective: date,
    retired: fc.option(date),
    revised: fc.option(date),
    status: fc.constantFrom('active', 'draft', 'retired' as const),
  });
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), date, date, (all, a, b) => {
      const book = createRulebook(
        all.map((one, index) =>
          rule(`ATO-00${index}`, { ...one, revision: 2, replacedBy: `ATO-00${index + 1}` }),
        ),
      );
      const [first, last] = a < b ? [a, b] : [b, a];
      const changes = [...book.rules.values()].flatMap(changeDates);
      fc.pre(!changes.some((change) => first < change && change <= last));
      for (const id of book.rules.keys()) {
        for (const follow of [true, false]) {
          const at = (day: string) => resolveCitation(book, cite(id, 1), CASE_TYPE, day, follow);
          expect(at(first)).toEqual(at(last));
        }
      }
    }),
  );
});

test('rules are found by signal in the order of their IDs', () => {
  const book = createRulebook([
    rule('KYC-001', { signals: ['ip_risk', 'velocity'] }),
    rule('ATO-002', { signals: ['ip_risk'] }),
  ]);
  expect(book.bySignal.get('ip_risk')?.map(({ id }) => id)).toEqual(['ATO-002', 'KYC-001']);
  expect(book.bySignal.get('velocity')?.map(({ id }) => id)).toEqual(['KYC-001']);
  expect(book.bySignal.get('IP_RISK')).toBeUndefined();
});
