import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast';
import type { Prose } from './types.ts';

/** Definitions of a whole page; what a rule refers to may stand outside it. */
export interface Definitions {
  readonly links: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
}

/** Collects a page's link and footnote definitions; the first of a name counts. */
export function collectDefinitions(tree: Root): Definitions {
  const links = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  walk(tree, (node) => {
    if (node.type === 'definition' && !links.has(node.identifier)) links.set(node.identifier, node);
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) {
      footnotes.set(node.identifier, node);
    }
  });
  return { links, footnotes };
}

/**
 * Makes prose out of a run of nodes: it stands alone (references are resolved), carries no
 * positions, and its Markdown is what was written, without the nodes that were cut out.
 */
export function createProse(
  nodes: readonly RootContent[],
  cut: readonly Nodes[],
  text: string,
  definitions: Definitions,
): Prose {
  const markdown = sliceMarkdown(nodes, cut, text);
  const removed = new Set<Nodes>(cut);
  const content = nodes.flatMap((node) => detach(node, removed, definitions) as RootContent[]);
  const held = new Set<string>();
  const wanted = new Set<string>();
  walk({ type: 'root', children: content }, (node) => {
    if (node.type === 'footnoteDefinition') held.add(node.identifier);
    if (node.type === 'footnoteReference') wanted.add(node.identifier);
  });
  for (const identifier of wanted) {
    const definition = definitions.footnotes.get(identifier);
    if (definition && !held.has(identifier)) {
      content.push(...(detach(definition, removed, definitions) as RootContent[]));
    }
  }
  return { markdown, content };
}

/** Visits every node once, parents first, without looking into what a parser attached to them. */
export function walk(tree: Nodes, visit: (node: Nodes) => void): void {
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    if ('children' in node) stack.push(...[...node.children].reverse());
  }
}

/** A copy without positions, cut nodes, and paragraphs that became empty by the cut. */
function detach(node: Nodes, cut: ReadonlySet<Nodes>, definitions: Definitions): Nodes[] {
  if (cut.has(node) || node.type === 'definition') return [];
  if (node.type === 'linkReference' || node.type === 'imageReference') {
    return [resolved(node, cut, definitions)];
  }
  const { position, ...rest } = node;
  if (rest.type === 'code' || rest.type === 'text' || !('children' in rest)) return [rest as Nodes];
  const children = (node as { children: Nodes[] }).children.flatMap((child) =>
    detach(child, cut, definitions),
  );
  if (rest.type === 'paragraph' && cut.size > 0 && isBlank(children)) return [];
  return [{ ...rest, children } as Nodes];
}

function resolved(
  node: Extract<Nodes, { type: 'linkReference' | 'imageReference' }>,
  cut: ReadonlySet<Nodes>,
  definitions: Definitions,
): Nodes {
  const target = definitions.links.get(node.identifier);
  const url = target?.url ?? '';
  const title = target?.title ?? null;
  if (node.type === 'imageReference') return { type: 'image', url, title, alt: node.alt ?? null };
  const children = node.children.flatMap((child) => detach(child, cut, definitions));
  return { type: 'link', url, title, children } as Nodes;
}

function isBlank(nodes: readonly Nodes[]): boolean {
  return nodes.every((node) => node.type === 'text' && node.value.trim() === '');
}

function sliceMarkdown(nodes: readonly RootContent[], cut: readonly Nodes[], text: string): string {
  const holes = cut.map(rangeOf).sort((a, b) => a[0] - b[0]);
  const blocks = groupRuns(nodes, text).map(([start, end]) => {
    let slice = '';
    // With its indentation, so that all lines can lose the same.
    let from = withoutTrailingBlanks(text, start);
    for (const [holeStart, holeEnd] of holes) {
      if (holeStart < from || holeEnd > end) continue;
      slice += text.slice(from, holeStart);
      from = holeEnd;
      // A line that held nothing else goes with it.
      const lineEnd = /^[ \t]*\n/.exec(text.slice(from, end));
      const kept = withoutTrailingBlanks(slice, slice.length);
      if ((kept === 0 || slice[kept - 1] === '\n') && lineEnd) {
        slice = slice.slice(0, kept);
        from += lineEnd[0].length;
      }
    }
    return slice + text.slice(from, end);
  });
  return dedent(blocks.join('\n\n'));
}

/** Where the blanks begin that stand before an offset. */
function withoutTrailingBlanks(text: string, end: number): number {
  let start = end;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

/** Offsets of the stretches in which nodes follow each other with only white space between. */
function groupRuns(nodes: readonly RootContent[], text: string): [number, number][] {
  const runs: [number, number][] = [];
  for (const node of nodes) {
    const [start, end] = rangeOf(node);
    const last = runs.at(-1);
    if (last && text.slice(last[1], start).trim() === '') last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}

function rangeOf(node: Nodes): [number, number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  const stripped = lines.map((line) => (line.trim() === '' ? '' : line.slice(common)));
  return stripped.join('\n').replace(/^\n+/, '').trimEnd();
}
