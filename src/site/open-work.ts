import type { Occurrence } from '../coverage/ledger.ts';
import { DEFECTS } from '../coverage/types.ts';
import type { Site } from './catalogue.ts';
import { siteFindings } from './findings.ts';
import { asksForRule, partGaps, rankedGaps } from './gaps.ts';

/** Faults of ROCA, as-is, by what stands in front of whoever puts them right. */
export interface FaultSums {
  /** Citations that are wrong. */
  readonly citations: number;
  /** Steps that cite nothing although a rule resembles them. */
  readonly steps: number;
}

/** What asks for somebody's decision, and what is left besides. */
export interface OpenWork {
  /** Gaps that nobody dismissed. Scattered wordings are no gap: there is no rule to write for them. */
  readonly gaps: number;
  readonly findings: number;
  /** What the calibration tables list, and in how many rows. */
  readonly faults: FaultSums & { readonly rows: number };
  readonly rest: {
    readonly dismissedGaps: number;
    /** Steps whose wordings too few cases share to be a gap. */
    readonly scatteredSteps: number;
    /** Faults that no table lists: too few cases share them, or they are a finding for a rule's owner. */
    readonly faults: FaultSums;
  };
}

/** Counts what is open, so that every page says the same numbers. */
export function openWork(site: Site): OpenWork {
  const { all, calibration } = siteFindings(site);
  const { themes, scattered } = partGaps(rankedGaps(site));
  const open = themes.filter(asksForRule);
  const { verdicts, defects } = site.ledger.report.total.asIs;
  const listed = faultSums(calibration.faults.map(({ fault, counts }) => [fault, counts.steps]));
  const found = {
    citations: sum(DEFECTS.map((kind) => defects[kind])),
    steps: verdicts.uncited,
  };
  return {
    gaps: open.length,
    findings: all.length,
    faults: { ...listed, rows: calibration.faults.length },
    rest: {
      dismissedGaps: themes.length - open.length,
      scatteredSteps: sum(scattered.map(({ gap }) => gap.steps)),
      faults: {
        citations: Math.max(0, found.citations - listed.citations),
        steps: Math.max(0, found.steps - listed.steps),
      },
    },
  };
}

function faultSums(rows: readonly (readonly [kind: Occurrence['kind'], steps: number])[]): FaultSums {
  const of = (uncited: boolean) =>
    sum(rows.filter(([kind]) => (kind === 'uncited') === uncited).map(([, steps]) => steps));
  return { citations: of(false), steps: of(true) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
