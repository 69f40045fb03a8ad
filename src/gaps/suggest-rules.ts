import { toString as textOf } from 'mdast-util-to-string';
import { ruleState } from '../coverage/rulebook.ts';
import type { RuleFacts } from '../coverage/types.ts';
import { plainText } from '../sops/plain-text.ts';
import { type Section, sectionOf } from '../sops/sections.ts';
import type { Catalogue, GlossaryTerm, Prose, Rule } from '../sops/types.ts';
import type { SuggestRule } from './examples.ts';
import type { SynonymGroup } from './word-reader.ts';

/** The catalogue's rules as suggestions see them: only one that is active at the date is suggested. */
export function suggestRules(catalogue: Catalogue, facts: readonly RuleFacts[], asOf: string): SuggestRule[] {
  return facts.flatMap((rule) => {
    const source = catalogue.rules.get(rule.id);
    if (!source) return [];
    const retired = ruleState(rule, asOf) !== 'active';
    return [
      { id: rule.id, texts: textsOf(source), scope: rule.caseTypes, retired, replacedBy: rule.replacedBy },
    ];
  });
}

function textsOf({ title, body, covers, translation }: Rule): string[] {
  const translated = translation ? [translation.title, plainText(recognisable(translation.body))] : [];
  return [title, plainText(recognisable(body)), ...covers.map(({ phrase }) => phrase), ...translated];
}

/** What a step under a rule talks about; whom to tell and what to write down is alike in all rules. */
const ROUTINE = new Set<Section | null>(['escalate', 'annotate', 'signals']);

function recognisable(prose: Prose): Prose {
  let routine = false;
  const content = prose.content.filter((node) => {
    if (node.type === 'heading') routine = ROUTINE.has(sectionOf(textOf(node)));
    return !routine && node.type !== 'heading';
  });
  return { ...prose, content };
}

/** Groups of words that mean the same, out of the glossary. */
export function synonymGroups(glossary: readonly GlossaryTerm[]): SynonymGroup[] {
  return glossary.map(({ term, synonyms }) => [
    ...new Set([term.en, term['zh-CN'], ...synonyms.en, ...synonyms['zh-CN']]),
  ]);
}
