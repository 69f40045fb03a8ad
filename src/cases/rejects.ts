import { Columns } from './columns.ts';

/** Why a record was rejected (formats.md section 2). */
export const REJECT_REASONS = [
  'invalid-json',
  'invalid-encoding',
  'missing-field',
  'invalid-field',
  'unknown-case-type',
  'too-large',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** What is wrong with a record. The message never quotes the record: case data is personal data. */
export interface Fault {
  readonly reason: RejectReason;
  readonly message: string;
}

/** A rejected record and where it stands. */
export interface Reject extends Fault {
  /** Path of the export as it was given. */
  readonly file: string;
  /** Line of the file, or row of a Parquet file, from 1. */
  readonly line: number;
}

export function fault(reason: RejectReason, message: string): Fault {
  return { reason, message };
}

/**
 * Rejects of one stretch, in columns: of a large file that is no export, every line is one. Plain
 * data, so that a thread can hand them to another.
 */
export interface PackedRejects {
  /** Each once. */
  readonly faults: readonly Fault[];
  /** Line within the stretch, per reject. */
  readonly lines: Uint32Array;
  /** Index into `faults`, per reject. */
  readonly kinds: Uint32Array;
}

/** Packs rejects, one after the other. */
export class RejectPacker {
  readonly #faults = new Map<string, { readonly kind: number; readonly fault: Fault }>();
  readonly #lines = new Columns(Uint32Array);
  readonly #kinds = new Columns(Uint32Array);

  add(fault: Fault, line: number): void {
    const name = `${fault.reason} ${fault.message}`;
    let known = this.#faults.get(name);
    if (known === undefined) {
      known = { kind: this.#faults.size, fault: { reason: fault.reason, message: fault.message } };
      this.#faults.set(name, known);
    }
    this.#lines.push(line);
    this.#kinds.push(known.kind);
  }

  finish(): PackedRejects {
    const faults = Array.from(this.#faults.values(), ({ fault }) => fault);
    return { faults, lines: this.#lines.finish(), kinds: this.#kinds.finish() };
  }
}

/** Packed rejects, one after the other. */
export function* unpackRejects({ faults, lines, kinds }: PackedRejects): Iterable<Omit<Reject, 'file'>> {
  for (const [index, line] of lines.entries()) yield { line, ...(faults[kinds[index] as number] as Fault) };
}
