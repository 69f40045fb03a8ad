import type { CaseType, GlossaryTerm, Language, Rule } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { ruleText } from './rules.ts';
import type { SearchEntry, SearchIndex } from './search.ts';

/** The search index of a language: every rule, the prefixes, the glossary's words. */
export function buildSearchIndex(site: Site, language: Language): SearchIndex {
  const { caseTypes, glossary, rules } = site.catalogue;
  return {
    prefixes: caseTypes.map(({ prefix }) => prefix),
    caseTypes: Object.fromEntries(caseTypes.map(({ id, name }) => [id, name[language]])),
    caseTypeWords: Object.fromEntries(
      caseTypes.map((caseType) => [caseType.id, caseTypeWords(caseType, glossary)]),
    ),
    synonyms: glossary.map(words).filter((group) => group.length > 1),
    entries: [...rules.values()].map((rule) => entry(site, rule, language)),
  };
}

function entry(site: Site, rule: Rule, language: Language): SearchEntry {
  const { title, decision } = ruleText(site, rule, language);
  const other = ruleText(site, rule, language === 'en' ? 'zh-CN' : 'en');
  return {
    id: rule.id,
    title,
    otherTitle: other.title,
    decision,
    otherDecision: other.decision === decision ? '' : other.decision,
    caseType: rule.caseTypes[0] ?? '',
    state: site.state(rule.id),
    revision: rule.revision,
    replacedBy: rule.replacedBy,
    signals: rule.signals,
    phrases: rule.covers.map(({ phrase }) => phrase),
  };
}

/** What somebody may type for a case type: its own names, and what the glossary calls them. */
function caseTypeWords({ id, prefix, name }: CaseType, glossary: readonly GlossaryTerm[]): string[] {
  const own = [id, prefix, name.en, name['zh-CN']];
  const known = new Set(own.map((word) => word.toLowerCase()));
  const groups = glossary.map(words).filter((group) => group.some((word) => known.has(word.toLowerCase())));
  return [...new Set([...own, ...groups.flat()])];
}

function words({ term, synonyms }: GlossaryTerm): string[] {
  return [...new Set([term.en, term['zh-CN'], ...synonyms.en, ...synonyms['zh-CN']].filter(Boolean))];
}
