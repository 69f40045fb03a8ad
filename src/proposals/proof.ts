import type { Ledger } from '../coverage/ledger.ts';
import type { Catalogue, Proposal } from '../sops/types.ts';
import { gapOfProposal } from './followed-gaps.ts';

/** What later cases say of an accepted proposal. */
export type ProofState = 'unproven' | 'proven' | 'reopened';

export interface Proof {
  readonly state: ProofState;
  /** Per rule of the proposal: the day it first bound anyone, and the last day a case cited it. */
  readonly rules: readonly {
    readonly id: string;
    readonly effective: string;
    readonly lastCited: string | null;
  }[];
}

/**
 * Whether an accepted proposal closed its gap. Reopened: its gap is in the ledger with cases
 * decided since its rules bind. Proven: otherwise, and each of its rules that is still in force
 * was cited by a case decided since then. Null for a proposal that is not accepted.
 */
export function proofOf(proposal: Proposal, catalogue: Catalogue, ledger: Ledger): Proof | null {
  if (proposal.status !== 'accepted') return null;
  const { asOf, gaps } = ledger.report;
  // The dates in the SOP count: acceptance may have moved the proposed ones.
  const accepted = proposal.rules.flatMap(({ id }) => catalogue.rules.get(id) ?? []);
  const rules = accepted.map(({ id, effective, retired }) => ({
    id,
    effective,
    retired: retired !== null && retired <= asOf,
    lastCited: ledger.rules.find((use) => use.id === id)?.lastCited ?? null,
  }));
  const since = rules.map(({ effective }) => effective).sort()[0];
  const gap = gapOfProposal(proposal, gaps);
  const returned = gap !== null && since !== undefined && gap.lastSeen >= since;
  const asked = rules.filter(({ retired }) => !retired);
  const cited = asked.every(({ effective, lastCited }) => lastCited !== null && lastCited >= effective);
  const state = returned ? 'reopened' : asked.length > 0 && cited ? 'proven' : 'unproven';
  return { state, rules: rules.map(({ id, effective, lastCited }) => ({ id, effective, lastCited })) };
}
