import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEATURE_SETTINGS, learnFeatures } from '../../src/gaps/features.ts';
import { DIMENSIONS, learnStemVectors } from '../../src/gaps/stem-vectors.ts';

const lengthOf = (vector: readonly number[]): number => Math.hypot(...vector);
const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0) / (lengthOf(a) * lengthOf(b));

/** The vector of every part, by its key. */
function vectorsOf(texts: readonly string[]): Map<string, number[]> {
  const { rows, space } = learnFeatures(texts, [], FEATURE_SETTINGS);
  const vectors = learnStemVectors(rows, space);
  return new Map(
    space.parts.map((key, part) => [key, [...vectors.subarray(part * DIMENSIONS, (part + 1) * DIMENSIONS)]]),
  );
}

/** Positive pointwise mutual information of a stem with every stem, as it is written in books. */
function informationOf(texts: readonly (readonly string[])[], stems: readonly string[]): number[][] {
  const near = (stem: string, context: string): number =>
    texts.reduce((sum, text) => {
      const distance = Math.abs(text.indexOf(stem) - text.indexOf(context));
      const held = text.includes(stem) && text.includes(context) && distance > 0 && distance <= 8;
      return sum + (held ? 1 / Math.sqrt(distance) : 0);
    }, 0);
  const total = (stem: string): number => stems.reduce((sum, other) => sum + near(stem, other), 0);
  const all = stems.reduce((sum, context) => sum + total(context) ** 0.75, 0);
  return stems.map((stem) =>
    stems.map((context) => {
      const times = near(stem, context);
      if (times === 0) return 0;
      return Math.max(0, Math.log((times / total(stem)) * (all / total(context) ** 0.75)));
    }),
  );
}

test('with few stems, vectors are as alike as the stems’ mutual information with all', () => {
  const stem = fc.constantFrom(...'bcdfghjklmnp'.split('').map((letter) => `${letter}o`));
  const text = fc.uniqueArray(stem, { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
      const vectors = vectorsOf(texts.map((words) => words.join(' ')));
      const stems = [...new Set(texts.flat())];
      const information = informationOf(texts, stems);
      for (const [a, first] of stems.entries()) {
        for (const [b, second] of stems.entries()) {
          const expected = cosine(information[a] as number[], information[b] as number[]);
          if (Number.isNaN(expected)) continue;
          const found = cosine(vectors.get(first) as number[], vectors.get(second) as number[]);
          expect(found).toBeCloseTo(expected, 2);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a vector is as long as its stem is rare, and only stems have one', () => {
  const vectors = vectorsOf(['account opened', 'account closed', 'account frozen', 'wallet frozen']);
  const idf = (texts: number): number => Math.log(5 / (0.5 + texts));
  expect(lengthOf(vectors.get('account') as number[])).toBeCloseTo(idf(3));
  expect(lengthOf(vectors.get('wallet') as number[])).toBeCloseTo(idf(1));
  expect(lengthOf(vectors.get('<acc') as number[])).toBe(0);
});

test('stems that never meet stand nowhere, and nothing is learned of nothing', () => {
  expect(lengthOf(vectorsOf(['wallet']).get('wallet') as number[])).toBe(0);
  expect(vectorsOf([]).size).toBe(0);
});
