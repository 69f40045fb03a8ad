import type { PhraseMatcher } from '../coverage/phrases.ts';
import type { Suggestion } from '../gaps/suggest.ts';

/** Finds the rule a signature closely resembles; null when there is none. */
export type Suggest = (signature: string) => Suggestion | null;

/** What a step's text alone says of it, in a case type. */
export class TextJudgement {
  /** Rules with a phrase that stands in it. */
  readonly matched: readonly string[];
  readonly #suggest: () => Suggestion | null;
  #suggestion: Suggestion | null | undefined;

  constructor(matched: readonly string[], suggest: () => Suggestion | null) {
    this.matched = matched;
    this.#suggest = suggest;
  }

  /** The rule it closely resembles; looked for only when it is asked for. */
  get suggestion(): Suggestion | null {
    if (this.#suggestion === undefined) this.#suggestion = this.#suggest();
    return this.#suggestion;
  }
}

const REMEMBERED = 10_000;
/** After so many texts it shows whether they repeat. */
const TRIAL = 4_000;
/** With a smaller part of the texts met before, remembering costs more than it saves. */
const WORTHWHILE = 0.1;

/** Judges texts, and remembers those that were met first for as long as texts repeat. */
export class TextJudge {
  readonly #phrases: PhraseMatcher;
  readonly #suggest: Suggest;
  #known: Map<string, TextJudgement> | null = new Map();
  #asked = 0;
  #repeated = 0;

  constructor(phrases: PhraseMatcher, suggest: Suggest) {
    this.#phrases = phrases;
    this.#suggest = suggest;
  }

  of(signature: string): TextJudgement {
    if (this.#known === null) return this.#judge(signature);
    let judgement = this.#known.get(signature);
    if (judgement === undefined) {
      judgement = this.#judge(signature);
      if (this.#known.size < REMEMBERED) this.#known.set(signature, judgement);
    } else this.#repeated += 1;
    this.#asked += 1;
    if (this.#asked === TRIAL && this.#repeated < WORTHWHILE * TRIAL) this.#known = null;
    return judgement;
  }

  #judge(signature: string): TextJudgement {
    return new TextJudgement(this.#phrases.match(signature), () =>
      signature === '' ? null : this.#suggest(signature),
    );
  }
}
