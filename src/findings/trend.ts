import { z } from 'zod';
import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import { type CaseCounts, count, type GapEvidence, type Ledger } from '../coverage/ledger.ts';
import type { Language } from '../sops/types.ts';

/** Cases of the last weeks against those of as many weeks before. */
export const trendSchema = z.strictObject({
  /** Where they are heading, in a word a person can check against the counts beside it. */
  direction: z.enum(['new', 'rising', 'steady', 'falling', 'quiet', 'too early']),
  recent: count,
  earlier: count,
  /** How many weeks each of the two numbers covers. */
  weeks: count,
});

export type Trend = z.infer<typeof trendSchema>;
export type Direction = Trend['direction'];

const WEEKS = 4;
/** Less than this is noise, not a direction. */
const CHANGE = 1.5;

/**
 * Compares the last weeks of the data with those before.
 *
 * @param seen weeks with the cases of a gap, a rule or a citation in each
 * @param data Mondays of the first and the last week with cases of the case type
 */
export function trendOf(seen: GapEvidence['weeks'], data: readonly [first: string, last: string]): Trend {
  const day = (date: string) => dateToDay(date) ?? 0;
  const last = day(data[1]);
  const span = (last - day(data[0])) / 7 + 1;
  const weeks = Math.min(WEEKS, Math.floor(span / 2));
  const casesFrom = (start: number, end: number) =>
    seen
      .filter(({ monday }) => day(monday) > last - 7 * start && day(monday) <= last - 7 * end)
      .reduce((sum, week) => sum + week.cases, 0);
  const recent = casesFrom(weeks, 0);
  const earlier = casesFrom(2 * weeks, weeks);
  const first = seen.find(({ cases }) => cases > 0);
  const isNew = first !== undefined && day(first.monday) > last - 7 * weeks;
  return { direction: directionOf(recent, earlier, weeks, isNew), recent, earlier, weeks };
}

function directionOf(recent: number, earlier: number, weeks: number, isNew: boolean): Direction {
  if (weeks === 0) return 'too early';
  if (recent === 0) return 'quiet';
  if (isNew) return 'new';
  if (recent >= CHANGE * earlier) return 'rising';
  return recent * CHANGE <= earlier ? 'falling' : 'steady';
}

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

/** The trend as a sentence: `rising, 9 cases in the last 4 weeks after 3 in the 4 before`. */
export function trendText(trend: Trend, language: Language = 'en'): string {
  return language === 'en' ? english(trend) : mandarin(trend);
}

function english({ direction, recent, earlier, weeks }: Trend): string {
  if (direction === 'too early') return 'too early to tell, the data is of one week';
  const last = weeks === 1 ? 'the last week' : `the last ${weeks} weeks`;
  const before = weeks === 1 ? 'the week before' : `the ${weeks} before`;
  return `${direction}, ${recent} ${recent === 1 ? 'case' : 'cases'} in ${last} after ${earlier} in ${before}`;
}

const MANDARIN: Readonly<Record<Direction, string>> = {
  new: '新出现',
  rising: '上升',
  steady: '平稳',
  falling: '下降',
  quiet: '未再出现',
  'too early': '数据仅一周，尚无法判断',
};

function mandarin({ direction, recent, earlier, weeks }: Trend): string {
  const word = MANDARIN[direction];
  if (direction === 'too early') return word;
  return `${word}，最近 ${weeks} 周 ${recent} 个案件，此前 ${weeks} 周 ${earlier} 个`;
}
