import type { Ledger } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import type { CoverageOptions } from '../run/coverage-run.ts';
import type { Proposal } from '../sops/types.ts';
import { type Acceptance, acceptProposal, type Obstacle } from './accept.ts';
import { countCatches } from './catches.ts';
import { compareLedgers } from './compare-ledgers.ts';
import { IMPACT_SCHEMA, type Impact } from './impact-types.ts';
import type { Content } from './read-desk.ts';
import { startScratchRuns } from './scratch-runs.ts';

/**
 * What to simulate with: the exports and dates of a coverage run. What its ledger folder knows of
 * the exports is not read again.
 */
export type ImpactTerms = Omit<CoverageOptions, 'content'>;

/** The simulated effect of a proposal, or what is in the way. */
export type Simulated =
  | { readonly proposal: Proposal; readonly impact: Impact }
  | { readonly proposal: Proposal; readonly impact: null; readonly obstacle: SopDeskError };

interface Planned {
  readonly proposal: Proposal;
  readonly acceptance: Acceptance;
}

/**
 * Simulates acceptance of each proposal alone: runs coverage over the same exports with the content
 * as it would be, and compares. The second numbers are those that coverage gives once the proposal
 * is accepted on that day. A rule that takes effect later is simulated on its first day, the
 * numbers before too.
 *
 * @param known the ledger of the content as it is, when there is one; else it is computed
 * @returns in the order of the proposals
 * @throws SopDeskError when coverage cannot run
 */
export async function simulateImpacts(
  content: Content,
  proposals: readonly Proposal[],
  terms: ImpactTerms,
  known: Ledger | null,
  onWarning: (text: string) => void,
): Promise<Simulated[]> {
  const results = new Map<Proposal, Simulated>();
  const planned = new Map<string, Planned[]>();
  for (const proposal of proposals) {
    const day = dayOfEffect(proposal, terms.asOf);
    const { acceptance, obstacles } = await acceptProposal(content, proposal.file, {
      asOf: day,
      unfinished: true,
    });
    if (acceptance) planned.set(day, [...(planned.get(day) ?? []), { proposal, acceptance }]);
    else {
      const { place, message } = obstacles[0] as Obstacle;
      const obstacle = new SopDeskError(`${place.file}:${place.line}:${place.column}: ${message}`, 1);
      results.set(proposal, { proposal, impact: null, obstacle });
    }
  }
  const runs = await startScratchRuns(terms, onWarning);
  try {
    for (const [asOf, group] of planned) {
      const before = known?.report.asOf === asOf ? known : await runs.coverage(content.files, asOf);
      const rules = group.map(({ acceptance }) => acceptance.rules);
      const catches = await countCatches(content.catalogue, rules, { ...terms, asOf });
      for (const [index, { proposal, acceptance }] of group.entries()) {
        const after = await runs.coverage(acceptance.files, asOf);
        const impact = { ...impactOf(acceptance, before, after), catches: catches[index] ?? [] };
        results.set(proposal, { proposal, impact });
      }
    }
  } finally {
    await runs.close();
  }
  return proposals.map((proposal) => results.get(proposal) as Simulated);
}

function dayOfEffect({ rules }: Proposal, asOf: string): string {
  return [asOf, ...rules.map(({ effective }) => effective)].sort().at(-1) as string;
}

/** What two ledgers say of a proposal, the second one made as if it were accepted. */
function impactOf(
  { proposal, rules }: Pick<Acceptance, 'proposal' | 'rules'>,
  before: Ledger,
  after: Ledger,
): Omit<Impact, 'catches'> {
  return {
    schema: IMPACT_SCHEMA,
    proposal: proposal.id,
    gap: proposal.gap,
    catalogue: before.catalogue,
    rules: rules.map(({ id, effective }) => ({ id, effective })),
    ...compareLedgers(before, after),
  };
}
