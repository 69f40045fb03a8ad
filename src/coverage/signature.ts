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
  const { length } = normal;
  if (units.length < length) units = new Uint16Array(length * 2);
  let written = 0;
  let bits = 0;
  // A space is written when something follows it.
  let spaced = false;
  for (let index = 0; index < length; ) {
    const before = written;
    const spacedBefore = spaced;
    let masked = false;
    let kind = 0;
    let code = 0;
    for (; index < length; index++) {
      code = normal.charCodeAt(index);
      kind = KINDS[code] || kindAt(normal, index);
      if (kind <= HAN_SIGN) break;
      if (kind === LETTER) {
        if (spaced && written > 0) units[written++] = BLANK;
        spaced = false;
        units[written++] = code;
        bits |= code;
        if (isPair(normal, index, code)) units[written++] = normal.charCodeAt(++index);
        continue;
      }
      spaced = true;
      if (kind === MASKING || (kind === COLON && normal.startsWith('://', index))) masked = true;
      if (isPair(normal, index, code)) index += 1;
    }
    if (masked) {
      written = before;
      if (spacedBefore && written > 0) units[written++] = BLANK;
      spaced = false;
      units[written++] = NUMBER_SIGN;
    }
    if (index === length) break;
    if (kind === HAN) {
      if (spaced && written > 0) units[written++] = BLANK;
      spaced = false;
      units[written++] = code;
      bits |= code;
      if (isPair(normal, index, code)) units[written++] = normal.charCodeAt(++index);
    } else {
      spaced = true;
      if (isPair(normal, index, code)) index += 1;
    }
    index += 1;
  }
  return textOf(written, bits < 0x100);
}

/** Where a signature is written. */
let units = new Uint16Array(1024);
let bytes = Buffer.alloc(1024);

/**
 * What was written, in a memory of its own. A text put together from pieces of another one keeps that
 * one alive, and makes everything that walks it, and other texts, twice as slow.
 *
 * @param narrow whether every code unit fits in a byte
 */
function textOf(written: number, narrow: boolean): string {
  if (!narrow) return Buffer.from(units.buffer).toString('utf16le', 0, written * 2);
  if (bytes.length < written) bytes = Buffer.alloc(units.length);
  for (let index = 0; index < written; index++) bytes[index] = units[index] as number;
  return bytes.toString('latin1', 0, written);
}

/** Whether a text holds a Han character, so that it is matched as a substring and not by tokens. */
export function hasHan(text: string): boolean {
  return HAN_PATTERN.test(text);
}

const BLANK = 0x20;
const NUMBER_SIGN = 0x23;

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
  kind = classify(text.slice(index, index + (isPair(text, index, code) ? 2 : 1)));
  // Half of a pair may stand alone in one text and be part of a letter in the next.
  const half = code >= 0xd800 && code <= 0xdfff;
  if (!half) KINDS[code] = kind;
  return kind;
}

/** Whether the code unit that stands there is the first of a surrogate pair. */
function isPair(text: string, index: number, code: number): boolean {
  return (code & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
