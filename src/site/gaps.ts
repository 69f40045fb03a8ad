import type { GapHistory } from '../coverage/gap-history.ts';
import type { GapReport } from '../coverage/ledger.ts';
import { isLeftover } from '../gaps/gap-ids.ts';
import { isToDo } from '../proposals/gap-standing.ts';
import { type RankedGap, rankGaps, type Worded, wordingIn } from '../proposals/ranked-gaps.ts';
import type { GapDecision, Language } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { strings } from './i18n.ts';

const rankings = new WeakMap<Site, readonly RankedGap[]>();

/** Gaps in the order of the report: by the cases they touch, what is left over last. */
export function rankedGaps(site: Site, caseType?: string): readonly RankedGap[] {
  let ranking = rankings.get(site);
  if (ranking === undefined) {
    ranking = rankGaps(site.catalogue, site.ledger);
    rankings.set(site, ranking);
  }
  return ranking.filter(({ gap }) => caseType === undefined || gap.caseType === caseType);
}

/** Gaps, and apart from them what is left over in each case type, which is none. */
export function partGaps(ranked: readonly RankedGap[]): {
  readonly themes: readonly RankedGap[];
  readonly scattered: readonly RankedGap[];
} {
  return {
    themes: ranked.filter(({ gap }) => !isLeftover(gap)),
    scattered: ranked.filter(({ gap }) => isLeftover(gap)),
  };
}

/** Whether a rule is to be written for it: nobody dismissed it, and it is not what is left over. */
export function asksForRule({ gap, standing }: RankedGap): boolean {
  return !isLeftover(gap) && isToDo(standing);
}

/** What a gap is called: a wording that its cases share, or what it is when it has none. */
export function gapTitle(gap: Worded & Pick<GapReport, 'id'>, language: Language): string {
  return isLeftover(gap) ? strings(language).gaps.scattered : wordingIn(gap, language);
}

const WEEK = 7 * 86_400_000;

/** How old a gap is on the day of the report, in weeks begun. */
export function ageInWeeks({ asOf }: Site, { firstSeen }: GapReport): number {
  return Math.max(1, Math.ceil((Date.parse(asOf) - Date.parse(firstSeen)) / WEEK));
}

/** What earlier runs knew of a gap that the last one found. */
export function historyOf({ gapHistory }: Site, id: string): GapHistory['gaps'][number] | null {
  return gapHistory?.gaps.find((gap) => gap.id === id) ?? null;
}

/** A gap that the last run did not find. */
export interface GoneGap {
  readonly id: string;
  /** As-of date of the first run without it; null when no run before is known. */
  readonly until: string | null;
  /** Gaps of the last run that hold its wordings, directly or by way of others that are gone. */
  readonly into: readonly string[];
  readonly decision: GapDecision | null;
}

/** Gaps of earlier runs, and those that a decision names, that the last run did not find; by ID. */
export function goneGaps(site: Site): readonly GoneGap[] {
  const { gapDecisions } = site.catalogue;
  const found = new Set(site.ledger.report.gaps.map(({ id }) => id));
  const gone = new Map((site.gapHistory?.gone ?? []).map((gap) => [gap.id, gap]));
  const ids = new Set([...gone.keys(), ...gapDecisions.map(({ gap }) => gap)]);
  return [...ids]
    .filter((id) => !found.has(id))
    .sort()
    .map((id) => ({
      id,
      until: gone.get(id)?.until ?? null,
      into: heirsOf(id, (other) => gone.get(other)?.into ?? []).filter((heir) => found.has(heir)),
      decision: gapDecisions.find(({ gap }) => gap === id) ?? null,
    }));
}

function heirsOf(id: string, intoOf: (id: string) => readonly string[]): string[] {
  const heirs = new Set<string>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const heir of intoOf(next)) {
      if (heirs.has(heir)) continue;
      heirs.add(heir);
      queue.push(heir);
    }
  }
  return [...heirs].sort();
}
