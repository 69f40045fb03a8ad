import type { Nodes } from 'mdast';
import { sectionOf } from './sections.ts';
import type { Language, Prose, Rule } from './types.ts';

/** Prose as plain text, one block a line: for search, feeds and comparison. */
export function plainText(prose: Prose): string {
  return prose.content
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

const LONG = 200;

/**
 * What a rule decides, in one line of plain text: the first paragraph (its first sentence, when it
 * is long) under the heading Decide or 处置, else the first of the rule. A rule without a
 * translation answers in English; a tombstone with nothing.
 */
export function decisionLine(rule: Rule, language: Language): string {
  const translated = language === 'zh-CN' ? rule.translation : null;
  const { content } = translated?.body ?? rule.body;
  const start = content.findIndex(
    (node) => node.type === 'heading' && sectionOf(inlineText(node)) === 'decide',
  );
  const rest = start < 0 ? [] : content.slice(start + 1);
  const end = rest.findIndex((node) => node.type === 'heading');
  const section = end < 0 ? rest : rest.slice(0, end);
  const first =
    section.find((node) => node.type === 'paragraph') ??
    section[0] ??
    content.find((node) => node.type === 'paragraph');
  return first ? shorten(firstLine(first)) : '';
}

function firstLine(node: Nodes): string {
  if (node.type === 'list' && node.children[0]) return blockText(node.children[0]);
  if (node.type === 'table') return blockText(node.children[1] ?? node);
  return blockText(node).split('\n')[0] ?? '';
}

function shorten(text: string): string {
  if (text.length <= LONG) return text;
  return /^.*?(?:[.!?](?=\s)|[。！？])/.exec(text)?.[0] ?? text;
}

function blockText(node: Nodes): string {
  switch (node.type) {
    case 'tableRow':
      return node.children.map(inlineText).join(' | ');
    case 'definition':
      return '';
    case 'code':
      return node.value;
    case 'table':
    case 'list':
    case 'listItem':
    case 'blockquote':
    case 'footnoteDefinition':
    case 'mdxJsxFlowElement':
      return (node.children as Nodes[])
        .map(blockText)
        .filter((text) => text !== '')
        .join('\n');
    default:
      return inlineText(node).replace(/\s+/g, ' ').trim();
  }
}

function inlineText(node: Nodes): string {
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? (node.children as Nodes[]).map(inlineText).join('') : '';
}
