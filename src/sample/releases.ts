import { dateOf } from './calendar.ts';
import type { CalendarDate } from './types.ts';

/** A version of ROCA and how it behaves. */
export interface Release {
  readonly version: string;
  /** How often its citations are faulty or missing, against the usual 1. */
  readonly faultiness: number;
}

/** Shares of the window at which a version goes live, and how well it cites. */
const HISTORY = [
  { from: 0, faultiness: 1.1 },
  { from: 0.18, faultiness: 1 },
  { from: 0.36, faultiness: 0.9 },
  // The release that cites worse, and the one that puts it right.
  { from: 0.54, faultiness: 2.3 },
  { from: 0.69, faultiness: 0.85 },
  { from: 0.86, faultiness: 0.75 },
] as const;

/** The release in use on each day of the window, index 0 being its first day. */
export function releasesOf(first: number, last: number): readonly Release[] {
  const length = last - first + 1;
  const releases = HISTORY.map(({ from, faultiness }, index) => {
    const date: CalendarDate = dateOf(first + Math.floor(from * length));
    const [year, month] = date.split('-');
    return { from, faultiness, version: `${year}.${Number(month)}.${(index % 3) + 1}` };
  });
  return Array.from({ length }, (_, day) => {
    const release = releases.findLast(({ from }) => day >= Math.floor(from * length));
    return release as Release;
  });
}
