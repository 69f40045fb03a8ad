import type { Citation } from './types.ts';

/** A citation together with whether a known prefix leads it. */
export interface ParsedCitation extends Citation {
  readonly known: boolean;
}

/** A hyphen before what may be, or become, a digit: most texts have none, and need no normalising. */
const HYPHENATED = /[-－﹣][0-9\u0080-\uffff]/;

export interface CitationParser {
  /** Reads one entry of `rule_ids`, or an ID somebody typed (formats.md section 3). */
  canonical(written: string): ParsedCitation;
  /** Citations that stand in a step's text, each occurrence, in order. */
  inText(text: string): ParsedCitation[];
}

/**
 * Builds the parser for the catalogue's rule prefixes (`ATO`, `2FA`, …; A-Z and 0-9).
 * With no prefixes every citation is unknown.
 */
export function createCitationParser(prefixes: readonly string[]): CitationParser {
  // Longest first, so that a prefix that begins with another one is not cut short.
  const alternatives = [...prefixes].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const prefix = alternatives.length > 0 ? alternatives.join('|') : '(?!)';
  const run = '[\\s\\p{Pd}\\u2212_]*';
  const whole = new RegExp(
    `^(?:(?:SOP|RULE)${run})?(${prefix})${run}(\\p{Nd}+)(?:\\s*(?:@\\s*(?:V\\s*)?|V\\s*)(\\p{Nd}+)(?:\\.\\p{Nd}+)*)?$`,
    'u',
  );
  // A word of its own: Chinese is written without spaces, so a Han neighbour does not join a word.
  const wordCharacter = '[[\\p{L}\\p{N}\\p{M}_]--\\p{Script=Han}]';
  const standing = new RegExp(
    `(?<!${wordCharacter})(?<!${wordCharacter}-)(${prefix})-(\\p{Nd}+)(?!-?${wordCharacter})`,
    'giv',
  );

  return {
    canonical(written) {
      const text = written.normalize('NFKC').trim().toUpperCase();
      const match = whole.exec(text);
      if (!match?.[1] || !match[2]) {
        return { id: written.trim().toUpperCase(), revision: null, known: false };
      }
      const revision = match[3] === undefined ? null : Number(match[3]);
      return { id: ruleId(match[1], match[2]), revision, known: true };
    },
    inText(text) {
      if (!HYPHENATED.test(text)) return [];
      return Array.from(text.normalize('NFKC').matchAll(standing), (match) => ({
        id: ruleId((match[1] ?? '').toUpperCase(), match[2] ?? ''),
        revision: null,
        known: true,
      }));
    },
  };
}

function ruleId(prefix: string, digits: string): string {
  return `${prefix}-${digits.replace(/^0+(?=\d)/, '').padStart(3, '0')}`;
}
