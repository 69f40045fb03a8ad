import type { PackedTexts } from '../cases/packed-texts.ts';
import { HASH_FACTOR, slotOf } from '../coverage/word-table.ts';

/** What selection needs to know of the records of a stretch. */
export interface Candidates {
  readonly caseIds: PackedTexts;
  /** When each record was last touched, in milliseconds. */
  readonly settledAt: Float64Array;
}

/** A stretch, and how many records were in those before it: records are numbered through all of them. */
interface Added extends Candidates {
  readonly before: number;
  readonly kept: Uint8Array;
}

/**
 * Of several records of one case, keeps the one reviewed (else decided) last; of equals, the one
 * read last.
 */
export class Selection {
  accepted = 0;
  duplicates = 0;
  readonly #stretches: Added[] = [];
  #records = 0;
  /** Open addressing: the hash of a case's ID, and the record that counts for it plus 1 (0 marks an empty slot). */
  #slots = new Int32Array(2 * 1024);
  /** Where hashes begin: nobody who writes case IDs can know which of them will share a hash. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32) | 0;

  /** 1 for the record of a case that counts, per stretch and record. */
  get kept(): Uint8Array[] {
    return this.#stretches.map(({ kept }) => kept);
  }

  /** Adds the next stretch, in the order of file names, and within a file in its own order. */
  add({ caseIds, settledAt }: Candidates): void {
    const kept = new Uint8Array(settledAt.length).fill(1);
    const stretch = { caseIds, settledAt, kept, before: this.#records };
    this.#stretches.push(stretch);
    this.#records += kept.length;
    for (let index = 0; index < kept.length; index++) this.#addRecord(stretch, index);
  }

  #addRecord(stretch: Added, index: number): void {
    const record = stretch.before + index;
    const hash = this.#hashOf(stretch, index);
    const slot = this.#find(stretch, index, hash);
    const holder = (this.#slots[slot + 1] as number) - 1;
    if (holder < 0) {
      this.accepted += 1;
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = record + 1;
      if (this.accepted * 4 > this.#slots.length) this.#grow();
      return;
    }
    this.duplicates += 1;
    const earlier = this.#stretchOf(holder);
    const place = holder - earlier.before;
    if ((stretch.settledAt[index] as number) >= (earlier.settledAt[place] as number)) {
      this.#slots[slot + 1] = record + 1;
      earlier.kept[place] = 0;
    } else stretch.kept[index] = 0;
  }

  /** The slot of a record's case: an empty one when the case is new. */
  #find(stretch: Added, index: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash) & mask; ; slot = (slot + 2) & mask) {
      const record = (slots[slot + 1] as number) - 1;
      if (record < 0) return slot;
      if (slots[slot] !== hash) continue;
      const other = this.#stretchOf(record);
      if (areEqual(stretch.caseIds, index, other.caseIds, record - other.before)) return slot;
    }
  }

  #stretchOf(record: number): Added {
    return this.#stretches.findLast(({ before }) => before <= record) as Added;
  }

  /** FNV-1a over the bytes of an ID. */
  #hashOf({ caseIds }: Added, index: number): number {
    const { bytes, ends } = caseIds;
    const end = ends[index] as number;
    let hash = this.#seed;
    for (let at = startOf(caseIds, index); at < end; at++)
      hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR);
    return hash;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    const mask = this.#slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = slotOf(old[from] as number) & mask;
      while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      this.#slots[slot] = old[from] as number;
      this.#slots[slot + 1] = old[from + 1] as number;
    }
  }
}

function startOf({ ends }: PackedTexts, index: number): number {
  return index === 0 ? 0 : (ends[index - 1] as number);
}

function areEqual(texts: PackedTexts, index: number, others: PackedTexts, other: number): boolean {
  const start = startOf(texts, index);
  const otherStart = startOf(others, other);
  const length = (texts.ends[index] as number) - start;
  if ((others.ends[other] as number) - otherStart !== length) return false;
  for (let at = 0; at < length; at++) {
    if (texts.bytes[start + at] !== others.bytes[otherStart + at]) return false;
  }
  return true;
}

/** The selection among the records of all stretches. */
export function selectCases(stretches: readonly Candidates[]): Selection {
  const selection = new Selection();
  for (const stretch of stretches) selection.add(stretch);
  return selection;
}
