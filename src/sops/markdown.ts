import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';

/** A text written so that Markdown and MDX show it as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}

/** A page that did not parse: why, and where. */
export interface SyntaxFault {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

// Made once: setting a processor up costs more than parsing a short page.
const processor = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(withoutBareLinks).freeze();

type Constructs = Record<string, unknown>;
interface Extension {
  text?: Constructs;
  transforms?: unknown[];
}

/**
 * Takes the links made from bare addresses out of GFM: looking for one at every letter is a third
 * of all parsing time. A link is written `[words](address)`.
 */
function withoutBareLinks(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: Extension[]; fromMarkdownExtensions?: Extension[] };
  data.micromarkExtensions = (data.micromarkExtensions ?? []).flat().map((extension) => ({
    ...extension,
    ...(extension.text && { text: withoutAutolinks(extension.text) }),
  }));
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .map((extension) => ({ ...extension, transforms: [] }));
}

function withoutAutolinks(constructs: Constructs): Constructs {
  const kept = Object.entries(constructs).map(([code, value]) => {
    const list = [value].flat().filter((construct) => !isAutolink(construct));
    return [code, list] as const;
  });
  return Object.fromEntries(kept.filter(([, list]) => list.length > 0));
}

function isAutolink(construct: unknown): boolean {
  return String((construct as { name?: string }).name).endsWith('Autolink');
}

/** Deeper than this nobody writes, and recursive code downstream stays safe. */
export const MAX_DEPTH = 40;

/** Parses MDX into a tree. Nothing in it is run. */
export function parseMarkdown(text: string): Root | SyntaxFault {
  try {
    return processor.parse(text);
  } catch (thrown) {
    return faultOf(thrown);
  }
}

/** Whether a result of `parseMarkdown` is a fault. */
export function isFault(result: Root | SyntaxFault): result is SyntaxFault {
  return 'reason' in result;
}

function faultOf(thrown: unknown): SyntaxFault {
  const fault = thrown as { reason?: unknown; line?: unknown; column?: unknown; message?: unknown };
  const reason = String(fault.reason ?? fault.message ?? thrown);
  return {
    reason: plain(reason),
    line: typeof fault.line === 'number' ? fault.line : 1,
    column: typeof fault.column === 'number' ? fault.column : 1,
  };
}

/** The parser's own advice is for programmers who may write code; ours stands in the hint. */
function plain(reason: string): string {
  return reason
    .replace(/\s*\((?:note|tip):? [\s\S]*$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const MARKERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]*\]:))+/;
const MARKER = />|[-+*]|\d{1,9}[.)]|\]:/g;
const OPENERS = /[[({<]/g;

/**
 * Whether the text is so nested that parsing it could stall: a cheap look at the raw lines, since
 * a parser notices only afterwards.
 */
export function looksTooDeep(text: string): boolean {
  for (const line of text.split('\n')) {
    if (line.length < MAX_DEPTH) continue;
    const markers = MARKERS.exec(line)?.[0].match(MARKER)?.length ?? 0;
    if (markers > MAX_DEPTH) return true;
    if (indent(line) > 4 * MAX_DEPTH) return true;
    if (line.length > 1000 && (line.match(OPENERS)?.length ?? 0) > line.length / 4) return true;
  }
  return false;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
