import type { GapReport } from '../coverage/ledger.ts';
import { signature } from '../coverage/signature.ts';
import { isLeftover, ofOneCaseType } from '../gaps/gap-ids.ts';
import { sameWording } from '../gaps/regrouping.ts';
import type { Catalogue, GapDecision, Proposal } from '../sops/types.ts';

type Named = Pick<GapReport, 'id' | 'exemplars'>;

/** What people said of gaps, by the gaps of a run that it is about. */
export interface FollowedGaps<Gap extends Named> {
  /** By gap ID. */
  readonly decisions: ReadonlyMap<string, GapDecision>;
  /** By gap ID, in the order of the catalogue. */
  readonly proposals: ReadonlyMap<string, readonly Proposal[]>;
  /** By proposal ID; none for a proposal whose gap the run did not find. */
  readonly gaps: ReadonlyMap<string, Gap>;
}

/**
 * Follows what was decided or proposed about a gap. Its ID comes from the wording that founded it,
 * and as data arrives that wording may fall to another theme. Then the gap is the one of the same
 * case type that holds most of the wordings by which it was known: that of a decision, or those that
 * a proposal would cover. A decision that names a gap comes before one that followed, and of these
 * the latest counts.
 */
export function followGaps<Gap extends Named>(
  { gapDecisions, proposals }: Pick<Catalogue, 'gapDecisions' | 'proposals'>,
  gaps: readonly Gap[],
): FollowedGaps<Gap> {
  const decisions = new Map<string, GapDecision>();
  const byDate = [...gapDecisions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const decision of byDate) {
    const gap = heirOf(decision.gap, decision.wording === null ? [] : [decision.wording], gaps);
    const known = gap && decisions.get(gap.id);
    if (gap && known?.gap !== gap.id) decisions.set(gap.id, decision);
  }
  const found = proposals.flatMap((proposal) => {
    const gap = heirOf(proposal.gap, wordingsOf(proposal), gaps);
    return gap === null ? [] : [{ proposal, gap }];
  });
  const byGap = Map.groupBy(found, ({ gap }) => gap.id);
  return {
    decisions,
    proposals: new Map([...byGap].map(([id, own]) => [id, own.map(({ proposal }) => proposal)])),
    gaps: new Map(found.map(({ proposal, gap }) => [proposal.id, gap])),
  };
}

/**
 * The gap with this ID, else the one of its case type that holds most of the wordings; null when none
 * does. What is left over is not one gap, and takes over nothing.
 */
export function heirOf<Gap extends Named>(
  id: string,
  wordings: readonly string[],
  gaps: readonly Gap[],
): Gap | null {
  const same = gaps.find((gap) => gap.id === id);
  if (same) return same;
  let heir: Gap | null = null;
  let most = 0;
  for (const gap of gaps) {
    if (isLeftover(gap) || !ofOneCaseType(gap.id, id)) continue;
    const held = wordings.filter((wording) =>
      gap.exemplars.some((exemplar) => sameWording(signature(wording), exemplar)),
    ).length;
    if (held > most) {
      heir = gap;
      most = held;
    }
  }
  return heir;
}

function wordingsOf({ rules }: Proposal): string[] {
  return rules.flatMap(({ covers }) => covers.map(({ phrase }) => phrase));
}
