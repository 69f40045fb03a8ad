/**
 * A text's signature (formats.md section 4): what is left of a wording when case, punctuation,
 * numbers, dates, addresses and IDs are taken out. Phrases are matched on it, gaps are grouped by
 * it, and it is the only form in which a step's wording is ever stored or shown.
 *
 * NFKC; lower case; every maximal run of characters that are neither white space nor Han and that
 * holds a digit, an `@` or `://` becomes `#`; every other character that is not a letter or a mark
 * becomes a space; spaces collapse.
 */
export function signature(text: string): string {
  const normal = (NOT_ASCII.test(text) ? text.normalize('NFKC') : text).toLowerCase();
  const length = normal.length;
  let result = '';
  // The stretch of letters and single spaces from `from` on that is taken over as it is.
  let from = 0;
  let index = 0;
  const keep = (end: number, separator: string) => {
    if (end > from) result += normal.slice(from, end);
    result += separator;
  };
  while (index < length) {
    const start = index;
    let masked = false;
    let plain = true;
    while (index < length) {
      const kind = kindAt(normal, index);
      if (kind === SPACE || kind === HAN || kind === HAN_SIGN) break;
      if (kind === MASKING || (kind === COLON && normal.startsWith('://', index))) masked = true;
      if (kind !== LETTER) plain = false;
      index += widthAt(normal, index);
    }
    if (masked) {
      keep(start, '#');
      from = index;
    } else if (!plain) {
      keep(start, lettersOf(normal, start, index));
      from = index;
    }
    if (index < length) {
      const kind = kindAt(normal, index);
      const width = widthAt(normal, index);
      if (kind !== HAN && !(kind === SPACE && normal.charCodeAt(index) === BLANK)) {
        keep(index, ' ');
        from = index + width;
      }
      index += width;
    }
  }
  keep(length, '');
  return collapse(result);
}

/** Whether a text holds a Han character, so that it is matched as a substring and not by tokens. */
export function hasHan(text: string): boolean {
  return HAN_PATTERN.test(text);
}

/** How much a signature says: characters where it holds Han, else words; numbers and names say nothing. */
export function wordingLength(signature: string): { unit: 'characters' | 'words'; length: number } {
  return hasHan(signature)
    ? { unit: 'characters', length: [...signature.replace(/[#\s]/g, '')].length }
    : { unit: 'words', length: signature.split(' ').filter((token) => token !== '#').length };
}

const BLANK = 0x20;

const SPACE = 1;
const HAN = 2;
/** Han script, but no letter: it ends a run and becomes a space. */
const HAN_SIGN = 3;
const LETTER = 4;
const MASKING = 5;
const COLON = 6;
const OTHER = 7;

const NOT_ASCII = /[^\x00-\x7f]/;
const HAN_PATTERN = /\p{Script=Han}/u;
const SPACE_PATTERN = /\p{White_Space}/u;
const LETTER_PATTERN = /[\p{L}\p{M}]/u;
const DIGIT_PATTERN = /\p{Nd}/u;

/** Kinds of the Basic Multilingual Plane, filled in as characters are met: 0 is not yet known. */
const KINDS = new Uint8Array(0x10000);

function classify(character: string): number {
  if (SPACE_PATTERN.test(character)) return SPACE;
  const letter = LETTER_PATTERN.test(character);
  if (HAN_PATTERN.test(character)) return letter ? HAN : HAN_SIGN;
  if (character === '@' || DIGIT_PATTERN.test(character)) return MASKING;
  if (character === ':') return COLON;
  return letter ? LETTER : OTHER;
}

function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  let kind = KINDS[code] as number;
  if (kind !== 0) return kind;
  const width = widthAt(text, index);
  kind = classify(text.slice(index, index + width));
  // Half of a pair may stand alone in one text and be part of a letter in the next.
  const half = code >= 0xd800 && code <= 0xdfff;
  if (!half) KINDS[code] = kind;
  return kind;
}

/** 2 for a surrogate pair. */
function widthAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 0xd800 || code > 0xdbff) return 1;
  const next = text.charCodeAt(index + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}

/** The stretch with everything that is no letter or mark turned into a space. */
function lettersOf(text: string, start: number, end: number): string {
  let result = '';
  let from = start;
  for (let index = start; index < end; ) {
    const width = widthAt(text, index);
    if (kindAt(text, index) !== LETTER) {
      result += `${text.slice(from, index)} `;
      from = index + width;
    }
    index += width;
  }
  return from === start ? text.slice(start, end) : result + text.slice(from, end);
}

function collapse(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes('  ') ? trimmed.replace(/ {2,}/g, ' ') : trimmed;
}
