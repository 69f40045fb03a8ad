import type { GapReport, Ledger, Totals } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import type { CoverageOptions } from '../run/coverage-run.ts';
import type { Proposal } from '../sops/types.ts';
import { type Acceptance, acceptProposal, type Obstacle } from './accept.ts';
import { countCatches } from './catches.ts';
import { heirOf } from './followed-gaps.ts';
import {
  type CaseTypeImpact,
  type GapImpact,
  IMPACT_SCHEMA,
  type Impact,
  type Standing,
} from './impact-types.ts';
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
        const impact = { ...compareLedgers(acceptance, before, after), catches: catches[index] ?? [] };
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
function compareLedgers(
  { proposal, rules }: Pick<Acceptance, 'proposal' | 'rules'>,
  before: Ledger,
  after: Ledger,
): Omit<Impact, 'catches'> {
  const caseTypes = before.report.caseTypes.map((caseType): CaseTypeImpact => {
    const then = after.report.caseTypes.find(({ id }) => id === caseType.id) ?? caseType;
    const statuses = { before: caseType.status, after: then.status };
    return { id: caseType.id, target: caseType.target, status: statuses, ...change(caseType, then) };
  });
  return {
    schema: IMPACT_SCHEMA,
    proposal: proposal.id,
    gap: proposal.gap,
    catalogue: before.catalogue,
    asOf: before.report.asOf,
    window: before.report.window,
    syntheticCases: before.syntheticCases,
    rules: rules.map(({ id, effective }) => ({ id, effective })),
    caseTypes,
    total: change(before.report.total, after.report.total),
    gaps: compareGaps(before.report.gaps, after.report.gaps),
  };
}

function change(before: Totals, after: Totals) {
  const [then, now] = [standing(before), standing(after)];
  return {
    before: then,
    after: now,
    gained: { steps: now.covered - then.covered, cases: now.fullyCoveredCases - then.fullyCoveredCases },
  };
}

function standing({ cases, steps, asIs }: Totals): Standing {
  const { covered, coverage, interval, fullyCoveredCases } = asIs;
  return { cases, steps, covered, coverage, interval, fullyCoveredCases };
}

/** A gap that only changes its ID neither closes nor opens. */
function compareGaps(before: readonly GapReport[], after: readonly GapReport[]): Impact['gaps'] {
  const earlier = new Set(before.map(({ id }) => id));
  const later = new Map(after.filter(({ id }) => earlier.has(id)).map((gap) => [gap.id, gap]));
  const opened = new Set(after.filter(({ id }) => !earlier.has(id)));
  for (const gap of before) {
    const heir = later.has(gap.id) ? null : heirOf(gap.id, gap.exemplars, [...opened]);
    if (heir === null) continue;
    later.set(gap.id, heir);
    opened.delete(heir);
  }
  const brief = ({ id, caseType, title, steps, cases }: GapReport): GapImpact => ({
    id,
    caseType,
    title,
    steps,
    cases,
  });
  return {
    closed: before.filter(({ id }) => !later.has(id)).map(brief),
    opened: [...opened].map(brief),
    changed: before.flatMap((gap) => {
      const now = later.get(gap.id);
      if (!now || (now.steps === gap.steps && now.cases === gap.cases)) return [];
      return [{ ...brief(gap), after: { steps: now.steps, cases: now.cases } }];
    }),
  };
}
