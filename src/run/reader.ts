import { type Facts, keepsEnough, type ReadingTerms } from '../cases/facts.ts';
import { createMapping, type Mapping } from '../cases/mapping.ts';
import { hashStretch, readStretch, type Stretch } from '../cases/read.ts';
import { dayToDate } from '../cases/time.ts';
import { createRulebook } from '../coverage/rulebook.ts';
import type { SuggestRule } from '../gaps/examples.ts';
import { createRuleSearch, RESEMBLES_FROM } from '../gaps/rule-search.ts';
import { assess, type Standard, type Suggest } from './assess.ts';
import type { Counts } from './assessment.ts';
import { FactsStore } from './facts-store.ts';
import type { Candidates } from './selection.ts';

/** What a reader is told once. Plain data, so that it can be sent to a worker thread. */
export interface ReaderTerms extends ReadingTerms {
  /** Inclusive dates of the decision; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
  readonly exemptKinds: readonly string[];
  /** What uncited steps are compared with. */
  readonly ruleTexts: readonly SuggestRule[];
  /** Folder of the ledger, where facts are kept between runs. */
  readonly ledger: string;
  /** Text of the mapping file; null when exports are in our own format. */
  readonly mapping: string | null;
}

/** What is known of a stretch once it is read. Its steps stay with its reader. */
export interface StretchSummary
  extends Candidates,
    Pick<Facts, 'records' | 'lines' | 'warnings' | 'rejects'> {}

/** Reads stretches and judges their cases. Runs in a worker thread, or in place. */
export interface Reader {
  /** What tells that a stretch was read before. Needs no terms, so it can be asked before the SOPs are known. */
  hash(stretch: Stretch): Promise<string>;
  /** Sets the terms; comes before everything below. */
  begin(terms: ReaderTerms): Promise<void>;
  read(index: number, stretch: Stretch, hash: string): Promise<StretchSummary>;
  /** @param kept 1 for each record of the stretch that counts */
  assess(index: number, kept: Uint8Array): Promise<Counts>;
}

/** What a reader works with once it knows its terms. */
interface Working {
  readonly terms: ReaderTerms;
  readonly store: FactsStore;
  readonly mapping: Mapping | null;
  readonly standard: Standard;
  readonly suggest: Suggest;
}

export class LocalReader implements Reader {
  #working: Working | null = null;
  readonly #facts = new Map<number, Facts>();

  hash(stretch: Stretch): Promise<string> {
    return hashStretch(stretch);
  }

  async begin(terms: ReaderTerms): Promise<void> {
    const rulebook = createRulebook(terms.rules);
    const search = createRuleSearch(terms.ruleTexts);
    this.#working = {
      terms,
      store: new FactsStore(terms.ledger, terms, terms.mapping),
      mapping: terms.mapping === null ? null : createMapping(terms.mapping),
      standard: {
        rulebook,
        caseTypes: terms.caseTypes.map(({ id }) => id),
        asOf: dayToDate(terms.asOf),
        since: terms.since,
        until: terms.until,
        exemptKinds: new Set(terms.exemptKinds),
      },
      suggest(signature, caseType) {
        const [best] = search.search(signature, caseType, 1);
        return best && best.score >= RESEMBLES_FROM ? best : null;
      },
    };
  }

  async read(index: number, stretch: Stretch, hash: string): Promise<StretchSummary> {
    const { terms, store, mapping } = this.#begun();
    let facts = await store.load(hash);
    if (!facts || !keepsEnough(facts, terms)) {
      facts = await readStretch(stretch, terms, mapping);
      await store.save(hash, facts);
    }
    this.#facts.set(index, facts);
    const { records, lines, warnings, rejects, caseIds, settledAt } = facts;
    return { records, lines, warnings, rejects, caseIds, settledAt };
  }

  async assess(index: number, kept: Uint8Array): Promise<Counts> {
    const facts = this.#factsOf(index);
    // Not needed again: what a large export holds should not be in memory twice.
    this.#facts.delete(index);
    const { standard, suggest } = this.#begun();
    return assess(facts, kept, standard, suggest);
  }

  #begun(): Working {
    if (!this.#working) throw new Error('a reader was asked before it was told its terms');
    return this.#working;
  }

  #factsOf(index: number): Facts {
    const facts = this.#facts.get(index);
    if (!facts) throw new Error(`stretch ${index} was not read here`);
    return facts;
  }
}
