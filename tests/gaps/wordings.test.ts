import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWordings } from '../../src/gaps/wordings.ts';

/** Texts as lists of columns, each of the same weight, of length 1. */
function rowsOf(texts: readonly (readonly number[])[]) {
  const start = Int32Array.from([0, ...texts.map((_, row) => texts.slice(0, row + 1).flat().length)]);
  const ids = Int32Array.from(texts.flat());
  const values = Float32Array.from(texts.flatMap((own) => own.map(() => 1 / Math.sqrt(own.length))));
  return { start, ids, values };
}

function compare(
  steps: readonly { readonly label: number; readonly words: readonly number[] }[],
  classes: number,
) {
  const examples = {
    rows: rowsOf(steps.map(({ words }) => words)),
    labels: Int32Array.from(steps, ({ label }) => label),
    importance: new Float32Array(steps.length).fill(1),
    ownImportance: new Float32Array(steps.length).fill(1),
  };
  return compareWordings(examples, Int32Array.from(steps.keys()), classes, 20);
}

const alike = (label: number, words: readonly number[]) =>
  Array.from({ length: 6 }, () => ({ label, words }));

test('a step among its like is like them, and one among others is theirs', () => {
  const steps = [...alike(0, [1, 2, 3]), ...alike(1, [4, 5, 6]), { label: 0, words: [4, 5] }];
  expect(compare(steps, 3)).toEqual([
    { steps: 7, unlike: 1, nearer: [{ label: 1, steps: 1 }] },
    { steps: 6, unlike: 0, nearer: [] },
    { steps: 0, unlike: 0, nearer: [] },
  ]);
});

test('a rule cited for what all others say loses its steps to each of them', () => {
  const own = [1, 2, 3].flatMap((label) => alike(label, [3 * label, 3 * label + 1, 3 * label + 2]));
  const mixed = [1, 2, 3].map((label) => ({ label: 0, words: [3 * label, 3 * label + 1] }));
  expect(compare([...own, ...mixed], 4)[0]).toEqual({
    steps: 3,
    unlike: 3,
    nearer: [1, 2, 3].map((label) => ({ label, steps: 1 })),
  });
});

test('a rule with few steps is no measure for others', () => {
  const steps = [...alike(0, [1, 2]), { label: 0, words: [7, 8] }, { label: 1, words: [7, 8] }];
  expect(compare(steps, 2)[0]).toMatchObject({ steps: 7, unlike: 0 });
});

test('every step is counted once, whatever is compared', () => {
  const step = fc.record({
    label: fc.nat(3),
    words: fc.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const compared = compare(steps, 4);
      expect(compared.map((rule) => rule.steps)).toEqual(
        [0, 1, 2, 3].map((label) => steps.filter((one) => one.label === label).length),
      );
      for (const [label, rule] of compared.entries()) {
        expect(rule.nearer.reduce((sum, other) => sum + other.steps, 0)).toBe(rule.unlike);
        expect(rule.unlike).toBeLessThanOrEqual(rule.steps);
        expect(rule.nearer.map((other) => other.label)).not.toContain(label);
      }
    }),
  );
});
