import { type CitationParser, createCitationParser } from '../coverage/citations.ts';
import { PairTable } from '../coverage/pair-table.ts';
import type { Citation } from '../coverage/types.ts';
import type { Step } from './record.ts';
import { type ReadingTerms, SettlingRules } from './settling.ts';

/** What a step is judged by apart from its text; steps with equal keys get equal findings. */
export interface StepKey {
  readonly citations: readonly Citation[];
  readonly signals: readonly string[];
  readonly kind: string;
}

/** A key with what reading makes of it. */
export interface MetKey {
  /** Keys are numbered 0, 1, 2 … as they are met. */
  readonly number: number;
  readonly key: StepKey;
  /** Per case type, the day from which on its citations settle the verdict. */
  readonly citedFrom: readonly number[];
}

const NO_CITATIONS: readonly Citation[] = [];

/**
 * The distinct keys of the steps of any number of stretches: steps that are written alike share one
 * object, and only the first of them is looked into.
 */
export class StepKeys {
  readonly #met: MetKey[] = [];
  /** Rule IDs, signals and kinds as they are written, by their numbers: far fewer than keys. */
  readonly #parts = new Map<string, number>();
  /** Sequences of parts, each by the one it continues and its last part. */
  readonly #sequences = new PairTable();
  /** Per sequence, the number of its key plus 1; 0 for what only begins others. */
  #keys = new Uint32Array(1024);
  readonly #citations: CitationParser;
  readonly #settling: SettlingRules;

  constructor(terms: ReadingTerms) {
    this.#citations = createCitationParser(terms.caseTypes.map(({ prefix }) => prefix));
    this.#settling = new SettlingRules(terms);
  }

  /** How many keys were met. */
  get size(): number {
    return this.#met.length;
  }

  of(step: Step): MetKey {
    const { text, ruleIds, signals, kind } = step;
    const inText = ruleIds.length === 0 && text !== '' ? this.#citations.inText(text) : NO_CITATIONS;
    let sequence = this.#continued(NOTHING, kind);
    for (const written of ruleIds) sequence = this.#continued(sequence, written);
    for (const { id } of inText) sequence = this.#continued(sequence, id);
    if (signals.length > 0) sequence = this.#continued(sequence, SEPARATOR);
    for (const signal of signals) sequence = this.#continued(sequence, signal);
    if (this.#keys[sequence] === 0) this.#keys[sequence] = this.#met.push(this.#newKey(step, inText));
    return this.#met[(this.#keys[sequence] as number) - 1] as MetKey;
  }

  #continued(sequence: number, part: string): number {
    let number = this.#parts.get(part);
    if (number === undefined) {
      number = this.#parts.size;
      this.#parts.set(part, number);
    }
    const longer = this.#sequences.add(sequence, number);
    if (longer === this.#keys.length) {
      const keys = new Uint32Array(longer * 2);
      keys.set(this.#keys);
      this.#keys = keys;
    }
    return longer;
  }

  #newKey({ ruleIds, signals, kind }: Step, inText: readonly Citation[]): MetKey {
    const cited = ruleIds.length > 0 ? ruleIds.map((written) => this.#citations.canonical(written)) : inText;
    const citations = cited.map(({ id, revision }) => ({ id, revision }));
    const key = { citations, signals: signals.map((signal) => signal.trim()), kind };
    return { number: this.#met.length, key, citedFrom: this.#settling.citedFrom(citations) };
  }
}

/** The sequence that every other one continues. */
const NOTHING = -1;

/** Stands between rule IDs and signals; no string of an export holds it alone. */
const SEPARATOR = '\u0000\u0001\u0000';
