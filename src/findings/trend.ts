import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import type { CaseCounts, Ledger } from '../coverage/ledger.ts';
import { type Trend, trendOf } from '../proposals/trend.ts';

/** Where the cases of a case type are heading: the last weeks of its data against those before. */
export function caseTrend(counts: CaseCounts, caseType: string, ledger: Ledger): Trend {
  const { occurrenceWeeks } = ledger;
  const weeks = occurrenceWeeks.map((monday, week) => {
    const cases = counts.weeks[week] ?? 0;
    return { monday, cases, steps: cases };
  });
  const began = dayToDate(mondayOf(dateToDay(counts.firstSeen) ?? 0));
  // What began before the weeks that are kept is not new in them.
  if (began < (weeks[0]?.monday ?? '')) weeks.unshift({ monday: began, cases: 1, steps: 1 });
  const known = ledger.caseTypes.find(({ id }) => id === caseType)?.weeks ?? [];
  const last = occurrenceWeeks.at(-1) ?? began;
  return trendOf(weeks, [known[0]?.monday ?? began, last]);
}
