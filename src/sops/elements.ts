import type { Nodes, Paragraph, Root, RootContent } from 'mdast';
import { type CheckMessage, createMessage } from './messages.ts';
import { walk } from './prose.ts';
import { type Element, placeOf } from './safety.ts';
import type { Covers, Place } from './types.ts';

/** One `<Rule>` element of a page and what stands in it. */
export interface RuleElement {
  readonly attributes: Readonly<Record<string, string>>;
  /** Places of the attributes, by name. */
  readonly places: Readonly<Record<string, Place>>;
  readonly covers: readonly Covers[];
  readonly body: readonly RootContent[];
  /** Nodes of the body that are facts, not prose. */
  readonly cut: readonly Nodes[];
  readonly place: Place;
}

/** A page's rules, and what stands outside them. */
export interface PageElements {
  readonly rules: readonly RuleElement[];
  readonly intro: readonly RootContent[];
  readonly messages: readonly CheckMessage[];
}

/** Finds the `<Rule>` and `<Covers>` elements of a page; those in the wrong place are messages. */
export function findElements(tree: Root, file: string): PageElements {
  const messages: CheckMessage[] = [];
  const rules: RuleElement[] = [];
  const intro: RootContent[] = [];
  for (const node of tree.children) {
    const elements = rulesOf(node);
    if (elements.length === 0) {
      intro.push(node);
      refuseInside(node, ['Rule', 'Covers'], file, messages);
    }
    for (const element of elements) rules.push(readRule(element, file, messages));
  }
  return { rules, intro, messages };
}

/** The rules a top-level node is: one element, or a paragraph of nothing else. */
function rulesOf(node: RootContent): Element[] {
  if (isElement(node, 'Rule')) return [node];
  if (node.type !== 'paragraph' || !isOnly(node, 'Rule')) return [];
  return node.children.filter((child) => isElement(child, 'Rule'));
}

function readRule(element: Element, file: string, messages: CheckMessage[]): RuleElement {
  const { attributes, places } = readAttributes(element, file);
  const covers: Covers[] = [];
  const cut: Nodes[] = [];
  const inside: Element[] = [];
  for (const child of element.children) {
    refuseInside(child, ['Rule'], file, messages);
    walk(child, (node) => {
      if (isElement(node, 'Covers')) inside.push(node);
    });
  }
  for (const node of inside) {
    cut.push(node);
    const place = placeOf(node, file);
    if (node.children.length > 0) messages.push(createMessage('covers-content', place, undefined));
    const phrase = readAttributes(node, file).attributes.phrase?.trim() ?? '';
    if (phrase !== '') covers.push({ phrase, place });
    else {
      messages.push(
        createMessage('rule-attribute', place, {
          attribute: 'phrase',
          found: 'missing value',
          expected: 'the wording that counts as this rule',
        }),
      );
    }
  }
  const body = element.children as RootContent[];
  return { attributes, places, covers, body, cut, place: placeOf(element, file) };
}

function readAttributes(element: Element, file: string) {
  const attributes: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
    if (Object.hasOwn(attributes, attribute.name)) continue;
    // Assigned this way, a name like `__proto__` is a name.
    Object.defineProperty(attributes, attribute.name, { value: attribute.value, enumerable: true });
    Object.defineProperty(places, attribute.name, {
      value: attributePlace(attribute, element, file),
      enumerable: true,
    });
  }
  return { attributes, places };
}

function attributePlace(attribute: Element['attributes'][number], element: Element, file: string): Place {
  return attribute.position ? placeOf(attribute, file) : placeOf(element, file);
}

const EXPECTED = {
  Rule: 'at the top of the page, outside other elements',
  Covers: 'inside a <Rule>',
} as const;

function refuseInside(
  tree: Nodes,
  names: readonly (keyof typeof EXPECTED)[],
  file: string,
  messages: CheckMessage[],
): void {
  walk(tree, (node) => {
    for (const name of names) {
      if (!isElement(node, name)) continue;
      const parameters = { element: name, expected: EXPECTED[name] };
      messages.push(createMessage('rule-misplaced', placeOf(node, file), parameters));
    }
  });
}

function isOnly(paragraph: Paragraph, name: string): boolean {
  return paragraph.children.every(
    (child) => isElement(child, name) || (child.type === 'text' && child.value.trim() === ''),
  );
}

function isElement(node: Nodes, name: string): node is Element {
  return (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === name;
}
