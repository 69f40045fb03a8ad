import { looksTooDeep, MAX_DEPTH } from './markdown.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import type { Place } from './types.ts';

/** Larger than any page a person writes; parsing time grows faster than size. */
const MAX_LENGTH = 128 * 1024;
const MAX_LINES = 5000;
/** Of one stretch without a blank line: emphasis and footnotes take quadratic time in it. */
const MAX_BLOCK = 16 * 1024;

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
  if (kind === 'data') return findControls(text, file);
  const lines = text.split('\n').length;
  if (lines > MAX_LINES) {
    return [createMessage('file-too-large', start, { size: lines, unit: 'lines', limit: MAX_LINES })];
  }
  const controls = findControls(text, file);
  if (controls.length > 0) return controls;
  if (looksTooDeep(text)) return [createMessage('nesting-too-deep', start, { limit: MAX_DEPTH })];
  const block = longBlock(text);
  if (block !== null) {
    const place = placeAt(text, block, file);
    return [createMessage('block-too-long', place, { limit: MAX_BLOCK })];
  }
  return [];
}

function findControls(text: string, file: string): CheckMessage[] {
  const control = CONTROL.exec(text);
  if (!control) return [];
  const code = `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return [createMessage('control-character', placeAt(text, control.index, file), { code })];
}

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}

function longBlock(text: string): number | null {
  if (text.length <= MAX_BLOCK) return null;
  let start = 0;
  for (const match of text.matchAll(/\n[ \t\r]*\n/g)) {
    if (match.index - start > MAX_BLOCK) return start;
    start = match.index + match[0].length;
  }
  return text.length - start > MAX_BLOCK ? start : null;
}
