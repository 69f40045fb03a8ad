import type { RankedGap } from '../proposals/ranked-gaps.ts';
import { shareOf } from './format.ts';
import { partGaps } from './gaps.ts';

/** Gaps that get a bar of their own; more would be narrower than their numbers. */
const MOST_BARS = 20;
/** Gaps that are spoken of as the first. */
const FIRST = 5;

/** One step of a Pareto chart. */
export interface ParetoEntry {
  /** Null for the gaps that are too many for a bar each. */
  readonly ranked: RankedGap | null;
  /** What stands below the bar: the rank within the list, `∗` for what is left over, `+7` for 7 more. */
  readonly mark: string;
  /** Cases with the gap; null for several gaps, which may share cases. */
  readonly cases: number | null;
  readonly steps: number;
  /** Share of all steps in gaps that this entry and those before it hold, 0 to 1. */
  readonly cumulative: number;
}

export interface Pareto {
  readonly entries: readonly ParetoEntry[];
  /** How many gaps are spoken of as the first, and their share of all steps in gaps. */
  readonly first: number;
  readonly share: number;
}

/**
 * Adds gaps up in their order. Dismissed gaps and what is left over count like all others: what is
 * missing does not become less by a decision.
 */
export function paretoOf(gaps: readonly RankedGap[]): Pareto {
  const { themes, scattered } = partGaps(gaps);
  const rest = themes.slice(MOST_BARS);
  const total = stepsOf(gaps);
  const parts: Omit<ParetoEntry, 'cumulative'>[] = [
    ...themes.slice(0, MOST_BARS).map((ranked, index) => entryOf(ranked, String(index + 1))),
    ...(rest.length > 0
      ? [{ ranked: null, mark: `+${rest.length}`, cases: null, steps: stepsOf(rest) }]
      : []),
    ...scattered.map((ranked) => entryOf(ranked, '∗')),
  ];
  let sum = 0;
  const entries = parts.map((part) => {
    sum += part.steps;
    return { ...part, cumulative: shareOf(sum, total) ?? 0 };
  });
  const first = Math.min(FIRST, themes.length);
  return { entries, first, share: shareOf(stepsOf(themes.slice(0, first)), total) ?? 0 };
}

function entryOf(ranked: RankedGap, mark: string): Omit<ParetoEntry, 'cumulative'> {
  return { ranked, mark, cases: ranked.gap.cases, steps: ranked.gap.steps };
}

function stepsOf(gaps: readonly RankedGap[]): number {
  return gaps.reduce((sum, { gap }) => sum + gap.steps, 0);
}
