import type { StepKey } from '../cases/step-keys.ts';
import { dateToDay, dayToDate } from '../cases/time.ts';
import { changeDates } from '../coverage/rulebook.ts';
import type { Defect, Finding, RuleFacts } from '../coverage/types.ts';
import { type Circumstances, judgeCitations, rulesBySignal } from '../coverage/verdict.ts';
import type { Standard } from './assess.ts';
import { PerKey } from './known-keys.ts';

/** What a step's key alone says of it, whatever its text. */
export interface KeyJudgement {
  readonly finding: Finding | null;
  /** IDs of the rules its citations resolve to. */
  readonly cited: readonly string[];
  /** IDs of the rules bound by its signals. */
  readonly bound: readonly string[];
  readonly defects: readonly { readonly kind: Defect; readonly id: string }[];
}

/** A judgement, and the days from and until (inclusive, since 1970-01-01) which it is the same. */
interface Spell {
  readonly from: number;
  readonly until: number;
  readonly judgement: KeyJudgement;
  /** Another one of the same key. */
  readonly next: Spell | undefined;
}

/** Before and after all days; small integers, because others are kept outside of their object. */
const EARLIEST = -(2 ** 30);
const LATEST = 2 ** 30;

/**
 * Judges keys and remembers: in millions of steps there are few distinct ones, and between two dates
 * on which one of its rules changes, a key's judgement stays the same.
 */
export class KeyJudge {
  readonly #standard: Standard;
  readonly #keys: readonly StepKey[];
  readonly #asIs: PerKey<KeyJudgement>;
  readonly #asWas: PerKey<Spell>;

  /** @param keys may grow, at its end */
  constructor(standard: Standard, keys: readonly StepKey[]) {
    this.#standard = standard;
    this.#keys = keys;
    this.#asIs = new PerKey(keys);
    this.#asWas = new PerKey(keys);
  }

  /** Judgement of a key, by its index, in cases of a case type on the as-is clock. */
  asIs(caseType: number, key: number): KeyJudgement {
    const known = this.#asIs.of(caseType);
    known[key] ??= this.#judge(key, {
      caseType: this.#standard.caseTypes[caseType] as string,
      date: this.#standard.asOf,
      clock: 'asIs',
    });
    return known[key];
  }

  /** The same as it was on the day of the decision, since 1970-01-01. */
  asWas(caseType: number, day: number, key: number): KeyJudgement {
    const known = this.#asWas.of(caseType);
    for (let spell = known[key]; spell !== undefined; spell = spell.next) {
      if (spell.from <= day && day <= spell.until) return spell.judgement;
    }
    const judgement = this.#judge(key, {
      caseType: this.#standard.caseTypes[caseType] as string,
      date: dayToDate(day),
      clock: 'asWas',
    });
    known[key] = { ...this.#unchanged(key, day), judgement, next: known[key] };
    return judgement;
  }

  #judge(key: number, circumstances: Circumstances): KeyJudgement {
    const { rulebook } = this.#standard;
    const { citations, signals } = this.#keys[key] as StepKey;
    const { finding, rules, defects } = judgeCitations(rulebook, citations, circumstances);
    const bound = finding === 'cited' ? [] : rulesBySignal(rulebook, signals, circumstances);
    return { finding, cited: rules, bound, defects };
  }

  /** The days around a day on which no rule that a key names or signals changes. */
  #unchanged(key: number, day: number): { from: number; until: number } {
    const { rules, bySignal } = this.#standard.rulebook;
    const { citations, signals } = this.#keys[key] as StepKey;
    let from = EARLIEST;
    let until = LATEST;
    const narrow = (rule: RuleFacts) => {
      for (const date of changeDates(rule)) {
        const change = dateToDay(date) as number;
        if (change <= day) from = Math.max(from, change);
        else until = Math.min(until, change - 1);
      }
    };
    for (const { id } of citations) {
      const rule = rules.get(id);
      if (rule) narrow(rule);
    }
    for (const signal of signals) bySignal.get(signal)?.forEach(narrow);
    return { from, until };
  }
}
