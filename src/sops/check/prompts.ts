import { type CheckMessage, createMessage } from '../messages.ts';
import type { ParsedPage, SopFields, TranslationFields } from '../parse.ts';
import { placeIn } from '../passages.ts';
import { promptsIn } from '../prompts.ts';
import { attributePlace } from '../rule-attributes.ts';
import type { Place } from '../types.ts';
import type { Check } from './context.ts';

/** What an author has yet to write, in SOPs that are in force. */
export const checkPrompts: Check = function* ({ content }) {
  const active = new Set(
    content.readable.sops.filter((sop) => sop.status === 'active').map(({ file }) => file),
  );
  for (const page of content.pages) {
    if (!active.has(page.file.replace(/\.zh-cn\.mdx$/, '.mdx'))) continue;
    for (const { text, at } of textsOf(page)) yield* findIn(text, at);
  }
};

interface Placed {
  readonly text: string;
  /** Where an offset of the text stands. */
  at(offset: number): Place;
}

function* textsOf(page: ParsedPage): Iterable<Placed> {
  const { file } = page;
  const fields = page.fields as SopFields | TranslationFields | null;
  for (const name of ['title', 'description'] as const) {
    yield { text: fields?.[name] ?? '', at: () => page.places[name] ?? { file, line: 1, column: 1 } };
  }
  for (const rule of page.rules) {
    yield { text: rule.attributes.title ?? '', at: () => attributePlace(rule, 'title') };
    for (const { phrase, place } of rule.covers) yield { text: phrase, at: () => place };
  }
  const passages = [...page.introPassages, ...page.rules.flatMap((rule) => rule.passages)];
  for (const passage of passages.filter(({ kind }) => kind === 'text' || kind === 'heading')) {
    yield { text: passage.text, at: (offset) => ({ file, ...placeIn(passage, offset) }) };
  }
}

function* findIn(text: string, at: Placed['at']): Iterable<CheckMessage> {
  for (const { text: found, offset } of promptsIn(text)) {
    yield createMessage('unfilled-prompt', at(offset), { found });
  }
}
