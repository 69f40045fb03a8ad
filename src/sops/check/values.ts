import type { RuleSource } from '../assemble.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import { isOpen } from '../open-proposal.ts';
import type { ParsedPage, ProposalFields } from '../parse.ts';
import type { Passage } from '../passages.ts';
import { hasPrompt } from '../prompts.ts';
import { sectionOf } from '../sections.ts';
import type { Language, Place } from '../types.ts';
import type { Check, CheckContext } from './context.ts';
import { outcomeOf } from './outcomes.ts';
import { listQuantities, type Quantity } from './quantities.ts';

/** Numbers, durations, outcomes and codes must be the same in both languages, proposed ones too. */
export const checkValues: Check = function* (context) {
  for (const source of context.content.sources.filter(({ page }) => isPolicy(page))) {
    const { translated, rule } = source;
    if (!translated) continue;
    yield* compareTitles(source);
    const pairs = alignBlocks(source.parsed.passages, translated.parsed.passages).filter(isWritten);
    const places = { en: rule.place, zh: translated.parsed.place };
    for (const pair of pairs) {
      yield* compareQuantities(pair, rule.id, places);
      yield* compareOutcomes(pair, rule.id, places);
    }
    const whole = { en: source.parsed.passages, zh: translated.parsed.passages };
    if (isWritten(whole)) yield* compareCodes(whole.en, whole.zh, rule.id, places);
  }
  yield* compareIntros(context);
};

/** A decided proposal is a record: what became of it is compared where it stands. */
function isPolicy({ kind, fields }: ParsedPage): boolean {
  return kind === 'sop' || (kind === 'proposal' && isOpen(fields as ProposalFields));
}

/** Whether nothing is left to be written in either language: a prompt has no values to compare. */
function isWritten({ en, zh }: Pair): boolean {
  return ![...en, ...zh].some(({ text }) => hasPrompt(text));
}

interface Pair {
  readonly en: readonly Passage[];
  readonly zh: readonly Passage[];
}

interface Places {
  readonly en: Place;
  readonly zh: Place;
}

/**
 * Pairs the blocks of the two languages. Where the sections or the blocks of a section do not
 * correspond one to one, the next larger unit is compared as a whole.
 */
function alignBlocks(en: readonly Passage[], zh: readonly Passage[]): Pair[] {
  return pairBy(en, zh, (passage) => passage.sectionIndex).flatMap((section) =>
    pairBy(section.en, section.zh, (passage) => passage.block),
  );
}

function pairBy(en: readonly Passage[], zh: readonly Passage[], key: (passage: Passage) => number): Pair[] {
  const english = [...Map.groupBy(en, key).values()];
  const mandarin = [...Map.groupBy(zh, key).values()];
  if (english.length !== mandarin.length) return [{ en, zh }];
  return english.map((passages, index) => ({ en: passages, zh: mandarin[index] ?? [] }));
}

function* compareTitles({ rule, translated }: RuleSource): Iterable<CheckMessage> {
  if (!translated || !rule.translation) return;
  if (hasPrompt(rule.title) || hasPrompt(rule.translation.title)) return;
  const en = listQuantities(rule.title, 'en');
  const zh = listQuantities(rule.translation.title, 'zh-CN');
  yield* differences(en, zh, `the title of ${rule.id}`, rule.translation.place, rule.place);
}

function* compareQuantities(pair: Pair, id: string, places: Places): Iterable<CheckMessage> {
  const en = quantitiesOf(pair.en, 'en');
  const zh = quantitiesOf(pair.zh, 'zh-CN');
  yield* differences(en, zh, id, placeOf(pair.zh, places.zh), placeOf(pair.en, places.en));
}

function* differences(
  en: readonly Quantity[],
  zh: readonly Quantity[],
  where: string,
  place: Place,
  source: Place,
): Iterable<CheckMessage> {
  const expected = unmatched(en, zh);
  const found = unmatched(zh, en);
  if (expected.length === 0 && found.length === 0) return;
  const related = [{ place: source, note: 'the English' }];
  yield createMessage('value-differs', place, { where, found, expected }, related);
}

/** Quantities, as written, that the other side does not have. */
function unmatched(side: readonly Quantity[], other: readonly Quantity[]): string[] {
  const missing = side.filter(
    (quantity) => quantity.strong && !other.some((candidate) => agree(quantity, candidate)),
  );
  return [...new Set(missing.map((quantity) => quantity.written))];
}

/** Equal; or the same number where one side leaves the unit to the words around it. */
function agree(quantity: Quantity, candidate: Quantity): boolean {
  if (quantity.unit === candidate.unit && quantity.value === candidate.value) return true;
  if (quantity.number !== candidate.number) return false;
  return quantity.unit === '' || (candidate.unit === '' && candidate.strong);
}

function quantitiesOf(passages: readonly Passage[], language: Language): Quantity[] {
  return listQuantities(textOf(passages), language);
}

/** The words of passages as one text, so that a number and its unit meet across bold or a link. */
function textOf(passages: readonly Passage[]): string {
  return passages.map(({ kind, text }) => (kind === 'code' || kind === 'link' ? ' ' : text)).join('');
}

function* compareOutcomes(pair: Pair, id: string, places: Places): Iterable<CheckMessage> {
  const expected = outcomesOf(pair.en, 'en');
  const found = outcomesOf(pair.zh, 'zh-CN');
  if ([...expected].sort().join() === [...found].sort().join()) return;
  const related = [{ place: placeOf(pair.en, places.en), note: 'the English' }];
  yield createMessage('outcome-differs', placeOf(pair.zh, places.zh), { id, found, expected }, related);
}

function outcomesOf(passages: readonly Passage[], language: Language): string[] {
  return passages.flatMap((passage) => {
    if (!passage.strong || sectionOf(passage.section) !== 'decide') return [];
    return outcomeOf(passage.text, language) ?? [];
  });
}

function* compareCodes(
  en: readonly Passage[],
  zh: readonly Passage[],
  id: string,
  places: Places,
): Iterable<CheckMessage> {
  const english = codesOf(en);
  const mandarin = codesOf(zh);
  const expected = [...english.keys()].filter((code) => !mandarin.has(code));
  const found = [...mandarin.keys()].filter((code) => !english.has(code));
  if (expected.length === 0 && found.length === 0) return;
  const at = (code: string | undefined, codes: ReadonlyMap<string, Passage>) =>
    code === undefined ? [] : [codes.get(code)].filter((passage) => passage !== undefined);
  const related = [{ place: placeOf(at(expected[0], english), places.en), note: 'the English' }];
  yield createMessage(
    'code-differs',
    placeOf(at(found[0], mandarin), places.zh),
    { id, found, expected },
    related,
  );
}

function codesOf(passages: readonly Passage[]): Map<string, Passage> {
  return new Map(passages.filter(({ kind }) => kind === 'code').map((passage) => [passage.text, passage]));
}

function* compareIntros({ content }: CheckContext): Iterable<CheckMessage> {
  const translations = new Map<string, ParsedPage>();
  for (const page of content.pages) {
    if (page.kind === 'translation') translations.set(`${page.folder}/${page.slug}`, page);
  }
  for (const page of content.pages) {
    const translation = page.kind === 'sop' ? translations.get(`${page.folder}/${page.slug}`) : undefined;
    if (!translation) continue;
    const en = quantitiesOf(page.introPassages, 'en');
    const zh = quantitiesOf(translation.introPassages, 'zh-CN');
    const places = {
      en: { file: page.file, line: 1, column: 1 },
      zh: { file: translation.file, line: 1, column: 1 },
    };
    const place = placeOf(translation.introPassages, places.zh);
    yield* differences(en, zh, 'the introduction', place, placeOf(page.introPassages, places.en));
  }
}

function placeOf(passages: readonly Passage[], fallback: Place): Place {
  const first = passages[0];
  return first ? { file: fallback.file, line: first.line, column: first.column } : fallback;
}
