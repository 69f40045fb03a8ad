/** Longer than any rule ID or version a person writes. */
const LONGEST = 64;

const WORD = /[a-z]+|\d+/gi;
const DATE = /(?<!\d)20\d\d(?:[01]\d[0-3]\d|([-.])[01]?\d\1[0-3]?\d)(?!\d)/;
/** In one number and in all of them, a date left out: telephones, cards, documents and accounts have more digits. */
const MOST_DIGITS_TOGETHER = 5;
const MOST_DIGITS = 6;
const LONGEST_WORD = 24;
/** `0xDE4D…`, `bc1qar0…`: a word in which letters and digits take turns is an address or a key. */
const TURNS = 3;

/**
 * Whether a signal, a version or a citation out of an export is a code rather than a text that may
 * name somebody: short, in ASCII, of words and short numbers (`recent_password_reset`, `2026.10.2`,
 * `POLICY 7`, `velocity>5`). Everything else an export holds is shown as a signature or not at all.
 */
export function isShowable(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST) return false;
  if (!/^[a-z0-9_.:/+<>=@ -]+$/i.test(name)) return false;
  // A mail address, or words of a sentence.
  if (/@(?!v?\d+(?:\.\d+)*$)| (?!v?\d)/i.test(name)) return false;
  const undated = name.replace(DATE, '_');
  if (undated.replace(/\D/g, '').length > MOST_DIGITS) return false;
  return undated.split(/[^a-z0-9]+/i).every((word) => {
    const pieces = word.match(WORD) ?? [];
    return (
      word.length <= LONGEST_WORD &&
      pieces.length <= TURNS &&
      pieces.every((piece) => !/\d/.test(piece) || piece.length <= MOST_DIGITS_TOGETHER)
    );
  });
}
