import type { RuleSource } from '../assemble.ts';
import { fieldPlace } from '../fields.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import type { ParsedPage, ProposalFields, SopFields } from '../parse.ts';
import { attributePlace } from '../rule-attributes.ts';
import type { CaseType } from '../types.ts';
import type { Check } from './context.ts';

/** Case types, prefixes, dates and revisions of pages and rules. */
export const checkSchema: Check = function* ({ content }) {
  const { caseTypes } = content.readable;
  // Without case types every page would be of an unknown one.
  if (caseTypes.length === 0) return;
  for (const page of content.pages) yield* checkPage(page, caseTypes);
  for (const source of content.sources) {
    yield* checkAppliesTo(source, caseTypes);
    yield* checkPrefix(source, caseTypes);
    yield* checkDates(source);
    yield* checkBody(source);
  }
};

function* checkPage(page: ParsedPage, caseTypes: readonly CaseType[]): Iterable<CheckMessage> {
  if (page.fields === null || (page.kind !== 'sop' && page.kind !== 'proposal')) return;
  const { caseType } = page.fields as SopFields | ProposalFields;
  const place = fieldPlace(page.places, ['caseType'], page.file);
  const known = caseTypes.map((type) => type.id);
  const misplaced = page.kind === 'sop' && caseType !== page.folder;
  if (misplaced) yield createMessage('case-type-folder', place, { caseType, folder: page.folder });
  // A mistyped one in the folder of another is said once.
  if (!known.includes(caseType) && !(misplaced && known.includes(page.folder))) {
    yield createMessage('unknown-case-type', place, { id: caseType, known });
  }
}

function* checkAppliesTo(
  { rule, parsed }: RuleSource,
  caseTypes: readonly CaseType[],
): Iterable<CheckMessage> {
  const known = caseTypes.map((type) => type.id);
  for (const id of rule.caseTypes.slice(1)) {
    if (known.includes(id)) continue;
    yield createMessage('unknown-case-type', attributePlace(parsed, 'appliesTo'), { id, known });
  }
}

function* checkPrefix(
  { rule, parsed, page }: RuleSource,
  caseTypes: readonly CaseType[],
): Iterable<CheckMessage> {
  const named = (id: string | undefined) => caseTypes.find((type) => type.id === id);
  const caseType = named(rule.caseTypes[0]) ?? named(page.folder);
  if (!caseType || rule.id.startsWith(`${caseType.prefix}-`)) return;
  const parameters = { id: rule.id, prefix: caseType.prefix, caseType: caseType.id };
  yield createMessage('rule-prefix', attributePlace(parsed, 'id'), parameters);
}

function* checkDates({ rule, parsed }: RuleSource): Iterable<CheckMessage> {
  const { id, effective, revision, revised, retired } = rule;
  const order = (earlier: string, earlierDate: string, later: string, laterDate: string) =>
    createMessage('date-order', attributePlace(parsed, later), { earlier, earlierDate, later, laterDate });
  if (retired !== null && retired < effective) yield order('effective', effective, 'retired', retired);
  if (revised !== null && revised < effective) yield order('effective', effective, 'revised', revised);
  if (revised !== null && retired !== null && retired < revised)
    yield order('revised', revised, 'retired', retired);
  if (revision > 1 && revised === null) {
    yield createMessage('revised-missing', attributePlace(parsed, 'revision'), { id, revision });
  }
  if (revision === 1 && revised !== null) {
    yield createMessage('revision-missing', attributePlace(parsed, 'revised'), { id, revised });
  }
}

function* checkBody({ rule, parsed }: RuleSource): Iterable<CheckMessage> {
  if (rule.retired !== null || rule.body.markdown !== '') return;
  yield createMessage('rule-empty', parsed.place, { id: rule.id });
}
