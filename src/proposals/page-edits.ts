import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import { splitFrontMatter } from '../sops/front-matter.ts';
import { isFault, parseMarkdown } from '../sops/markdown.ts';
import { predecessor } from './next-ids.ts';

/** A `<Rule>` of a page with its offsets in the page's text. */
export interface RuleBlock {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** End of the paragraph it stands in: several tombstones may share one. */
  readonly blockEnd: number;
  readonly element: MdxJsxFlowElement | MdxJsxTextElement;
}

/** Finds the `<Rule>` blocks of a page that parses, in its order. */
export function ruleBlocks(text: string): RuleBlock[] {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const tree = parseMarkdown(splitFrontMatter(text.slice(mark), '').body);
  if (isFault(tree)) return [];
  return tree.children.flatMap((node) => {
    const elements = node.type === 'paragraph' ? node.children : [node];
    return elements.flatMap((element) => {
      if (element.type !== 'mdxJsxFlowElement' && element.type !== 'mdxJsxTextElement') return [];
      if (element.name !== 'Rule') return [];
      const id = attributeOf(element, 'id')?.value;
      const offsets = [element.position?.start, element.position?.end, node.position?.end];
      const [start = 0, end = 0, blockEnd = 0] = offsets.map((point) => (point?.offset ?? 0) + mark);
      return [{ id: typeof id === 'string' ? id.trim() : '', start, end, blockEnd, element }];
    });
  });
}

function attributeOf(element: RuleBlock['element'], name: string): MdxJsxAttribute | undefined {
  return element.attributes.find(
    (attribute): attribute is MdxJsxAttribute =>
      attribute.type === 'mdxJsxAttribute' && attribute.name === name,
  );
}

/**
 * The text of a rule's block with one attribute set, everything else as it is. A new attribute
 * stands after the title, on a line of its own where that has one.
 */
export function blockWith(
  text: string,
  { element, start, end }: RuleBlock,
  name: string,
  value: string,
): string {
  const written = `${name}="${value}"`;
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const rangeOf = (attribute: MdxJsxAttribute | undefined) => {
    const [from, to] = [attribute?.position?.start.offset, attribute?.position?.end.offset];
    return from === undefined || to === undefined ? null : ([from + mark, to + mark] as const);
  };
  const own = rangeOf(attributeOf(element, name));
  if (own) return text.slice(start, own[0]) + written + text.slice(own[1], end);
  const [from, to] = rangeOf(attributeOf(element, 'title')) ??
    rangeOf(attributeOf(element, 'id')) ?? [end, end];
  const space = /\r?\n[ \t]*$/.exec(text.slice(start, from))?.[0] ?? ' ';
  return text.slice(start, to) + space + written + text.slice(to, end);
}

/** Inserts a rule at its place by ID, and leaves every other byte of the page as it is. */
export function insertRule(text: string, id: string, block: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const own = block.replaceAll('\r\n', '\n').replaceAll('\n', lineEnd);
  const blocks = ruleBlocks(text);
  const before = predecessor(blocks, id);
  if (before)
    return `${text.slice(0, before.blockEnd)}${lineEnd}${lineEnd}${own}${text.slice(before.blockEnd)}`;
  const first = blocks[0];
  if (first) return `${text.slice(0, first.start)}${own}${lineEnd}${lineEnd}${text.slice(first.start)}`;
  const gap = /\n\r?\n$/.test(text) ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return `${text}${gap}${own}${lineEnd}`;
}

/**
 * Sets a field of a page's front matter, and leaves every other byte as it is. A field that is not
 * there is added at the end. Null when the page has no front matter that is a map.
 *
 * @param write gives the new value as YAML, from the old one as written; null when there is none
 */
export function setField(text: string, name: string, write: (old: string | null) => string): string | null {
  const fence = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0];
  const close = fence === undefined ? null : /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(fence.length));
  if (fence === undefined || !close) return null;
  const start = fence.length;
  const end = start + close.index;
  const { contents, errors } = parseDocument(text.slice(start, end), { logLevel: 'silent' });
  if (errors.length > 0 || !isMap(contents)) return null;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name);
  if (!pair) {
    const lineEnd = fence.endsWith('\r\n') ? '\r\n' : '\n';
    return `${text.slice(0, end)}${name}: ${write(null)}${lineEnd}${text.slice(end)}`;
  }
  const range = isNode(pair.value) ? pair.value.range : null;
  if (!range) return null;
  const [from, to] = [start + range[0], start + range[1]];
  const separator = from === to && !/\s$/.test(text.slice(0, from)) ? ' ' : '';
  return text.slice(0, from) + separator + write(text.slice(from, to)) + text.slice(to);
}

/** A value in the quotes, if any, that the old one has. */
export function quotedLike(old: string | null, value: string): string {
  const quote = /^["']/.exec(old ?? '')?.[0] ?? '';
  return quote + value + quote;
}
