import type { CalendarDate } from './types.ts';

const DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar date. */
export function dayOf(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

const dates = new Map<number, CalendarDate>();

/** The calendar date of a day since 1970-01-01. */
export function dateOf(day: number): CalendarDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7;
}

/** RFC 3339 time of a moment counted in seconds since 1970-01-01. */
export function timeOf(seconds: number): string {
  const day = Math.floor(seconds / 86_400);
  const rest = seconds - day * 86_400;
  return `${dateOf(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}Z`;
}

/** A number below 100 with a leading zero. */
export function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/**
 * The days of an export of so many months up to the as-of date, which is its last day. Six months
 * are 26 weeks.
 */
export function windowOf(asOf: CalendarDate, months: number): { first: number; last: number } {
  const last = dayOf(asOf);
  return { first: last - Math.round((months / 6) * 26 * 7) + 1, last };
}
