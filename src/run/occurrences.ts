import type { Facts } from '../cases/facts.ts';
import { mondayOf } from '../cases/time.ts';
import { isShowable } from '../coverage/showable.ts';
import type { Defect, OccurrenceKind } from '../coverage/types.ts';
import type { PassedOverRules } from './passed-over.ts';

/** Weeks of a row's trend; the last is the latest in which a case was decided. */
export const OCCURRENCE_WEEKS = 12;

/** Places of the numbers of a row; those of the weeks follow. */
export const FIELD = {
  steps: 0,
  cases: 1,
  /** The four labels stand in the order of LABELS. */
  labels: 2,
  timedCases: 6,
  minutes: 7,
  judged: 8,
  wrong: 9,
  decided: 10,
  overturned: 11,
  first: 12,
  last: 13,
  weeks: 14,
} as const;

/** Numbers per row. */
export const FIELDS = FIELD.weeks + OCCURRENCE_WEEKS;

/** What the cases of a row have in common. */
export interface OccurrenceRow {
  readonly kind: OccurrenceKind;
  /** Index into the catalogue's case types. */
  readonly caseType: number;
  /** Version of ROCA; null for none that is kept, and for the kinds that are not told apart by it. */
  readonly version: string | null;
  /** What was cited, or the rule that an uncited step resembles; null for all of the kind. */
  readonly id: string | null;
  /** Of `passedOver`: the rule that lists the step's signal; null for any. */
  readonly other: string | null;
}

/** Rows and their numbers. Plain data, so that a thread can hand it to another. */
export interface OccurrenceCounts {
  readonly rows: readonly OccurrenceRow[];
  /** FIELDS numbers for each row; there may be room for more rows at the end. */
  readonly numbers: Float64Array;
  /** Monday of the latest week, in days since 1970-01-01; null before any. */
  readonly latest: number | null;
}

/** What a case holds of what is counted; but for `cited`, an entry for each step or citation. */
export interface Met {
  readonly steps: number;
  readonly cited: readonly string[];
  /** How many steps cite each of them. */
  readonly citedSteps: readonly number[];
  readonly passedOver: readonly PassedOverRules[];
  readonly defects: readonly { readonly kind: Defect; readonly id: string }[];
  /** Rules that its uncited steps resemble. */
  readonly uncited: readonly string[];
}

/**
 * Most rows that name an unknown ID, and most that name a rule: every export ends, but it may cite
 * another ID in every step. What is beyond is still counted for all of its kind. The first met stay,
 * in the order of the exports.
 */
const UNKNOWN_ROWS = 5_000;
const RULE_ROWS = 50_000;
/** Most versions of ROCA that are told apart. */
const VERSIONS = 200;

/** Counts the cases in which something occurs: each case once per row. */
export class Occurrences implements OccurrenceCounts {
  readonly rows: OccurrenceRow[] = [];
  numbers = new Float64Array(64 * FIELDS);
  latest: number | null = null;
  readonly #places: Place[] = [];
  readonly #versions = new Map<string, number>();
  /** Number of the case that was last counted, per row. */
  readonly #counted: number[] = [];
  #cases = 0;
  #unknownRows = 0;
  #ruleRows = 0;

  /** Lets the trend end with a week, by its Monday; an earlier one than before changes nothing. */
  endWith(monday: number): void {
    const by = this.latest === null ? 0 : (monday - this.latest) / 7;
    if (by < 0) return;
    this.latest = monday;
    if (by === 0) return;
    for (let row = 0; row < this.rows.length; row++) {
      const weeks = this.#weeksOf(row);
      weeks.copyWithin(0, Math.min(by, OCCURRENCE_WEEKS));
      weeks.fill(0, Math.max(0, OCCURRENCE_WEEKS - by));
    }
  }

  /** Counts one case in. */
  add(facts: Facts, index: number, met: Met): void {
    this.#cases += 1;
    const caseType = facts.caseTypes[index] as number;
    const version = facts.versions[(facts.caseVersions[index] as number) - 1] ?? null;
    const count = (kind: OccurrenceKind, id: string | null, other: string | null = null, steps = 1) =>
      this.#count(this.#row(kind, caseType, version, id, other), facts, index, steps);
    count('all', null, null, met.steps);
    for (const [place, id] of met.cited.entries()) count('cited', id, null, met.citedSteps[place]);
    for (const { id, others } of met.passedOver) {
      count('passedOver', id);
      for (const other of others) count('passedOver', id, other);
    }
    for (const { kind, id } of met.defects) {
      count(kind, null);
      count(kind, id);
    }
    for (const id of met.uncited) {
      count('uncited', null);
      count('uncited', id);
    }
  }

  /** Adds what was counted over other cases. */
  merge(other: OccurrenceCounts): void {
    if (other.latest !== null) this.endWith(other.latest);
    const behind = this.latest === null || other.latest === null ? 0 : (this.latest - other.latest) / 7;
    for (const [place, { kind, caseType, version, id, other: second }] of other.rows.entries()) {
      const row = this.#row(kind, caseType, version, id, second);
      if (row < 0) continue;
      const more = other.numbers.subarray(place * FIELDS, (place + 1) * FIELDS);
      const own = this.numbers.subarray(row * FIELDS, (row + 1) * FIELDS);
      for (let field = 0; field < FIELD.first; field++) own[field] = at(own, field) + at(more, field);
      own[FIELD.first] = Math.min(at(own, FIELD.first), at(more, FIELD.first));
      own[FIELD.last] = Math.max(at(own, FIELD.last), at(more, FIELD.last));
      for (let week = behind; week < OCCURRENCE_WEEKS; week++) {
        const field = FIELD.weeks + week - behind;
        own[field] = at(own, field) + at(more, FIELD.weeks + week);
      }
    }
  }

  #count(row: number, facts: Facts, index: number, steps: number): void {
    if (row < 0) return;
    const { numbers } = this;
    const start = row * FIELDS;
    const add = (field: number, by: number) => {
      numbers[start + field] = at(numbers, start + field) + by;
    };
    add(FIELD.steps, steps);
    if (this.#counted[row] === this.#cases) return;
    this.#counted[row] = this.#cases;
    add(FIELD.cases, 1);
    const label = facts.labels[index] as number;
    if (label > 0) add(FIELD.labels + label - 1, 1);
    const minutes = facts.handlingMinutes[index] as number;
    if (minutes >= 0) {
      add(FIELD.timedCases, 1);
      add(FIELD.minutes, minutes);
    }
    const correct = facts.citationCorrect[index] as number;
    if (correct > 0) add(FIELD.judged, 1);
    if (correct === 1) add(FIELD.wrong, 1);
    const overturned = facts.overturned[index] as number;
    if (overturned > 0) add(FIELD.decided, 1);
    if (overturned === 2) add(FIELD.overturned, 1);
    const day = facts.decidedDays[index] as number;
    if (day < at(numbers, start + FIELD.first)) numbers[start + FIELD.first] = day;
    if (day > at(numbers, start + FIELD.last)) numbers[start + FIELD.last] = day;
    const week = OCCURRENCE_WEEKS - 1 - ((this.latest ?? Number.NaN) - mondayOf(day)) / 7;
    if (week >= 0 && week < OCCURRENCE_WEEKS) add(FIELD.weeks + week, 1);
  }

  /** Number of a row, which is made when it is new; −1 when there are too many. */
  #row(
    kind: OccurrenceKind,
    caseType: number,
    version: string | null,
    id: string | null,
    other: string | null,
  ): number {
    const byVersion = kind !== 'cited' && kind !== 'passedOver';
    const number = byVersion && version !== null ? this.#version(version) : 0;
    const start = caseType * (VERSIONS + 1) + number;
    this.#places[start] ??= new Place();
    let place = this.#places[start] as Place;
    for (const part of [kind, id, other]) {
      if (part === null) break;
      const below = place.below.get(part);
      if (below !== undefined) {
        place = below;
        continue;
      }
      if (!this.#hasRoom(kind, id)) return REFUSED;
      const made = new Place();
      place.below.set(part, made);
      place = made;
    }
    if (place.row === NONE) {
      place.row = this.#new({ kind, caseType, version: number === 0 ? null : version, id, other });
    }
    return place.row;
  }

  #hasRoom(kind: OccurrenceKind, id: string | null): boolean {
    if (id === null) return true;
    return kind === 'unknown'
      ? this.#unknownRows < UNKNOWN_ROWS && isShowable(id)
      : this.#ruleRows < RULE_ROWS;
  }

  #new(row: OccurrenceRow): number {
    if (row.id !== null) {
      if (row.kind === 'unknown') this.#unknownRows += 1;
      else this.#ruleRows += 1;
    }
    const number = this.rows.push(row) - 1;
    if ((number + 1) * FIELDS > this.numbers.length) {
      const larger = new Float64Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[number * FIELDS + FIELD.first] = Number.POSITIVE_INFINITY;
    this.numbers[number * FIELDS + FIELD.last] = Number.NEGATIVE_INFINITY;
    return number;
  }

  /** Number of a version from 1 on; 0 when there are too many. */
  #version(name: string): number {
    const known = this.#versions.get(name);
    if (known !== undefined) return known;
    if (this.#versions.size === VERSIONS) return 0;
    this.#versions.set(name, this.#versions.size + 1);
    return this.#versions.size;
  }

  #weeksOf(row: number): Float64Array {
    return this.numbers.subarray(row * FIELDS + FIELD.weeks, (row + 1) * FIELDS);
  }
}

const NONE = -2;
const REFUSED = -1;

/** Rows by what their cases have in common, one part after the other. */
class Place {
  row = NONE;
  readonly below = new Map<string, Place>();
}

function at(numbers: Float64Array, place: number): number {
  return numbers[place] as number;
}
