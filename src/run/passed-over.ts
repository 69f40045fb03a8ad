import type { StepKey } from '../cases/step-keys.ts';
import { rulesBySignal } from '../coverage/verdict.ts';
import type { Standard } from './assess.ts';
import { PerKey } from './known-keys.ts';

/** A rule that is cited, and the others that list the step's signals. */
export interface PassedOverRules {
  readonly id: string;
  readonly others: readonly string[];
}

/**
 * Finds steps that cite a rule although only other rules list their signals, as-is. Of a step that
 * cites several rules it cannot be said which of them stands for the others, so it is left out.
 */
export class PassedOver {
  readonly #standard: Standard;
  readonly #keys: readonly StepKey[];
  readonly #known: PerKey<PassedOverRules | null>;

  /** @param keys may grow, at its end */
  constructor(standard: Standard, keys: readonly StepKey[]) {
    this.#standard = standard;
    this.#keys = keys;
    this.#known = new PerKey(keys);
  }

  /** @param cited rules that the citations of the key resolve to for the case type */
  by(caseType: number, key: number, cited: readonly string[]): PassedOverRules | null {
    if (cited.length !== 1) return null;
    const known = this.#known.of(caseType);
    let found = known[key];
    if (found === undefined) {
      found = this.#find(caseType, key, cited[0] as string);
      known[key] = found;
    }
    return found;
  }

  #find(caseType: number, key: number, id: string): PassedOverRules | null {
    const { rulebook, caseTypes, asOf } = this.#standard;
    const { signals } = this.#keys[key] as StepKey;
    if (signals.length === 0) return null;
    const circumstances = { caseType: caseTypes[caseType] as string, date: asOf, clock: 'asIs' } as const;
    const listing = rulesBySignal(rulebook, signals, circumstances);
    return listing.length === 0 || listing.includes(id) ? null : { id, others: listing };
  }
}
