import type { Fault } from './page-faults.ts';

const QUOTE = 'Put the whole value in quotes: `title: "…"`.';

/**
 * Says what is wrong with YAML that does not parse, and where to change it.
 *
 * @param reason the parser's words
 * @param offset where it noticed
 */
export function explainYamlFault(reason: string, text: string, offset: number): Fault {
  return (
    brokenLine(reason, text, offset) ??
    brokenValue(text, offset) ?? {
      found: 'syntax',
      expected: `YAML that parses: ${reason}`,
      offset,
    }
  );
}

function brokenLine(reason: string, text: string, offset: number): Fault | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = lineAt(text, start);
  if (/\bTabs\b/.test(reason)) {
    return {
      found: 'tab at the start of the line',
      expected: 'spaces',
      hint: 'Delete the tab and indent with spaces.',
      offset: start,
    };
  }
  if (/^Missing closing/.test(reason)) {
    return {
      found: 'quote that is never closed',
      expected: 'the same quote at the end of the value',
      hint: 'Close the quote on this line; a quote inside the value needs the other kind around it.',
      offset,
    };
  }
  const bracket = /end with an? ([\]}])/.exec(reason)?.[1];
  if (bracket !== undefined) {
    const open = bracket === ']' ? '[' : '{';
    return {
      found: `\`${open}\` that is never closed`,
      expected: `\`${bracket}\` at the end of the list`,
      hint: `Close it with \`${bracket}\`, or put the value in quotes if it is a text.`,
      offset: Math.max(0, text.lastIndexOf(open, offset)),
    };
  }
  if (/escape sequence/.test(reason)) {
    return {
      found: 'backslash in double quotes',
      expected: 'two of them, or single quotes',
      hint: "Write `\\\\` for one backslash, or put the value in single quotes: `'…'`.",
      offset,
    };
  }
  if (/^[ \t]*(?:- )?[\p{L}\p{N}_-]+：/u.test(line)) {
    return {
      found: 'colon `：`',
      expected: '`:` and a blank',
      hint: 'Write `name: value` with the colon of the English keyboard and a blank after it.',
      offset: start + line.indexOf('：'),
    };
  }
  if (/^[ \t]*(?:- )?[\w-]+:[^\s:]/.test(line)) {
    return {
      found: 'colon without a blank after it',
      expected: '`name: value`',
      hint: 'Write a blank after the colon.',
      offset: start + line.indexOf(':'),
    };
  }
  const following = text.slice(start + line.length + 1);
  if (/mappings|Implicit keys|[Ii]ndent/.test(reason) && !/:[ \t]+\S.*: /.test(line)) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (/:[ \t]+\S/.test(line) && (/^[ \t]*/.exec(following)?.[0].length ?? 0) > indent) {
      return {
        found: 'indented line',
        expected: 'it to begin where the line above begins',
        hint: 'Delete the blanks at the start of this line.',
        offset: start + line.length + 1,
      };
    }
  }
  if (/Implicit (?:map )?keys/.test(reason) && !line.includes(':')) {
    return {
      found: 'line without a colon',
      expected: '`name: value`',
      hint: 'Write a colon and a blank between the name of the field and its value.',
      offset: start + line.search(/\S|$/),
    };
  }
  return null;
}

function brokenValue(text: string, offset: number): Fault | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = lineAt(text, start);
  const name = /^[ \t]*(?:- )?[\w-]+:[ \t]+/.exec(line)?.[0];
  if (name === undefined) return null;
  const value = line.slice(name.length);
  const at = start + name.length;
  const first = value[0] ?? '';
  if (/["']/.test(first)) {
    return {
      found: `words after the closing quote ${first}`,
      expected: 'one quote at each end of the value',
      hint:
        first === '"'
          ? "Put the whole value in quotes; where it holds `\"`, in single ones: `'…'`."
          : 'Put the whole value in quotes; where it holds `\'`, in double ones: `"…"`.',
      offset,
    };
  }
  if (/[^\p{L}\p{N}]/u.test(first)) {
    return {
      found: `\`${first}\` at the start of a value`,
      expected: 'the value in quotes',
      hint: QUOTE,
      offset: at,
    };
  }
  if (/:(?:\s|$)/.test(value)) {
    return { found: 'second colon in a value', expected: 'the value in quotes', hint: QUOTE, offset: at };
  }
  return null;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
}
