import { type Facts, keepsEnough, type ReadingTerms } from '../cases/facts.ts';
import { createMapping, type Mapping } from '../cases/mapping.ts';
import { hashStretch, readStretch, type Stretch } from '../cases/read.ts';
import { dayToDate } from '../cases/time.ts';
import { createRulebook } from '../coverage/rulebook.ts';
import type { LabelledText, SuggestRule } from '../gaps/examples.ts';
import type { SynonymGroup } from '../gaps/lexicon.ts';
import { createSuggester, type Suggester, type SuggestModel, trainSuggester } from '../gaps/suggest.ts';
import { assess, type KnownWording, knownWordings, type Standard, type Suggest } from './assess.ts';
import type { Counts } from './assessment.ts';
import { FactsStore } from './facts-store.ts';
import { Epochs } from './key-judge.ts';
import type { Candidates } from './selection.ts';

/** What a reader is told once. Plain data, so that it can be sent to a worker thread. */
export interface ReaderTerms extends ReadingTerms {
  /** Inclusive dates of the decision; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
  readonly exemptKinds: readonly string[];
  /** Folder of the ledger, where facts are kept between runs. */
  readonly ledger: string;
  /** Text of the mapping file; null when exports are in our own format. */
  readonly mapping: string | null;
}

/** What is known of a stretch once it is read. Its steps stay with its reader. */
export interface StretchSummary
  extends Candidates,
    Pick<Facts, 'records' | 'lines' | 'warnings' | 'rejects'> {
  /** SHA-256 of its records. */
  readonly hash: string;
}

/** What is to be learned about the rules of one case type. */
export interface Lesson {
  readonly rules: readonly SuggestRule[];
  readonly labelled: readonly LabelledText[];
  readonly glossary: readonly SynonymGroup[];
}

/** Reads stretches and judges their cases. Runs in a worker thread, or in place. */
export interface Reader {
  /** @param hash of the stretch's bytes, when they are known to be unchanged since it was taken */
  read(index: number, stretch: Stretch, hash: string | null): Promise<StretchSummary>;
  /** Steps of cases that count whose rules are known: what suggestions learn from. */
  wordings(index: number, kept: Uint8Array): Promise<readonly KnownWording[]>;
  /** Learns how the rules of one case type are worded. */
  train(lesson: Lesson): Promise<SuggestModel>;
  /** From then on uncited steps get suggestions, by a model per case type. */
  learn(models: readonly SuggestModel[]): Promise<void>;
  /** @param kept 1 for each record of the stretch that counts */
  assess(index: number, kept: Uint8Array): Promise<Counts>;
}

export class LocalReader implements Reader {
  readonly #terms: ReaderTerms;
  readonly #store: FactsStore;
  readonly #mapping: Mapping | null;
  readonly #standard: Standard;
  readonly #epochs: Epochs;
  readonly #facts = new Map<number, Facts>();
  #suggest: Suggest = () => null;

  constructor(terms: ReaderTerms) {
    this.#terms = terms;
    this.#store = new FactsStore(terms.ledger, terms, terms.mapping);
    this.#mapping = terms.mapping === null ? null : createMapping(terms.mapping);
    this.#standard = {
      rulebook: createRulebook(terms.rules),
      caseTypes: terms.caseTypes.map(({ id }) => id),
      asOf: dayToDate(terms.asOf),
      since: terms.since,
      until: terms.until,
      exemptKinds: new Set(terms.exemptKinds),
    };
    this.#epochs = new Epochs(this.#standard.rulebook);
  }

  async read(index: number, stretch: Stretch, known: string | null): Promise<StretchSummary> {
    const hash = known ?? (await hashStretch(stretch));
    let facts = await this.#store.load(hash);
    if (!facts || !keepsEnough(facts, this.#terms)) {
      facts = await readStretch(stretch, this.#terms, this.#mapping);
      await this.#store.save(hash, facts);
    }
    this.#facts.set(index, facts);
    const { records, lines, warnings, rejects, caseIds, settledAt } = facts;
    return { records, lines, warnings, rejects, caseIds, settledAt, hash };
  }

  async wordings(index: number, kept: Uint8Array): Promise<readonly KnownWording[]> {
    return knownWordings(this.#factsOf(index), kept, this.#terms, this.#standard, this.#epochs);
  }

  async train({ rules, labelled, glossary }: Lesson): Promise<SuggestModel> {
    return trainSuggester(rules, labelled, { glossary });
  }

  async learn(models: readonly SuggestModel[]): Promise<void> {
    const suggesters = new Map(
      models.map((model, index) => [this.#standard.caseTypes[index] as string, createSuggester(model)]),
    );
    this.#suggest = (signature, caseType) => {
      const suggester = suggesters.get(caseType);
      const best = suggester?.suggest(signature, { limit: 1 })[0];
      return best && best.score >= (suggester as Suggester).threshold ? best : null;
    };
  }

  async assess(index: number, kept: Uint8Array): Promise<Counts> {
    const facts = this.#factsOf(index);
    // Not needed again: what a large export holds should not be in memory twice.
    this.#facts.delete(index);
    return assess(facts, kept, this.#standard, this.#epochs, this.#suggest);
  }

  #factsOf(index: number): Facts {
    const facts = this.#facts.get(index);
    if (!facts) throw new Error(`stretch ${index} was not read here`);
    return facts;
  }
}
