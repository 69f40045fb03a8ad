import { toString as textOf } from 'mdast-util-to-string';
import { createPhraseMatcher } from '../coverage/phrases.ts';
import { signature, wordingLength } from '../coverage/signature.ts';
import { TELLING } from '../gaps/regrouping.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { plainText } from '../sops/plain-text.ts';
import { sectionOf } from '../sops/sections.ts';
import type { Catalogue, Localized, Prose, Rule } from '../sops/types.ts';

/** A shared wording, and why it is no `<Covers>` candidate; null when it is one. */
export interface Candidate {
  /** As the cases have it: a signature. */
  readonly wording: string;
  /** As a `<Covers>` says it. */
  readonly phrase: string;
  readonly fault: Localized | null;
}

const REPEATED: Localized = { en: 'overlaps a candidate above', 'zh-CN': '与上面的候选措辞重叠' };
const OPEN_END: Localized = {
  en: 'begins or ends with a number or name',
  'zh-CN': '以数字或名称开头或结尾',
};
const SHORT: Readonly<Record<keyof typeof TELLING, Localized>> = {
  words: { en: `has fewer than ${TELLING.words} words`, 'zh-CN': `少于 ${TELLING.words} 个词` },
  characters: {
    en: `has fewer than ${TELLING.characters} characters`,
    'zh-CN': `少于 ${TELLING.characters} 个汉字`,
  },
};

/**
 * Tests wordings for breadth: long enough, whole at both ends, in no other rule's title, accepted
 * wordings or Check section, and neither within another rule's accepted wording nor around one.
 */
export function testCandidates(wordings: readonly string[], catalogue: Catalogue, asOf: string): Candidate[] {
  const phrases = wordings.map(phraseOf);
  const elsewhere = standings(phrases, catalogue, asOf);
  const chosen: string[] = [];
  return phrases.map((phrase, index) => {
    const repeated = chosen.some((other) => contains(other, phrase) || contains(phrase, other));
    const fault = tooShort(phrase) ?? elsewhere.get(phrase) ?? (repeated ? REPEATED : null);
    if (fault === null) chosen.push(phrase);
    return { wording: wordings[index] as string, phrase, fault };
  });
}

/** In a phrase, `#` is a sign like any other and vanishes; a digit stands for any number, as `#` does in a signature. */
function phraseOf(wording: string): string {
  return wording.replaceAll('#', '0');
}

function tooShort(phrase: string): Localized | null {
  const text = signature(phrase);
  if (/^#|#$/.test(text)) return OPEN_END;
  const { unit, length } = wordingLength(text);
  return length < TELLING[unit] ? SHORT[unit] : null;
}

/** Where wordings stand in the rules that are in force or will be, in words; the first place of each. */
function standings(wordings: readonly string[], catalogue: Catalogue, asOf: string): Map<string, Localized> {
  const matcher = createPhraseMatcher(wordings.map((text) => ({ text, ruleId: text })));
  const found = new Map<string, Localized>();
  const look = (text: string, where: Localized) => {
    for (const phrase of matcher.match(signature(text))) if (!found.has(phrase)) found.set(phrase, where);
  };
  for (const rule of liveRules(catalogue, asOf)) {
    for (const title of [rule.title, rule.translation?.title ?? ''])
      look(title, { en: `stands in the title of ${rule.id}`, 'zh-CN': `出现在 ${rule.id} 的标题中` });
    for (const covers of rule.covers) {
      look(covers.phrase, {
        en: `stands in a wording of ${rule.id}`,
        'zh-CN': `出现在 ${rule.id} 的认可措辞中`,
      });
      for (const phrase of wordings) {
        if (contains(phrase, covers.phrase) && !found.has(phrase)) {
          found.set(phrase, {
            en: `holds "${covers.phrase}", a wording of ${rule.id}`,
            'zh-CN': `含有 ${rule.id} 的认可措辞“${covers.phrase}”`,
          });
        }
      }
    }
    for (const prose of [rule.body, rule.translation?.body]) {
      if (prose === undefined) continue;
      for (const line of checkText(prose).split('\n'))
        look(line, { en: `stands in what ${rule.id} checks`, 'zh-CN': `出现在 ${rule.id} 的核查内容中` });
    }
  }
  return found;
}

/** Rules of SOPs and of open proposals that bind or will bind someone. */
function liveRules({ sops, proposals }: Catalogue, asOf: string): Rule[] {
  const homes = [...sops.filter(({ status }) => status !== 'retired'), ...proposals.filter(isOpen)];
  return homes.flatMap(({ rules }) => rules).filter(({ retired }) => retired === null || retired > asOf);
}

/** Whether a phrase stands in a text, both as written. */
function contains(text: string, phrase: string): boolean {
  return createPhraseMatcher([{ text: phrase, ruleId: '' }]).match(signature(text)).length > 0;
}

/** The Check section of a rule as plain text, one block a line; the whole rule when it has none. */
function checkText(prose: Prose): string {
  let inside = false;
  const section = prose.content.filter((node) => {
    if (node.type === 'heading') inside = sectionOf(textOf(node)) === 'check';
    return inside && node.type !== 'heading';
  });
  return plainText(section.length === 0 ? prose : { markdown: '', content: section });
}
