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
