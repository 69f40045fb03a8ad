import type { GapReport } from '../coverage/ledger.ts';
import { signature } from '../coverage/signature.ts';
import { isLeftover, ofOneCaseType } from '../gaps/gap-ids.ts';
import { standsIn } from '../gaps/regrouping.ts';
import type { Catalogue, GapDecision, Proposal } from '../sops/types.ts';

type Named = Pick<GapReport, 'id' | 'exemplars'>;

/** What people said of gaps, by the gaps of a run that it is about. */
export interface FollowedGaps {
  /** By gap ID. */
  readonly decisions: ReadonlyMap<string, GapDecision>;
  /** By gap ID, in the order of the catalogue; under null those whose gap the run did not find. */
  readonly proposals: ReadonlyMap<string | null, readonly Proposal[]>;
}

/**
 * Follows what was decided or proposed about a gap. Its ID comes from the wording that founded it,
 * and as data arrives that wording may fall to another theme. Then the gap is the one of the same
 * case type that holds most of the wordings by which it was known: that of a decision, or those that
 * a proposal would cover. A decision that names a gap comes before one that followed, and of these
 * the latest counts.
 */
export function followGaps(
  { gapDecisions, proposals }: Pick<Catalogue, 'gapDecisions' | 'proposals'>,
  gaps: readonly Named[],
): FollowedGaps {
  const decisions = new Map<string, GapDecision>();
  const byDate = [...gapDecisions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const decision of byDate) {
    const gap = heirOf(decision.gap, decision.wording === null ? [] : [decision.wording], gaps);
    const known = gap && decisions.get(gap.id);
    if (gap && known?.gap !== gap.id) decisions.set(gap.id, decision);
  }
  return {
    decisions,
    proposals: Map.groupBy(proposals, (proposal) => gapOfProposal(proposal, gaps)?.id ?? null),
  };
}

/** The gap that a proposal would close; null when the run did not find it. */
export function gapOfProposal<Gap extends Named>(
  { gap, rules }: Pick<Proposal, 'gap' | 'rules'>,
  gaps: readonly Gap[],
): Gap | null {
  const wordings = rules.flatMap(({ covers }) => covers.map(({ phrase }) => phrase));
  return heirOf(gap, wordings, gaps);
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
  const known = wordings.map(signature);
  let heir: Gap | null = null;
  let most = 0;
  for (const gap of gaps) {
    if (isLeftover(gap) || !ofOneCaseType(gap.id, id)) continue;
    const held = known.filter((wording) => standsIn(wording, gap.exemplars)).length;
    if (held > most) {
      heir = gap;
      most = held;
    }
  }
  return heir;
}
