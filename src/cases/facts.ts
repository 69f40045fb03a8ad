import { createCitationParser } from '../coverage/citations.ts';
import { isShowable } from '../coverage/showable.ts';
import { signature } from '../coverage/signature.ts';
import { type Citation, LABELS, type RuleFacts } from '../coverage/types.ts';
import type { CaseType } from '../sops/types.ts';
import { type CaseRecord, createCaseTypeFinder, isFault, parseRecord, type Step } from './record.ts';
import type { Fault, Reject } from './rejects.ts';
import { dateToDay, dayOf } from './time.ts';

/** What a step is judged by apart from its text; steps with equal keys get equal findings. */
export interface StepKey {
  readonly citations: readonly Citation[];
  readonly signals: readonly string[];
  readonly kind: string;
}

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
  readonly rejects: readonly Omit<Reject, 'file'>[];

  readonly caseIds: readonly string[];
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
  readonly texts: readonly string[];
  /** Steps whose texts suggestions may learn from, ascending: some of every ID that is cited first. */
  readonly learnable: Uint32Array;
  /** For every key and case type with texts not kept, the earliest day such a case was decided. */
  readonly unkept: readonly { readonly key: number; readonly caseType: number; readonly from: number }[];
}

/** More versions than ROCA has; an export may still name another one in every record. */
const MAXIMUM_VERSIONS = 200;

/** What a reading depends on besides the bytes. */
export interface ReadingTerms {
  readonly caseTypes: readonly CaseType[];
  readonly rules: readonly RuleFacts[];
  /** The as-of day since 1970-01-01. */
  readonly asOf: number;
}

/**
 * Texts kept per cited ID whatever its rule says of them, because suggestions learn from them: of an
 * export's first stretch, and of each later one, which add what changes with time.
 */
const LEARNABLE_OF_FIRST = 32;
const LEARNABLE_OF_LATER = 4;

const NO_CITATIONS: readonly Citation[] = [];

/** Gathers records into columns. */
export class FactsBuilder {
  #records = 0;
  #warnings = 0;
  readonly #rejects: Omit<Reject, 'file'>[] = [];
  readonly #caseIds: string[] = [];
  readonly #caseTypes: number[] = [];
  readonly #decidedDays: number[] = [];
  readonly #settledAt: number[] = [];
  readonly #labels: number[] = [];
  readonly #citationCorrect: number[] = [];
  readonly #handlingMinutes: number[] = [];
  readonly #overturned: number[] = [];
  readonly #caseVersions: number[] = [];
  readonly #versions = new Map<string, number>();
  readonly #synthetic: number[] = [];
  readonly #firstStep: number[] = [0];
  readonly #keys: StepKey[] = [];
  readonly #keyTree = new KeyNode();
  readonly #stepKeys = new Columns(Uint32Array);
  readonly #stepTexts = new Columns(Int32Array);
  readonly #texts: string[] = [];
  /** Earliest day by key and case type, packed as key × case types + case type. */
  readonly #unkept: (number | undefined)[] = [];

  readonly #learnable = new Columns(Uint32Array);
  readonly #learnablePerId: number;
  readonly #learnableOf = new Map<string, number>();

  readonly #terms: ReadingTerms;
  readonly #findCaseType: ReturnType<typeof createCaseTypeFinder>;
  readonly #citations: ReturnType<typeof createCitationParser>;
  readonly #settling: SettlingRules;

  /** @param first whether this is the first stretch of its export */
  constructor(terms: ReadingTerms, first: boolean) {
    this.#terms = terms;
    this.#learnablePerId = first ? LEARNABLE_OF_FIRST : LEARNABLE_OF_LATER;
    this.#findCaseType = createCaseTypeFinder(terms.caseTypes);
    this.#citations = createCitationParser(terms.caseTypes.map(({ prefix }) => prefix));
    this.#settling = new SettlingRules(terms);
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

  reject({ reason, message }: Fault, line: number): void {
    this.#records += 1;
    this.#rejects.push({ line, reason, message });
  }

  finish(lines: number): Facts {
    return {
      records: this.#records,
      lines,
      warnings: this.#warnings,
      rejects: this.#rejects,
      caseIds: this.#caseIds,
      caseTypes: Uint16Array.from(this.#caseTypes),
      decidedDays: Int32Array.from(this.#decidedDays),
      settledAt: Float64Array.from(this.#settledAt),
      labels: Uint8Array.from(this.#labels),
      citationCorrect: Uint8Array.from(this.#citationCorrect),
      handlingMinutes: Float64Array.from(this.#handlingMinutes),
      overturned: Uint8Array.from(this.#overturned),
      caseVersions: Uint16Array.from(this.#caseVersions),
      versions: [...this.#versions.keys()],
      synthetic: Uint8Array.from(this.#synthetic),
      firstStep: Uint32Array.from(this.#firstStep),
      keys: this.#keys,
      stepKeys: this.#stepKeys.finish(),
      stepTexts: this.#stepTexts.finish(),
      texts: this.#texts,
      learnable: this.#learnable.finish(),
      unkept: this.#unkept.flatMap((from, packed) => {
        if (from === undefined) return [];
        const caseTypes = this.#terms.caseTypes.length;
        return [{ key: Math.floor(packed / caseTypes), caseType: packed % caseTypes, from }];
      }),
    };
  }

  #addCase(record: CaseRecord): void {
    const decidedDay = dayOf(record.decidedAt);
    this.#warnings += record.warnings;
    this.#caseIds.push(record.caseId);
    this.#caseTypes.push(record.caseType);
    this.#decidedDays.push(decidedDay);
    this.#settledAt.push(record.reviewedAt ?? record.decidedAt);
    this.#labels.push(record.label === null ? 0 : LABELS.indexOf(record.label) + 1);
    this.#citationCorrect.push(record.citationCorrect === null ? 0 : record.citationCorrect ? 2 : 1);
    this.#handlingMinutes.push(record.handlingMinutes ?? Number.NaN);
    this.#overturned.push(record.overturned === null ? 0 : record.overturned ? 2 : 1);
    this.#caseVersions.push(this.#version(record.rocaVersion));
    this.#synthetic.push(record.synthetic ? 1 : 0);
    for (const step of record.steps) this.#addStep(step, record.caseType, decidedDay);
    this.#firstStep.push(this.#stepKeys.length);
  }

  #version(written: string | null): number {
    if (written === null || !isShowable(written)) return 0;
    const known = this.#versions.get(written);
    if (known !== undefined) return known;
    if (this.#versions.size === MAXIMUM_VERSIONS) return 0;
    this.#versions.set(written, this.#versions.size + 1);
    return this.#versions.size;
  }

  #addStep(step: Step, caseType: number, decidedDay: number): void {
    const key = this.#key(step);
    this.#stepKeys.push(key);
    this.#stepTexts.push(this.#text(step.text, key, caseType, decidedDay));
  }

  /** Steps that are written alike share a key; only the first of them is looked into. */
  #key({ text, ruleIds, signals, kind }: Step): number {
    const inText = ruleIds.length === 0 && text !== '' ? this.#citations.inText(text) : NO_CITATIONS;
    let node = this.#keyTree.child(kind);
    for (const written of ruleIds) node = node.child(written);
    for (const { id } of inText) node = node.child(id);
    if (signals.length > 0) node = node.child(SEPARATOR);
    for (const signal of signals) node = node.child(signal);
    if (node.key < 0) {
      const cited =
        ruleIds.length > 0 ? ruleIds.map((written) => this.#citations.canonical(written)) : inText;
      const citations = cited.map(({ id, revision }) => ({ id, revision }));
      node.key = this.#keys.push({ citations, signals: signals.map((signal) => signal.trim()), kind }) - 1;
    }
    return node.key;
  }

  #text(text: string, key: number, caseType: number, decidedDay: number): number {
    if (text === '') return NO_TEXT;
    const { citations } = this.#keys[key] as StepKey;
    const learnable = this.#isLearnable(citations[0]);
    // Its step is the next one.
    if (learnable) this.#learnable.push(this.#stepTexts.length);
    const from = this.#settling.citedFrom(key, citations, caseType);
    if (!learnable && from <= Math.min(decidedDay, this.#terms.asOf)) {
      const packed = key * this.#terms.caseTypes.length + caseType;
      const earliest = this.#unkept[packed];
      if (earliest === undefined || decidedDay < earliest) this.#unkept[packed] = decidedDay;
      return UNKEPT_TEXT;
    }
    this.#texts.push(signature(text));
    return this.#texts.length - 1;
  }

  /** Decided by the export alone, so that a run learns the same from known facts as from new ones. */
  #isLearnable(citation: Citation | undefined): boolean {
    if (citation === undefined) return false;
    const count = this.#learnableOf.get(citation.id) ?? 0;
    if (count === this.#learnablePerId) return false;
    this.#learnableOf.set(citation.id, count + 1);
    return true;
  }
}

/** Whether facts read under other terms still hold every text that these terms ask for. */
export function keepsEnough(facts: Facts, terms: ReadingTerms): boolean {
  const settling = new SettlingRules(terms);
  return facts.unkept.every(({ key, caseType, from }) => {
    const { citations } = facts.keys[key] as StepKey;
    return settling.citedFrom(key, citations, caseType) <= Math.min(from, terms.asOf);
  });
}

/** Knows from which day on a citation settles a verdict for good, so that no text need be read. */
class SettlingRules {
  readonly #days = new Map<string, { from: number; caseTypes: ReadonlySet<string> }>();
  /** Packed as key × case types + case type. */
  readonly #known: (number | undefined)[] = [];
  readonly #caseTypes: readonly CaseType[];

  constructor({ rules, caseTypes }: ReadingTerms) {
    this.#caseTypes = caseTypes;
    for (const rule of rules) {
      if (rule.status !== 'active' || rule.retired !== null) continue;
      const from = dateToDay(rule.effective) ?? Number.POSITIVE_INFINITY;
      this.#days.set(rule.id, { from, caseTypes: new Set(rule.caseTypes) });
    }
  }

  /** The first day on which one of the citations covers this case type; infinite when none does. */
  citedFrom(key: number, citations: readonly Citation[], caseType: number): number {
    const packed = key * this.#caseTypes.length + caseType;
    let first = this.#known[packed];
    if (first === undefined) {
      const id = (this.#caseTypes[caseType] as CaseType).id;
      first = Number.POSITIVE_INFINITY;
      for (const citation of citations) {
        const rule = this.#days.get(citation.id);
        if (rule?.caseTypes.has(id)) first = Math.min(first, rule.from);
      }
      this.#known[packed] = first;
    }
    return first;
  }
}

/** Stands between rule IDs and signals; no string of an export holds it alone. */
const SEPARATOR = '\u0000\u0001\u0000';

/** Keys by their parts in turn: joining the parts of millions of steps would cost more. */
class KeyNode {
  key = -1;
  #children: Map<string, KeyNode> | null = null;

  child(part: string): KeyNode {
    this.#children ??= new Map();
    let node = this.#children.get(part);
    if (!node) {
      node = new KeyNode();
      this.#children.set(part, node);
    }
    return node;
  }
}

/** A typed array that grows. */
class Columns<T extends Uint32Array | Int32Array> {
  length = 0;
  #values: T;
  readonly #make: new (
    length: number,
  ) => T;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#values = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.#make(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  finish(): T {
    return this.#values.slice(0, this.length) as T;
  }
}
