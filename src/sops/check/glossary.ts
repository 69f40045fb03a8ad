import { hasHan } from '../../coverage/signature.ts';
import type { RuleSource } from '../assemble.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import type { ParsedPage } from '../parse.ts';
import { type Passage, placeIn } from '../passages.ts';
import type { GlossaryTerm, Language } from '../types.ts';
import { type Check, isLive, sopSources } from './context.ts';

/** Words the glossary says to avoid, and terms whose translation uses none of its forms. */
export const checkGlossary: Check = function* (context) {
  const { glossary } = context.content.readable;
  if (glossary.length === 0) return;
  const avoided = { en: avoidedWords(glossary, 'en'), 'zh-CN': avoidedWords(glossary, 'zh-CN') };
  const terms = findTerms(glossary);
  for (const source of sopSources(context)) {
    if (!isLive(source.rule, context)) continue;
    yield* findAvoided(source.parsed.passages, source.page, avoided.en);
    if (!source.translated) continue;
    yield* findAvoided(source.translated.parsed.passages, source.translated.page, avoided['zh-CN']);
    yield* findUntranslated(source, terms);
  }
};

interface Words {
  readonly pattern: RegExp | null;
  /** The preferred term of each word, in lower case. */
  readonly preferred: ReadonlyMap<string, string>;
}

function avoidedWords(glossary: readonly GlossaryTerm[], language: Language): Words {
  const preferred = new Map<string, string>();
  for (const { avoid, term } of glossary) {
    for (const word of avoid?.[language] ?? []) preferred.set(word.toLowerCase(), term[language]);
  }
  return { pattern: patternOf([...preferred.keys()]), preferred };
}

/** One pattern for all words: English ones stand alone, a Chinese one stands anywhere. */
function patternOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const longestFirst = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const alternatives = longestFirst.map((word) => {
    const literal = RegExp.escape(word);
    return hasHan(word) ? literal : `(?<![A-Za-z0-9_])${literal}(?![A-Za-z0-9_])`;
  });
  return new RegExp(alternatives.join('|'), 'giu');
}

function* findAvoided(passages: readonly Passage[], page: ParsedPage, words: Words): Iterable<CheckMessage> {
  if (words.pattern === null) return;
  for (const passage of passages) {
    if (passage.kind !== 'text' && passage.kind !== 'heading') continue;
    for (const { 0: word, index } of passage.text.matchAll(words.pattern)) {
      const place = { file: page.file, ...placeIn(passage, index) };
      yield createMessage('glossary-avoided', place, {
        word,
        preferred: words.preferred.get(word.toLowerCase()) ?? '',
      });
    }
  }
}

interface Terms {
  readonly pattern: RegExp | null;
  readonly byForm: ReadonlyMap<string, GlossaryTerm>;
}

function findTerms(glossary: readonly GlossaryTerm[]): Terms {
  const byForm = new Map<string, GlossaryTerm>();
  for (const term of glossary) {
    // A single plain word ("case") also stands where it is no term.
    if (/\s|[A-Z0-9]{2}/.test(term.term.en)) byForm.set(term.term.en.toLowerCase(), term);
  }
  return { pattern: patternOf([...byForm.keys()]), byForm };
}

function* findUntranslated({ rule, parsed, translated }: RuleSource, terms: Terms): Iterable<CheckMessage> {
  if (terms.pattern === null || !translated) return;
  const english = wordsOf(parsed.passages);
  const mandarin =
    `${translated.parsed.attributes.title ?? ''} ${wordsOf(translated.parsed.passages)}`.toLowerCase();
  const used = new Set<GlossaryTerm>();
  for (const [form] of english.matchAll(terms.pattern)) {
    const term = terms.byForm.get(form.toLowerCase());
    if (term) used.add(term);
  }
  for (const term of used) {
    const forms = [term.term['zh-CN'], ...term.synonyms['zh-CN']];
    // An English form that stays as it is, like an abbreviation, is a translation too.
    const kept = [term.term.en, ...term.synonyms.en];
    if ([...forms, ...kept].some((form) => mandarin.includes(form.toLowerCase()))) continue;
    const related = [{ place: parsed.place, note: 'the English' }];
    const parameters = { id: rule.id, term: term.term.en, expected: forms };
    yield createMessage('glossary-untranslated', translated.parsed.place, parameters, related);
  }
}

function wordsOf(passages: readonly Passage[]): string {
  return passages.map(({ kind, text }) => (kind === 'link' ? ' ' : text)).join(' ');
}
