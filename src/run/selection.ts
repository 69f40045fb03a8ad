/** What selection needs to know of the records of a stretch. */
export interface Candidates {
  readonly caseIds: readonly string[];
  /** When each record was last touched, in milliseconds. */
  readonly settledAt: Float64Array;
}

/**
 * Of several records of one case, keeps the one reviewed (else decided) last; of equals, the one
 * read last.
 */
export class Selection {
  /** 1 for the record of a case that counts, per stretch and record. */
  readonly kept: Uint8Array[] = [];
  accepted = 0;
  duplicates = 0;
  /** The record that counts for a case, numbered through all stretches. */
  readonly #holders = new Map<string, number>();
  readonly #settledAt: Float64Array[] = [];
  readonly #starts: number[] = [];
  #records = 0;

  /** Adds the next stretch, in the order of file names, and within a file in its own order. */
  add({ caseIds, settledAt }: Candidates): void {
    const kept = new Uint8Array(caseIds.length).fill(1);
    this.kept.push(kept);
    this.#settledAt.push(settledAt);
    this.#starts.push(this.#records);
    for (const [index, caseId] of caseIds.entries()) {
      const record = this.#records++;
      const holder = this.#holders.get(caseId);
      if (holder === undefined) {
        this.#holders.set(caseId, record);
        this.accepted += 1;
        continue;
      }
      this.duplicates += 1;
      const stretch = this.#starts.findLastIndex((start) => start <= holder);
      const place = holder - (this.#starts[stretch] as number);
      const earlier = this.#settledAt[stretch]?.[place] as number;
      if ((settledAt[index] as number) >= earlier) {
        this.#holders.set(caseId, record);
        (this.kept[stretch] as Uint8Array)[place] = 0;
      } else kept[index] = 0;
    }
  }
}

/** The selection among the records of all stretches. */
export function selectCases(stretches: readonly Candidates[]): Selection {
  const selection = new Selection();
  for (const stretch of stretches) selection.add(stretch);
  return selection;
}
