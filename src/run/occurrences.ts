import type { Facts } from '../cases/facts.ts';
import { BoundedNames } from '../coverage/bounded-names.ts';
import { isShowable } from '../coverage/showable.ts';
import { type Defect, OCCURRENCE_KINDS, type OccurrenceKind } from '../coverage/types.ts';
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
  /** By case type, version and kind. */
  readonly #places: (Place | undefined)[] = [];
  readonly #versions = new BoundedNames(VERSIONS);
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
      const weeks = this.numbers.subarray(row * FIELDS + FIELD.weeks, (row + 1) * FIELDS);
      weeks.copyWithin(0, Math.min(by, OCCURRENCE_WEEKS));
      weeks.fill(0, Math.max(0, OCCURRENCE_WEEKS - by));
    }
  }

  /** Counts one case in. */
  add(facts: Facts, index: number, met: Met): void {
    this.#cases += 1;
    const caseType = facts.caseTypes[index] as number;
    const version = this.#versions.numberOf(
      facts.versions[(facts.caseVersions[index] as number) - 1] ?? null,
    );
    const week = this.#week(facts.decidedDays[index] as number);
    const one: Counted = { facts, index, week };
    this.#count(this.#row('all', caseType, version, null, null), one, met.steps);
    for (let place = 0; place < met.cited.length; place++) {
      const row = this.#row('cited', caseType, 0, met.cited[place] as string, null);
      this.#count(row, one, met.citedSteps[place] as number);
    }
    for (const { id, others } of met.passedOver) {
      this.#count(this.#row('passedOver', caseType, 0, id, null), one, 1);
      for (const other of others) this.#count(this.#row('passedOver', caseType, 0, id, other), one, 1);
    }
    for (const { kind, id } of met.defects) {
      this.#count(this.#row(kind, caseType, version, null, null), one, 1);
      this.#count(this.#row(kind, caseType, version, id, null), one, 1);
    }
    const faults = met.defects.length + met.uncited.length;
    if (faults > 0) this.#count(this.#row('faulty', caseType, version, null, null), one, faults);
    for (const id of met.uncited) {
      this.#count(this.#row('uncited', caseType, version, null, null), one, 1);
      this.#count(this.#row('uncited', caseType, version, id, null), one, 1);
    }
  }

  /** Adds what was counted over other cases. */
  merge(other: OccurrenceCounts): void {
    if (other.latest !== null) this.endWith(other.latest);
    const behind = this.latest === null || other.latest === null ? 0 : (this.latest - other.latest) / 7;
    for (const [place, { kind, caseType, version, id, other: second }] of other.rows.entries()) {
      const row = this.#row(kind, caseType, this.#versions.numberOf(version), id, second);
      if (row === REFUSED) continue;
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

  #count(row: number, { facts, index, week }: Counted, steps: number): void {
    if (row === REFUSED) return;
    const { numbers } = this;
    const start = row * FIELDS;
    numbers[start + FIELD.steps] = at(numbers, start + FIELD.steps) + steps;
    if (this.#counted[row] === this.#cases) return;
    this.#counted[row] = this.#cases;
    increase(numbers, start + FIELD.cases);
    const label = facts.labels[index] as number;
    if (label > 0) increase(numbers, start + FIELD.labels + label - 1);
    const minutes = facts.handlingMinutes[index] as number;
    if (minutes >= 0) {
      increase(numbers, start + FIELD.timedCases);
      numbers[start + FIELD.minutes] = at(numbers, start + FIELD.minutes) + minutes;
    }
    const correct = facts.citationCorrect[index] as number;
    if (correct > 0) increase(numbers, start + FIELD.judged);
    if (correct === 1) increase(numbers, start + FIELD.wrong);
    const overturned = facts.overturned[index] as number;
    if (overturned > 0) increase(numbers, start + FIELD.decided);
    if (overturned === 2) increase(numbers, start + FIELD.overturned);
    const day = facts.decidedDays[index] as number;
    if (day < at(numbers, start + FIELD.first)) numbers[start + FIELD.first] = day;
    if (day > at(numbers, start + FIELD.last)) numbers[start + FIELD.last] = day;
    if (week >= 0) increase(numbers, start + FIELD.weeks + week);
  }

  /** Place of a day's week in the trend; negative when it is not in it. */
  #week(day: number): number {
    if (this.latest === null || day >= this.latest + 7) return -1;
    return OCCURRENCE_WEEKS - 1 - Math.ceil((this.latest - day) / 7);
  }

  /**
   * Number of a row, which is made when it is new; REFUSED when there are too many.
   *
   * @param version number of the version; 0 for none
   */
  #row(
    kind: OccurrenceKind,
    caseType: number,
    version: number,
    id: string | null,
    other: string | null,
  ): number {
    const start = (caseType * (VERSIONS + 1) + version) * OCCURRENCE_KINDS.length + KIND_NUMBERS[kind];
    let place = this.#places[start];
    if (place === undefined) {
      place = new Place();
      this.#places[start] = place;
    }
    if (id !== null) {
      const named = this.#below(place, id, kind, id);
      const last = named === null || other === null ? named : this.#below(named, other, kind, id);
      if (last === null) return REFUSED;
      place = last;
    }
    if (place.row === REFUSED) {
      place.row = this.#new({ kind, caseType, version: this.#versions.list[version - 1] ?? null, id, other });
    }
    return place.row;
  }

  #below(place: Place, part: string, kind: OccurrenceKind, id: string): Place | null {
    const known = place.below.get(part);
    if (known !== undefined) return known;
    const room =
      kind === 'unknown' ? this.#unknownRows < UNKNOWN_ROWS && isShowable(id) : this.#ruleRows < RULE_ROWS;
    if (!room) return null;
    const made = new Place();
    place.below.set(part, made);
    return made;
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
}

/** In place of a row's number: there is none. */
const REFUSED = -1;

const KIND_NUMBERS = Object.fromEntries(OCCURRENCE_KINDS.map((kind, number) => [kind, number])) as Readonly<
  Record<OccurrenceKind, number>
>;

/** The case being counted. */
interface Counted {
  readonly facts: Facts;
  readonly index: number;
  /** Place of its week in the trend; negative when it is not in it. */
  readonly week: number;
}

/** Rows by what their cases have in common, one part after the other. */
class Place {
  row = REFUSED;
  readonly below = new Map<string, Place>();
}

function at(numbers: Float64Array, place: number): number {
  return numbers[place] as number;
}

function increase(numbers: Float64Array, place: number): void {
  numbers[place] = (numbers[place] as number) + 1;
}
