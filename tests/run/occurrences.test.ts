import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/cases/facts.ts';
import { dayToDate, mondayOf } from '../../src/cases/time.ts';
import type { CaseCounts } from '../../src/coverage/ledger.ts';
import { DEFECTS, LABELS, type OCCURRENCE_KINDS } from '../../src/coverage/types.ts';
import { ledgerOccurrences } from '../../src/run/ledger-occurrences.ts';
import { type Met, OCCURRENCE_WEEKS, Occurrences } from '../../src/run/occurrences.ts';
import { createDesk, record } from './helpers.ts';

interface OneCase {
  readonly caseType: number;
  readonly version: string | null;
  readonly day: number;
  readonly label: number;
  readonly correct: number;
  readonly overturned: number;
  readonly minutes: number;
  readonly met: Met;
}

const VERSIONS = ['1', '2', '3'];
const LAST_DAY = 20_000;
const ids = fc.array(fc.constantFrom('ATO-001', 'ATO-002', 'X'), { maxLength: 3 });
const oneCase: fc.Arbitrary<OneCase> = fc.record({
  caseType: fc.nat(1),
  version: fc.constantFrom(null, ...VERSIONS),
  day: fc.integer({ min: LAST_DAY - 120, max: LAST_DAY }),
  label: fc.nat(4),
  correct: fc.nat(2),
  overturned: fc.nat(2),
  minutes: fc.constantFrom(Number.NaN, 0, 5, 37),
  met: fc.record({
    steps: fc.nat(9),
    cited: ids.map((all) => [...new Set(all)]),
    citedSteps: fc.constant([2, 1, 3]),
    passedOver: fc.array(
      fc.record({ id: fc.constant('ATO-001'), others: fc.subarray(['ATO-002', 'ATO-003']) }),
      { maxLength: 2 },
    ),
    defects: fc.array(fc.record({ kind: fc.constantFrom(...DEFECTS), id: fc.constantFrom('ATO-001', 'X') }), {
      maxLength: 3,
    }),
    uncited: ids,
  }),
});

/** The columns that counting reads. */
function columns(cases: readonly OneCase[]): Facts {
  const column = (value: (one: OneCase) => number) => cases.map(value);
  return {
    caseTypes: column(({ caseType }) => caseType),
    versions: VERSIONS,
    caseVersions: column(({ version }) => (version === null ? 0 : VERSIONS.indexOf(version) + 1)),
    decidedDays: column(({ day }) => day),
    labels: column(({ label }) => label),
    citationCorrect: column(({ correct }) => correct),
    overturned: column(({ overturned }) => overturned),
    handlingMinutes: column(({ minutes }) => minutes),
  } as unknown as Facts;
}

function counted(cases: readonly OneCase[]): Occurrences {
  const occurrences = new Occurrences();
  const days = cases.map(({ day }) => day);
  if (days.length > 0) occurrences.endWith(mondayOf(Math.max(...days)));
  const facts = columns(cases);
  for (const [index, { met }] of cases.entries()) occurrences.add(facts, index, met);
  return occurrences;
}

const CATALOGUE = {
  caseTypes: [{ id: 'ato' }, { id: 'kyc' }],
  settings: { exemplarCases: 1 },
} as unknown as Parameters<typeof ledgerOccurrences>[1];

/** What a list of cases comes to, by going through it once per number. */
function expected(cases: readonly OneCase[], steps: (met: Met) => number, latest: number): CaseCounts {
  const own = cases.filter(({ met }) => steps(met) > 0);
  const of = (test: (one: OneCase) => boolean) => own.filter(test).length;
  const days = own.map(({ day }) => day);
  const timed = own.filter(({ minutes }) => minutes >= 0);
  return {
    steps: own.reduce((sum, { met }) => sum + steps(met), 0),
    cases: own.length,
    labels: Object.fromEntries(
      LABELS.map((label, index) => [label, of((one) => one.label === index + 1)]),
    ) as CaseCounts['labels'],
    handling: { cases: timed.length, minutes: timed.reduce((sum, { minutes }) => sum + minutes, 0) },
    judged: of(({ correct }) => correct > 0),
    wrong: of(({ correct }) => correct === 1),
    decided: of(({ overturned }) => overturned > 0),
    overturned: of(({ overturned }) => overturned === 2),
    firstSeen: dayToDate(Math.min(...days)),
    lastSeen: dayToDate(Math.max(...days)),
    weeks: Array.from({ length: OCCURRENCE_WEEKS }, (_, week) =>
      of(({ day }) => mondayOf(day) === latest - 7 * (OCCURRENCE_WEEKS - 1 - week)),
    ),
  };
}

/** How many steps of a kind and ID a case holds. */
function stepsOf(kind: (typeof OCCURRENCE_KINDS)[number], id: string, other: string | null) {
  return ({ cited, citedSteps, passedOver, defects, uncited }: Met): number => {
    if (kind === 'cited') return cited.includes(id) ? (citedSteps[cited.indexOf(id)] as number) : 0;
    if (kind === 'uncited') return uncited.filter((one) => one === id).length;
    if (kind === 'passedOver') {
      const own = passedOver.filter((one) => one.id === id);
      return (other === null ? own : own.filter(({ others }) => others.includes(other))).length;
    }
    return defects.filter((one) => one.kind === kind && one.id === id).length;
  };
}

describe('occurrences', () => {
  test('are what counting each row by itself gives, however the cases are shared out', () => {
    fc.assert(
      fc.property(fc.array(oneCase, { minLength: 1, maxLength: 30 }), fc.nat(30), (cases, cut) => {
        const whole = ledgerOccurrences(counted(cases), CATALOGUE);
        const merged = new Occurrences();
        merged.merge(counted(cases.slice(0, cut)));
        merged.merge(counted(cases.slice(cut)));
        expect(ledgerOccurrences(merged, CATALOGUE)).toEqual(whole);

        const latest = mondayOf(Math.max(...cases.map(({ day }) => day)));
        for (const { kind, caseType, id, other, versions, ...counts } of whole.occurrences) {
          const own = cases.filter((one) => CATALOGUE.caseTypes[one.caseType]?.id === caseType);
          expect(counts).toEqual(expected(own, stepsOf(kind, id, other), latest));
          if (kind === 'cited' || kind === 'passedOver') continue;
          expect(versions.reduce((sum, { cases: part }) => sum + part, 0)).toBe(counts.cases);
        }
        for (const { kind, caseType, version, ...counts } of whole.versions) {
          const own = cases.filter(
            (one) => CATALOGUE.caseTypes[one.caseType]?.id === caseType && one.version === version,
          );
          if (kind === 'all') {
            const { cases: all, steps } = counts;
            expect({ all, steps }).toEqual({
              all: own.length,
              steps: own.reduce((sum, { met }) => sum + met.steps, 0),
            });
          } else if (kind === 'faulty') {
            const faults = ({ defects, uncited }: Met) => defects.length + uncited.length;
            expect(counts).toEqual(expected(own, faults, latest));
          } else {
            const steps = ({ defects, uncited }: Met) =>
              kind === 'uncited' ? uncited.length : defects.filter((one) => one.kind === kind).length;
            expect(counts).toEqual(expected(own, steps, latest));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('of a million distinct IDs the first stay, and all of them are counted for their kind', () => {
    const plain: OneCase = {
      caseType: 0,
      version: null,
      day: LAST_DAY,
      label: 0,
      correct: 0,
      overturned: 0,
      minutes: Number.NaN,
      met: { steps: 1, cited: [], citedSteps: [], passedOver: [], defects: [], uncited: [] },
    };
    const facts = columns([plain]);
    const occurrences = new Occurrences();
    occurrences.endWith(mondayOf(LAST_DAY));
    for (let index = 0; index < 1_000_000; index++) {
      const met = { ...plain.met, defects: [{ kind: 'unknown' as const, id: `X-${index}` }] };
      occurrences.add(facts, 0, met);
    }
    const long = { ...plain.met, defects: [{ kind: 'unknown' as const, id: 'x'.repeat(65) }] };
    occurrences.add(facts, 0, long);
    expect(occurrences.rows.length).toBe(5_003);
    const { versions, occurrences: named } = ledgerOccurrences(occurrences, CATALOGUE);
    expect(versions.map(({ kind, cases }) => [kind, cases])).toEqual([
      ['all', 1_000_001],
      ['unknown', 1_000_001],
      ['faulty', 1_000_001],
    ]);
    expect(named.every(({ id }) => Number(id.slice(2)) < 5_000)).toBe(true);
  });
});

test('an ID and a version are named only when enough cases share them', async () => {
  const citing = (id: string, cited: string, version: string) =>
    record(id, [{ rule_ids: [cited] }], { roca: { version } });
  const desk = await createDesk({
    'a.ndjson': [
      citing('1', 'shared 1', 'v1'),
      citing('2', 'shared 1', 'v1'),
      citing('3', 'Jane Doe', 'of Jane Doe'),
    ].join(''),
  });
  const { occurrences, versions } = await desk.run();
  expect(occurrences.map(({ kind, id, cases }) => [kind, id, cases])).toEqual([['unknown', 'SHARED 1', 2]]);
  expect(versions.map(({ kind, version, cases }) => [kind, version, cases])).toEqual([
    ['all', null, 1],
    ['all', 'v1', 2],
    ['unknown', null, 1],
    ['unknown', 'v1', 2],
    ['faulty', null, 1],
    ['faulty', 'v1', 2],
  ]);
  expect(await desk.ledgerText()).not.toMatch(/jane/i);
});

test('a rule cited on a step whose signal only another lists is passed over for it', async () => {
  const desk = await createDesk({
    'a.ndjson': ['1', '2']
      .map((id) =>
        record(id, [
          { rule_ids: ['ATO-003'], signals: ['device_mismatch'] },
          { rule_ids: ['ATO-003'], signals: ['device_mismatch', 'sim_swap'] },
          { rule_ids: ['ATO-003', 'ATO-001'], signals: ['device_mismatch'] },
          { rule_ids: ['ATO-003'], signals: ['nobody_lists_it'] },
        ]),
      )
      .join(''),
  });
  const { occurrences } = await desk.run({ asOf: '2026-07-02' });
  const passedOver = occurrences.filter(({ kind }) => kind === 'passedOver');
  expect(passedOver.map(({ id, other, cases, steps }) => [id, other, cases, steps])).toEqual([
    ['ATO-003', null, 2, 2],
    ['ATO-003', 'ATO-001', 2, 2],
  ]);
});
