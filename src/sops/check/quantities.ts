import type { Language } from '../types.ts';
import { chineseNumber, EN_NUMBER_WORD, EN_OTHER_WORD, englishNumber, ZH_NUMBER_WORD } from './numerals.ts';

/** A number with what it counts, in a form that is the same in both languages. */
export interface Quantity {
  readonly value: number;
  /** The number itself, before its unit was taken into account. */
  readonly number: number;
  /** `minute`, `month`, `workday`, `percent`, a currency or a measure; empty for a bare number. */
  readonly unit: string;
  /** Written so that the other language must have it too; a word like "both" only may. */
  readonly strong: boolean;
  /** As written. */
  readonly written: string;
}

interface Unit {
  readonly name: string;
  readonly factor: number;
}

// "60 seconds" and "1 minute" are one duration; months have no fixed length in days.
const UNITS: readonly (readonly [string, Unit, en: string, zh: string])[] = [
  [
    'workday',
    { name: 'workday', factor: 1 },
    '(?:working|business|banking)[- ]days?',
    '个?(?:工作日|营业日)',
  ],
  ['millisecond', { name: 'ms', factor: 1 }, 'ms|milliseconds?', 'ms|毫秒'],
  ['second', { name: 'minute', factor: 1 / 60 }, 'seconds?|secs?', '秒钟?'],
  ['minute', { name: 'minute', factor: 1 }, 'minutes?|mins?', '分钟'],
  ['hour', { name: 'minute', factor: 60 }, 'hours?|hrs?', '个?小时|个?钟头'],
  ['week', { name: 'minute', factor: 7 * 1440 }, 'weeks?', '个?(?:星期|礼拜)|周(?!岁)'],
  ['quarter', { name: 'month', factor: 3 }, 'quarters?', '个?季度'],
  ['month', { name: 'month', factor: 1 }, '(?:calendar[- ])?months?', '个(?:自然|日历)?月'],
  ['year', { name: 'month', factor: 12 }, '(?:calendar[- ])?years?', '年|周?岁'],
  ['day', { name: 'minute', factor: 1440 }, '(?:calendar[- ])?days?', '个?(?:自然日|日历日)|天|日(?!元)'],
  ['percent', { name: 'percent', factor: 1 }, '%|per ?cent|percent|percentage points?', '%|个百分点'],
  ['speed', { name: 'km/h', factor: 1 }, 'km/h|kph', 'km/h|公里[/每]小时'],
  ['distance', { name: 'km', factor: 1 }, 'km|kilomet(?:re|er)s?', 'km|公里|千米'],
  ['usd', { name: 'USD', factor: 1 }, 'USD|US dollars?|dollars?', 'USD|美元|美金'],
  ['eur', { name: 'EUR', factor: 1 }, 'EUR|euros?', 'EUR|欧元'],
  ['gbp', { name: 'GBP', factor: 1 }, 'GBP|pounds?', 'GBP|英镑'],
  ['cny', { name: 'CNY', factor: 1 }, 'CNY|RMB|yuan', 'CNY|RMB|人民币|元'],
];
const CURRENCY_BEFORE = '(?:USD|US\\$|\\$|EUR|€|GBP|£|CNY|RMB|¥)';
const CURRENCIES: Readonly<Record<string, string>> = {
  USD: 'USD',
  US$: 'USD',
  $: 'USD',
  EUR: 'EUR',
  '€': 'EUR',
  GBP: 'GBP',
  '£': 'GBP',
  CNY: 'CNY',
  RMB: 'CNY',
  '¥': 'CNY',
};
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  亿: 1e8,
};

const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const EN_UNIT = UNITS.map(([name, , en]) => `(?<${name}>${en})`).join('|');
const ZH_UNIT = UNITS.map(([name, , , zh]) => `(?<${name}>${zh})`).join('|');

// "A second review" counts reviews, not seconds.
const EN_WORD_UNIT = EN_UNIT.replace('seconds?|', 'seconds|').replaceAll('?<', '?<w');
const ZH_WORD_UNIT = ZH_UNIT.replaceAll('?<', '?<w');

const EN = new RegExp(
  `(?<currency>${CURRENCY_BEFORE})?\\s?(?<![A-Za-z0-9_.@#-]|\\d,)(?<number>${NUMBER})(?:\\s?(?<scale>thousand|million|billion|k)\\b)?` +
    `(?:(?:\\s|-)?(?:${EN_UNIT})(?![A-Za-z])|(?<short>[hd])\\b|(?<ordinal>st|nd|rd|th)\\b)?(?<joined>[A-Za-z_]\\w*)?|` +
    `\\b(?<word>${EN_NUMBER_WORD}|${EN_OTHER_WORD}|half)\\b(?:(?:\\s|-)(?:${EN_WORD_UNIT})(?![A-Za-z]))?`,
  'giu',
);
const ZH = new RegExp(
  `(?<currency>${CURRENCY_BEFORE})?\\s?(?<![A-Za-z0-9_.@#-]|\\d,)(?<number>${NUMBER})(?:\\s?(?<scale>百万|千(?!米)|万|亿))?(?:\\s?(?:${ZH_UNIT}|(?<name>月)))?(?<joined>[A-Za-z_]\\w*)?|` +
    `百分之(?<share>${ZH_NUMBER_WORD})|(?<word>${ZH_NUMBER_WORD})(?:(?:${ZH_WORD_UNIT}))?`,
  'giu',
);

/** Lists the quantities of a text. Rule IDs, dates, and names with digits in them are none. */
export function listQuantities(text: string, language: Language): Quantity[] {
  const quantities: Quantity[] = [];
  const rest = takeDates(text.normalize('NFKC'), quantities);
  for (const match of rest.matchAll(language === 'en' ? EN : ZH)) {
    const groups = match.groups ?? {};
    const quantity = groups.number === undefined ? fromWord(groups, language) : fromDigits(groups);
    if (quantity) quantities.push({ ...quantity, written: match[0].trim() });
  }
  return quantities;
}

type Groups = Record<string, string | undefined>;
type Unwritten = Omit<Quantity, 'written'>;

function fromDigits(groups: Groups): Unwritten | null {
  // "2FA", "3DS": a name, not a number. "0.5BTC" counts something both languages write alike.
  if (groups.joined !== undefined && !/^[A-Z]{3,5}$/.test(groups.joined)) return null;
  const scale = SCALES[(groups.scale ?? '').toLowerCase()] ?? 1;
  const number = Number((groups.number ?? '').replaceAll(',', '')) * scale;
  if (groups.currency !== undefined) {
    return counted(number, 1, CURRENCIES[groups.currency.toUpperCase()] ?? '');
  }
  if (groups.short !== undefined) return counted(number, groups.short === 'h' ? 60 : 1440, 'minute');
  const unit = unitOf(groups, '');
  // The name of a month ("2 月"), and the "1" that Chinese writes where English has an article.
  if (!unit) return { ...counted(number, 1, ''), strong: number !== 1 && groups.name === undefined };
  // "2026 年" is a year's name.
  if (groups.year !== undefined && number >= 1900 && number <= 2100) return counted(number, 1, '');
  return counted(number, unit.factor, unit.name);
}

function fromWord(groups: Groups, language: Language): Unwritten | null {
  if (groups.share !== undefined) {
    const share = chineseNumber(groups.share);
    return share === null ? null : counted(share, 1, 'percent');
  }
  const word = groups.word ?? '';
  if (/^half$/i.test(word)) return null;
  const number = language === 'en' ? englishNumber(word) : chineseNumber(word);
  if (number === null) return null;
  const unit = unitOf(groups, 'w');
  const strong = unit !== null && number >= 2 && !/^(?:second|third|fourth|fifth)$/i.test(word);
  return { ...counted(number, unit?.factor ?? 1, unit?.name ?? ''), strong };
}

function counted(number: number, factor: number, unit: string): Unwritten {
  return { value: Math.round(number * factor * 1e6) / 1e6, number, unit, strong: true };
}

function unitOf(groups: Groups, lead: string): Unit | null {
  for (const [name, unit] of UNITS) if (groups[lead + name] !== undefined) return unit;
  return null;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const MONTH = `(?:${MONTHS.join('|')})`;
const DATES = new RegExp(
  `(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})|(?<zy>\\d{4})\\s?年\\s?(?<zm>\\d{1,2})\\s?月(?:\\s?(?<zd>\\d{1,2})\\s?日)?|` +
    `(?:(?<ed>\\d{1,2})\\s)?(?<em>${MONTH})\\s(?:(?<fd>\\d{1,2}),\\s)?(?<ey>\\d{4})|` +
    '[A-Z0-9]{2,6}-(?:[A-Z0-9]+-)*\\d+(?:@\\d+)?',
  'giu',
);

/** Takes dates out of a text (they count as quantities) and IDs (they do not). */
function takeDates(text: string, quantities: Quantity[]): string {
  return text.replace(DATES, (written: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Groups;
    const year = groups.y ?? groups.zy ?? groups.ey;
    if (year === undefined) return ' ';
    const month = groups.m ?? groups.zm ?? String(MONTHS.indexOf((groups.em ?? '').toLowerCase()) + 1);
    const day = groups.d ?? groups.zd ?? groups.ed ?? groups.fd ?? '0';
    const value = Number(year) * 10_000 + Number(month) * 100 + Number(day);
    quantities.push({ value, number: value, unit: 'date', strong: true, written });
    return ' ';
  });
}
