import { looksTooDeep, MAX_DEPTH } from './markdown.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import type { Place } from './types.ts';

/** Larger than any page a person writes; parsing time grows faster than size. */
const MAX_LENGTH = 128 * 1024;
const MAX_LINES = 5000;
/** Of one stretch without a blank line: footnotes and links take quadratic time in it. */
const MAX_BLOCK = 16 * 1024;
/** Of signs in such a stretch that may begin or end emphasis, of which every pair may be compared. */
const MAX_EMPHASIS = 640;

/** An underscore within a word, as in a signal code, is none. */
const EMPHASIS = /[*~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes a file's bytes, without its byte order mark; null when they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

// C0 and C1 controls, and the marks that show text in another order than it is read.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/;

/**
 * What keeps a text from being parsed at all; empty when nothing does. The limits of a page are
 * those of the Markdown parser; data (YAML) may be larger.
 */
export function findUnreadable(text: string, file: string, kind: 'page' | 'data' = 'page'): CheckMessage[] {
  const start: Place = { file, line: 1, column: 1 };
  const limit = kind === 'page' ? MAX_LENGTH : 16 * MAX_LENGTH;
  if (text.length > limit) {
    return [createMessage('file-too-large', start, { size: text.length, unit: 'characters', limit })];
  }
  const controls = findControl(text, (offset) => placeAt(text, offset, file));
  if (kind === 'data' || controls.length > 0) return controls;
  const lines = text.split('\n').length;
  if (lines > MAX_LINES) {
    return [createMessage('file-too-large', start, { size: lines, unit: 'lines', limit: MAX_LINES })];
  }
  if (looksTooDeep(text)) return [createMessage('nesting-too-deep', start, { limit: MAX_DEPTH })];
  for (const { start: offset, text: block } of blocksOf(text)) {
    const place = () => placeAt(text, offset, file);
    if (block.length > MAX_BLOCK) {
      return [createMessage('block-too-long', place(), { unit: 'characters', limit: MAX_BLOCK })];
    }
    if ((block.match(EMPHASIS)?.length ?? 0) > MAX_EMPHASIS) {
      return [createMessage('block-too-long', place(), { unit: 'signs of emphasis', limit: MAX_EMPHASIS })];
    }
  }
  return [];
}

/** The first control character of a text. Escapes (`&#x1b;`, `"\e"`) hide them until a text is parsed. */
export function findControl(text: string, place: (offset: number) => Place): CheckMessage[] {
  const control = CONTROL.exec(text);
  if (!control) return [];
  const code = `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return [createMessage('control-character', place(control.index), { code })];
}

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** Stretches without a blank line. */
function* blocksOf(text: string): Iterable<{ start: number; text: string }> {
  let start = 0;
  for (const match of text.matchAll(/\n[ \t\r]*\n/g)) {
    yield { start, text: text.slice(start, match.index) };
    start = match.index + match[0].length;
  }
  yield { start, text: text.slice(start) };
}
