import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateToDay } from '../../src/cases/time.ts';
import { createRulebook } from '../../src/coverage/rulebook.ts';
import { judgeCitations, rulesBySignal } from '../../src/coverage/verdict.ts';
import { KeyJudge } from '../../src/run/key-judge.ts';
import { CASE_TYPES, rule } from './helpers.ts';

const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-06-${String(day).padStart(2, '0')}`);
const types = CASE_TYPES.map(({ id }) => id);
const facts = fc.record({
  status: fc.constantFrom('active', 'active', 'draft', 'retired' as const),
  effective: date,
  retired: fc.option(date),
  revised: fc.option(date),
  replacedBy: fc.constantFrom(null, 'ATO-000', 'ATO-001', 'ATO-002'),
  caseTypes: fc.subarray(types),
  signals: fc.subarray(['a', 'b']),
});
const key = fc.record({
  citations: fc.array(
    fc.record({
      id: fc.constantFrom('ATO-000', 'ATO-001', 'ATO-002', 'XYZ-9'),
      revision: fc.constantFrom(null, 1, 2),
    }),
    { maxLength: 3 },
  ),
  signals: fc.subarray(['a', 'b', 'c']),
  kind: fc.constant(''),
});

test('a remembered judgement is the one that judging anew gives, on every day', () => {
  fc.assert(
    fc.property(
      fc.array(facts, { minLength: 1, maxLength: 3 }),
      fc.array(key, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(date, fc.nat(1), fc.nat(2)), { minLength: 1, maxLength: 20 }),
      date,
      (all, keys, asked, asOf) => {
        const rulebook = createRulebook(
          all.map((one, index) => rule(`ATO-00${index}`, { ...one, revision: 2 })),
        );
        const standard = {
          rulebook,
          caseTypes: types,
          asOf,
          since: null,
          until: null,
          exemptKinds: new Set<string>(),
        };
        // Keys come to be known one after the other, while others are asked about.
        const known: (typeof keys)[number][] = [];
        const judge = new KeyJudge(standard, known);
        for (const [day, caseType, number] of asked) {
          const index = number % keys.length;
          while (known.length <= index) known.push(keys[known.length] as (typeof keys)[number]);
          const { citations, signals } = keys[index] as (typeof keys)[number];
          const anew = (circumstances: Parameters<typeof judgeCitations>[2]) => {
            const { finding, rules, defects } = judgeCitations(rulebook, citations, circumstances);
            const bound = finding === 'cited' ? [] : rulesBySignal(rulebook, signals, circumstances);
            return { finding, cited: rules, bound, defects };
          };
          const type = types[caseType] as string;
          expect(judge.asIs(caseType, index)).toEqual(anew({ caseType: type, date: asOf, clock: 'asIs' }));
          expect(judge.asWas(caseType, dateToDay(day) as number, index)).toEqual(
            anew({ caseType: type, date: day, clock: 'asWas' }),
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});
