import { type CitationParser, createCitationParser } from '../coverage/citations.ts';
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
  /** How many keys were met. */
  size = 0;
  readonly #tree = new KeyNode();
  readonly #citations: CitationParser;
  readonly #settling: SettlingRules;

  constructor(terms: ReadingTerms) {
    this.#citations = createCitationParser(terms.caseTypes.map(({ prefix }) => prefix));
    this.#settling = new SettlingRules(terms);
  }

  of({ text, ruleIds, signals, kind }: Step): MetKey {
    const inText = ruleIds.length === 0 && text !== '' ? this.#citations.inText(text) : NO_CITATIONS;
    let node = this.#tree.child(kind);
    for (const written of ruleIds) node = node.child(written);
    for (const { id } of inText) node = node.child(id);
    if (signals.length > 0) node = node.child(SEPARATOR);
    for (const signal of signals) node = node.child(signal);
    if (node.met === null) {
      const cited =
        ruleIds.length > 0 ? ruleIds.map((written) => this.#citations.canonical(written)) : inText;
      const citations = cited.map(({ id, revision }) => ({ id, revision }));
      const key = { citations, signals: signals.map((signal) => signal.trim()), kind };
      node.met = { number: this.size++, key, citedFrom: this.#settling.citedFrom(citations) };
    }
    return node.met;
  }
}

/** Stands between rule IDs and signals; no string of an export holds it alone. */
const SEPARATOR = '\u0000\u0001\u0000';

/** Keys by their parts in turn: joining the parts of millions of steps would cost more. */
class KeyNode {
  met: MetKey | null = null;
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
