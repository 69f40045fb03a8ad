import { error, warning } from './kind.ts';

/** What changed since an earlier commit. */
export const HISTORY = {
  'effective-changed': error<{ id: string; before: string; now: string }>({
    what: 'The effective date of a rule changed.',
    why: 'It is the day the rule first bound anyone; past cases would be judged anew by it.',
    fix: 'Restore it. A new revision has `revision` and `revised`.',
    text: ({ id, before, now }) => `Unexpected effective date ${now} of ${id}, expected ${before} as before`,
  }),
  'rule-removed': error<{ id: string }>({
    what: 'A rule is gone without a tombstone.',
    why: 'Citations of it in past and coming cases become unknown, and its ID looks free.',
    fix: 'Keep `<Rule id="…" title="…" effective="…" retired="…" />`, with `replacedBy` where a rule took over.',
    text: ({ id }) => `Unexpected removal of ${id}, expected it to stay as a retired rule`,
  }),
  'rule-reused': error<{ id: string; before: string; now: string }>({
    what: 'The ID of an earlier rule stands for another rule now.',
    why: 'Citations of the earlier rule would count for this one.',
    fix: 'Give the new rule the next free ID and keep the earlier one as a tombstone.',
    text: ({ id, before, now }) =>
      `Unexpected rule "${now}" as ${id}, expected the ID to stay with "${before}"`,
  }),
  'rule-revived': error<{ id: string; retired: string }>({
    what: 'A retired rule is in force again.',
    why: 'The time in between is lost, and past cases would be judged anew.',
    fix: 'Keep it retired and write a new rule.',
    text: ({ id, retired }) => `Unexpected rule ${id} in force, expected it retired on ${retired} as before`,
  }),
  'revision-lowered': error<{ id: string; before: number; now: number }>({
    what: 'The revision of a rule went down.',
    why: 'Citations name revisions; one number would mean two texts.',
    fix: 'Restore it, or count on from the highest.',
    text: ({ id, before, now }) => `Unexpected revision ${now} of ${id}, expected ${before} or later`,
  }),
  'version-missing': error<{ sop: string; version: string; level: string; reasons: readonly string[] }>({
    what: 'Rules of an SOP changed and its version did not.',
    why: 'Readers and past cases could not tell the two texts apart.',
    fix: 'Raise the version: major when a decision can come out differently, minor when rules are added or retired, patch for wording.',
    text: ({ sop, version, level, reasons }) =>
      `Unexpected version ${version} of ${sop} as before, expected a new ${level} version: ${firstOf(reasons)}`,
  }),
  'version-lowered': error<{ sop: string; before: string; now: string }>({
    what: 'The version of an SOP went down.',
    why: 'Readers take the older text for the newer.',
    fix: 'Restore it, or count on from the highest.',
    text: ({ sop, before, now }) => `Unexpected version ${now} of ${sop}, expected ${before} or later`,
  }),
  'version-level': error<{ sop: string; before: string; now: string; level: string; reason: string }>({
    what: 'The version of an SOP was raised by less than its change asks for.',
    why: 'Who watches for major versions misses that decisions can come out differently.',
    fix: 'Raise the version: major when a decision can come out differently, minor when rules are added or retired, patch for wording.',
    text: ({ sop, before, now, level, reason }) =>
      `Unexpected version ${now} of ${sop} after ${before}, expected a new ${level} version: ${reason}`,
  }),
  'revision-unraised': error<{ id: string; change: string }>({
    what: 'Values or outcomes of a rule changed and its revision did not.',
    why: 'A decision could come out differently, and citations could not say under which text.',
    fix: 'Raise `revision` and set `revised` to the day the new value holds from; if it is only wording, leave the values as they were.',
    text: ({ id, change }) =>
      `Unexpected change of values (${change}) in ${id} without a revision, expected \`revision\` raised`,
  }),
  'revision-doubtful': warning<{ id: string; change: string }>({
    what: 'Words of a rule changed that may be numbers, such as "both", and its revision did not.',
    why: 'If a decision could come out differently, citations could not say under which text.',
    fix: 'Raise `revision` and set `revised` if a decision can come out differently; else leave it.',
    text: ({ id, change }) =>
      `Unexpected change of words that may be numbers (${change}) in ${id} without a revision, expected \`revision\` raised if decisions can differ`,
  }),
  'retired-unreplaced': warning<{ id: string }>({
    what: 'A rule was retired and does not say which rule took over.',
    why: 'ROCA and reviewers who cite it are not told where to go, and steps it covered lose their rule.',
    fix: 'Add `replacedBy` with the rule that took over; leave it out only when nothing did.',
    text: ({ id }) =>
      `Unexpected retired rule ${id} without \`replacedBy\`, expected the rule that took over`,
  }),
  'revised-unchanged': error<{ id: string; revision: number; revised: string }>({
    what: 'The revision of a rule was raised and `revised` was not.',
    why: 'Cases between the two days would be judged by the wrong revision.',
    fix: 'Set `revised` to the day the new revision takes effect.',
    text: ({ id, revision, revised }) =>
      `Unexpected \`revised\` ${revised} of ${id} at revision ${revision}, expected a later day than before`,
  }),
};

function firstOf(reasons: readonly string[]): string {
  const more = reasons.length > 3 ? `, and ${reasons.length - 3} more` : '';
  return reasons.slice(0, 3).join(', ') + more;
}
