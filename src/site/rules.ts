import { replacements, revisionAt } from '../coverage/rulebook.ts';
import { linkedPage } from '../sops/linked-page.ts';
import { decisionLine } from '../sops/plain-text.ts';
import { renderProse, type TermLinks } from '../sops/render.ts';
import { createTermFinder } from '../sops/terms.ts';
import { LANGUAGES, type Language, type Prose, type Rule, type Sop } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { strings } from './i18n.ts';
import { pageHref, paths } from './links.ts';

/** Words of a rule as a page of one language shows them. */
export interface RuleText {
  readonly title: string;
  /** One line: what to decide; empty when the rule has no body. */
  readonly decision: string;
  /** Sanitised HTML; empty when the rule has no body. */
  readonly html: string;
  /** Language of the text, which is English where no translation exists. */
  readonly language: Language;
}

const texts = new WeakMap<Rule, Map<Language, RuleText>>();

/** A rule's text in a language, rendered once per build. */
export function ruleText(site: Site, rule: Rule, language: Language): RuleText {
  const known = texts.get(rule) ?? new Map<Language, RuleText>();
  texts.set(rule, known);
  const text = known.get(language) ?? renderRule(site, rule, language);
  known.set(language, text);
  return text;
}

function renderRule(site: Site, rule: Rule, language: Language): RuleText {
  const translated = language === 'zh-CN' ? rule.translation : null;
  const textLanguage = translated === null ? 'en' : language;
  return {
    title: translated?.title ?? rule.title,
    decision: decisionLine(rule, language),
    html: proseHtml(site, translated?.body ?? rule.body, {
      language,
      textLanguage,
      file: rule.place.file,
      namespace: rule.id,
      terms: termLinks(site, language, textLanguage),
    }),
    language: textLanguage,
  };
}

const finders = new WeakMap<Site, Map<Language, TermLinks['find']>>();

/** Links from terms in a text to the glossary, in the languages of the page and of the text. */
export function termLinks(site: Site, language: Language, textLanguage: Language): TermLinks {
  const known = finders.get(site) ?? new Map<Language, TermLinks['find']>();
  finders.set(site, known);
  const find = known.get(textLanguage) ?? createTermFinder(site.catalogue.glossary, textLanguage);
  known.set(textLanguage, find);
  const other = LANGUAGES.find((candidate) => candidate !== textLanguage) ?? 'en';
  return {
    find,
    href: ({ id }) => `${pageHref(language, paths.glossary)}#${id}`,
    title: ({ term, definition }) =>
      definition ? strings(language).pair(term[other], definition[language]) : term[other],
  };
}

/** Where prose stands, which is what its links and ids are made from. */
interface ProsePlace {
  /** Language of the page. */
  readonly language: Language;
  /** Language of the text, which is English where no translation exists. */
  readonly textLanguage: Language;
  /** The content file, in English or Mandarin: both stand in one folder. */
  readonly file: string;
  /** Leads the ids of its headings, most often a rule's ID. */
  readonly namespace: string;
  readonly terms?: TermLinks;
}

/** Prose as HTML whose rule IDs and links to content files lead to their pages, and terms to the glossary. */
export function proseHtml(
  site: Site,
  prose: Prose,
  { language, textLanguage, file, namespace, terms }: ProsePlace,
): string {
  return renderProse(prose, {
    namespace,
    language: textLanguage,
    ...(terms && { terms }),
    ruleHref: (id) => (site.catalogue.rules.has(id) ? pageHref(language, paths.rule(id)) : null),
    pageHref: (address) => contentHref(site, language, address, file),
  });
}

/** Address of the page made from the content file that a link names; null when it names none. */
function contentHref({ catalogue }: Site, language: Language, address: string, from: string): string | null {
  const file = linkedPage(address, from)?.replace(/\.zh-cn\.mdx$/, '.mdx');
  const sop = catalogue.sops.find((candidate) => candidate.file === file);
  const proposal = catalogue.proposals.find((candidate) => candidate.file === file);
  const path = sop ? paths.sop(sop.caseType, sop.slug) : proposal && paths.proposal(proposal.id);
  if (path === undefined) return null;
  return pageHref(language, path) + (/[?#].*$/.exec(address)?.[0] ?? '');
}

/**
 * Moves the headings of rendered prose by some levels, so that they follow the heading of the
 * page or rule they stand under. Safe on sanitised HTML, where `<` only ever begins a tag.
 */
export function shiftHeadings(html: string, by: number): string {
  return html.replace(
    /<(\/?)h([1-6])(?=[\s>])/g,
    (_, slash: string, level: string) => `<${slash}h${Math.min(6, Math.max(2, Number(level) + by))}`,
  );
}

/** Title and description of an SOP in a language. */
export function sopText(
  sop: Sop,
  language: Language,
): { readonly title: string; readonly description: string; readonly language: Language } {
  const translated = language === 'zh-CN' ? sop.translation : null;
  return translated === null
    ? { title: sop.title, description: sop.description, language: 'en' }
    : { title: translated.title, description: translated.description, language };
}

/** How a rule in force is cited on a day: `ATO-012@2`. */
export function citation(rule: Rule, asOf: string): string {
  return `${rule.id}@${revisionAt(rule, asOf)}`;
}

/** The rule to cite where this one was meant: itself, or what replaced it; null when none is in force. */
export function citable({ catalogue, state }: Site, rule: Rule): Rule | null {
  const living = [rule, ...replacements(catalogue.rules, rule)].find(({ id }) => state(id) !== 'retired');
  return living !== undefined && state(living.id) === 'active' ? living : null;
}
