import { error, fatal, warning } from './kind.ts';

/** IDs, dates and what they point at. */
export const REFERENCES = {
  'duplicate-rule': fatal<{ id: string; free: string }>({
    what: 'Two rules have one ID.',
    why: 'A citation of the ID could mean either.',
    fix: 'Give the newer rule the next free ID.',
    text: ({ id }) => `Unexpected second rule ${id}, expected every rule ID once`,
    hint: ({ free }) => `Give the newer of the two a free ID, such as ${free}.`,
  }),
  'duplicate-sop': fatal<{ id: string }>({
    what: 'Two SOPs or two proposals have one ID.',
    why: 'Whatever refers to the ID could mean either.',
    fix: 'Give the newer one the next free ID.',
    text: ({ id }) => `Unexpected second ${id}, expected every ID once`,
  }),
  'duplicate-entry': fatal<{ what: string; value: string }>({
    what: 'Two entries of case-types.yaml or glossary.yaml share an ID, a prefix or an alias, or two of gap-decisions.yaml a gap.',
    why: 'A case or a rule could belong to either, and of two decisions nobody knows which holds.',
    fix: 'Change or delete one of them.',
    text: ({ what, value }) => `Unexpected second ${what} ${value}, expected every ${what} once`,
  }),
  'case-type-missing': warning<{ id: string }>({
    what: 'One of the five case types that must exist is missing.',
    why: 'Its cases would be rejected as of an unknown case type.',
    fix: 'Add it to case-types.yaml.',
    text: ({ id }) => `Unexpected missing case type ${id}, expected it in case-types.yaml`,
  }),
  'unknown-case-type': error<{ id: string; known: readonly string[] }>({
    what: 'A case type is named that case-types.yaml does not have.',
    why: 'The SOP or rule would apply nowhere.',
    fix: 'Correct the ID, or add the case type.',
    text: ({ id, known }) => `Unexpected case type ${id}, expected one of ${known.join(', ')}`,
  }),
  'case-type-folder': fatal<{ caseType: string; folder: string }>({
    what: "An SOP's case type differs from its folder.",
    why: 'Owners look for it in one queue and coverage counts it in another.',
    fix: 'Move the file or correct `caseType`.',
    text: ({ caseType, folder }) =>
      `Unexpected case type ${caseType} in folder ${folder}, expected them to be equal`,
  }),
  'rule-prefix': error<{ id: string; prefix: string; caseType: string }>({
    what: "A rule's prefix is not that of its SOP's case type.",
    why: 'Its ID says another queue than the one it governs.',
    fix: 'Give it an ID with the right prefix, or move it.',
    text: ({ id, prefix, caseType }) =>
      `Unexpected rule ${id} in an SOP of ${caseType}, expected an ID that begins with ${prefix}-`,
  }),
  'date-order': error<{ earlier: string; earlierDate: string; later: string; laterDate: string }>({
    what: 'Dates of a rule contradict each other.',
    why: 'The rule would never be in force, or a revision would precede it.',
    fix: 'Correct the wrong one of the two dates.',
    text: ({ earlier, earlierDate, later, laterDate }) =>
      `Unexpected ${later} ${laterDate} before ${earlier} ${earlierDate}, expected it on that day or later`,
  }),
  'revised-missing': error<{ id: string; revision: number }>({
    what: 'A rule is beyond its first revision and does not say since when.',
    why: 'A citation of the earlier revision cannot be judged without the day it changed.',
    fix: 'Add `revised` with the day the revision took effect.',
    text: ({ id, revision }) =>
      `Unexpected revision ${revision} of ${id} without \`revised\`, expected its date`,
  }),
  'revision-missing': error<{ id: string; revised: string }>({
    what: 'A rule says when it was revised and is still in its first revision.',
    why: 'Citations name revisions; this one has no number of its own.',
    fix: 'Add `revision="2"`, or delete `revised`.',
    text: ({ id, revised }) =>
      `Unexpected \`revised\` ${revised} of ${id} at revision 1, expected revision 2 or later`,
  }),
  'replaced-by-unknown': error<{ id: string; replacedBy: string }>({
    what: 'A rule is replaced by one that does not exist.',
    why: 'Citations of the retired rule lead nowhere.',
    fix: 'Correct the ID, or delete `replacedBy`.',
    text: ({ id, replacedBy }) =>
      `Unexpected replacement ${replacedBy} of ${id}, expected a rule that exists`,
  }),
  'replaced-by-cycle': error<{ path: readonly string[] }>({
    what: 'Replacements lead in a circle.',
    why: 'No rule of the circle says what is in force.',
    fix: 'Delete `replacedBy` of the rule that is in force.',
    text: ({ path }) =>
      `Unexpected circle of replacements ${path.join(' → ')}, expected it to end at a rule in force`,
  }),
  'replaced-not-retired': error<{ id: string; replacedBy: string }>({
    what: 'A rule has a replacement and is not retired.',
    why: 'Both would be in force.',
    fix: 'Add `retired` with the day the replacement took over, or delete `replacedBy`.',
    text: ({ id, replacedBy }) =>
      `Unexpected replacement ${replacedBy} of ${id}, expected \`retired\` beside it`,
  }),
  'proposal-sop-unknown': error<{ sop: string }>({
    what: 'A proposal extends an SOP that does not exist.',
    why: 'It cannot be accepted into anything.',
    fix: 'Correct `sop`, or write `new`.',
    text: ({ sop }) => `Unexpected SOP ${sop}, expected one that exists or \`new\``,
  }),
  'proposal-rule-taken': warning<{ id: string; holder: string }>({
    what: 'An open proposal uses a rule ID that an SOP or another open proposal has.',
    why: 'An ID is never used again; accepting it would clash.',
    fix: 'Give the proposed rule the next free ID.',
    text: ({ id, holder }) => `Unexpected proposed rule ${id}, expected an ID that ${holder} does not have`,
  }),
  'proposal-unwritten': error<{ id: string; missing: readonly string[]; file: string }>({
    what: 'A proposal is called accepted and its rule stands in no SOP.',
    why: 'Readers take it for policy, while the rule binds nobody.',
    fix: 'Set `status` back to `in-review` and run `npm run -s sop -- accept`, which writes the rule into its SOP.',
    text: ({ id, missing }) =>
      `Unexpected status accepted of ${id}, expected ${missing.join(', ')} in an SOP`,
    hint: ({ file }) =>
      `Set \`status\` back to \`in-review\`, then run \`npm run -s sop -- accept ${file}\`, which writes the rule into its SOP.`,
  }),
  'gap-prefix-unknown': error<{ gap: string; known: readonly string[] }>({
    what: 'A decision names a gap whose prefix no case type has.',
    why: 'No run ever finds such a gap, so the decision does nothing.',
    fix: 'Copy the ID from the page of the gap.',
    text: ({ gap, known }) => `Unexpected gap ${gap}, expected a prefix among ${known.join(', ')}`,
  }),
  'gap-scattered': error<{ gap: string }>({
    what: 'A decision names the scattered wordings of a case type.',
    why: 'They are whatever no theme holds: one decision would hide what comes later and is something else.',
    fix: 'Delete the decision; decide about gaps that have a wording of their own.',
    text: ({ gap }) => `Unexpected decision about ${gap}, expected a gap with a wording of its own`,
  }),
  'decision-in-future': error<{ gap: string; date: string; asOf: string }>({
    what: 'A decision about a gap is dated later than today.',
    why: 'Cases that come before that day would not count as new, and the gap would stay closed over them.',
    fix: 'Write the day it was decided.',
    text: ({ gap, date, asOf }) =>
      `Unexpected date ${date} of the decision about ${gap}, expected ${asOf} or earlier`,
  }),
  'decision-proposal-unknown': error<{ gap: string; proposal: string }>({
    what: 'A decision about a gap names a proposal that does not exist or is for another gap.',
    why: 'A reader who follows it finds nothing that closes the gap.',
    fix: 'Correct `proposal`, or delete it.',
    text: ({ gap, proposal }) => `Unexpected proposal ${proposal}, expected a proposal for ${gap}`,
  }),
  'unknown-rule-mention': error<{ mentioned: string }>({
    what: 'The text names a rule that does not exist.',
    why: 'A reviewer who follows it finds nothing.',
    fix: 'Correct the ID, or write the rule.',
    text: ({ mentioned }) => `Unexpected mention of ${mentioned}, expected a rule that exists`,
  }),
  'retired-rule-mention': warning<{ mentioned: string; successor: string | null }>({
    what: 'The text of a rule in force sends the reader to a retired rule.',
    why: 'A reviewer would decide by what no longer binds.',
    fix: 'Name the rule that replaced it.',
    text: ({ mentioned, successor }) =>
      `Unexpected mention of retired ${mentioned}, expected ${successor ?? 'a rule in force'}`,
    hint: ({ successor }) =>
      successor ? `Name ${successor}, which replaced it.` : 'Name a rule in force, or say what to do.',
  }),
  'unknown-sop-mention': error<{ mentioned: string }>({
    what: 'The text names an SOP or a proposal that does not exist.',
    why: 'A reviewer who follows it finds nothing.',
    fix: 'Correct the ID.',
    text: ({ mentioned }) => `Unexpected mention of ${mentioned}, expected an SOP that exists`,
  }),
  'broken-link': error<{ url: string }>({
    what: 'A link inside the library leads nowhere.',
    why: 'A reviewer who follows it finds nothing.',
    fix: 'Link to a file that exists (`../ato-investigation/new-device-login.mdx`), or simply name the rule: IDs become links.',
    text: ({ url }) => `Unexpected link to ${url}, expected a page that exists`,
  }),
};
