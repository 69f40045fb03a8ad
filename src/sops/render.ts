import { createHash } from 'node:crypto';
import type {
  Element,
  ElementContent,
  Nodes as HastNodes,
  Root as HastRoot,
  RootContent as HastRootContent,
} from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import { HTML_ELEMENTS } from './safety.ts';
import { RULE_MENTION } from './schemas.ts';
import type { TermFinder } from './terms.ts';
import type { GlossaryTerm, Language, Prose } from './types.ts';
import { urlFault } from './urls.ts';

export interface RenderOptions {
  /** Address of a rule's page, or null for an ID that is no rule; without it IDs stay text. */
  readonly ruleHref?: (id: string) => string | null;
  /** Glossary terms to link, each where it first stands; without it they stay text. */
  readonly terms?: TermLinks;
  /** Leads the ids of headings and footnotes and the names of tables, most often the rule's ID; made from the text when absent. */
  readonly namespace?: string;
  /** Address of the page a link leads to, or null for one that stays as it is; without it all do. */
  readonly pageHref?: (address: string) => string | null;
  /** Language of what is added to the text: labels of footnotes and tables. Default English. */
  readonly language?: Language;
}

/** How glossary terms are found and what their links say. */
export interface TermLinks {
  readonly find: TermFinder;
  /** Address of a term's entry. */
  readonly href: (term: GlossaryTerm) => string;
  /** Said to who points at the link or has it read out. */
  readonly title: (term: GlossaryTerm) => string;
}

/**
 * Renders prose as HTML that cannot act: whatever the tree holds, only elements, attributes and
 * protocols of a short list come out.
 */
export function renderProse(prose: Prose, options: RenderOptions = {}): string {
  if (prose.content.length === 0) return '';
  const namespace = slugOf(options.namespace ?? '') || `t${hash(prose.markdown)}`;
  const labels = LABELS[options.language ?? 'en'];
  const tree: Root = { type: 'root', children: [...prose.content] };
  const processor = unified()
    .use(remarkRehype, {
      clobberPrefix: `${namespace}-`,
      footnoteLabel: labels.footnotes,
      footnoteBackLabel: (index: number) => `${labels.back} ${index + 1}`,
      handlers: { mdxJsxFlowElement: harmlessElement, mdxJsxTextElement: harmlessElement },
      unknownHandler: () => undefined,
    })
    .use(() => (root: HastRoot) => finish(root, namespace, options))
    .use(rehypeSanitize, SCHEMA)
    .use(rehypeStringify);
  return processor.stringify(processor.runSync(tree) as HastRoot);
}

const LABELS: Readonly<Record<Language, { footnotes: string; back: string; table: string }>> = {
  en: { footnotes: 'Footnotes', back: 'Back to reference', table: 'Table' },
  'zh-CN': { footnotes: '脚注', back: '返回引用', table: '表格' },
};

type Handler = NonNullable<NonNullable<RehypeOptions['handlers']>['text']>;

const harmlessElement: Handler = (state, node) => {
  const name = node.name as string | null;
  const allowed = name === null ? undefined : HTML_ELEMENTS.get(name);
  if (name === null || !allowed) return undefined;
  const properties: Record<string, string | boolean> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || !allowed.includes(attribute.name)) continue;
    properties[attribute.name] = typeof attribute.value === 'string' ? attribute.value : true;
  }
  return { type: 'element', tagName: name, properties, children: state.all(node) };
};

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const SCHEMA: Schema = {
  // Ids are namespaced before, so that links to them keep working.
  clobber: [],
  clobberPrefix: '',
  strip: ['script', 'style', 'template', 'iframe', 'noscript', 'svg', 'math'],
  tagNames: [
    ...HEADINGS,
    ...HTML_ELEMENTS.keys(),
    ...'a blockquote code del div em hr img input li ol p pre section strong table tbody td th thead tr ul'.split(
      ' ',
    ),
  ],
  ancestors: { tr: ['table'], td: ['table'], th: ['table'], thead: ['table'], tbody: ['table'] },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  attributes: {
    a: [
      'href',
      'id',
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'dataRule',
      'dataTerm',
      ['rel', 'noopener', 'noreferrer'],
      'title',
    ],
    abbr: ['title'],
    code: [['className', /^language-[\w-]+$/]],
    details: ['open'],
    div: [['className', 'table-scroll'], ['role', 'region'], 'ariaLabel', ['tabIndex', 0]],
    img: ['src', 'alt', 'title', ['loading', 'lazy']],
    input: [['type', 'checkbox'], ['disabled', true], 'checked', 'ariaLabel'],
    li: [['className', 'task-list-item'], 'id'],
    ol: ['start', ['className', 'contains-task-list']],
    ul: [['className', 'contains-task-list']],
    section: [['className', 'footnotes'], 'dataFootnotes'],
    th: [['align', 'left', 'right', 'center']],
    td: [['align', 'left', 'right', 'center']],
    ...Object.fromEntries(HEADINGS.map((name) => [name, ['id', ['className', 'sr-only']]])),
  },
};

/** The id that the footnotes' heading gets, the same on every page. */
const FOOTNOTES = 'footnote-label';

/** Gives headings their ids, tables their scroll box, rule IDs and terms their links, and drops bad addresses. */
function finish(root: HastRoot, namespace: string, options: RenderOptions): void {
  const ids = new Map<string, number>();
  const tables = new Map<string, number>();
  const nameTable = (table: Element): string => {
    const columns = table.children.flatMap(cellsOfHead).join(', ');
    const name = [options.namespace, columns || LABELS[options.language ?? 'en'].table];
    return uniqueName(name.filter(Boolean).join(' '), tables);
  };
  const linked = new Set<string>();
  const linkText = (text: string, { terms, strong }: Surroundings): ElementContent[] => {
    const parts = linkRules(text, options.ruleHref ?? (() => null));
    if (!terms || !options.terms) return parts;
    const links = options.terms;
    return parts.flatMap((part) =>
      part.type === 'text' ? linkTerms(part.value, strong, links, linked) : part,
    );
  };
  const visit = (parent: HastRoot | Element, around: Surroundings): void => {
    parent.children = parent.children.flatMap((child): HastRootContent[] => {
      if (child.type === 'text') return around.rules ? linkText(child.value, around) : [child];
      if (child.type !== 'element') return [child];
      const { tagName } = child;
      if (HEADINGS.includes(tagName)) {
        if (child.properties.id === FOOTNOTES) child.properties.id = `${namespace}-${FOOTNOTES}`;
        child.properties.id ??= uniqueId(`${namespace}-${slugOf(hastText(child)) || 'section'}`, ids);
      }
      if (tagName === 'a') {
        finishAddress(child, 'href', options.pageHref);
        if (child.properties.ariaDescribedBy)
          child.properties.ariaDescribedBy = [`${namespace}-${FOOTNOTES}`];
      }
      if (tagName === 'img') finishAddress(child, 'src');
      if (tagName === 'li') labelCheckbox(child);
      visit(child, surroundingsIn(tagName, around));
      return [tagName === 'table' ? scrollBox(child, nameTable(child)) : child];
    }) as typeof parent.children;
  };
  visit(root, { rules: true, terms: true, strong: false });
}

/** What may become of the text in an element. */
interface Surroundings {
  readonly rules: boolean;
  readonly terms: boolean;
  /** Whether it is in bold. */
  readonly strong: boolean;
}

const LITERAL = ['a', 'code', 'pre'];
/** A heading is an address already; the others are what a reader presses, or explain themselves. */
const WITHOUT_TERMS = [...LITERAL, ...HEADINGS, 'abbr', 'kbd', 'summary'];

function surroundingsIn(tagName: string, around: Surroundings): Surroundings {
  return {
    rules: around.rules && !LITERAL.includes(tagName),
    terms: around.terms && !WITHOUT_TERMS.includes(tagName),
    strong: around.strong || tagName === 'strong',
  };
}

/** A checkbox must say what it stands for to someone who cannot see what is beside it. */
function labelCheckbox(item: Element): void {
  const holders = item.children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'p' ? child.children : [child],
  );
  for (const node of holders) {
    if (node.type === 'element' && node.tagName === 'input') {
      node.properties.ariaLabel = hastText(item).replace(/\s+/g, ' ').trim();
    }
  }
}

function finishAddress(element: Element, name: 'href' | 'src', pageHref?: RenderOptions['pageHref']): void {
  const url = String(element.properties[name] ?? '');
  if (urlFault(url) !== null) {
    delete element.properties[name];
    return;
  }
  if (name === 'src') element.properties.loading = 'lazy';
  if (/^https?:/i.test(url)) {
    if (name === 'href') element.properties.rel = ['noopener', 'noreferrer'];
  } else element.properties[name] = pageHref?.(url) ?? url;
}

function linkRules(text: string, ruleHref: (id: string) => string | null): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of text.matchAll(RULE_MENTION)) {
    const id = match[1] as string;
    const href = ruleHref(id);
    if (href === null) continue;
    if (match.index > from) parts.push({ type: 'text', value: text.slice(from, match.index) });
    parts.push({
      type: 'element',
      tagName: 'a',
      properties: { href, dataRule: id },
      children: [{ type: 'text', value: match[0] }],
    });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) });
  return parts;
}

/** @param linked IDs of the terms that are linked already; those linked now are added */
function linkTerms(
  text: string,
  strong: boolean,
  { find, href, title }: TermLinks,
  linked: Set<string>,
): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const { start, end, term } of find(text, strong)) {
    if (linked.has(term.id)) continue;
    linked.add(term.id);
    if (start > from) parts.push({ type: 'text', value: text.slice(from, start) });
    parts.push({
      type: 'element',
      tagName: 'a',
      // The ID comes first: `onlyFirstTerms` finds links by it.
      properties: { dataTerm: term.id, href: href(term), title: title(term) },
      children: [{ type: 'text', value: text.slice(start, end) }],
    });
    from = end;
  }
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) });
  return parts;
}

// In text every `<` is escaped and in attributes every quote: nothing else can look like such a link.
const TERM_LINK = /<a data-term="([^"]*)"(?: [a-z-]+="[^"]*")*>([^<]*)<\/a>/g;

/**
 * Of several pieces of rendered prose on one page, only the first one with a term links it.
 *
 * @param linked IDs of the terms that the pieces before link; those of this one are added
 */
export function onlyFirstTerms(html: string, linked: Set<string>): string {
  return html.replace(TERM_LINK, (link: string, id: string, words: string) => {
    if (linked.has(id)) return words;
    linked.add(id);
    return link;
  });
}

function scrollBox(table: Element, ariaLabel: string): Element {
  // Focusable, so that a keyboard can scroll it.
  const properties = { className: ['table-scroll'], role: 'region', tabIndex: 0, ariaLabel };
  return { type: 'element', tagName: 'div', properties, children: [table] };
}

function cellsOfHead(section: ElementContent): string[] {
  if (section.type !== 'element' || section.tagName !== 'thead') return [];
  const row = section.children.find((child) => child.type === 'element');
  if (row?.type !== 'element') return [];
  return row.children
    .flatMap((cell) => (cell.type === 'element' ? [hastText(cell).trim()] : []))
    .filter(Boolean);
}

function uniqueId(id: string, ids: Map<string, number>): string {
  const count = countMet(id, ids);
  return count === 1 ? id : `${id}-${count}`;
}

/** How often a name was met, this time included. */
function countMet(name: string, met: Map<string, number>): number {
  const count = (met.get(name) ?? 0) + 1;
  met.set(name, count);
  return count;
}

/** Regions of one page are told apart by their names alone. */
function uniqueName(name: string, names: Map<string, number>): string {
  const count = countMet(name, names);
  return count === 1 ? name : `${name} (${count})`;
}

function slugOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function hastText(node: HastNodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => hastText(child as HastNodes)).join('') : '';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
