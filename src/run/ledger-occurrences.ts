import { dayToDate } from '../cases/time.ts';
import type { CaseCounts, Occurrence, VersionCounts } from '../coverage/ledger.ts';
import { LABELS, NAMED_KINDS, OCCURRENCE_KINDS, VERSION_KINDS } from '../coverage/types.ts';
import type { Catalogue } from '../sops/types.ts';
import { FIELD, FIELDS, OCCURRENCE_WEEKS, type OccurrenceCounts, type OccurrenceRow } from './occurrences.ts';

/** What the ledger says of occurrences. */
export interface LedgerOccurrences {
  /** Mondays; none when no case was read. */
  readonly occurrenceWeeks: string[];
  readonly versions: VersionCounts[];
  readonly occurrences: Occurrence[];
}

interface Row extends OccurrenceRow {
  readonly numbers: Float64Array;
}

/**
 * The rows in the ledger's shape, sorted. Versions and IDs are free text of an export and may name
 * somebody: a version that fewer than `exemplarCases` cases share is counted with those that state
 * none, and what fewer cases hold is left out. The counts by version hold all of it.
 */
export function ledgerOccurrences(
  counts: OccurrenceCounts,
  { caseTypes, settings }: Catalogue,
): LedgerOccurrences {
  const minimum = settings.exemplarCases;
  const rows = withSharedVersions(counts, minimum);
  const typeOf = ({ caseType }: Row) => caseTypes[caseType]?.id ?? '';
  const named = groups(
    rows.filter(({ id }) => id !== null),
    ({ kind, caseType, id, other }) => JSON.stringify([kind, caseType, id, other]),
  );
  return {
    occurrenceWeeks: weeksOf(counts),
    versions: rows.flatMap((row) => {
      const kind = VERSION_KINDS.find((known) => known === row.kind);
      if (kind === undefined || row.id !== null) return [];
      return [{ kind, caseType: typeOf(row), version: row.version, ...caseCounts(row.numbers) }];
    }),
    occurrences: named.flatMap((own) => {
      const [row] = own as [Row];
      const kind = NAMED_KINDS.find((known) => known === row.kind);
      const counted = caseCounts(sumOf(own));
      if (kind === undefined || row.id === null) return [];
      if (kind !== 'cited' && counted.cases < minimum) return [];
      const versions = VERSION_KINDS.some((known) => known === kind)
        ? own.map(({ version, numbers }) => ({ version, ...stepsAndCases(numbers) }))
        : [];
      return [{ kind, caseType: typeOf(row), id: row.id, other: row.other, ...counted, versions }];
    }),
  };
}

function weeksOf({ latest }: OccurrenceCounts): string[] {
  if (latest === null) return [];
  return Array.from({ length: OCCURRENCE_WEEKS }, (_, week) =>
    dayToDate(latest - 7 * (OCCURRENCE_WEEKS - 1 - week)),
  );
}

/** The rows, sorted, those of versions that too few cases share added up under no version. */
function withSharedVersions({ rows, numbers }: OccurrenceCounts, minimum: number): Row[] {
  const all = rows.map((row, place) => ({
    ...row,
    numbers: numbers.subarray(place * FIELDS, (place + 1) * FIELDS),
  }));
  const cases = new Map<string | null, number>();
  for (const { kind, version, numbers: own } of all) {
    if (kind === 'all') cases.set(version, (cases.get(version) ?? 0) + stepsAndCases(own).cases);
  }
  const shared = all.map((row) => ({
    ...row,
    version: (cases.get(row.version) ?? 0) >= minimum ? row.version : null,
  }));
  const same = groups(shared, ({ kind, caseType, version, id, other }) =>
    JSON.stringify([kind, caseType, version, id, other]),
  );
  return same.map((own) => ({ ...(own[0] as Row), numbers: sumOf(own) })).sort(compareRows);
}

/** In the order of the first of each. */
function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const byKey = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = byKey.get(key);
    if (own) own.push(item);
    else byKey.set(key, [item]);
  }
  return [...byKey.values()];
}

function sumOf(rows: readonly Row[]): Float64Array {
  const sum = (rows[0] as Row).numbers.slice();
  for (const { numbers } of rows.slice(1)) {
    for (const [field, value] of numbers.entries()) {
      const own = sum[field] as number;
      if (field === FIELD.first) sum[field] = Math.min(own, value);
      else if (field === FIELD.last) sum[field] = Math.max(own, value);
      else sum[field] = own + value;
    }
  }
  return sum;
}

function compareRows(a: Row, b: Row): number {
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

function stepsAndCases(numbers: Float64Array): { steps: number; cases: number } {
  return { steps: numbers[FIELD.steps] as number, cases: numbers[FIELD.cases] as number };
}

function caseCounts(numbers: Float64Array): CaseCounts {
  const at = (field: number) => numbers[field] as number;
  const [TP, TN, FP, FN] = LABELS.map((_, label) => at(FIELD.labels + label)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    ...stepsAndCases(numbers),
    labels: { TP, TN, FP, FN },
    handling: { cases: at(FIELD.timedCases), minutes: at(FIELD.minutes) },
    judged: at(FIELD.judged),
    wrong: at(FIELD.wrong),
    decided: at(FIELD.decided),
    overturned: at(FIELD.overturned),
    firstSeen: dayToDate(at(FIELD.first)),
    lastSeen: dayToDate(at(FIELD.last)),
    weeks: [...numbers.subarray(FIELD.weeks)],
  };
}
