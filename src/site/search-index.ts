import type { CaseType, GlossaryTerm, Language, Rule } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { gapTitle, goneGaps } from './gaps.ts';
import { strings } from './i18n.ts';
import { pageHref, paths } from './links.ts';
import { proposalTitle } from './proposals.ts';
import { ruleText, sopText } from './rules.ts';
import type { SearchEntry, SearchIndex, SearchPage } from './search.ts';

/** The search index of a language: every rule, the prefixes, the glossary's words, pages with an ID. */
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
    pages: pagesOf(site, language),
  };
}

function pagesOf(site: Site, language: Language): SearchPage[] {
  const { sops, proposals } = site.catalogue;
  const inBoth = (titleIn: (wanted: Language) => string) => ({
    title: titleIn(language),
    otherTitle: titleIn(language === 'en' ? 'zh-CN' : 'en'),
  });
  return [
    ...sops.map((sop) => ({
      kind: 'sop' as const,
      id: sop.id,
      ...inBoth((wanted) => sopText(sop, wanted).title),
      href: pageHref(language, paths.sop(sop.caseType, sop.slug)),
    })),
    ...proposals.map((proposal) => ({
      kind: 'proposal' as const,
      id: proposal.id,
      ...inBoth((wanted) => proposalTitle(proposal, wanted).text),
      href: pageHref(language, paths.proposal(proposal.id)),
    })),
    ...site.ledger.report.gaps.map((gap) => ({
      kind: 'gap' as const,
      id: gap.id,
      ...inBoth((wanted) => gapTitle(gap, wanted)),
      href: pageHref(language, paths.gap(gap.id)),
    })),
    ...goneGaps(site).map(({ id }) => ({
      kind: 'gap' as const,
      id,
      ...inBoth((wanted) => strings(wanted).gaps.goneTitle),
      href: pageHref(language, paths.gap(id)),
    })),
  ];
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
