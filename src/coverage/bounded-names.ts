/** Numbers names 1, 2, 3 … as they are met: the first so many of those that may be kept. */
export class BoundedNames {
  /** The name with number n at n − 1. */
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #limit: number;
  readonly #mayKeep: (name: string) => boolean;

  /** @param mayKeep asked once of every name that is kept, and each time of one that is not */
  constructor(limit: number, mayKeep: (name: string) => boolean = () => true) {
    this.#limit = limit;
    this.#mayKeep = mayKeep;
  }

  /** 0 for none, for those that may not be kept, and for those beyond the limit. */
  numberOf(name: string | null): number {
    if (name === null) return 0;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.list.length === this.#limit || !this.#mayKeep(name)) return 0;
    const number = this.list.push(name);
    this.#numbers.set(name, number);
    return number;
  }
}
