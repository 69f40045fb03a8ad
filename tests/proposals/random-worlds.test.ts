import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { GapReport, Ledger } from '../../src/coverage/ledger.ts';
import { acceptProposal } from '../../src/proposals/accept.ts';
import { missingEvidence } from '../../src/proposals/draft.ts';
import type { Impacts } from '../../src/proposals/impact-types.ts';
import { rankGaps } from '../../src/proposals/ranked-gaps.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import { sampleLines } from '../../src/sample/lines.ts';
import { findPrompts } from '../../src/sops/prompts.ts';
import { Random } from '../reference/random.ts';
import { AS_OF, contentOf, read, sopCommand, temporaryFolder, writeAll } from './desk.ts';

/** Days that a proposed rule is to bind from: at once, or later than the run looks at. */
const DAYS = [AS_OF, '2026-12-24'] as const;

test.for([1, 2, 3, 4, 5, 6])(
  'world %i: what is simulated is what coverage says once it is accepted',
  {
    timeout: 60_000,
  },
  async (seed) => {
    const world = await createWorld(seed);
    const before = await world.coverage(AS_OF);
    const { catalogue } = await readDesk(world.content);
    const gaps = rankGaps(catalogue, before).filter((gap) => missingEvidence(gap, 5).length === 0);
    expect(gaps.length).toBeGreaterThan(1);
    const [first, second] = world.random.some(gaps, 2).map(({ gap }) => gap) as [GapReport, GapReport];
    const day = world.random.pick(DAYS);
    const file = await world.propose(first, day);
    // Another open proposal must not show in the effect of this one.
    await world.propose(second, AS_OF);

    const started = await world.coverage(AS_OF);
    const { impacts, refused }: Impacts = JSON.parse(await read(path.join(world.ledger, 'impacts.json')));
    expect(refused).toEqual([]);
    expect(impacts.map(({ proposal }) => proposal)).toEqual(['PROP-001', 'PROP-002']);
    const [impact] = impacts as [Impacts['impacts'][number]];
    expect(impact.asOf).toBe(day);
    // The simulation left the run's own ledger alone.
    expect(await world.coverage(AS_OF)).toEqual(started);

    const then = day === AS_OF ? started : await world.coverage(day);
    const accepted = await acceptProposal(await readDesk(world.content), file, { asOf: AS_OF });
    expect(accepted.obstacles).toEqual([]);
    await writeAll(world.content, accepted.acceptance?.changes ?? []);
    const after = await world.coverage(day);

    // A rule that accepts no wording and governs no signal changes nothing until it is cited.
    expect(impact.total.gained.steps > 0).toBe(impact.catches.some(({ uncovered }) => uncovered.steps > 0));
    expect(impact.caseTypes.map(({ id, before: standing, status }) => [id, status.before, standing])).toEqual(
      standings(then),
    );
    expect(impact.caseTypes.map(({ id, after: standing, status }) => [id, status.after, standing])).toEqual(
      standings(after),
    );
    for (const caseType of [...impact.caseTypes, impact.total]) {
      expect(caseType.gained).toEqual({
        steps: caseType.after.covered - caseType.before.covered,
        cases: caseType.after.fullyCoveredCases - caseType.before.fullyCoveredCases,
      });
    }
    const [earlier, later] = [then.report.gaps, after.report.gaps];
    const ids = (gaps: readonly { id: string }[]) => new Set(gaps.map(({ id }) => id));
    // What closes and opens is gone and new; a gap that only changed its ID is neither.
    for (const { id } of impact.gaps.closed) expect(ids(later)).not.toContain(id);
    for (const { id } of impact.gaps.opened) expect(ids(earlier)).not.toContain(id);
    expect(earlier.length - impact.gaps.closed.length).toBe(later.length - impact.gaps.opened.length);
    for (const gap of impact.gaps.opened) expect(later).toContainEqual(expect.objectContaining(gap));
    for (const gap of [...impact.gaps.closed, ...impact.gaps.changed]) {
      const { id, steps, cases } = gap;
      expect(earlier).toContainEqual(expect.objectContaining({ id, steps, cases }));
    }
    const kept = earlier.filter(({ id }) => ids(later).has(id));
    for (const { id, steps, cases } of kept) {
      const now = later.find((gap) => gap.id === id);
      const changed = impact.gaps.changed.find((gap) => gap.id === id);
      expect(changed?.after ?? { steps, cases }).toEqual({ steps: now?.steps, cases: now?.cases });
    }
  },
);

/** A small content folder and synthetic cases of its queues. */
async function createWorld(seed: number) {
  const random = new Random(seed);
  const folder = await temporaryFolder();
  const [content, ledger, cases] = ['content', 'ledger', 'cases.ndjson'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const start = await contentOf();
  await writeAll(content, start.files);
  const lines = sampleLines(start.catalogue, { cases: random.int(350, 500), seed, asOf: AS_OF, months: 4 });
  await writeFile(cases, [...lines].map((line) => `${line}\n`).join(''));
  const dirs = ['--content', content, '--ledger', ledger];
  return {
    random,
    content,
    ledger,
    async coverage(day: string): Promise<Ledger> {
      const { code, err } = await sopCommand(
        'coverage',
        '--proposals',
        '--cases',
        cases,
        ...dirs,
        '--as-of',
        day,
      );
      expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('not simulated') });
      return JSON.parse(await read(path.join(ledger, 'ledger.json')));
    },
    /** @returns path of the finished proposal in the content folder */
    async propose(gap: GapReport, day: string): Promise<string> {
      const home = random.pick(['new', gap.caseType === 'kyc-audit' ? 'SOP-KYC-01' : 'SOP-ATO-03']);
      const { code, out } = await sopCommand('propose', gap.id, ...dirs, '--sop', home, '--as-of', AS_OF);
      expect(code).toBe(0);
      const file = /wrote (.*\.mdx)\n/.exec(out)?.[1] ?? '';
      await writeFile(file, finished(await readFile(file, 'utf8'), day));
      return path.relative(content, file).replaceAll(path.sep, '/');
    },
  };
}

/** Every prompt answered, with words that suggestions may learn from, and the day set. */
function finished(draft: string, day: string): string {
  const words = findPrompts(draft, '').reduce(
    (text, { text: prompt }, index) => text.replace(prompt, `Hold it, ${index} of them.`),
    draft,
  );
  return words.replace(/effective="[^"]*"/, `effective="${day}"`);
}

function standings({ report }: Ledger) {
  return report.caseTypes.map(({ id, status, cases, steps, asIs }) => {
    const { covered, coverage, interval, fullyCoveredCases } = asIs;
    return [id, status, { cases, steps, covered, coverage, interval, fullyCoveredCases }];
  });
}
