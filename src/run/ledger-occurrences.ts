import { dayToDate } from '../cases/time.ts';
import type { Occurrence } from '../coverage/ledger.ts';
import { LABELS, OCCURRENCE_KINDS } from '../coverage/types.ts';
import type { Catalogue } from '../sops/types.ts';
import { FIELD, FIELDS, OCCURRENCE_WEEKS, type OccurrenceCounts, type OccurrenceRow } from './occurrences.ts';

/** The Mondays of the weeks that every row's trend has; none when no case was read. */
export function occurrenceWeeks({ latest }: OccurrenceCounts): string[] {
  if (latest === null) return [];
  return Array.from({ length: OCCURRENCE_WEEKS }, (_, week) =>
    dayToDate(latest - 7 * (OCCURRENCE_WEEKS - 1 - week)),
  );
}

/**
 * The rows in the ledger's shape, sorted. A version of ROCA, and an ID that is none of `rules`, are
 * free text and may name somebody: below `exemplarCases` cases a version's rows go to those without
 * one, and an ID's rows are left out. The row of all of the kind still counts them.
 *
 * @param rules IDs of the catalogue's rules and of those that proposals hold
 */
export function ledgerOccurrences(
  counts: OccurrenceCounts,
  { caseTypes, settings }: Catalogue,
  rules: ReadonlySet<string>,
): Occurrence[] {
  const versions = casesBy(counts, ({ kind, version }) => (kind === 'all' ? version : null));
  const ids = casesBy(counts, ({ kind, id }) => (kind === 'unknown' ? id : null));
  const enough = (cases: number | undefined) => (cases ?? 0) >= settings.exemplarCases;
  const folded = new Map<string, { readonly row: OccurrenceRow; readonly numbers: Float64Array }>();
  for (const [place, row] of counts.rows.entries()) {
    if (row.id !== null && !rules.has(row.id) && !enough(ids.get(row.id))) continue;
    const version = row.version !== null && enough(versions.get(row.version)) ? row.version : null;
    const shown = { ...row, version };
    const numbers = counts.numbers.subarray(place * FIELDS, (place + 1) * FIELDS);
    const key = JSON.stringify([row.caseType, row.kind, version, row.id, row.other]);
    const same = folded.get(key);
    if (same === undefined) folded.set(key, { row: shown, numbers: numbers.slice() });
    else addRow(same.numbers, numbers);
  }
  return [...folded.values()]
    .sort((a, b) => compareRows(a.row, b.row))
    .map(({ row, numbers }) => occurrence(row, caseTypes[row.caseType]?.id ?? '', [...numbers]));
}

/** Adds the numbers of a row to those of another. */
function addRow(own: Float64Array, more: Float64Array): void {
  for (let field = 0; field < FIELDS; field++) {
    const [a, b] = [own[field] as number, more[field] as number];
    own[field] = field === FIELD.first ? Math.min(a, b) : field === FIELD.last ? Math.max(a, b) : a + b;
  }
}

function casesBy(
  { rows, numbers }: OccurrenceCounts,
  nameOf: (row: OccurrenceRow) => string | null,
): ReadonlyMap<string, number> {
  const cases = new Map<string, number>();
  for (const [place, row] of rows.entries()) {
    const name = nameOf(row);
    if (name === null) continue;
    cases.set(name, (cases.get(name) ?? 0) + (numbers[place * FIELDS + FIELD.cases] as number));
  }
  return cases;
}

function compareRows(a: OccurrenceRow, b: OccurrenceRow): number {
  return (
    a.caseType - b.caseType ||
    OCCURRENCE_KINDS.indexOf(a.kind) - OCCURRENCE_KINDS.indexOf(b.kind) ||
    compareNames(a.id, b.id) ||
    compareNames(a.other, b.other) ||
    compareNames(a.version, b.version)
  );
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  return b !== null && a < b ? -1 : 1;
}

function occurrence(
  { kind, id, other, version }: OccurrenceRow,
  caseType: string,
  numbers: readonly number[],
): Occurrence {
  const at = (field: number) => numbers[field] as number;
  const [TP, TN, FP, FN] = LABELS.map((_, label) => at(FIELD.labels + label)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    kind,
    caseType,
    id,
    other,
    version,
    steps: at(FIELD.steps),
    cases: at(FIELD.cases),
    labels: { TP, TN, FP, FN },
    handling: { cases: at(FIELD.timedCases), minutes: at(FIELD.minutes) },
    judged: at(FIELD.judged),
    wrong: at(FIELD.wrong),
    decided: at(FIELD.decided),
    overturned: at(FIELD.overturned),
    firstSeen: dayToDate(at(FIELD.first)),
    lastSeen: dayToDate(at(FIELD.last)),
    weeks: numbers.slice(FIELD.weeks),
  };
}
