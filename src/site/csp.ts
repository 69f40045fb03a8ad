/** Directives that a meta element can carry. */
const DIRECTIVES = [
  "default-src 'self'",
  // Pagefind runs WebAssembly; nothing else is ever evaluated.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // Rule texts may show pictures from https addresses (formats.md section 1).
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
];

/** The policy as each page states it in a meta element. */
export const PAGE_POLICY = DIRECTIVES.join('; ');

/** The policy as a server sends it: some directives work only as a header. */
export const HEADER_POLICY = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');

/** What every response carries. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': HEADER_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Keeps the declarations of a style attribute and returns the value of the `data-style` that stands for it. */
export type KeepDeclarations = (css: string) => string;

/** Name of the file that holds the declarations taken out of style attributes. */
export const STYLES_FILE = '_astro/attributes.css';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const DATA_TYPES = new Set(['application/json', 'application/ld+json']);
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'xlink:href']);

/**
 * Makes a page fit the policy: style attributes become `data-style` references to a style sheet,
 * and the policy becomes the first thing in the head. Scripts are never moved, only refused:
 * moving one would turn markup that somebody smuggled in into a script that may run.
 *
 * @param base folder the site is served from, with a closing slash
 * @throws when the page holds an inline script or style sheet, an event handler or a
 *   `javascript:` address
 */
export function secureHtml(html: string, keep: KeepDeclarations, base: string): string {
  const edits: Edit[] = [];
  let head: number | null = null;
  let headEnd: number | null = null;
  let styled = false;
  for (let position = html.indexOf('<'); position >= 0; position = html.indexOf('<', position)) {
    const next = html.charCodeAt(position + 1);
    if (!isLetter(next)) {
      if (headEnd === null && next === SLASH && html.startsWith('</head>', position)) headEnd = position;
      position = html.startsWith('<!--', position) ? after(html, '-->', position + 4) : position + 1;
      continue;
    }
    const tag = readTag(html, position);
    position = tag.end;
    if (tag.name === 'head') head ??= tag.end;
    if (RAW_TEXT.has(tag.name)) {
      const close = closing(html, tag.name, tag.end);
      refuseInline(tag, html.slice(tag.end, close));
      position = close;
    }
    for (const attribute of tag.attributes) {
      refuseActive(tag.name, attribute);
      if (attribute.name !== 'style') continue;
      const { start, end, value } = attribute;
      edits.push({ start, end, text: ` data-style="${keep(decode(value).trim())}"` });
      styled = true;
    }
  }
  if (head !== null) {
    edits.push({ start: head, end: head, text: POLICY_META });
    // Only pages that had style attributes need their rules.
    const link = `<link rel="stylesheet" href="${base}${STYLES_FILE}">`;
    if (styled && headEnd !== null) edits.push({ start: headEnd, end: headEnd, text: link });
  }
  return apply(html, edits);
}

/** Whether a page already states the policy. */
export function isSecured(html: string): boolean {
  return html.includes(`<head>${POLICY_META}`);
}

const POLICY_META = `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`;
const SLASH = 47;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

interface Tag {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly end: number;
}

const NAME_END = /[\s/>]/g;
const ATTRIBUTE = /[\s/]*(?:(>)|([^\s=/>][^\s=/>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?)/y;

function readTag(html: string, start: number): Tag {
  NAME_END.lastIndex = start;
  const nameEnd = NAME_END.exec(html)?.index ?? html.length;
  const attributes: Attribute[] = [];
  ATTRIBUTE.lastIndex = nameEnd;
  for (;;) {
    const from = ATTRIBUTE.lastIndex;
    const match = ATTRIBUTE.exec(html);
    const name = html.slice(start + 1, nameEnd).toLowerCase();
    if (match === null) return { name, attributes, end: html.length };
    if (match[1] !== undefined) return { name, attributes, end: ATTRIBUTE.lastIndex };
    attributes.push({
      name: (match[2] as string).toLowerCase(),
      value: match[3] ?? match[4] ?? match[5] ?? '',
      start: from,
      end: ATTRIBUTE.lastIndex,
    });
  }
}

function refuseInline({ name, attributes }: Tag, content: string): void {
  if (name === 'style') throw new Error('an inline <style>');
  if (name !== 'script' || attributes.some((attribute) => attribute.name === 'src')) return;
  const type = attributes.find((attribute) => attribute.name === 'type')?.value ?? '';
  if (!DATA_TYPES.has(type)) throw new Error(`an inline <script>: ${content.trim().slice(0, 60)}`);
}

function refuseActive(tag: string, { name, value }: Attribute): void {
  if (/^on[a-z]/.test(name)) throw new Error(`<${tag}> has the event handler "${name}"`);
  if (ADDRESSES.has(name) && /^[\s\u0000-\u001f]*javascript:/i.test(decode(value))) {
    throw new Error(`<${tag}> has a javascript: address`);
  }
}

function decode(value: string): string {
  if (!value.includes('&')) return value;
  return value
    .replaceAll('&#34;', '"')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#38;', '&')
    .replaceAll('&amp;', '&');
}

function closing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}[\\s/>]`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function after(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? html.length : at + text.length;
}

function apply(html: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return html;
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const { start, end, text } of sorted) {
    result += html.slice(position, start) + text;
    position = end;
  }
  return result + html.slice(position);
}

/** The `_headers` file that static hosts read. */
export function headersFile(): string {
  const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...lines, '', '/_astro/*', '  Cache-Control: public, max-age=31536000, immutable', ''].join(
    '\n',
  );
}
