import { placeAt } from '../sops/source-text.ts';
import type { Place } from '../sops/types.ts';
import { ruleBlocks } from './page-edits.ts';

/** A page and its text. */
export interface PageText {
  readonly file: string;
  readonly text: string;
}

/**
 * The place in a proposal that a place in the SOP it would become was written at: whoever corrects
 * a proposal finds nothing at a line that was never written. Places outside its rules stay.
 *
 * @param pages pages of the SOP beside the pages of the proposal that their rules come from
 */
export function proposedPlace(
  place: Place,
  pages: readonly { readonly sop: PageText; readonly proposal: PageText }[],
): Place {
  for (const { sop, proposal } of pages.filter((pair) => pair.sop.file === place.file)) {
    const accepted = linesOfRules(sop);
    for (const [id, proposed] of linesOfRules(proposal)) {
      const rule = accepted.get(id);
      const index = rule === undefined ? -1 : place.line - rule.first;
      if (rule === undefined || index < 0 || index >= rule.lines.length) continue;
      // The day from which the rule binds may stand on a line that the proposal does not have.
      const sameFromTop = proposed.lines[index] === rule.lines[index];
      const line = sameFromTop ? index : Math.max(0, index - rule.lines.length + proposed.lines.length);
      return { ...place, file: proposal.file, line: proposed.first + line };
    }
  }
  return place;
}

function linesOfRules({ file, text }: PageText) {
  return new Map(
    ruleBlocks(text).map(({ id, start, end }) => {
      const lines = text.slice(start, end).split(/\r?\n/);
      return [id, { first: placeAt(text, start, file).line, lines }] as const;
    }),
  );
}
