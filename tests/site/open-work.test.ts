import { expect, test } from 'vitest';
import type { GapReport } from '../../src/coverage/ledger.ts';
import type { Verdict } from '../../src/coverage/types.ts';
import type { Site } from '../../src/site/catalogue.ts';
import { openWork } from '../../src/site/open-work.ts';
import { interpret } from '../../src/sops/load.ts';
import { buildLedger } from '../e2e/ledger.ts';
import { contentFiles } from '../sops/fixtures.ts';

const gap = (id: string, steps: number) =>
  ({
    id,
    caseType: 'ato-investigation',
    title: id,
    steps,
    cases: steps,
    labels: { TP: 0, TN: 0, FP: 0, FN: 0 },
    firstSeen: '2026-11-02',
    lastSeen: '2026-11-10',
    exemplars: [],
  }) satisfies GapReport;

/** What is open when the cases of a case type have these verdicts and gaps. */
async function workOf(
  verdicts: Partial<Record<Verdict, number>>,
  gaps: readonly GapReport[] = [],
  decisions = '',
) {
  const { readable: catalogue } = await interpret(
    contentFiles({
      'sops/ato-investigation/a.mdx': '<Rule id="ATO-001" title="A">\n\nHold it.\n\n</Rule>\n',
      ...(decisions && { 'gap-decisions.yaml': decisions }),
    }),
  );
  const ledger = buildLedger(catalogue, {
    asOf: '2026-11-22',
    verdicts: { 'ato-investigation': verdicts },
    gaps,
  });
  return openWork({ catalogue, ledger, asOf: '2026-11-22' } as Site);
}

test('nothing is open, and nothing is left, where every step is covered', async () => {
  const nothing = { citations: 0, steps: 0 };
  expect(await workOf({ cited: 40 })).toEqual({
    gaps: 0,
    findings: 0,
    faults: { ...nothing, rows: 0 },
    rest: { dismissedGaps: 0, scatteredSteps: 0, faults: nothing },
  });
});

test('scattered wordings and faults too rare to be listed are left, not open', async () => {
  expect(
    await workOf({ cited: 40, unknown: 3, uncited: 2, gap: 7 }, [gap('GAP-ATO-000000', 7)]),
  ).toMatchObject({
    gaps: 0,
    faults: { rows: 0 },
    rest: { dismissedGaps: 0, scatteredSteps: 7, faults: { citations: 3, steps: 2 } },
  });
});

test('a dismissed gap is not open, and still there', async () => {
  const dismissed =
    '- gap: GAP-ATO-000001\n  decision: dismissed\n  by: "@risk-ops"\n  date: 2026-11-20\n  reason: None needed.\n';
  expect(
    await workOf({ cited: 40, gap: 9 }, [gap('GAP-ATO-000001', 5), gap('GAP-ATO-000002', 4)], dismissed),
  ).toMatchObject({ gaps: 1, rest: { dismissedGaps: 1, scatteredSteps: 0 } });
});
