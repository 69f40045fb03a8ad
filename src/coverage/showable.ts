/** Longer than any rule ID or version a person writes. */
const LONGEST = 64;

const WORD = /[a-z]+|\d+/gi;
/** Dates are the only long numbers in codes; telephones, documents and accounts have longer ones. */
const SHORT_NUMBER = /^(?:\d{1,5}|20\d{6})$/;
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
  return name.split(/[^a-z0-9]+/i).every((word) => {
    const pieces = word.match(WORD) ?? [];
    const numbers = pieces.filter((piece) => /\d/.test(piece));
    return (
      word.length <= LONGEST_WORD && pieces.length <= TURNS && numbers.every((one) => SHORT_NUMBER.test(one))
    );
  });
}
