import { type CheckMessage, createMessage } from '../messages.ts';
import type { CaseType, GapDecision, GlossaryTerm, Place } from '../types.ts';

type Places = Readonly<Record<string, Place>>;

/** The case types that a catalogue must have. */
const REQUIRED_CASE_TYPES = [
  'kyc-audit',
  'ato-investigation',
  '2fa-reset',
  'poa-review',
  'withdrawal-anomaly',
];

/** Entries of case-types.yaml that cannot be told apart, and required ones that are missing. */
export function checkCaseTypes(caseTypes: readonly CaseType[], places: Places): CheckMessage[] {
  // An empty list has its own message.
  if (caseTypes.length === 0) return [];
  const file = 'case-types.yaml';
  const names = caseTypes.map((type) => [type.id, ...type.aliases]);
  return [
    ...repeated(
      caseTypes.map((type) => [type.prefix]),
      'prefix',
      'prefix',
      file,
      places,
    ),
    // An export may write any of them, in any spelling.
    ...repeated(names, 'name', 'id', file, places, (name) => name.toLowerCase().replace(/[-_\s]/g, '')),
    ...REQUIRED_CASE_TYPES.filter((id) => !caseTypes.some((type) => type.id === id)).map((id) =>
      createMessage('case-type-missing', { file, line: 1, column: 1 }, { id }),
    ),
  ];
}

/** Terms of glossary.yaml with one ID. */
export function checkGlossaryIds(glossary: readonly GlossaryTerm[], places: Places): CheckMessage[] {
  return repeated(
    glossary.map((term) => [term.id]),
    'term ID',
    'id',
    'glossary.yaml',
    places,
  );
}

/** Decisions of gap-decisions.yaml about one gap. */
export function checkGapDecisionIds(decisions: readonly GapDecision[], places: Places): CheckMessage[] {
  return repeated(
    decisions.map(({ gap }) => [gap]),
    'gap',
    'gap',
    'gap-decisions.yaml',
    places,
  );
}

function repeated(
  entries: readonly (readonly string[])[],
  what: string,
  field: string,
  file: string,
  places: Places,
  normal = (value: string) => value,
): CheckMessage[] {
  const first = new Map<string, number>();
  const messages: CheckMessage[] = [];
  entries.forEach((values, index) => {
    for (const value of values) {
      const key = normal(value);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, index);
      else if (earlier !== index) {
        const at = (entry: number) => places[`${entry}.${field}`] ?? { file, line: 1, column: 1 };
        const related = [{ place: at(earlier), note: 'the first' }];
        messages.push(createMessage('duplicate-entry', at(index), { what, value }, related));
      }
    }
  });
  return messages;
}
