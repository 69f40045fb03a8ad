import { createMessage } from '../messages.ts';
import { isOpen } from '../open-proposal.ts';
import type { ParsedPage, ParsedRule, ProposalFields, SopFields, TranslationFields } from '../parse.ts';
import { type Passage, placeIn } from '../passages.ts';
import { isUntouched, promptsIn } from '../prompts.ts';
import { attributePlace } from '../rule-attributes.ts';
import type { Place } from '../types.ts';
import type { Check, CheckContext } from './context.ts';

/** What an author has yet to write: wrong where reviewers or owners read it, to be expected in a draft. */
export const checkPrompts: Check = function* (context) {
  const [finished, drafts] = [activeSops(context), openProposals(context)];
  for (const page of context.content.pages) {
    const file = page.file.replace(/\.zh-cn\.mdx$/, '.mdx');
    const status = drafts.get(file);
    if (!finished.has(file) && status === undefined) continue;
    const translated = page.kind === 'proposal-translation';
    const found = [...textsOf(page, translated)].flatMap(promptsAt);
    if (status !== 'draft') {
      for (const { text, place } of found) yield createMessage('unfilled-prompt', place, { found: text });
    } else if (found[0] && !translated) {
      yield createMessage('prompts-left', found[0].place, { count: found.length });
    }
  }
};

function activeSops({ content }: CheckContext): ReadonlySet<string> {
  return new Set(content.readable.sops.filter(({ status }) => status === 'active').map(({ file }) => file));
}

/** Statuses of the proposals that are still to be decided, by their files. */
function openProposals({ content }: CheckContext): ReadonlyMap<string, ProposalFields['status']> {
  return new Map(content.readable.proposals.filter(isOpen).map(({ file, status }) => [file, status]));
}

interface Placed {
  readonly text: string;
  /** Where an offset of the text stands. */
  at(offset: number): Place;
}

/** @param begun leaves out rules that nobody has begun to translate: `accept` takes them as missing */
function* textsOf(page: ParsedPage, begun: boolean): Iterable<Placed> {
  const { file } = page;
  const fields = page.fields as Partial<SopFields & TranslationFields> | null;
  for (const name of ['title', 'description'] as const) {
    yield { text: fields?.[name] ?? '', at: () => page.places[name] ?? { file, line: 1, column: 1 } };
  }
  const rules = begun ? page.rules.filter(({ body }) => !isUntouched(body.markdown)) : page.rules;
  yield* wordsOf(file, page.introPassages);
  for (const rule of rules) yield* textsOfRule(file, rule);
}

function* textsOfRule(file: string, rule: ParsedRule): Iterable<Placed> {
  yield { text: rule.attributes.title ?? '', at: () => attributePlace(rule, 'title') };
  for (const { phrase, place } of rule.covers) yield { text: phrase, at: () => place };
  yield* wordsOf(file, rule.passages);
}

function* wordsOf(file: string, passages: readonly Passage[]): Iterable<Placed> {
  for (const passage of passages) {
    if (passage.kind !== 'text' && passage.kind !== 'heading') continue;
    yield { text: passage.text, at: (offset) => ({ file, ...placeIn(passage, offset) }) };
  }
}

function promptsAt({ text, at }: Placed): { readonly text: string; readonly place: Place }[] {
  return promptsIn(text).map(({ text: found, offset }) => ({ text: found, place: at(offset) }));
}
