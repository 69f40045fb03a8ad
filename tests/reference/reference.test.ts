import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './command.ts';
import { expectReference, reportOf } from './compare.ts';
import { everyCaseWorld } from './every-case.ts';
import { AS_OF, EVERY_CASE_CONTENT } from './every-case-content.ts';
import { EXAMPLES } from './every-case-steps.ts';
import { readRecord } from './records.ts';
import { borderline } from './reference.ts';
import { judge } from './rules.ts';
import { randomWorld, type World } from './world.ts';

const folder = temporaryFolder();

test.each(EXAMPLES.map((example, index) => ({ ...example, index })))(
  'the reference judges example $index as worked out by hand: $step',
  ({ caseType = 'ato-investigation', day = '2026-10-01', step, asIs, asWas, defects = [], defectsAsWas }) => {
    const record = { case_id: 'C', case_type: caseType, decided_at: `${day}T12:00:00Z`, chain: [step] };
    const read = readRecord(record, EVERY_CASE_CONTENT);
    if ('reject' in read || !read.steps[0]) throw new Error('the example is no record');
    const sorted = ({ verdict, defects: found }: ReturnType<typeof judge>) => ({
      verdict,
      defects: found.sort(),
    });
    expect(sorted(judge(read.steps[0], caseType, AS_OF, 'asIs', EVERY_CASE_CONTENT))).toEqual({
      verdict: asIs,
      defects: [...defects].sort(),
    });
    expect(sorted(judge(read.steps[0], caseType, day, 'asWas', EVERY_CASE_CONTENT))).toEqual({
      verdict: asWas,
      defects: [...(defectsAsWas ?? defects)].sort(),
    });
  },
);

describe('the command agrees with the reference, figure by figure', () => {
  test('on a world with every case of sections 2 to 4', async () => {
    await expectReference(
      await everyCaseWorld(join(folder, 'every-case')),
      join(folder, 'every-case-ledger'),
    );
  });

  test('and within a window of days', async () => {
    const world = await everyCaseWorld(join(folder, 'window'));
    for (const [since, until] of [
      ['2026-06-01', '2026-10-01'],
      [null, '2026-05-31'],
      ['2026-10-02', null],
    ] as const) {
      await expectReference(
        { ...world, question: { asOf: AS_OF, since, until } },
        join(folder, 'window-ledger'),
      );
    }
  });

  test.concurrent.for(Array.from({ length: 25 }, (_, index) => index + 1))(
    'on random world %i',
    async (seed) => {
      const world = await settledWorld(seed);
      await expectReference(world, join(folder, `ledger-${seed}`));
    },
  );
});

test('two runs from nothing print the same bytes', async () => {
  const world = await randomWorld(77, join(folder, 'twice'));
  const first = await reportOf(world, join(folder, 'twice-1'));
  expect(await reportOf(world, join(folder, 'twice-2'))).toBe(first);
  expect(await reportOf(world, join(folder, 'twice-2'))).toBe(first);
});

/** The world of a seed, or of a later one, in which no count stands where the format can be read two ways. */
async function settledWorld(seed: number): Promise<World> {
  const world = await randomWorld(seed, join(folder, `world-${seed}`));
  const open = await borderline(world.files, world.content, world.question);
  return open.length === 0 ? world : settledWorld(seed + 1000);
}
