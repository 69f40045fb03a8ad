/** What selection needs to know of the records of a stretch. */
export interface Candidates {
  readonly caseIds: readonly string[];
  /** When each record was last touched, in milliseconds. */
  readonly settledAt: Float64Array;
}

export interface Selection {
  /** 1 for the record of a case that counts, per stretch and record. */
  readonly kept: readonly Uint8Array[];
  readonly accepted: number;
  readonly duplicates: number;
}

/**
 * Of several records of one case, keeps the one reviewed (else decided) last; of equals, the one
 * read last.
 *
 * @param stretches in the order of file names, and within a file in its own order
 */
export function selectCases(stretches: readonly Candidates[]): Selection {
  const kept = stretches.map(({ caseIds }) => new Uint8Array(caseIds.length).fill(1));
  /** The record that counts for a case, numbered through all stretches. */
  const holders = new Map<string, number>();
  const starts: number[] = [];
  let records = 0;
  let duplicates = 0;
  const placeOf = (record: number) => {
    const stretch = starts.findLastIndex((start) => start <= record);
    return { stretch, index: record - (starts[stretch] as number) };
  };
  for (const [stretch, { caseIds, settledAt }] of stretches.entries()) {
    starts.push(records);
    for (const [index, caseId] of caseIds.entries()) {
      const record = records++;
      const holder = holders.get(caseId);
      if (holder === undefined) {
        holders.set(caseId, record);
        continue;
      }
      duplicates += 1;
      const place = placeOf(holder);
      const earlier = stretches[place.stretch]?.settledAt[place.index] as number;
      if ((settledAt[index] as number) >= earlier) {
        holders.set(caseId, record);
        (kept[place.stretch] as Uint8Array)[place.index] = 0;
      } else (kept[stretch] as Uint8Array)[index] = 0;
    }
  }
  return { kept, accepted: records - duplicates, duplicates };
}
