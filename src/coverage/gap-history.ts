import { z } from 'zod';
import { date } from './ledger.ts';

/** Version of the history's shape. A reader takes any other for no history. */
export const GAP_HISTORY_SCHEMA = 'sop-gap-history/1';

/** Gaps whose wordings another one took over, and the as-of date of the run that first found it so. */
const takenOver = z.strictObject({ from: z.array(z.string()), since: date });

/**
 * What became of gaps from run to run, in a file beside the ledger: the ledger depends on nothing
 * but its input, the history on the runs that were made.
 */
export const gapHistorySchema = z.strictObject({
  schema: z.literal(GAP_HISTORY_SCHEMA),
  /** The run that the ledger beside is of. */
  run: z.strictObject({
    asOf: date,
    /** Hash of its catalogue, and of the same content without the decisions about gaps. */
    catalogue: z.string(),
    undecided: z.string(),
  }),
  /** The run that `gaps` and `gone` are of; the same, unless that one looked at something else. */
  compared: z.strictObject({
    asOf: date,
    windowed: z.boolean(),
    until: date.nullable(),
    synthetic: z.boolean(),
  }),
  /** Gaps of that run by ID. */
  gaps: z.array(
    z.strictObject({
      id: z.string(),
      /** As-of date of the first run that found it. */
      since: date,
      exemplars: z.array(z.string()),
      history: z.array(takenOver),
    }),
  ),
  /** Gaps that it no longer found, the latest first. */
  gone: z.array(
    z.strictObject({
      id: z.string(),
      since: date,
      /** As-of date of the first run without it. */
      until: date,
      /** Gaps that its wordings were found in then. */
      into: z.array(z.string()),
      history: z.array(takenOver),
    }),
  ),
});

export type GapHistory = z.infer<typeof gapHistorySchema>;
