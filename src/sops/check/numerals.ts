const EN_WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const EN_ONE: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  single: 1,
  once: 1,
  twice: 2,
  both: 2,
  pair: 2,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  double: 2,
  triple: 3,
  dozen: 12,
};
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const UNITS = 'one|two|three|four|five|six|seven|eight|nine';

/** A number word of English: `three`, `twenty-four`. Longer ones first. */
export const EN_NUMBER_WORD = `(?:(?:${TENS})[- ](?:${UNITS})|${Object.keys(EN_WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
/** Words that carry a number without being one. */
export const EN_OTHER_WORD = `(?:${Object.keys(EN_ONE).join('|')})`;

/** The value of an English number word; null for any other word. */
export function englishNumber(word: string): number | null {
  const parts = word.toLowerCase().split(/[- ]/);
  const values = parts.map((part) => EN_WORDS[part] ?? EN_ONE[part]);
  if (values.some((value) => value === undefined)) return null;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

const ZH_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const ZH_STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** A number written in Chinese characters: 三, 二十四, 一百五十. */
export const ZH_NUMBER_WORD = '[零〇一二两三四五六七八九十百千]+';

/** The value of a number in Chinese characters; null when they make none. */
export function chineseNumber(word: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const character of word) {
    const step = ZH_STEPS[character];
    if (step !== undefined) {
      total += (digit ?? 1) * step;
      digit = null;
      continue;
    }
    const value = ZH_DIGITS[character];
    // Two digits side by side (三四) mean "three or four", not a number.
    if (value === undefined || (digit !== null && digit !== 0)) return null;
    digit = value;
  }
  return total + (digit ?? 0);
}
