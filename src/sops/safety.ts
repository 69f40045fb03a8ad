import type { Nodes, Root } from 'mdast';
import { MAX_DEPTH } from './markdown.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import { findControl } from './source-text.ts';
import type { Place } from './types.ts';
import { urlFault } from './urls.ts';

/** A JSX element; in MDX every tag is one. */
export type Element = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

/** Harmless HTML elements that a page may use, each with the attributes it may have. */
export const HTML_ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['abbr', ['title']],
  ['br', []],
  ['details', ['open']],
  ['kbd', []],
  ['mark', []],
  ['sub', []],
  ['summary', []],
  ['sup', []],
  ['wbr', []],
]);

/** The components a page may use, each with its attributes. */
const COMPONENTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Rule',
    [
      'id',
      'title',
      'effective',
      'revision',
      'revised',
      'retired',
      'replacedBy',
      'appliesTo',
      'signals',
      'audience',
    ],
  ],
  ['Covers', ['phrase']],
]);

const ACTIVE = new Set(
  'animate applet audio base body button embed form frame frameset html iframe img image input link math meta noscript object param picture script select set slot source style svg template textarea title track video xml'.split(
    ' ',
  ),
);

/** More in one page tell nobody anything new; the rest of such a page is not looked at. */
export const MAX_FINDINGS = 50;

/** Markup that no plain text field needs: a tag, a comment, an expression. */
const MARKUP = /<(?:[a-z/!?]|\s+(?:script|iframe|img|svg)\b)[^>]{0,40}>?|\{[^}]{0,40}\}?|\$\{|javascript:/i;

/**
 * The data-not-code rule (formats.md section 1) over a parsed page. Looks at every node wherever
 * it stands, and evaluates nothing. Walks without recursion, so that depth cannot break it.
 */
export function findUnsafe(tree: Root, file: string): CheckMessage[] {
  const messages: CheckMessage[] = [];
  const stack: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = stack.pop(); next && messages.length < MAX_FINDINGS; next = stack.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH) {
      messages.push(createMessage('nesting-too-deep', placeOf(node, file), { limit: MAX_DEPTH }));
      break;
    }
    inspect(node, file, messages);
    if ('children' in node) {
      for (const child of node.children) stack.push({ node: child, depth: depth + 1 });
    }
  }
  return messages;
}

/** Findings about a plain text field, which nothing may turn into markup later. */
export function findInPlainText(text: string, field: string, place: Place): CheckMessage[] {
  const controls = findControl(text, () => place);
  const found = MARKUP.exec(text)?.[0];
  return found === undefined
    ? controls
    : [...controls, createMessage('markup-in-text', place, { field, found })];
}

/** Where a node begins. */
export function placeOf(node: { position?: Nodes['position'] }, file: string): Place {
  const start = node.position?.start;
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

function inspect(node: Nodes, file: string, messages: CheckMessage[]): void {
  const place = placeOf(node, file);
  for (const text of textsOf(node)) messages.push(...findControl(text, () => place));
  switch (node.type) {
    case 'mdxjsEsm': {
      const statement = /^\s*(import|export)/.exec(node.value)?.[1] ?? 'import';
      messages.push(createMessage('mdx-esm', place, { statement }));
      return;
    }
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      messages.push(createMessage('mdx-expression', place, { code: brief(node.value) }));
      return;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      inspectElement(node, place, messages);
      return;
    case 'html':
      messages.push(createMessage('active-html', place, { name: brief(node.value) }));
      return;
    case 'link':
    case 'image':
    case 'definition': {
      const reason = urlFault(node.url);
      if (reason) messages.push(createMessage('unsafe-url', place, { url: node.url, reason }));
      return;
    }
    default:
      return;
  }
}

/** What a node itself says, as the parser decoded it. */
function textsOf(node: Nodes): string[] {
  const { value, url, title, alt } = node as Partial<Record<'value' | 'url' | 'title' | 'alt', unknown>>;
  return [value, url, title, alt].filter((text) => typeof text === 'string');
}

function inspectElement(node: Element, place: Place, messages: CheckMessage[]): void {
  const name = node.name ?? '';
  const known = COMPONENTS.get(name) ?? HTML_ELEMENTS.get(name);
  if (!known) messages.push(refusedElement(name, place));
  const seen = new Set<string>();
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      messages.push(createMessage('mdx-spread', place, undefined));
      continue;
    }
    const at = attribute.position ? placeOf(attribute, place.file) : place;
    messages.push(...inspectAttribute(name, attribute.name, attribute.value, at));
    if (seen.has(attribute.name)) {
      messages.push(createMessage('attribute-repeated', at, { attribute: attribute.name }));
    }
    seen.add(attribute.name);
  }
}

function refusedElement(name: string, place: Place): CheckMessage {
  if (ACTIVE.has(name.toLowerCase())) {
    return createMessage('active-html', place, { name: `<${name}>` });
  }
  const allowed = [...COMPONENTS.keys(), ...HTML_ELEMENTS.keys()];
  return createMessage('unknown-component', place, { name, allowed });
}

function inspectAttribute(element: string, attribute: string, value: unknown, place: Place): CheckMessage[] {
  if (/^(?:xlink:|xml:)?on/i.test(attribute)) {
    return [createMessage('event-handler', place, { attribute })];
  }
  if (/^style$/i.test(attribute)) return [createMessage('style-attribute', place, undefined)];
  if (value !== null && typeof value === 'object') {
    const code = brief(String((value as { value?: unknown }).value ?? ''));
    return [createMessage('mdx-expression', place, { code })];
  }
  const known = COMPONENTS.get(element);
  if (known) {
    if (typeof value !== 'string') return [createMessage('attribute-not-string', place, { attribute })];
    const messages = findInPlainText(value, attribute, place);
    if (!known.includes(attribute)) {
      messages.push(createMessage('unknown-attribute', place, { element, attribute, known }));
    }
    return messages;
  }
  const allowed = HTML_ELEMENTS.get(element);
  if (allowed && !allowed.includes(attribute)) {
    return [createMessage('html-attribute', place, { element, attribute })];
  }
  return typeof value === 'string' ? findControl(value, () => place) : [];
}

function brief(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}
