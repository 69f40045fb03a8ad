import type { z } from 'zod';
import { findElements, type RuleElement } from './elements.ts';
import { readFields } from './fields.ts';
import { splitFrontMatter } from './front-matter.ts';
import { isFault, MAX_DEPTH, parseMarkdown, type SyntaxFault } from './markdown.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import { explainPageFault, offsetOf } from './page-faults.ts';
import { listPassages, type Passage } from './passages.ts';
import { collectDefinitions, createProse, type Definitions } from './prose.ts';
import { findUnsafe, MAX_FINDINGS } from './safety.ts';
import { proposalSchema, proposalTranslationSchema, sopSchema, translationSchema } from './schemas.ts';
import { findUnreadable, placeAt } from './source-text.ts';
import type { Covers, Place, Prose } from './types.ts';

export type SopFields = z.output<typeof sopSchema>;
export type ProposalFields = z.output<typeof proposalSchema>;
export type TranslationFields = z.output<typeof proposalTranslationSchema>;

type PageKind = 'sop' | 'translation' | 'proposal' | 'proposal-translation';

/** A `<Rule>` as written: its facts still strings, its words taken apart. */
export interface ParsedRule {
  readonly attributes: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly covers: readonly Covers[];
  readonly body: Prose;
  readonly passages: readonly Passage[];
  readonly place: Place;
}

/** One content page, parsed. Plain data: it can be sent between threads. */
export interface ParsedPage {
  readonly kind: PageKind;
  readonly file: string;
  /** Name of the folder it stands in; of an SOP, its case type. */
  readonly folder: string;
  readonly slug: string;
  /** Its front matter as its kind has it; null when that is not sound. */
  readonly fields: unknown;
  /** Places of the front matter's fields by dotted path. */
  readonly places: Readonly<Record<string, Place>>;
  readonly intro: Prose;
  readonly introPassages: readonly Passage[];
  readonly rules: readonly ParsedRule[];
  readonly messages: readonly CheckMessage[];
}

/** What a path relative to the content folder says about a page; null when no page is read there. */
export function readPath(file: string): Pick<ParsedPage, 'kind' | 'folder' | 'slug'> | null {
  const parts = file.split('/');
  const name = parts.at(-1) ?? '';
  const match = /^([a-z0-9]+(?:-[a-z0-9]+)*)(\.zh-cn)?\.mdx$/.exec(name);
  if (!match?.[1]) return null;
  const translated = match[2] !== undefined;
  if (parts.length === 3 && parts[0] === 'sops') {
    return { kind: translated ? 'translation' : 'sop', folder: parts[1] ?? '', slug: match[1] };
  }
  if (parts.length === 2 && parts[0] === 'proposals') {
    return { kind: translated ? 'proposal-translation' : 'proposal', folder: 'proposals', slug: match[1] };
  }
  return null;
}

const SCHEMAS = {
  sop: sopSchema,
  translation: translationSchema,
  proposal: proposalSchema,
  'proposal-translation': proposalTranslationSchema,
} as const;

const NO_PROSE: Prose = { markdown: '', content: [] };

/**
 * Parses one page. Pure, and it runs nothing of the page: what would be code is found and becomes
 * a fatal message. Whatever can still be read of a faulty page is in the result.
 */
export function parsePage(source: string, file: string): ParsedPage {
  // Lines and columns stay; a carriage return would end up in values and code.
  const text = source.replaceAll('\r\n', '\n');
  const path = readPath(file) ?? { kind: 'sop', folder: '', slug: '' };
  const empty: ParsedPage = {
    ...path,
    file,
    fields: null,
    places: {},
    intro: NO_PROSE,
    introPassages: [],
    rules: [],
    messages: [],
  };
  const unreadable = findUnreadable(text, file);
  if (unreadable.length > 0) return { ...empty, messages: unreadable };

  const front = splitFrontMatter(text, file);
  if (front.messages.some((message) => message.name.startsWith('front-matter'))) {
    return { ...empty, messages: front.messages };
  }
  const fields = readFields(SCHEMAS[path.kind], front, file);
  const known = { ...empty, fields: fields.value, places: front.places };

  const tree = parseMarkdown(front.body);
  if (isFault(tree)) {
    return { ...known, messages: [...fields.messages, faultMessage(tree, text, file)] };
  }
  const unsafe = findUnsafe(tree, file);
  // Recursive code below is safe only within the depth that was checked.
  const tooDeep = unsafe.some((message) => message.name === 'nesting-too-deep');
  if (tooDeep || unsafe.length >= MAX_FINDINGS) {
    return { ...known, messages: [...fields.messages, ...unsafe] };
  }
  const elements = findElements(tree, file);
  const definitions = collectDefinitions(tree);
  return {
    ...known,
    intro: createProse(elements.intro, [], text, definitions),
    introPassages: listPassages(elements.intro),
    rules: elements.rules.map((rule) => parseRule(rule, text, definitions)),
    messages: [...fields.messages, ...unsafe, ...elements.messages],
  };
}

function faultMessage({ reason, line, column }: SyntaxFault, text: string, file: string): CheckMessage {
  if (/call stack/i.test(reason)) {
    return createMessage('nesting-too-deep', { file, line, column }, { limit: MAX_DEPTH });
  }
  const fault = explainPageFault(reason, text, offsetOf(text, line, column));
  return createMessage('mdx-syntax', placeAt(text, fault.offset, file), fault);
}

function parseRule(element: RuleElement, text: string, definitions: Definitions): ParsedRule {
  const { attributes, places, covers, place } = element;
  return {
    attributes,
    places,
    covers,
    place,
    body: createProse(element.body, element.cut, text, definitions),
    passages: listPassages(element.body),
  };
}
