import { z } from 'zod';
import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import { type CaseCounts, count, type GapEvidence, type Ledger } from '../coverage/ledger.ts';
import type { Language } from '../sops/types.ts';

/** Cases of the last full weeks against those of as many weeks before. */
export const trendSchema = z.strictObject({
  /** Where they are heading, in a word a person can check against the counts beside it. */
  direction: z.enum(['new', 'rising', 'steady', 'falling', 'quiet', 'too early']),
  recent: count,
  earlier: count,
  /** How many weeks each of the two numbers covers. */
  weeks: count,
  /** Cases of the week that was not over on the as-of date; in neither number. */
  underWay: count,
});

export type Trend = z.infer<typeof trendSchema>;
export type Direction = Trend['direction'];

const WEEKS = 4;
/** A smaller ratio is no direction, however many cases show it. */
const RATIO = 1.5;
/** Standard deviations that lie within chance. */
const DEVIATIONS = 2;

/** Whether the week that begins on this Monday is not over on the as-of date: its cases are still coming in. */
export function isUnderWay(monday: string, asOf: string): boolean {
  return day(monday) + 6 >= day(asOf);
}

/**
 * Compares the last full weeks of the data with those before.
 *
 * @param seen weeks with the cases of a gap, a rule or a citation in each
 * @param data Mondays of the first and the last week with cases of the case type
 * @param asOf the day of the run
 */
export function trendOf(
  seen: GapEvidence['weeks'],
  data: readonly [first: string, last: string],
  asOf: string,
): Trend {
  const last = day(data[1]) - (isUnderWay(data[1], asOf) ? 7 : 0);
  const span = (last - day(data[0])) / 7 + 1;
  const weeks = Math.min(WEEKS, Math.floor(span / 2));
  const casesFrom = (start: number, end: number) =>
    seen
      .filter(({ monday }) => day(monday) > last - 7 * start && day(monday) <= last - 7 * end)
      .reduce((sum, week) => sum + week.cases, 0);
  const recent = casesFrom(weeks, 0);
  const earlier = casesFrom(2 * weeks, weeks);
  const underWay = casesFrom(0, -1);
  const first = seen.find(({ cases }) => cases > 0);
  const isNew = first !== undefined && day(first.monday) > last - 7 * weeks;
  const direction = () => {
    if (weeks === 0) return 'too early';
    if (recent + underWay === 0) return 'quiet';
    if (isNew) return 'new';
    return recent + earlier === 0 ? change(underWay, 0) : change(recent, earlier);
  };
  return { direction: direction(), recent, earlier, weeks, underWay };
}

/**
 * Two counts of one Poisson rate differ by a normal deviate with variance `recent + earlier`, nearly:
 * what stays within chance is steady, as is what is hardly more or less.
 */
function change(recent: number, earlier: number): Direction {
  if (Math.abs(recent - earlier) <= DEVIATIONS * Math.sqrt(recent + earlier)) return 'steady';
  if (recent >= RATIO * earlier) return 'rising';
  return recent * RATIO <= earlier ? 'falling' : 'steady';
}

function day(date: string): number {
  return dateToDay(date) ?? 0;
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
  return trendOf(weeks, [known[0]?.monday ?? began, last], ledger.report.asOf);
}

/** The last week with cases, of one case type or of all, and how many full weeks lie between it and the day of the run. */
export function latestWeek(
  ledger: Ledger,
  caseType?: string,
): { readonly monday: string; readonly weeksOld: number } | null {
  const mondays = ledger.caseTypes
    .filter(({ id }) => caseType === undefined || id === caseType)
    .flatMap(({ weeks }) => weeks.filter(({ cases }) => cases > 0).map(({ monday }) => monday))
    .sort();
  const monday = mondays.at(-1);
  if (monday === undefined) return null;
  return { monday, weeksOld: Math.max(0, Math.floor((day(ledger.report.asOf) - day(monday)) / 7) - 1) };
}

/** The trend as a sentence: `rising, 9 cases in the last 4 full weeks after 1 in the 4 before`. */
export function trendText(trend: Trend, language: Language = 'en'): string {
  return language === 'en' ? english(trend) : mandarin(trend);
}

function english({ direction, recent, earlier, weeks, underWay }: Trend): string {
  if (direction === 'too early') return 'too early to tell, the data has less than two full weeks';
  const last = weeks === 1 ? 'the last full week' : `the last ${weeks} full weeks`;
  const before = weeks === 1 ? 'the week before' : `the ${weeks} before`;
  const now = underWay === 0 ? '' : `, and ${underWay} in the week under way`;
  return `${direction}, ${recent} ${recent === 1 ? 'case' : 'cases'} in ${last} after ${earlier} in ${before}${now}`;
}

const MANDARIN: Readonly<Record<Direction, string>> = {
  new: '新出现',
  rising: '上升',
  steady: '平稳',
  falling: '下降',
  quiet: '未再出现',
  'too early': '数据不足两个完整的周，尚无法判断',
};

function mandarin({ direction, recent, earlier, weeks, underWay }: Trend): string {
  const word = MANDARIN[direction];
  if (direction === 'too early') return word;
  const now = underWay === 0 ? '' : `，本周至今 ${underWay} 个`;
  return `${word}，最近 ${weeks} 个完整周 ${recent} 个案件，此前 ${weeks} 周 ${earlier} 个${now}`;
}
