import type { Language } from '../sops/types.ts';

interface Formats {
  readonly count: Intl.NumberFormat;
  /** With its sign, whichever it is. */
  readonly gain: Intl.NumberFormat;
  readonly points: Intl.NumberFormat;
  readonly percent: Intl.NumberFormat;
}

const FORMATS: Readonly<Record<Language, Formats>> = { en: formats('en'), 'zh-CN': formats('zh-CN') };

function formats(language: Language): Formats {
  return {
    count: new Intl.NumberFormat(language),
    gain: new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }),
    points: new Intl.NumberFormat(language, {
      signDisplay: 'exceptZero',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
    percent: new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
  };
}

/** A whole number with the language's group separators. */
export function formatCount(language: Language, value: number): string {
  return FORMATS[language].count.format(value);
}

/** A whole number that came in addition, with its sign: `+340`. */
export function formatGain(language: Language, value: number): string {
  return FORMATS[language].gain.format(value);
}

/** A difference in percentage points, with its sign and one decimal: `+2.1`. */
export function formatPoints(language: Language, value: number): string {
  return FORMATS[language].points.format(value);
}

/** A share as a percentage with one decimal; a dash when there is none. */
export function formatShare(language: Language, value: number | null): string {
  return value === null ? '–' : FORMATS[language].percent.format(value);
}

/** An interval of shares; a dash when none is given. */
export function formatInterval(language: Language, interval: readonly [number, number] | null): string {
  if (interval === null) return '–';
  return `${formatShare(language, interval[0])} – ${formatShare(language, interval[1])}`;
}

/** part / whole, null when the whole is zero. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
