import { type CheckMessage, createMessage } from '../messages.ts';
import type { ParsedPage, TranslationFields } from '../parse.ts';
import { attributePlace, writtenId } from '../rule-attributes.ts';
import type { Rule, Sop } from '../types.ts';
import { type Check, type CheckContext, isLive, unclearFiles } from './context.ts';

/** Whether every page and rule has its translation, and whether that still belongs to the English. */
export const checkTranslations: Check = function* (context) {
  const pages = new Map(context.content.pages.map((page) => [page.file, page] as const));
  const unclear = unclearFiles(context.content);
  for (const page of pages.values()) {
    if (!page.kind.endsWith('translation')) continue;
    const expected = page.file.replace(/\.zh-cn\.mdx$/, '.mdx');
    const source = pages.get(expected);
    if (source) yield* checkRules(page, source, unclear);
    else if (!unclear.has(expected)) {
      yield createMessage(
        'translation-orphan',
        { file: page.file, line: 1, column: 1 },
        { source: expected },
      );
    }
  }
  for (const sop of context.content.readable.sops) {
    const file = sop.file.replace(/\.mdx$/, '.zh-cn.mdx');
    // A translation that cannot be read for certain has no rules to miss.
    if (unclear.has(file)) continue;
    const page = pages.get(file);
    if (page) yield* checkFingerprints(sop, page, context);
    else if (sop.status !== 'retired') {
      yield createMessage('translation-missing', { file: sop.file, line: 1, column: 1 }, { file });
    }
  }
};

/** A translated rule has an English one, and carries no facts of its own. */
function* checkRules(
  page: ParsedPage,
  source: ParsedPage,
  unclear: ReadonlySet<string>,
): Iterable<CheckMessage> {
  const [ids, translated] = [source, page].map(({ rules }) => new Set(rules.map(writtenId)));
  const missing = [...(ids ?? [])].filter((id) => id !== '' && !translated?.has(id));
  for (const rule of page.rules) {
    const id = writtenId(rule);
    if (id === '' || (rule.attributes.title ?? '').trim() === '') {
      const attribute = id === '' ? 'id' : 'title';
      const parameters = {
        attribute,
        found: 'missing value',
        expected: attribute === 'id' ? 'a rule ID such as ATO-012' : 'a title',
      };
      yield createMessage('rule-attribute', rule.place, parameters);
    }
    if (id !== '' && !unclear.has(source.file) && !ids?.has(id)) {
      const related = [{ place: { file: source.file, line: 1, column: 1 }, note: 'the English' }];
      const parameters = { id, source: source.file, missing };
      yield createMessage('translation-orphan-rule', attributePlace(rule, 'id'), parameters, related);
    }
    for (const attribute of Object.keys(rule.attributes)) {
      if (attribute === 'id' || attribute === 'title') continue;
      yield createMessage('translation-facts', attributePlace(rule, attribute), { id, attribute });
    }
    for (const { phrase, place } of rule.covers) {
      yield createMessage('translation-covers', place, { id, phrase });
    }
  }
}

function* checkFingerprints(sop: Sop, page: ParsedPage, context: CheckContext): Iterable<CheckMessage> {
  const english = new Map(sop.rules.map((rule) => [rule.id, rule] as const));
  const translated = new Set(page.rules.map(writtenId));
  // A rule whose ID is mistyped says so itself, and is the one that seems to be missing.
  const mistyped = [...translated].some((id) => !english.has(id));
  for (const rule of sop.rules) {
    if (rule.translation) yield* checkFingerprint(rule, rule.translation, context);
    else if (isLive(rule, context) && !translated.has(rule.id) && !mistyped) {
      const place = { file: page.file, line: 1, column: 1 };
      const related = [{ place: rule.place, note: 'the English' }];
      yield createMessage('translation-rule-missing', place, { id: rule.id, file: page.file }, related);
    }
  }
  for (const id of Object.keys((page.fields as TranslationFields | null)?.translates ?? {})) {
    const place = page.places[`translates.${id}`] ?? { file: page.file, line: 1, column: 1 };
    const rule = english.get(id);
    const saidAbove = rule !== undefined && (isLive(rule, context) || mistyped);
    if (!translated.has(id) && !saidAbove)
      yield createMessage('translation-fingerprint-unused', place, { id, file: page.file });
  }
}

function* checkFingerprint(
  rule: Rule,
  translation: NonNullable<Rule['translation']>,
  context: CheckContext,
): Iterable<CheckMessage> {
  if (!isLive(rule, context)) return;
  const { id, fingerprint: current } = rule;
  const { translates: recorded, place } = translation;
  const related = [{ place: rule.place, note: 'the English' }];
  if (recorded === null)
    yield createMessage('translation-unconfirmed', place, { id, file: place.file }, related);
  else if (recorded !== current) {
    yield createMessage('translation-outdated', place, { id, recorded, current, file: place.file }, related);
  }
}
