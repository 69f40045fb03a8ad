import { type Facts, keepsEnough } from '../cases/facts.ts';
import type { Mapping } from '../cases/mapping.ts';
import { hashStretch, readStretch, type Stretch } from '../cases/read.ts';
import type { ReadingTerms } from '../cases/settling.ts';
import { StepKeys } from '../cases/step-keys.ts';
import { dayToDate } from '../cases/time.ts';
import { createRulebook } from '../coverage/rulebook.ts';
import type { LabelledText, SuggestRule } from '../gaps/examples.ts';
import { RUN_SETTINGS } from '../gaps/settings.ts';
import { createSuggester, type SuggestModel, trainSuggester } from '../gaps/suggest.ts';
import type { SynonymGroup } from '../gaps/word-reader.ts';
import type { CaseType } from '../sops/types.ts';
import {
  type Assessed,
  assess,
  Judging,
  type KeptFacts,
  type KnownWording,
  knownWordings,
  type Standard,
} from './assess.ts';
import { FactsStore, type FactsTerms } from './facts-store.ts';
import { type FoundGap, findGaps } from './find-gaps.ts';
import { joinGapSteps, type PackedGapSteps } from './gap-steps.ts';
import type { Candidates } from './selection.ts';
import { shareable } from './shareable.ts';
import { TextJudge } from './text-judge.ts';

/** What a reader is told once. Plain data, so that it can be sent to a worker thread. */
export interface ReaderTerms extends ReadingTerms, FactsTerms {
  /** Inclusive dates of the decision; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
  readonly exemptKinds: readonly string[];
}

/** What is known of a stretch once it is read. Its steps stay with its reader. */
export interface StretchSummary
  extends Candidates,
    Pick<Facts, 'records' | 'lines' | 'warnings' | 'rejects'> {
  /** Tells, in the next run, that it was read before. */
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
  /**
   * Sets the terms; comes before everything below. For reading, what translations accept as a rule's
   * wordings may still be missing from them.
   */
  begin(terms: ReaderTerms): Promise<void>;
  /** @param known the stretch's hash; null when its bytes may be other ones than in the run before */
  read(index: number, stretch: Stretch, known: string | null): Promise<StretchSummary>;
  /**
   * Says what counts of a stretch that was read here; comes before everything below.
   *
   * @param kept 1 for each record that counts
   * @param recordsBefore records of all stretches before it
   */
  keep(index: number, kept: Uint8Array, recordsBefore: number): Promise<void>;
  /** Steps of the stretch whose rules are known: what suggestions learn from. */
  wordings(index: number): Promise<readonly KnownWording[]>;
  /** Learns how the rules of one case type are worded. */
  train(lesson: Lesson): Promise<SuggestModel>;
  /**
   * Judges the cases of a case type, by its index, in every stretch that was read here and holds any.
   * Each case type is asked for once.
   *
   * @param model tells which rule an uncited step resembles
   */
  assess(caseType: number, model: SuggestModel): Promise<readonly AssessedStretch[]>;
  /**
   * Groups the steps of a case type that nothing covers, after its cases were judged.
   *
   * @param steps of all stretches, in their order
   * @param minimum cases that must share a wording before it may be shown
   */
  gaps(caseType: number, steps: readonly PackedGapSteps[], minimum: number): Promise<FoundGap[]>;
}

/** What comes out of one case type in one stretch. */
export interface AssessedStretch extends Assessed {
  /** Number of the stretch. */
  readonly index: number;
}

/** Loaded only here: every thread would start later for what few exports need. */
async function mappingOf(source: string): Promise<Mapping> {
  const { createMapping } = await import('../cases/mapping.ts');
  return createMapping(source);
}

/** What a reader works with once it knows its terms. */
interface Working {
  readonly terms: ReaderTerms;
  readonly store: FactsStore;
  readonly mapping: Mapping | null;
  readonly standard: Standard;
  /** Keys of the stretches read so far. */
  met: StepKeys;
  judging: Judging;
}

/** An export may cite something else in every step; beyond this many keys, what was met is forgotten. */
const REMEMBERED_KEYS = 100_000;

/** Shorter stretches are read again as fast as their facts would be, in bytes. */
const WORTH_STORING = 8 * 1024;

export class LocalReader implements Reader {
  #working: Working | null = null;
  readonly #facts = new Map<number, KeptFacts>();
  #saving: Promise<void> = Promise.resolve();
  /** By case type. */
  readonly #models: SuggestModel[] = [];

  async begin(terms: ReaderTerms): Promise<void> {
    const standard: Standard = {
      rulebook: createRulebook(terms.rules),
      caseTypes: terms.caseTypes.map(({ id }) => id),
      asOf: dayToDate(terms.asOf),
      since: terms.since,
      until: terms.until,
      exemptKinds: new Set(terms.exemptKinds),
    };
    this.#working = {
      terms,
      store: new FactsStore(terms),
      mapping: terms.mapping === null ? null : await mappingOf(terms.mapping),
      standard,
      met: new StepKeys(terms),
      judging: new Judging(standard),
    };
  }

  async read(index: number, stretch: Stretch, known: string | null): Promise<StretchSummary> {
    const working = this.#begun();
    const { terms, store, mapping } = working;
    const hash = known ?? (await hashStretch(stretch));
    const { start, end } = stretch.range;
    const stored = end - start >= WORTH_STORING;
    let facts = stored ? await store.load(hash) : null;
    if (!facts || !keepsEnough(facts, terms)) {
      facts = await readStretch(stretch, terms, mapping, working.met);
      if (working.met.size > REMEMBERED_KEYS) working.met = new StepKeys(terms);
      // One stretch is written while the next is read.
      await this.#saving;
      if (stored) this.#saving = store.save(hash, facts);
    }
    const { records, lines, warnings, rejects, caseIds, settledAt } = facts;
    this.#facts.set(index, { facts, kept: new Uint8Array(settledAt.length), recordsBefore: 0 });
    return { hash, records, lines, warnings, rejects, caseIds, settledAt };
  }

  async keep(index: number, kept: Uint8Array, recordsBefore: number): Promise<void> {
    await this.#saving;
    const { facts } = this.#factsOf(index);
    this.#facts.set(index, { facts, kept, recordsBefore });
  }

  async wordings(index: number): Promise<readonly KnownWording[]> {
    return this.#judge((judging) => knownWordings(this.#factsOf(index), judging));
  }

  async train({ rules, labelled, glossary }: Lesson): Promise<SuggestModel> {
    return shareable(trainSuggester(rules, labelled, { ...RUN_SETTINGS, glossary }));
  }

  async assess(caseType: number, model: SuggestModel): Promise<readonly AssessedStretch[]> {
    this.#models[caseType] = model;
    const suggester = createSuggester(model);
    const { rulebook } = this.#begun().standard;
    const texts = new TextJudge(rulebook.phrases, (signature) => suggester.best(signature));
    const stretches = [...this.#facts].sort(([a], [b]) => a - b);
    const assessed = stretches.flatMap(([index, kept]) => {
      const result = this.#judge((judging) => assess(kept, caseType, judging, texts));
      return result === null ? [] : { index, counts: result.counts, gaps: shareable(result.gaps) };
    });
    // Not needed again: what a large export holds should not be in memory beside its gaps.
    if (this.#models.filter(Boolean).length === this.#begun().terms.caseTypes.length) this.#facts.clear();
    return assessed;
  }

  async gaps(caseType: number, steps: readonly PackedGapSteps[], minimum: number): Promise<FoundGap[]> {
    const { caseTypes } = this.#begun().terms;
    const model = this.#models[caseType] as SuggestModel;
    return findGaps(caseTypes[caseType] as CaseType, joinGapSteps(steps), minimum, model);
  }

  #begun(): Working {
    if (!this.#working) throw new Error('a reader was asked before it was told its terms');
    return this.#working;
  }

  #judge<T>(work: (judging: Judging) => T): T {
    const working = this.#begun();
    const result = work(working.judging);
    const { keys, standard } = working.judging;
    if (keys.list.length > REMEMBERED_KEYS) working.judging = new Judging(standard);
    return result;
  }

  #factsOf(index: number): KeptFacts {
    const kept = this.#facts.get(index);
    if (!kept) throw new Error(`stretch ${index} was not read here`);
    return kept;
  }
}
