import type { StepKey } from '../cases/step-keys.ts';

/**
 * Numbers the keys of one stretch after the other 0, 1, 2 …; stretches that share a key object share
 * its number, and with it whatever is remembered of it.
 */
export class KnownKeys {
  /** By their numbers. */
  readonly list: StepKey[] = [];
  readonly #numbers = new Map<StepKey, number>();

  /** The numbers of a stretch's keys. */
  numbersOf(keys: readonly StepKey[]): Uint32Array {
    return Uint32Array.from(keys, (key) => {
      let number = this.#numbers.get(key);
      if (number === undefined) {
        number = this.list.push(key) - 1;
        this.#numbers.set(key, number);
      }
      return number;
    });
  }
}
