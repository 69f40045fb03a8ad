import { signature, wordingLength } from '../../coverage/signature.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import type { Covers, Rule } from '../types.ts';
import { type Check, isLive, sopSources } from './context.ts';
import { createStanding } from './standing.ts';

interface Wording extends Covers {
  readonly rule: Rule;
  readonly signature: string;
}

/** Anything shorter stands in many texts. */
const LEAST = { words: 2, characters: 4 };

/** Wordings that match nothing, too much, or what another rule claims. */
export const checkCovers: Check = function* (context) {
  const rules = sopSources(context)
    .map((source) => source.rule)
    .filter((rule) => isLive(rule, context));
  const wordings = rules.flatMap((rule) =>
    rule.covers.map((covers) => ({ ...covers, rule, signature: signature(covers.phrase) })),
  );
  for (const wording of wordings) yield* checkBreadth(wording);
  yield* checkOverlaps(wordings.filter((wording) => wording.signature !== ''));
};

function* checkBreadth({ phrase, place, rule, signature: text }: Wording): Iterable<CheckMessage> {
  const { id } = rule;
  const { unit, length } = wordingLength(text);
  if (text.replace(/[#\s]/g, '') === '') yield createMessage('covers-empty', place, { id, phrase });
  else if (length < LEAST[unit]) {
    yield createMessage('covers-broad', place, { id, phrase, expected: `${LEAST[unit]} ${unit} or more` });
  }
}

function* checkOverlaps(wordings: readonly Wording[]): Iterable<CheckMessage> {
  const standingIn = createStanding(wordings.map((wording) => wording.signature));
  for (const [index, wording] of wordings.entries()) {
    // One of each kind is enough to say.
    const said = new Set<string>();
    for (const found of inOrderOfText(standingIn(wording.signature))) {
      const other = wordings[found];
      if (!other || found === index) continue;
      // Of two equal ones the later is the message, the earlier its related place.
      if (other.signature === wording.signature && found > index) continue;
      const message = overlap(wording, other);
      if (message === null || said.has(message.name)) continue;
      said.add(message.name);
      yield message;
    }
  }
}

function overlap(wording: Wording, other: Wording): CheckMessage | null {
  const { phrase, place, rule } = wording;
  const related = [{ place: other.place, note: `"${other.phrase}" of ${other.rule.id}` }];
  if (rule === other.rule) return createMessage('covers-repeated', place, { id: rule.id, phrase }, related);
  if (!rule.caseTypes.some((type) => other.rule.caseTypes.includes(type))) return null;
  const parameters = { id: rule.id, phrase, other: other.rule.id, otherPhrase: other.phrase };
  return createMessage('covers-overlap', place, parameters, related);
}

/** The order that decides which of several is said: that of the numbers as words, 10 before 9. */
function inOrderOfText(numbers: Iterable<number>): number[] {
  return [...numbers].map(String).sort().map(Number);
}
