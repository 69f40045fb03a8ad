/** A growing list of integers in a typed array. */
export class IntList {
  #values = new Int32Array(4096);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#values.length) {
      const larger = new Int32Array(this.#size * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#size++] = value;
  }

  /** The values so far; shares their memory. */
  values(): Int32Array {
    return this.#values.subarray(0, this.#size);
  }
}
