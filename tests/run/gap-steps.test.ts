import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GapCollector, type GapStep, joinGapSteps } from '../../src/run/gap-steps.ts';

const step: fc.Arbitrary<GapStep> = fc.record({
  wording: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('设备指纹不匹配', '', 'a'.repeat(9000))),
  case: fc.nat(),
  day: fc.integer({ min: -10_000, max: 30_000 }),
  label: fc.nat(4),
  signals: fc.constantFrom([], ['sim_swap'], ['device_mismatch', 'POLICY 7']),
  minutes: fc.constantFrom(Number.NaN, 0, 12.5),
});

test('steps of several stretches come back as they were, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step)), (stretches) => {
      const parts = stretches.map((steps) => {
        const collector = new GapCollector();
        for (const one of steps) collector.add(one);
        return collector.finish();
      });
      const { wordings, cases, days, labels, signals, signalSets, minutes } = joinGapSteps(parts);
      const joined = wordings.map((wording, index) => ({
        wording,
        case: cases[index],
        day: days[index],
        label: labels[index],
        signals: signalSets[signals[index] as number]?.split('\n').filter((code) => code !== ''),
        minutes: minutes[index],
      }));
      expect(joined).toEqual(stretches.flat());
    }),
  );
});
