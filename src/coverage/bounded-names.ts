/** Numbers names 1, 2, 3 … as they are met: the first so many of them. */
export class BoundedNames {
  /** The name with number n at n − 1. */
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** 0 for none, and for those beyond the limit. */
  numberOf(name: string | null): number {
    if (name === null) return 0;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.list.length === this.#limit) return 0;
    const number = this.list.push(name);
    this.#numbers.set(name, number);
    return number;
  }
}
