import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPhraseMatcher } from '../../src/coverage/phrases.ts';
import { signature } from '../../src/coverage/signature.ts';
import { createStanding } from '../../src/sops/check/standing.ts';

const words = fc.constantFrom('new', 'device', 'devices', 'a', '#', '新', '设备', '新设备', '登录device');
const wordings = fc.array(fc.array(words, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });

test('finds what the matcher of a run finds', () => {
  fc.assert(
    fc.property(wordings, fc.constantFrom(' ', ''), (lists, joint) => {
      const signatures = lists.map((list) => signature(list.join(joint).replaceAll('#', '12')));
      const standingIn = createStanding(signatures);
      const matcher = createPhraseMatcher(
        signatures.map((_, number) => ({
          text: (lists[number] ?? []).join(joint).replaceAll('#', '12'),
          ruleId: String(number),
        })),
      );
      for (const text of signatures) {
        expect([...standingIn(text)].map(String).sort()).toEqual(matcher.match(text));
      }
    }),
  );
});

test('thousands of wordings that begin alike take no longer than others', () => {
  const letters = (number: number) =>
    String(number).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
  const signatures = Array.from({ length: 20_000 }, (_, number) => `situation ${letters(number)} seen`);
  const standingIn = createStanding(signatures);
  const started = performance.now();
  for (const [number, text] of signatures.entries()) expect([...standingIn(text)]).toEqual([number]);
  // Compared pair by pair it would be 400 million comparisons.
  expect(performance.now() - started).toBeLessThan(10_000);
});
