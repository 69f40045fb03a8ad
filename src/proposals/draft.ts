import type { GapEvidence, GapReport, Ledger } from '../coverage/ledger.ts';
import { ruleState } from '../coverage/rulebook.ts';
import { SopDeskError } from '../errors.ts';
import { isLeftover } from '../gaps/gap-ids.ts';
import { ruleFacts } from '../sops/facts.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { SIGNAL_CODE } from '../sops/schemas.ts';
import type { CaseType, Catalogue, Localized, Proposal, Sop } from '../sops/types.ts';
import { type Candidate, testCandidates } from './covers-candidates.ts';
import { nextProposalId, nextRuleId } from './next-ids.ts';
import { findGap, type RankedGap, rankGaps } from './ranked-gaps.ts';

/** What the author of a proposal decides. */
export interface ProposalChoices {
  readonly gap: string;
  /** The SOP to extend, or `new`; null for that of the nearest rule when one is near, else a new one. */
  readonly sop: string | null;
  readonly proposer: string;
  readonly asOf: string;
}

/** Everything a proposal is written from. */
export interface Draft {
  readonly id: string;
  readonly ruleId: string;
  readonly ranked: RankedGap;
  readonly caseType: CaseType;
  /** The SOP it extends; null for a new one. */
  readonly sop: Sop | null;
  readonly proposer: string;
  readonly created: string;
  readonly candidates: readonly Candidate[];
  readonly signals: readonly SignalCandidate[];
  /** Earlier proposals for the same gap, all decided. */
  readonly earlier: readonly Proposal[];
  /** Of the run that the evidence comes from. */
  readonly run: { readonly asOf: string; readonly syntheticCases: number };
  readonly exemplarCases: number;
}

/** A signal of the gap's cases, and why the rule does not govern it; null when it does. */
export interface SignalCandidate {
  readonly code: string;
  readonly cases: number;
  readonly fault: Localized | null;
}

const MIN_WEEKS = 2;
/** Below this score a rule is not near: it says nothing about where a new one belongs. */
export const NEAR = 0.1;

/**
 * Plans a proposal for a gap.
 *
 * @throws SopDeskError exit 1 on thin evidence or an open proposal, exit 2 on a gap or SOP that does not exist
 */
export function planDraft(catalogue: Catalogue, ledger: Ledger, choices: ProposalChoices): Draft {
  const ranked = findGap(rankGaps(catalogue, ledger), choices.gap);
  const { id } = ranked.gap;
  const { exemplarCases } = catalogue.settings;
  const missing = missingEvidence(ranked, exemplarCases);
  if (missing.length > 0) throw new SopDeskError(`the evidence for ${id} is thin: ${missing.join('; ')}`, 1);
  const open = ranked.proposals.find(isOpen);
  if (open) {
    throw new SopDeskError(
      `${open.id} (${open.status}) already proposes a rule for ${id}; finish it (npm run -s sop -- propose --impact ${open.id} shows what it would do), or close it with npm run -s sop -- reject ${open.id} --reason TEXT`,
      1,
    );
  }
  const caseType = catalogue.caseTypes.find((known) => known.id === ranked.gap.caseType) as CaseType;
  const sop = chooseSop(catalogue, ranked, choices.sop);
  return {
    id: nextProposalId(catalogue),
    ruleId: nextRuleId(catalogue, caseType.prefix, sop),
    ranked,
    caseType,
    sop,
    proposer: choices.proposer,
    created: choices.asOf,
    candidates: testCandidates(ranked.gap.exemplars, catalogue, choices.asOf),
    signals: testSignals(ranked.gap, ranked.evidence, catalogue, choices.asOf),
    earlier: ranked.proposals,
    run: { asOf: ledger.report.asOf, syntheticCases: ledger.syntheticCases },
    exemplarCases,
  };
}

/** What a gap lacks to be proposed from, in words; nothing when it has enough. */
export function missingEvidence({ gap, evidence }: RankedGap, exemplarCases: number): string[] {
  if (isLeftover(gap)) {
    return ['these are the wordings that no theme holds; wait until enough cases share one'];
  }
  const missing: string[] = [];
  if (gap.cases < exemplarCases) {
    missing.push(`${gap.cases} of at least ${exemplarCases} cases (exemplarCases in settings.yaml)`);
  }
  if (gap.exemplars.length === 0) missing.push(`no wording that ${exemplarCases} cases share`);
  const weeks = evidence.weeks.filter(({ cases }) => cases > 0).length;
  if (weeks < MIN_WEEKS) missing.push(`seen in ${weeks} of at least ${MIN_WEEKS} weeks`);
  return missing;
}

function chooseSop(catalogue: Catalogue, { gap, nearest }: RankedGap, asked: string | null): Sop | null {
  if (asked === 'new') return null;
  if (asked !== null) return namedSop(catalogue, gap, asked);
  for (const { id, score } of nearest) {
    if (score < NEAR) continue;
    const sop = catalogue.sops.find((candidate) => candidate.id === catalogue.rules.get(id)?.sop);
    if (sop && sop.status !== 'retired' && sop.caseType === gap.caseType) return sop;
  }
  return null;
}

function namedSop(catalogue: Catalogue, gap: GapReport, id: string): Sop {
  const sop = catalogue.sops.find((candidate) => candidate.id === id);
  const open = catalogue.sops.filter(
    ({ caseType, status }) => caseType === gap.caseType && status !== 'retired',
  );
  const choice = [...open.map((candidate) => candidate.id), 'new'].join(', ');
  if (!sop) throw new SopDeskError(`--sop ${id}: no such SOP; of ${gap.caseType} there are ${choice}`);
  if (!open.includes(sop)) {
    const why = sop.status === 'retired' ? 'is retired' : `is of ${sop.caseType}, the gap of ${gap.caseType}`;
    throw new SopDeskError(`--sop ${id}: it ${why}; choose one of ${choice}`);
  }
  return sop;
}

const NO_CODE: Localized = {
  en: 'cannot stand in `signals`, which takes letters, digits, _, ., : and -',
  'zh-CN': '不能写入 `signals`，其中只能有字母、数字、_、.、: 和 -',
};

/** The rule may govern a signal that at least half of the gap's cases share and that no rule governs. */
function testSignals(
  gap: GapReport,
  evidence: GapEvidence,
  catalogue: Catalogue,
  asOf: string,
): SignalCandidate[] {
  const live = ruleFacts(catalogue).filter(
    (rule) => rule.status !== 'proposed' && ruleState(rule, asOf) !== 'retired',
  );
  const proposed = catalogue.proposals.filter(isOpen).flatMap(({ rules }) => rules);
  return evidence.signals.map(({ code, cases }) => {
    if (!SIGNAL_CODE.test(code)) return { code, cases, fault: NO_CODE };
    const governor = [...live, ...proposed].find(({ signals }) => signals.includes(code));
    if (governor) {
      const fault = { en: `${governor.id} governs it`, 'zh-CN': `已由 ${governor.id} 管辖` };
      return { code, cases, fault };
    }
    const rare = {
      en: `fewer than half of the ${gap.cases} cases have it`,
      'zh-CN': `${gap.cases} 个案件中带有它的不到一半`,
    };
    return { code, cases, fault: cases * 2 < gap.cases ? rare : null };
  });
}
