import type { SyntaxParameters } from './messages/reading.ts';

/** What keeps a file from being parsed, and where. */
export interface Fault extends SyntaxParameters {
  /** Offset in the text of what has to be changed. */
  readonly offset: number;
}

const ATTRIBUTES =
  'Write every attribute as `name="value"` in straight quotes, and end the tag with `>` or `/>`.';

/**
 * Says what is wrong with a page that does not parse as MDX, and where to change it: the parser's
 * own words are for programmers, and its place is where it noticed.
 *
 * @param reason the parser's words
 * @param offset where it noticed
 */
export function explainPageFault(reason: string, text: string, offset: number): Fault {
  return (
    unclosedElement(reason, text, offset) ??
    brokenAttribute(reason, text, offset) ??
    lessThan(reason, text, offset) ??
    brace(reason, text, offset) ??
    codeLine(reason, text, offset) ?? {
      found: 'syntax',
      expected: `MDX that parses: ${reason}`,
      offset,
    }
  );
}

function unclosedElement(reason: string, text: string, offset: number): Fault | null {
  const opened = /closing tag for `<([^`>]*)>` \((\d+):(\d+)/.exec(reason);
  const closing = /^Unexpected closing tag `<\/([^`>]*)>`/.exec(reason)?.[1]?.slice(0, 40);
  const [, written = '', line, column] = opened ?? [];
  const name = written.slice(0, 40);
  if (opened && closing !== undefined && closing.toLowerCase() === name.toLowerCase()) {
    return {
      found: `\`</${closing}>\` after \`<${name}>\``,
      expected: `\`</${name}>\``,
      hint: `Write \`</${name}>\`, in capital and small letters as it was opened.`,
      offset,
    };
  }
  if (opened) {
    return {
      found: `\`<${name}>\` that is never closed`,
      expected: name === 'Covers' ? '`/>` at its end' : `\`</${name}>\` after its words`,
      hint: closingHint(name),
      offset: offsetOf(text, Number(line), Number(column)),
    };
  }
  const misplaced = /^Expected the closing tag `<\/([^`>]*)>` either after/.exec(reason)?.[1];
  if (misplaced !== undefined) {
    return {
      found: `\`</${misplaced}>\` inside a list or another block`,
      expected: 'it after the block',
      hint: `Write \`</${misplaced}>\` at the start of a line of its own, after a blank line.`,
      offset,
    };
  }
  if (/closing slash .* expected an open tag/.test(reason)) {
    return {
      found: 'closing tag without an opening one',
      expected: 'every element opened once and closed once',
      hint: 'Delete this closing tag, or write the opening tag before it.',
      offset: Math.max(0, text.lastIndexOf('<', offset)),
    };
  }
  return null;
}

function closingHint(name: string): string {
  if (name === 'Covers') return 'End it with `/>`: `<Covers phrase="…" />`.';
  if (name === 'Rule') return 'Write `</Rule>` on a line of its own after the last words of this rule.';
  return `Close it (\`<${name} />\`), or write a literal \`<\` as \`\\<\` or \`&lt;\`.`;
}

const TAG_FAULT =
  /(?:before|in|after) (?:(?:local |member )?name|attribute name|attribute value|closing tag|tag)\b/;

function brokenAttribute(reason: string, text: string, offset: number): Fault | null {
  if (!TAG_FAULT.exec(reason)?.[0].includes('attribute')) return null;
  const tags = [...text.slice(0, offset + 1).matchAll(/<(?:Rule|Covers)\b/g)].map(({ index }) => index);
  // A quote that is never closed ends at the first quote of a later tag.
  const unquoted = tags.find((tag) => tagAt(text, tag).split('"').length % 2 === 0);
  if (unquoted !== undefined) {
    return {
      found: 'quote that is never closed in a tag',
      expected: '`"` at both ends of every value',
      hint: ATTRIBUTES,
      offset: unquoted,
    };
  }
  const tag = tags.at(-1);
  if (tag === undefined) return null;
  const ended = tagAt(text, tag).includes('>');
  if (ended && text.lastIndexOf('<', offset) !== tag) return null;
  const name = /\w+/.exec(text.slice(tag))?.[0] ?? '';
  if (!ended) {
    return {
      found: `tag \`<${name}\` that never ends`,
      expected: '`>` after its attributes',
      hint: ATTRIBUTES,
      offset: tag,
    };
  }
  const quote = /[“”‘’＂]/.exec(text[offset] ?? '')?.[0];
  return {
    found: quote ? `quote ${quote}` : `attribute of \`<${name}>\``,
    expected: quote ? 'a straight quote `"`' : '`name="value"`',
    hint: ATTRIBUTES,
    offset,
  };
}

function lessThan(reason: string, text: string, offset: number): Fault | null {
  if (!TAG_FAULT.test(reason)) return null;
  const less = Math.max(0, text.lastIndexOf('<', offset));
  const rest = text.slice(less, less + 200);
  if (rest.startsWith('<!--')) {
    return {
      found: 'comment',
      expected: 'a page without comments',
      hint: 'Delete it; a note to reviewers of the change belongs in the pull request.',
      offset: less,
    };
  }
  if (/^<(?:https?:|mailto:|[^\s<>]*@)/i.test(rest)) {
    return {
      found: 'address in `<` and `>`',
      expected: 'a link in words',
      hint: 'Write `[words](address)`, or the address without `<` and `>`.',
      offset: less,
    };
  }
  return {
    found: '`<` in the text',
    expected: 'it written as `\\<` or `&lt;`',
    hint: 'Write a literal `<` as `\\<` or `&lt;`: only an element such as `<Rule …>` begins with `<`.',
    offset: less,
  };
}

/** What may belong to a tag: up to where another begins or its lines end. */
function tagAt(text: string, start: number): string {
  return text.slice(start + 1, start + 4000).split(/<|\n[ \t]*\n/, 1)[0] ?? '';
}

function brace(reason: string, text: string, offset: number): Fault | null {
  if (!/\bexpression\b|closing brace/.test(reason)) return null;
  return {
    found: '`{` in the text',
    expected: 'it written as `\\{`',
    hint: 'Write a literal `{` as `\\{`, or write the value itself.',
    offset: Math.max(0, text.lastIndexOf('{', offset)),
  };
}

function codeLine(reason: string, text: string, offset: number): Fault | null {
  if (!reason.includes('import/exports')) return null;
  return {
    found: 'line that begins with `import` or `export`',
    expected: 'a page without code',
    hint: 'Begin the line with another word: such a line is read as code.',
    offset: text.lastIndexOf('\n', offset - 1) + 1,
  };
}

/** The offset of a line and a column, both from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}
