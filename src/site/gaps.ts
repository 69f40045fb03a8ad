import type { GapReport } from '../coverage/ledger.ts';
import type { Language } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { strings } from './i18n.ts';

/** Gaps in the order of the report: by the cases they touch, what is left over last. */
export function rankedGaps(site: Site, caseType?: string): readonly GapReport[] {
  return site.ledger.report.gaps.filter((gap) => caseType === undefined || gap.caseType === caseType);
}

/** Whether a gap gathers the steps of a case type that share no wording with others. */
export function isScattered({ id }: Pick<GapReport, 'id'>): boolean {
  return id.endsWith('-000000');
}

/** What a gap is called: the wording that founded it, or what it is when it has none. */
export function gapTitle(gap: Pick<GapReport, 'id' | 'title'>, language: Language): string {
  return isScattered(gap) ? strings(language).gaps.scattered : gap.title;
}
