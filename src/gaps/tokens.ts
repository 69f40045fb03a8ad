import { signature } from '../coverage/signature.ts';

/** Stands for a number, a date, an address or anything else that names one case only. */
const PLACEHOLDER = '#';
/** The placeholder of a text that is a signature already; taking the signature again would drop it. */
const STANDING_PLACEHOLDER = /(?<![^\s\p{Script=Han}])#(?![^\s\p{Script=Han}])/gu;
const HAN = /\p{Script=Han}/u;
/** Chinese marks no words, and exports disagree on where they put blanks. */
const HAN_GAP = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
const PARTS = /\p{Script=Han}+|#|[^\s\p{Script=Han}#]+/gu;
const PLAIN_SIGNATURE = /^(?:(?:[a-z]+|#)(?: |$)| )*$/;

/**
 * Splits a text into words, in order. A text and its signature (formats.md section 4) give the same
 * words; a maximal run of Han characters is one entry, white space inside it removed.
 */
export function tokenise(text: string): string[] {
  if (PLAIN_SIGNATURE.test(text)) return text.split(' ').filter((word) => word !== '');
  const normal = normalised(text);
  if (PLAIN_SIGNATURE.test(normal)) return normal === '' ? [] : normal.split(' ');
  return normal.replace(HAN_GAP, '').match(PARTS) ?? [];
}

/** The signature of a text, or of a text that is a signature already. */
export function normalised(text: string): string {
  return signature(text.includes(PLACEHOLDER) ? text.replace(STANDING_PLACEHOLDER, '0') : text);
}

/** Whether an entry of {@link tokenise} is a run of Han characters. */
export function isHan(token: string): boolean {
  return token.charCodeAt(0) > 0x2e7f && HAN.test(token);
}

/**
 * A light English stem: plural, -ing and -ed endings, doubled consonants and a final e go. It need
 * not be a word; it only has to be the same for the forms of one word. Other scripts stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let root = word;
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (root.endsWith('sses')) root = root.slice(0, -2);
  else if (/[^siu]s$/.test(root)) root = root.slice(0, -1);
  if (root.endsWith('ing') && root.length > 5) root = root.slice(0, -3);
  else if (root.endsWith('ed') && root.length > 4) root = root.slice(0, -2);
  if (root.length > 3 && /([^lsz])\1$/.test(root)) root = root.slice(0, -1);
  return root.length > 3 && root.endsWith('e') ? root.slice(0, -1) : root;
}

/**
 * The statements of a passage: it is cut after sentence ends of either script, at line ends, and at
 * ` / ` between alternatives. Markdown marks and pieces without a letter are dropped.
 */
export function sentences(passage: string): string[] {
  return passage
    .split(/\s\/\s|\be\.g\.\s|(?<=[.!?])\s+|[。！？；;\n\r]+/u)
    .map((piece) => piece.replace(/^[\s\-*>#|]+|[*_`|]+/gu, ' ').trim())
    .filter((piece) => /\p{L}/u.test(piece));
}
