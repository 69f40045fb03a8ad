import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addToTally,
  decisionQuality,
  emptyJudgedSteps,
  emptyTally,
  type JudgedCase,
  mergeTally,
  type Tally,
  totalsOf,
} from '../../src/coverage/tally.ts';
import { DEFECTS, LABELS, VERDICTS } from '../../src/coverage/types.ts';

const counts = <Key extends string>(keys: readonly Key[]): fc.Arbitrary<Record<Key, number>> =>
  fc
    .array(fc.nat(3), { minLength: keys.length, maxLength: keys.length })
    .map(
      (values) => Object.fromEntries(keys.map((key, index) => [key, values[index]])) as Record<Key, number>,
    );

const steps = fc.record({ verdicts: counts(VERDICTS), defects: counts(DEFECTS) });
const coveredSteps = steps.map(({ verdicts: { cited, bound }, defects }) => ({
  verdicts: { cited, bound, retired: 0, pending: 0, misapplied: 0, unknown: 0, uncited: 0, gap: 0 },
  defects,
}));
const judgedCase: fc.Arbitrary<JudgedCase> = fc.record({
  label: fc.constantFrom(null, ...LABELS),
  citationCorrect: fc.constantFrom(null, true, false),
  exempt: fc.nat(2),
  empty: fc.nat(2),
  asIs: fc.oneof(steps, coveredSteps),
  asWas: fc.oneof(steps, coveredSteps),
});

function tallyOf(cases: readonly JudgedCase[]): Tally {
  const tally = emptyTally();
  for (const judged of cases) addToTally(tally, judged);
  return tally;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const stepsOf = (judged: JudgedCase) => sum(Object.values(judged.asIs.verdicts));
const coveredOf = ({ asIs: { verdicts } }: JudgedCase) => verdicts.cited + verdicts.bound;

test.each(VERDICTS)('a step that is %s counts, and is covered when it is cited or bound', (verdict) => {
  const judged = emptyJudgedSteps();
  judged.verdicts[verdict] = 1;
  const tally = emptyTally();
  addToTally(tally, { ...(fc.sample(judgedCase, 1)[0] as JudgedCase), asIs: judged, asWas: judged });
  const covered = verdict === 'cited' || verdict === 'bound' ? 1 : 0;
  expect(totalsOf(tally)).toMatchObject({ steps: 1, asIs: { covered, verdicts: judged.verdicts } });
});

test.each(DEFECTS)('a citation that is %s is a defect', (defect) => {
  const judged = emptyJudgedSteps();
  judged.defects[defect] = 1;
  const tally = emptyTally();
  addToTally(tally, { ...(fc.sample(judgedCase, 1)[0] as JudgedCase), asIs: judged, asWas: judged });
  expect(totalsOf(tally).asWas.defects).toEqual(judged.defects);
});

test('the merged tallies of parts equal the tally of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.array(judgedCase)), (parts) => {
      const merged = emptyTally();
      for (const part of parts) mergeTally(merged, tallyOf(part));
      expect(merged).toEqual(tallyOf(parts.flat()));
      expect(totalsOf(merged)).toEqual(totalsOf(tallyOf(parts.flat())));
    }),
  );
});

test('merging leaves the part as it was', () => {
  const [whole, part] = [emptyTally(), tallyOf(fc.sample(judgedCase, 5))];
  const before = structuredClone(part);
  mergeTally(whole, part);
  mergeTally(whole, part);
  expect(part).toEqual(before);
  expect(whole.cases).toBe(10);
});

test('the totals count what the cases say', () => {
  fc.assert(
    fc.property(fc.array(judgedCase), (cases) => {
      const totals = totalsOf(tallyOf(cases));
      const N = sum(cases.map(stepsOf));
      const X = sum(cases.map(coveredOf));
      expect(totals).toMatchObject({
        cases: cases.length,
        steps: N,
        exempt: sum(cases.map(({ exempt }) => exempt)),
        empty: sum(cases.map(({ empty }) => empty)),
        asIs: {
          covered: X,
          coverage: N === 0 ? null : X / N,
          fullyCoveredCases: cases.filter((one) => stepsOf(one) > 0 && coveredOf(one) === stepsOf(one))
            .length,
        },
      });
      for (const verdict of VERDICTS) {
        expect(totals.asIs.verdicts[verdict]).toBe(sum(cases.map(({ asIs }) => asIs.verdicts[verdict])));
        expect(totals.asWas.verdicts[verdict]).toBe(sum(cases.map(({ asWas }) => asWas.verdicts[verdict])));
      }
      for (const defect of DEFECTS) {
        expect(totals.asIs.defects[defect]).toBe(sum(cases.map(({ asIs }) => asIs.defects[defect])));
        expect(totals.asWas.defects[defect]).toBe(sum(cases.map(({ asWas }) => asWas.defects[defect])));
      }
      for (const label of LABELS) {
        expect(totals.labels[label]).toBe(cases.filter((one) => one.label === label).length);
      }
    }),
  );
});

test('the accuracy twin sets fully covered cases against the others, and leaves out those without steps', () => {
  fc.assert(
    fc.property(fc.array(judgedCase), (cases) => {
      const { accuracy } = tallyOf(cases);
      expect(accuracy.judged).toBe(cases.filter((one) => one.citationCorrect !== null).length);
      expect(accuracy.correct).toBe(cases.filter((one) => one.citationCorrect).length);
      const labelled = (fully: boolean, label: string) =>
        cases.filter(
          (one) => one.label === label && stepsOf(one) > 0 && (coveredOf(one) === stepsOf(one)) === fully,
        ).length;
      for (const label of LABELS) {
        expect(accuracy.covered[label]).toBe(labelled(true, label));
        expect(accuracy.uncovered[label]).toBe(labelled(false, label));
      }
    }),
  );
});

describe('decision quality', () => {
  test.each([
    [{ TP: 0, TN: 0, FP: 0, FN: 0 }, null, null],
    [{ TP: 0, TN: 9, FP: 0, FN: 2 }, null, 0],
    [{ TP: 0, TN: 9, FP: 2, FN: 0 }, 0, null],
    [{ TP: 3, TN: 9, FP: 1, FN: 9 }, 0.75, 0.25],
    [{ TP: 3, TN: 0, FP: 0, FN: 0 }, 1, 1],
  ])('of %j has precision %j and recall %j', (labels, precision, recall) => {
    expect(decisionQuality(labels)).toEqual({ precision, recall });
  });
});
