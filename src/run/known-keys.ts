import type { StepKey } from '../cases/step-keys.ts';

/** Something remembered per case type and key; in lists without holes, because sparse ones are slow. */
export class PerKey<T> {
  readonly #byCaseType: (T | undefined)[][] = [];
  readonly #keys: readonly StepKey[];

  /** @param keys may grow, at its end */
  constructor(keys: readonly StepKey[]) {
    this.#keys = keys;
  }

  /** The list for a case type, by number of the key; of the keys' length. */
  of(caseType: number): (T | undefined)[] {
    this.#byCaseType[caseType] ??= [];
    const list = this.#byCaseType[caseType];
    while (list.length < this.#keys.length) list.push(undefined);
    return list;
  }
}

/**
 * Numbers the keys of one stretch after the other 0, 1, 2 …; stretches that share a key object share
 * its number, and with it whatever is remembered of it.
 */
export class KnownKeys {
  /** By their numbers. */
  readonly list: StepKey[] = [];
  readonly #numbers = new Map<StepKey, number>();
  /** By the stretch's list of keys: it is asked for once per case type. */
  readonly #ofStretch = new WeakMap<readonly StepKey[], Uint32Array>();

  /** The numbers of a stretch's keys. */
  numbersOf(keys: readonly StepKey[]): Uint32Array {
    const known = this.#ofStretch.get(keys);
    if (known !== undefined) return known;
    const numbers = Uint32Array.from(keys, (key) => {
      let number = this.#numbers.get(key);
      if (number === undefined) {
        number = this.list.push(key) - 1;
        this.#numbers.set(key, number);
      }
      return number;
    });
    this.#ofStretch.set(keys, numbers);
    return numbers;
  }
}
