import type { GapEvidence, GapReport } from '../coverage/ledger.ts';
import type { GapDecision } from '../sops/types.ts';

/**
 * How a gap stands: `open` when nothing is decided, `grown` when it was dismissed and later cases
 * have it, which opens it again. Whatever it is, its steps count as uncovered.
 */
export const GAP_STANDINGS = ['open', 'claimed', 'dismissed', 'grown'] as const;
export type GapStanding = (typeof GAP_STANDINGS)[number];

/** Whether somebody has to look at the gap. */
export function isToDo(standing: GapStanding): boolean {
  return standing !== 'dismissed';
}

export function standingOf({ lastSeen }: GapReport, decision: GapDecision | null): GapStanding {
  if (decision === null) return 'open';
  if (decision.decision === 'claimed') return 'claimed';
  return lastSeen > decision.date ? 'grown' : 'dismissed';
}

/**
 * Cases with the gap after the day of a decision, at least: the evidence is by week, and of the
 * week of that day nobody knows which cases came later.
 */
export function casesSince(gap: GapReport, { weeks }: GapEvidence, date: string): number {
  const later = weeks.filter(({ monday }) => monday > date).reduce((sum, { cases }) => sum + cases, 0);
  return Math.max(later, gap.lastSeen > date ? 1 : 0);
}
