import { error, info, warning } from './kind.ts';

/** What wears out: reviews, wordings, signals, terms. */
export const UPKEEP = {
  'review-overdue': warning<{ sop: string; reviewBy: string; asOf: string }>({
    what: 'An active SOP is past its review date.',
    why: 'Nobody has said since then that it still fits what the queue meets.',
    fix: 'Review it with its last cases, then set the next `reviewBy`; a new date alone is no review.',
    text: ({ sop, reviewBy, asOf }) =>
      `Unexpected review date ${reviewBy} of ${sop}, expected one after ${asOf}`,
  }),
  'claim-decided': warning<{ gap: string; proposal: string; status: string }>({
    what: 'A gap is still claimed though its proposal is accepted or rejected.',
    why: 'Readers believe that somebody works on it, and nobody does.',
    fix: 'Delete the decision, or dismiss the gap with a reason.',
    text: ({ gap, proposal, status }) =>
      `Unexpected claim of ${gap} with ${proposal} ${status}, expected one whose proposal is open`,
  }),
  'dismissed-proposed': warning<{ gap: string; proposal: string }>({
    what: 'A gap is dismissed while a proposal for it is open.',
    why: 'One says that no rule is needed, the other proposes it.',
    fix: 'Reject the proposal, or claim the gap instead.',
    text: ({ gap, proposal }) =>
      `Unexpected dismissal of ${gap}, expected none while ${proposal} proposes a rule for it`,
  }),
  'covers-empty': error<{ id: string; phrase: string }>({
    what: 'Nothing is left of a Covers phrase once numbers and signs are taken out.',
    why: 'It matches nothing.',
    fix: 'Write the words that tell this pattern from others.',
    text: ({ id, phrase }) => `Unexpected phrase "${phrase}" of ${id}, expected words that can match`,
  }),
  'covers-broad': warning<{ id: string; phrase: string; expected: string }>({
    what: 'A Covers phrase is so short that it stands in unlike texts.',
    why: 'Steps count as covered that the rule says nothing about.',
    fix: 'Add the words that tell this pattern from others.',
    text: ({ id, phrase, expected }) => `Unexpected short phrase "${phrase}" of ${id}, expected ${expected}`,
  }),
  'covers-repeated': info<{ id: string; phrase: string }>({
    what: 'A rule lists a wording twice, or one that another of its wordings already covers.',
    why: 'The longer one does nothing.',
    fix: 'Delete one of them.',
    text: ({ id, phrase }) =>
      `Unexpected phrase "${phrase}" of ${id}, expected none that another phrase of the rule covers`,
  }),
  'covers-overlap': warning<{ id: string; phrase: string; other: string; otherPhrase: string }>({
    what: 'A wording of one rule stands in a wording of another that applies to the same case type.',
    why: 'A step would count as both, and nobody can tell which one binds it.',
    fix: 'Keep the wording with the rule it means, or make both longer.',
    text: ({ id, phrase, other, otherPhrase }) =>
      `Unexpected phrase "${phrase}" of ${id}, expected none that phrase "${otherPhrase}" of ${other} covers`,
  }),
  'signal-shared': warning<{ signal: string; id: string; other: string; caseTypes: readonly string[] }>({
    what: 'Two rules in force govern one signal for the same case type, and neither names the other.',
    why: 'A reviewer with this signal has two answers and no order between them.',
    fix: 'Name the other rule in the text and say which one decides, or take the signal from one of them.',
    text: ({ signal, id, other, caseTypes }) =>
      `Unexpected signal ${signal} of ${id}, expected it in one rule of ${caseTypes.join(', ')} only, or ${other} named in the text`,
  }),
  'glossary-avoided': warning<{ word: string; preferred: string }>({
    what: 'The text uses a word that the glossary says to avoid.',
    why: 'Readers take two words for two things.',
    fix: 'Use the term of the glossary.',
    text: ({ word, preferred }) => `Unexpected "${word}", expected "${preferred}"`,
  }),
  'glossary-untranslated': info<{ id: string; term: string; expected: readonly string[] }>({
    what: 'A translated rule uses none of the Mandarin forms of a term that its English has.',
    why: 'Readers who search for the term do not find the rule.',
    fix: 'Use a form of the glossary, or add the one used there.',
    text: ({ id, term, expected }) =>
      `Unexpected translation of "${term}" in ${id}, expected ${expected.join(' or ')}`,
  }),
};
