import { error, info, warning } from './kind.ts';

/** What a translation must have in common with its English source. */
export const TRANSLATIONS = {
  'translation-orphan': error<{ source: string }>({
    what: 'A translation has no English source.',
    why: 'English is the source language; nothing publishes a translation alone.',
    fix: 'Restore or rename the English file, or delete the translation.',
    text: ({ source }) => `Unexpected translation without a source, expected ${source}`,
  }),
  'translation-orphan-rule': error<{ id: string; source: string; missing: readonly string[] }>({
    what: 'A translation holds a rule that its English source does not.',
    why: 'It is published nowhere.',
    fix: 'Correct its ID, or delete it.',
    text: ({ id, source }) => `Unexpected translated rule ${id}, expected a rule of ${source}`,
    hint: ({ missing }) =>
      missing.length > 0
        ? `Correct its ID (${missing.slice(0, 3).join(', ')} ${missing.length > 1 ? 'are' : 'is'} not translated yet), or delete it.`
        : 'Delete it, or add the English rule.',
  }),
  'translation-facts': warning<{ id: string; attribute: string }>({
    what: 'A translated rule carries facts.',
    why: 'Facts are read from the English file only; this one is ignored.',
    fix: 'Delete the attribute here and set it in the English file.',
    text: ({ id, attribute }) =>
      `Unexpected \`${attribute}\` on translated rule ${id}, expected only id and title`,
  }),
  'translation-covers': info<{ id: string; phrase: string }>({
    what: 'A Covers element stands in a translation.',
    why: 'It counts, but the facts of a rule are easier to review in one place.',
    fix: 'Move it to the rule in the English file.',
    text: ({ id, phrase }) =>
      `Unexpected <Covers> "${phrase}" of ${id} in a translation, expected it in the English file`,
  }),
  'translation-missing': warning<{ file: string }>({
    what: 'An SOP has no Mandarin translation.',
    why: 'Half of the readers find an English page, or nothing.',
    fix: 'Add the translation beside it.',
    text: ({ file }) => `Unexpected SOP without a translation, expected ${file}`,
  }),
  'translation-rule-missing': warning<{ id: string; file: string }>({
    what: 'A rule in force is not in the translation of its SOP.',
    why: 'Half of the readers do not find it in their language.',
    fix: 'Add a <Rule> with this ID to the translation.',
    text: ({ id, file }) => `Unexpected rule ${id} without a translation, expected it in ${file}`,
  }),
  'translation-unconfirmed': warning<{ id: string; file: string }>({
    what: 'No fingerprint says which English text a translated rule was made from.',
    why: 'Nobody would notice when it falls behind.',
    fix: 'Compare it with the English rule, then run `npm run -s sop -- fingerprint` on the file.',
    text: ({ id }) =>
      `Unexpected translation of ${id} without a fingerprint, expected one under \`translates\``,
    hint: ({ file }) => `Compare it with the English rule, then run \`${recording(file)}\`.`,
  }),
  'translation-outdated': warning<{ id: string; recorded: string; current: string; file: string }>({
    what: 'The English rule changed after it was translated.',
    why: 'Readers of the two languages may decide differently.',
    fix: 'Bring the translation up to date, then run `npm run -s sop -- fingerprint` on the file.',
    text: ({ id, recorded, current }) =>
      `Unexpected fingerprint ${recorded} of ${id}, expected ${current}: the English changed since it was translated`,
    hint: ({ file }) => `Bring the translation up to date, then run \`${recording(file)}\`.`,
  }),
  'translation-fingerprint-unused': warning<{ id: string; file: string }>({
    what: 'A fingerprint is recorded for a rule that the translation does not hold.',
    why: 'It says that something is translated which is not there.',
    fix: 'Run `npm run -s sop -- fingerprint` on the file, which takes it out, or add the rule.',
    text: ({ id }) => `Unexpected fingerprint of ${id}, expected that rule in this file`,
    hint: ({ file }) => `Run \`${recording(file)}\`, which takes it out, or add the rule.`,
  }),
  'value-differs': error<{ where: string; found: readonly string[]; expected: readonly string[] }>({
    what: 'Numbers, durations, shares or amounts differ between the languages.',
    why: 'Two reviewers would come to two answers under one rule.',
    fix: 'Find out which one is policy and correct the other; English is the source.',
    text: ({ where, found, expected }) =>
      `Unexpected ${found.length > 0 ? found.join(', ') : 'missing value'} in ${where}, expected ${expected.length > 0 ? expected.join(', ') : 'no such value'} as in the English`,
  }),
  'outcome-differs': error<{ id: string; found: readonly string[]; expected: readonly string[] }>({
    what: 'The outcomes in bold in the Decide section differ between the languages.',
    why: 'Two reviewers would decide one case differently under one rule.',
    fix: 'Find out which one is policy and correct the other; English is the source.',
    text: ({ id, found, expected }) =>
      `Unexpected outcomes ${list(found)} of ${id}, expected ${list(expected)} as in the English`,
  }),
  'code-differs': warning<{ id: string; found: readonly string[]; expected: readonly string[] }>({
    what: 'Field names, signal codes or reason codes differ between the languages.',
    why: 'A code that is translated or mistyped cannot be looked up.',
    fix: 'Write the code as the English has it.',
    text: ({ id, found, expected }) =>
      `Unexpected ${found.length > 0 ? list(found) : 'missing code'} in ${id}, expected ${expected.length > 0 ? list(expected) : 'no such code'} as in the English`,
  }),
};

function list(words: readonly string[]): string {
  return words.length > 0 ? words.join(', ') : 'none';
}

/** The command that records fingerprints, for one file of the content folder. */
function recording(file: string): string {
  return `npm run -s sop -- fingerprint ${file}`;
}
