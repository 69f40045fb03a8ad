import type { CaseCounts } from '../coverage/ledger.ts';

/** Only the counts of a line of the ledger, which says more of itself. */
export function countsOf(counts: CaseCounts): CaseCounts {
  const { steps, cases, labels, handling, judged, wrong, decided, overturned, firstSeen, lastSeen, weeks } =
    counts;
  return { steps, cases, labels, handling, judged, wrong, decided, overturned, firstSeen, lastSeen, weeks };
}
