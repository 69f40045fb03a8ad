import { fieldPlace } from '../fields.ts';
import { GAP_DECISIONS_FILE } from '../load.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import { isOpen } from '../open-proposal.ts';
import { GAP_ID } from '../schemas.ts';
import type { GapDecision, Place, Proposal } from '../types.ts';
import type { Check, CheckContext } from './context.ts';

/** Decisions about gaps: the gaps, dates and proposals they name. */
export const checkGapDecisions: Check = function* (context) {
  const places = context.content.yaml[GAP_DECISIONS_FILE]?.places ?? {};
  for (const [index, decision] of context.content.readable.gapDecisions.entries()) {
    const at = (field: keyof GapDecision) => fieldPlace(places, [index, field], GAP_DECISIONS_FILE);
    yield* checkGap(decision, at, context);
    if (decision.date > context.asOf) {
      const { gap, date } = decision;
      yield createMessage('decision-in-future', at('date'), { gap, date, asOf: context.asOf });
    }
    yield* checkProposal(decision, at, context);
  }
};

type At = (field: keyof GapDecision) => Place;

function* checkGap({ gap }: GapDecision, at: At, { content }: CheckContext): Iterable<CheckMessage> {
  const [, prefix = '', wording = ''] = GAP_ID.exec(gap) ?? [];
  const known = content.readable.caseTypes.map((type) => type.prefix);
  // Without case types every prefix would be an unknown one.
  if (known.length > 0 && !known.includes(prefix)) {
    yield createMessage('gap-prefix-unknown', at('gap'), { gap, known });
  }
  if (/^0+$/.test(wording)) yield createMessage('gap-scattered', at('gap'), { gap });
}

function* checkProposal(decision: GapDecision, at: At, { content }: CheckContext): Iterable<CheckMessage> {
  const { gap, proposal: named } = decision;
  const own = content.readable.proposals.filter((proposal) => proposal.gap === gap);
  const meant = named === null ? own : own.filter(({ id }) => id === named);
  // A page that was not read may hold what seems to be missing.
  const complete = !content.messages.some(({ fatal }) => fatal);
  if (named !== null && meant.length === 0 && complete) {
    yield createMessage('decision-proposal-unknown', at('proposal'), { gap, proposal: named });
  }
  const open = meant.find(isOpen);
  if (decision.decision === 'dismissed' && open) {
    const related = [{ place: startOf(open), note: open.id }];
    yield createMessage('dismissed-proposed', at('decision'), { gap, proposal: open.id }, related);
  }
  const last = meant.at(-1);
  if (decision.decision === 'claimed' && last && !open) {
    const related = [{ place: startOf(last), note: last.id }];
    const parameters = { gap, proposal: last.id, status: last.status };
    yield createMessage('claim-decided', at('decision'), parameters, related);
  }
}

function startOf({ file }: Proposal): Place {
  return { file, line: 2, column: 1 };
}
