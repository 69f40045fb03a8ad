const DAY = 86_400_000;
/** 0001-01-01 and 9999-12-31: what lies outside cannot be written as a calendar date in UTC. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Reads an RFC 3339 time.
 *
 * @returns milliseconds since 1970-01-01 UTC, fractions kept, a leap second being the end of the
 *   second before it, on whose day it falls; null when it is no such time
 *   (a date that does not exist, no offset, any other format).
 */
export function parseTime(text: string): number | null {
  if (!RFC3339.test(text)) return null;
  const day = dayFrom(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  // RFC 3339 allows second 60 for a leap second.
  if (day === null || hour > 23 || minute > 59 || second > 60) return null;
  let end = 19;
  if (text[end] === '.') while (isDigit(text, ++end));
  const fraction = end > 19 ? Number(text.slice(19, end)) * 1000 : 0;
  let offset = 0;
  if (text[end] !== 'Z' && text[end] !== 'z') {
    const hours = digits(text, end + 1, 2);
    const minutes = digits(text, end + 4, 2);
    if (hours > 23 || minutes > 59) return null;
    offset = (text[end] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  }
  const seconds = second === 60 ? 59_999 : second * 1000 + fraction;
  const time = day * DAY + hour * 3_600_000 + minute * 60_000 + seconds - offset;
  return time >= FIRST_DAY * DAY && time < (LAST_DAY + 1) * DAY ? time : null;
}

/**
 * Reads a calendar date, `2026-06-01`.
 *
 * @returns days since 1970-01-01; null when there is no such day.
 */
export function dateToDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return dayFrom(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

/** The UTC day of a time in milliseconds, as days since 1970-01-01. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / DAY);
}

const DATES = new Map<number, string>();

/** Days since 1970-01-01 as a calendar date. */
export function dayToDate(day: number): string {
  let date = DATES.get(day);
  if (date === undefined) {
    date = new Date(day * DAY).toISOString().slice(0, 10);
    if (DATES.size < 10_000) DATES.set(day, date);
  }
  return date;
}

/** The Monday of a day's ISO week, as days since 1970-01-01 (a Thursday). */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** More weeks than any export spans. */
const MOST_WEEKS = 1000;

/**
 * Every Monday from the first to the last of those given, ascending; none when none are given.
 * When a wrong date lies far from the others, only those given: empty weeks must not fill a report.
 */
export function everyMonday(mondays: Iterable<number>): number[] {
  const sorted = [...mondays].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const weeks = (last - first) / 7 + 1;
  if (weeks > MOST_WEEKS) return [...new Set(sorted)];
  return Array.from({ length: weeks }, (_, week) => first + week * 7);
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days from civil: counts in years that begin in March, so that the leap day comes last. */
function dayFrom(year: number, month: number, day: number): number | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  if (day < 1 || day > days) return null;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}
