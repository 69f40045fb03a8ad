import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateToDay, dayOf, dayToDate, mondayOf, parseTime } from '../../src/cases/time.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-30T00:00:00Z');
const two = (value: number) => String(value).padStart(2, '0');

describe('a time', () => {
  test('is read as Date reads it, whatever its offset', () => {
    const offset = fc.record({ sign: fc.constantFrom('+', '-'), hours: fc.nat(23), minutes: fc.nat(59) });
    fc.assert(
      fc.property(fc.integer({ min: FIRST + DAY, max: LAST }), fc.option(offset), (time, away) => {
        const shift = away ? (away.hours * 60 + away.minutes) * (away.sign === '-' ? -60_000 : 60_000) : 0;
        const zone = away ? `${away.sign}${two(away.hours)}:${two(away.minutes)}` : 'Z';
        const text = new Date(time + shift).toISOString().replace('Z', zone);
        expect(parseTime(text)).toBe(time);
        expect(Date.parse(text)).toBe(time);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['2026-10-01T09:10:00Z', '2026-10-01T09:10:00.000Z'],
    ['2026-10-01t09:10:00z', '2026-10-01T09:10:00.000Z'],
    ['2026-10-01 09:10:00Z', '2026-10-01T09:10:00.000Z'],
    ['2026-10-01T00:30:00+08:00', '2026-09-30T16:30:00.000Z'],
    ['2026-10-01T23:30:00-08:00', '2026-10-02T07:30:00.000Z'],
    ['2026-10-01T09:10:00-00:00', '2026-10-01T09:10:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['2026-10-01T09:10:00.5Z', '2026-10-01T09:10:00.500Z'],
    ['2026-10-01T09:10:00.123456789Z', '2026-10-01T09:10:00.123Z'],
    ['1969-12-31T23:59:59.250Z', '1969-12-31T23:59:59.250Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['2017-01-01T07:59:60+08:00', '2016-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseTime(text) as number).toISOString()).toBe(expected);
  });

  test('keeps fractions finer than a millisecond, because they order reviews', () => {
    const [earlier, later] = ['2026-10-01T09:10:00.0001Z', '2026-10-01T09:10:00.0002Z'].map(parseTime);
    expect(earlier).toBeLessThan(later as number);
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:61Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+00:60',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00:00.Z',
    '2026-01-01T00:00:00+0800',
    '2026-01-01T00:00:00+08',
    '2026-01-01',
    '2026-1-1T00:00:00Z',
    '20260101T000000Z',
    '+12026-01-01T00:00:00Z',
    '2026/01/01T00:00:00Z',
    ' 2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    '２０２６-01-01T00:00:00Z',
    'yesterday',
    '',
  ])('%j is none', (text) => {
    expect(parseTime(text)).toBeNull();
  });
});

describe('a calendar date', () => {
  test('is read as Date reads it, or not at all where there is no such day', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
        const date = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(dateToDay(text)).toBe(exists ? date.getTime() / DAY : null);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes back from its day', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST / DAY, max: LAST / DAY }), (day) => {
        expect(dateToDay(dayToDate(day))).toBe(day);
      }),
    );
  });

  test.each(['2026-6-1', '2026-06-01T00:00:00Z', ' 2026-06-01', '2026-06-01\n', '20260601', ''])(
    'is not %j',
    (text) => {
      expect(dateToDay(text)).toBeNull();
    },
  );
});

test('the day of a time is its UTC day, before 1970 too', () => {
  expect(dayToDate(dayOf(Date.parse('2026-10-01T23:59:59.999Z')))).toBe('2026-10-01');
  expect(dayToDate(dayOf(Date.parse('1969-12-31T23:59:59.999Z')))).toBe('1969-12-31');
});

test('the Monday of a day is a Monday, at most six days before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST / DAY + 7, max: LAST / DAY }), (day) => {
      const monday = mondayOf(day);
      expect(new Date(monday * DAY).getUTCDay()).toBe(1);
      expect(day - monday).toBeGreaterThanOrEqual(0);
      expect(day - monday).toBeLessThan(7);
    }),
  );
});

test.each(['0000-01-01T00:00:00Z', '0000-01-01T00:00:00+08:00', '9999-12-31T23:00:00-08:00'])(
  '%s is refused, because its day or its Monday cannot be written as a date',
  (text) => {
    const time = parseTime(text);
    const date = /^\d{4}-\d{2}-\d{2}$/;
    if (time === null) return;
    expect(dayToDate(dayOf(time))).toMatch(date);
    expect(dayToDate(mondayOf(dayOf(time)))).toMatch(date);
  },
);
