import type { GapEvidence, GapReport, Ledger } from '../coverage/ledger.ts';
import { hasHan } from '../coverage/signature.ts';
import { SopDeskError } from '../errors.ts';
import { type Trend, trendOf } from '../findings/trend.ts';
import type { Catalogue, GapDecision, Language, Localized, Proposal } from '../sops/types.ts';
import { followGaps } from './followed-gaps.ts';
import { type GapStanding, standingOf } from './gap-standing.ts';

/** A gap with everything an owner decides by. */
export interface RankedGap {
  /** From 1, by cases. */
  readonly rank: number;
  readonly gap: GapReport;
  readonly evidence: GapEvidence;
  readonly trend: Trend;
  /** Owner of the case type. */
  readonly owner: string;
  /** Rules that its wordings resemble most, with their titles. */
  readonly nearest: readonly {
    readonly id: string;
    readonly titles: Localized;
    readonly score: number;
  }[];
  /** In the order of their IDs. */
  readonly proposals: readonly Proposal[];
  /** What was decided about it, under this ID or an earlier one; null when nothing was. */
  readonly decision: GapDecision | null;
  readonly standing: GapStanding;
}

/** How the cases of a gap say it, in a language if any wording that may be shown is in it. */
export function wordingIn({ title, exemplars }: Worded, language: Language): string {
  return exemplars?.find((exemplar) => hasHan(exemplar) === (language === 'zh-CN')) ?? title;
}

export type Worded = Pick<GapReport, 'title'> & Partial<Pick<GapReport, 'exemplars'>>;

/** The gaps of a run in the order of the report: by the cases they touch, what is left over last. */
export function rankGaps(catalogue: Catalogue, ledger: Ledger): RankedGap[] {
  const evidence = new Map(ledger.gaps.map((entry) => [entry.id, entry]));
  const followed = followGaps(catalogue, ledger.report.gaps);
  return ledger.report.gaps.map((gap, index) => {
    const known = evidence.get(gap.id) ?? noEvidence(gap.id);
    const decision = followed.decisions.get(gap.id) ?? null;
    return {
      rank: index + 1,
      gap,
      evidence: known,
      trend: trendOf(known.weeks, weeksOf(gap, ledger), ledger.report.asOf),
      owner: catalogue.caseTypes.find(({ id }) => id === gap.caseType)?.owner ?? '',
      nearest: known.nearest.map(({ id, score }) => {
        const { title = '', translation = null } = catalogue.rules.get(id) ?? {};
        return { id, titles: { en: title, 'zh-CN': translation?.title ?? title }, score };
      }),
      proposals: followed.proposals.get(gap.id) ?? [],
      decision,
      standing: standingOf(gap, decision),
    };
  });
}

/**
 * The gap that somebody named, in whatever case they typed its ID.
 *
 * @throws SopDeskError when there is none
 */
export function findGap(ranked: readonly RankedGap[], id: string): RankedGap {
  const asked = id.toLowerCase();
  const found = ranked.find(({ gap }) => gap.id.toLowerCase() === asked);
  if (!found) throw new SopDeskError(`no gap ${id} in the last run; npm run -s sop -- gaps --all lists them`);
  return found;
}

function noEvidence(id: string): GapEvidence {
  return { id, weeks: [], signals: [], handling: { cases: 0, minutes: 0 }, nearest: [] };
}

/** First and last week with cases of the gap's case type. */
function weeksOf(gap: GapReport, ledger: Ledger): readonly [string, string] {
  const weeks = ledger.caseTypes.find(({ id }) => id === gap.caseType)?.weeks ?? [];
  return [weeks[0]?.monday ?? gap.firstSeen, weeks.at(-1)?.monday ?? gap.lastSeen];
}
