import type { Nodes, RootContent } from 'mdast';

/** A stretch of a rule's words with where it stands, as the checks of wording read it. */
export interface Passage {
  readonly kind: 'text' | 'code' | 'heading' | 'link';
  /** The words; of a link, its address. */
  readonly text: string;
  /** Whether the words are in bold. */
  readonly strong: boolean;
  /** Text of the heading above; empty before the first. */
  readonly section: string;
  /** Number of the section, 0 before the first heading. */
  readonly sectionIndex: number;
  /** Number of the paragraph, list item or table row. */
  readonly block: number;
  readonly line: number;
  readonly column: number;
}

/** Lists the words of a run of nodes in reading order. Code blocks are left out: they are examples. */
export function listPassages(nodes: readonly RootContent[]): Passage[] {
  const passages: Passage[] = [];
  let section = '';
  let sectionIndex = 0;
  let block = 0;
  const visit = (node: Nodes, strong: boolean): void => {
    const { line = 1, column = 1 } = node.position?.start ?? {};
    const add = (kind: Passage['kind'], text: string) =>
      passages.push({ kind, text, strong, section, sectionIndex, block, line, column });
    if (node.type === 'paragraph' || node.type === 'tableRow' || node.type === 'heading') block++;
    if (node.type === 'heading') {
      sectionIndex++;
      section = textOf(node);
      add('heading', section);
      return;
    }
    if (node.type === 'text') add('text', node.value);
    if (node.type === 'inlineCode') add('code', node.value);
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') add('link', node.url);
    if ('children' in node) {
      for (const child of node.children) visit(child, strong || node.type === 'strong');
    }
    // Words of neighbouring cells and lines do not touch.
    if (node.type === 'tableCell' || node.type === 'break') add('text', ' | ');
  };
  for (const node of nodes) visit(node, false);
  return passages;
}

/** Where a stretch of a passage begins, by its offset in the passage's words. */
export function placeIn({ text, line, column }: Passage, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  const last = before.at(-1)?.length ?? 0;
  return before.length === 1
    ? { line, column: column + last }
    : { line: line + before.length - 1, column: last + 1 };
}

/** The words of a node and all in it. */
function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
