import { BoundedNames } from '../coverage/bounded-names.ts';
import { isShowable } from '../coverage/showable.ts';
import { signature } from '../coverage/signature.ts';
import { LABELS } from '../coverage/types.ts';
import { Columns } from './columns.ts';
import { type PackedTexts, TextPacker } from './packed-texts.ts';
import { type CaseRecord, createCaseTypeFinder, isFault, parseRecord, type Step } from './record.ts';
import { type Fault, type PackedRejects, RejectPacker } from './rejects.ts';
import { type ReadingTerms, SettlingRules } from './settling.ts';
import type { MetKey, StepKey, StepKeys } from './step-keys.ts';
import { dayOf } from './time.ts';

/** In `stepTexts`: the step has no text. */
export const NO_TEXT = -1;
/** In `stepTexts`: the step's text was not kept, because its citations settle its verdict. */
export const UNKEPT_TEXT = -2;

/**
 * The cases of one stretch of an export, in columns: what is left of the records once names,
 * free text and nesting are gone. Texts are kept as signatures only.
 */
export interface Facts {
  readonly records: number;
  /** Lines (rows of a Parquet file) the stretch spans. */
  readonly lines: number;
  readonly warnings: number;
  readonly rejects: PackedRejects;

  /** In UTF-16: IDs are compared to the last code unit. */
  readonly caseIds: PackedTexts;
  /** Index into the catalogue's case types, per case. */
  readonly caseTypes: Uint16Array;
  /** UTC day of the decision since 1970-01-01, per case. */
  readonly decidedDays: Int32Array;
  /** When the record was last touched, in milliseconds: what decides between duplicates. */
  readonly settledAt: Float64Array;
  /** 0 for none, else 1 + index into LABELS. */
  readonly labels: Uint8Array;
  /** 0 not judged, 1 wrong, 2 correct. */
  readonly citationCorrect: Uint8Array;
  /** Minutes; NaN when not stated. */
  readonly handlingMinutes: Float64Array;
  /** 0 a decision is not stated, 1 the reviewer's is ROCA's, 2 it is another. */
  readonly overturned: Uint8Array;
  /** 0 none that is kept, else 1 + index into `versions`. */
  readonly caseVersions: Uint16Array;
  /** Versions of ROCA, the first MAXIMUM_VERSIONS of the stretch. */
  readonly versions: readonly string[];
  readonly synthetic: Uint8Array;
  /** Case i has the steps firstStep[i] up to but not including firstStep[i + 1]. */
  readonly firstStep: Uint32Array;

  readonly keys: readonly StepKey[];
  /** Index into `keys`, per step. */
  readonly stepKeys: Uint32Array;
  /** Index into `texts`, NO_TEXT or UNKEPT_TEXT, per step. */
  readonly stepTexts: Int32Array;
  /** Signatures. */
  readonly texts: PackedTexts;
  /** Steps whose texts suggestions may learn from, ascending: some of every ID that is cited first. */
  readonly learnable: Uint32Array;
  /** For every key and case type with texts not kept, the earliest day such a case was decided. */
  readonly unkept: readonly { readonly key: number; readonly caseType: number; readonly from: number }[];
}

/** More versions than ROCA has; an export may still name another one in every record. */
const MAXIMUM_VERSIONS = 200;

/**
 * Texts kept per cited ID whatever its rule says of them, because suggestions learn from them: of an
 * export's first stretch, and of each later one, which add what changes with time.
 */
const LEARNABLE_OF_FIRST = 32;
const LEARNABLE_OF_LATER = 4;

/** In place of the earliest day: no such text was left out. */
const NEVER = 0x3fffffff;

/** Gathers records into columns. */
export class FactsBuilder {
  #records = 0;
  #warnings = 0;
  readonly #rejects = new RejectPacker();
  readonly #caseIds = new TextPacker('utf16le');
  readonly #caseTypes: number[] = [];
  readonly #decidedDays: number[] = [];
  readonly #settledAt: number[] = [];
  readonly #labels: number[] = [];
  readonly #citationCorrect: number[] = [];
  readonly #handlingMinutes: number[] = [];
  readonly #overturned: number[] = [];
  readonly #caseVersions: number[] = [];
  readonly #versions = new BoundedNames(MAXIMUM_VERSIONS, isShowable);
  readonly #synthetic: number[] = [];
  readonly #firstStep: number[] = [0];
  readonly #keys: StepKey[] = [];
  /** Index into `#keys` plus 1, by the key's number among all that were met. */
  #places = new Uint32Array(1024);
  readonly #stepKeys = new Columns(Uint32Array);
  readonly #stepTexts = new Columns(Int32Array);
  readonly #texts = new TextPacker('utf8');
  /** Earliest day by key and case type, or NEVER; packed as key × case types + case type. */
  readonly #unkept: number[] = [];

  readonly #learnable = new Columns(Uint32Array);
  readonly #learnablePerId: number;
  readonly #learnableOf = new Map<string, number>();
  /** Per key, whether nothing is learned from it any more. */
  readonly #learned: boolean[] = [];

  readonly #terms: ReadingTerms;
  readonly #findCaseType: ReturnType<typeof createCaseTypeFinder>;
  readonly #met: StepKeys;

  /**
   * @param met keys that earlier stretches may have met, under the same terms
   * @param first whether this is the first stretch of its export
   */
  constructor(terms: ReadingTerms, met: StepKeys, first: boolean) {
    this.#terms = terms;
    this.#learnablePerId = first ? LEARNABLE_OF_FIRST : LEARNABLE_OF_LATER;
    this.#findCaseType = createCaseTypeFinder(terms.caseTypes);
    this.#met = met;
  }

  /** Takes one record, as parsed from the export. */
  add(value: unknown, line: number): void {
    const outcome = parseRecord(value, this.#findCaseType);
    if (isFault(outcome)) {
      this.reject(outcome, line);
      return;
    }
    this.#records += 1;
    this.#addCase(outcome);
  }

  reject(fault: Fault, line: number): void {
    this.#records += 1;
    this.#rejects.add(fault, line);
  }

  finish(lines: number): Facts {
    return {
      records: this.#records,
      lines,
      warnings: this.#warnings,
      rejects: this.#rejects.finish(),
      caseIds: this.#caseIds.finish(),
      caseTypes: Uint16Array.from(this.#caseTypes),
      decidedDays: Int32Array.from(this.#decidedDays),
      settledAt: Float64Array.from(this.#settledAt),
      labels: Uint8Array.from(this.#labels),
      citationCorrect: Uint8Array.from(this.#citationCorrect),
      handlingMinutes: Float64Array.from(this.#handlingMinutes),
      overturned: Uint8Array.from(this.#overturned),
      caseVersions: Uint16Array.from(this.#caseVersions),
      versions: this.#versions.list,
      synthetic: Uint8Array.from(this.#synthetic),
      firstStep: Uint32Array.from(this.#firstStep),
      keys: this.#keys,
      stepKeys: this.#stepKeys.finish(),
      stepTexts: this.#stepTexts.finish(),
      texts: this.#texts.finish(),
      learnable: this.#learnable.finish(),
      unkept: this.#unkept.flatMap((from, packed) => {
        if (from === NEVER) return [];
        const caseTypes = this.#terms.caseTypes.length;
        return [{ key: Math.floor(packed / caseTypes), caseType: packed % caseTypes, from }];
      }),
    };
  }

  #addCase(record: CaseRecord): void {
    const decidedDay = dayOf(record.decidedAt);
    this.#warnings += record.warnings;
    this.#caseIds.add(record.caseId);
    this.#caseTypes.push(record.caseType);
    this.#decidedDays.push(decidedDay);
    this.#settledAt.push(record.reviewedAt ?? record.decidedAt);
    this.#labels.push(record.label === null ? 0 : LABELS.indexOf(record.label) + 1);
    this.#citationCorrect.push(record.citationCorrect === null ? 0 : record.citationCorrect ? 2 : 1);
    this.#handlingMinutes.push(record.handlingMinutes ?? Number.NaN);
    this.#overturned.push(record.overturned === null ? 0 : record.overturned ? 2 : 1);
    this.#caseVersions.push(this.#versions.numberOf(record.rocaVersion));
    this.#synthetic.push(record.synthetic ? 1 : 0);
    for (const step of record.steps) this.#addStep(step, record.caseType, decidedDay);
    this.#firstStep.push(this.#stepKeys.length);
  }

  #addStep(step: Step, caseType: number, decidedDay: number): void {
    const met = this.#met.of(step);
    const key = this.#placeOf(met);
    this.#stepKeys.push(key);
    this.#stepTexts.push(this.#text(step.text, met, key, caseType, decidedDay));
  }

  #placeOf({ number, key }: MetKey): number {
    if (number >= this.#places.length) {
      const larger = new Uint32Array(Math.max(number + 1, this.#places.length * 2));
      larger.set(this.#places);
      this.#places = larger;
    }
    const known = this.#places[number] as number;
    if (known > 0) return known - 1;
    this.#places[number] = this.#keys.push(key);
    this.#learned.push(key.citations.length === 0);
    for (const _ of this.#terms.caseTypes) this.#unkept.push(NEVER);
    return this.#keys.length - 1;
  }

  #text(text: string, met: MetKey, key: number, caseType: number, decidedDay: number): number {
    if (text === '') return NO_TEXT;
    const learnable = this.#isLearnable(key);
    // Its step is the next one.
    if (learnable) this.#learnable.push(this.#stepTexts.length);
    const from = met.citedFrom[caseType] as number;
    if (!learnable && from <= Math.min(decidedDay, this.#terms.asOf)) {
      const packed = key * this.#terms.caseTypes.length + caseType;
      if (decidedDay < (this.#unkept[packed] as number)) this.#unkept[packed] = decidedDay;
      return UNKEPT_TEXT;
    }
    this.#texts.add(signature(text));
    return this.#texts.size - 1;
  }

  /** Decided by the export alone, so that a run learns the same from known facts as from new ones. */
  #isLearnable(key: number): boolean {
    if (this.#learned[key]) return false;
    const id = this.#keys[key]?.citations[0]?.id as string;
    const count = this.#learnableOf.get(id) ?? 0;
    if (count === this.#learnablePerId) {
      this.#learned[key] = true;
      return false;
    }
    this.#learnableOf.set(id, count + 1);
    return true;
  }
}

/** Whether facts read under other terms still hold every text that these terms ask for. */
export function keepsEnough(facts: Facts, terms: ReadingTerms): boolean {
  const settling = new SettlingRules(terms);
  const citedFrom: (readonly number[])[] = [];
  return facts.unkept.every(({ key, caseType, from }) => {
    citedFrom[key] ??= settling.citedFrom((facts.keys[key] as StepKey).citations);
    return (citedFrom[key][caseType] as number) <= Math.min(from, terms.asOf);
  });
}
