import type { StepKey } from '../cases/facts.ts';
import { dateToDay, dayToDate } from '../cases/time.ts';
import { epochStarts, type Rulebook } from '../coverage/rulebook.ts';
import type { Clock, Defect, Finding } from '../coverage/types.ts';
import { type Circumstances, judgeCitations, rulesBySignal } from '../coverage/verdict.ts';
import type { Standard } from './assess.ts';

/** What a step's key alone says of it, whatever its text. */
export interface KeyJudgement {
  readonly finding: Finding | null;
  /** IDs of the rules its citations resolve to. */
  readonly cited: readonly string[];
  /** IDs of the rules bound by its signals. */
  readonly bound: readonly string[];
  readonly defects: readonly { readonly kind: Defect; readonly id: string }[];
}

/**
 * Judges the keys of a stretch and remembers: in millions of steps there are few distinct keys,
 * and between two dates on which a rule changes, a key's judgement stays the same.
 */
export class KeyJudge {
  readonly #standard: Standard;
  readonly #keys: readonly StepKey[];
  readonly #epochs: Epochs;
  /** By case type. */
  readonly #asIs: (KeyJudgement | undefined)[][] = [];
  /** By case type and epoch. */
  readonly #asWas: (KeyJudgement | undefined)[][] = [];

  constructor(standard: Standard, epochs: Epochs, keys: readonly StepKey[]) {
    this.#standard = standard;
    this.#keys = keys;
    this.#epochs = epochs;
  }

  /** Judgements of a case type's steps on the as-is clock, by index of the key. */
  asIs(caseType: number): (key: number) => KeyJudgement {
    this.#asIs[caseType] ??= [];
    return this.#remembering(this.#asIs[caseType], caseType, this.#standard.asOf, 'asIs');
  }

  /** The same as they were judged on the day of the decision, since 1970-01-01. */
  asWas(caseType: number, day: number): (key: number) => KeyJudgement {
    const place = this.#epochs.at(day) * this.#standard.caseTypes.length + caseType;
    this.#asWas[place] ??= [];
    return this.#remembering(this.#asWas[place], caseType, dayToDate(day), 'asWas');
  }

  #remembering(known: (KeyJudgement | undefined)[], caseType: number, date: string, clock: Clock) {
    const circumstances = { caseType: this.#standard.caseTypes[caseType] as string, date, clock };
    return (key: number): KeyJudgement => {
      known[key] ??= this.#judge(this.#keys[key] as StepKey, circumstances);
      return known[key];
    };
  }

  #judge({ citations, signals }: StepKey, circumstances: Circumstances): KeyJudgement {
    const { rulebook } = this.#standard;
    const { finding, rules, defects } = judgeCitations(rulebook, citations, circumstances);
    const bound = finding === 'cited' ? [] : rulesBySignal(rulebook, signals, circumstances);
    return { finding, cited: rules, bound, defects };
  }
}

/** The stretches of time in which no rule changes. */
export class Epochs {
  readonly #starts: readonly number[];
  readonly #known = new Map<number, number>();

  constructor(rulebook: Rulebook) {
    this.#starts = epochStarts(rulebook).map((date) => dateToDay(date) as number);
  }

  /** Number of the epoch a day lies in; 0 is before any rule. */
  at(day: number): number {
    let epoch = this.#known.get(day);
    if (epoch === undefined) {
      epoch = this.#starts.filter((start) => start <= day).length;
      this.#known.set(day, epoch);
    }
    return epoch;
  }
}
