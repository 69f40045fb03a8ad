import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standing } from '../../src/gaps/calibration.ts';

const LOWEST = -1;

test('the highest score is ahead, the lowest class of several, however low all of them are', () => {
  const score = fc.constantFrom(-3, -2, -1.5, -1, 0, 0.5, 2);
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 6 }), fc.nat(), (all, left) => {
      const allowed = all.map((_, index) => index).filter((index) => all.length === 1 || index !== left);
      const ordered = allowed.map((index) => all[index] as number).sort((a, b) => b - a);
      expect(standing(Float32Array.from(all), Int32Array.from(allowed))).toEqual({
        best: allowed.find((index) => all[index] === ordered[0]),
        top: ordered[0],
        second: Math.max(LOWEST, ordered[1] ?? LOWEST),
      });
    }),
  );
});
