import { fingerprintOf } from './fingerprint.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import type { ParsedPage, ParsedRule, ProposalFields, SopFields, TranslationFields } from './parse.ts';
import { attributePlace, type RuleAttributes, readRuleAttributes, writtenId } from './rule-attributes.ts';
import type {
  CaseType,
  Catalogue,
  GapDecision,
  GlossaryTerm,
  Place,
  Proposal,
  Rule,
  RuleTranslation,
  Settings,
  Sop,
  SopTranslation,
} from './types.ts';

/** Everything read from the content folder, before it is linked. */
export interface ContentParts {
  readonly settings: Settings;
  readonly caseTypes: readonly CaseType[];
  readonly glossary: readonly GlossaryTerm[];
  readonly gapDecisions: readonly GapDecision[];
  readonly pages: readonly ParsedPage[];
  readonly hash: string;
}

/** A rule as parsed beside the rule it became. */
export interface RuleSource {
  readonly rule: Rule;
  readonly parsed: ParsedRule;
  readonly page: ParsedPage;
  /** The translation's page and rule; null when there is none. */
  readonly translated: { readonly parsed: ParsedRule; readonly page: ParsedPage } | null;
}

/** Links parsed pages into a catalogue. Of two things with one ID the first, by path, stays. */
export function assemble(parts: ContentParts): {
  catalogue: Catalogue;
  sources: readonly RuleSource[];
  messages: readonly CheckMessage[];
} {
  const messages: CheckMessage[] = [];
  const linker = new Linker(parts, messages);
  const sops: Sop[] = [];
  const proposals: Proposal[] = [];
  for (const page of parts.pages) {
    if (page.kind === 'sop' && page.fields !== null) sops.push(linker.sop(page));
    if (page.kind === 'proposal' && page.fields !== null) proposals.push(linker.proposal(page));
  }
  const kept = [linker.unique(sops), linker.unique(proposals)] as const;
  const rules = [...linker.rules].sort(([a], [b]) => compareRuleIds(a, b));
  const catalogue: Catalogue = {
    settings: parts.settings,
    caseTypes: parts.caseTypes,
    glossary: [...parts.glossary].sort((a, b) => compare(a.id, b.id)),
    gapDecisions: parts.gapDecisions,
    sops: kept[0],
    proposals: kept[1],
    rules: new Map(rules),
    hash: parts.hash,
  };
  return { catalogue, sources: linker.sources, messages };
}

/** Orders rule IDs by prefix, then by number: ATO-999 before ATO-1000. */
export function compareRuleIds(a: string, b: string): number {
  const [prefixA = '', numberA = ''] = a.split('-');
  const [prefixB = '', numberB = ''] = b.split('-');
  return compare(prefixA, prefixB) || Number(numberA) - Number(numberB) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Owner {
  readonly id: string;
  readonly caseType: string;
  readonly effective: string;
  readonly audience: readonly string[];
}

class Linker {
  readonly rules = new Map<string, Rule>();
  readonly sources: RuleSource[] = [];
  readonly #translations = new Map<string, ParsedPage>();
  readonly #pages: readonly ParsedPage[];
  readonly #messages: CheckMessage[];

  constructor(parts: ContentParts, messages: CheckMessage[]) {
    this.#pages = parts.pages;
    this.#messages = messages;
    for (const page of parts.pages) {
      if (page.kind === 'translation' || page.kind === 'proposal-translation') {
        this.#translations.set(`${page.folder}/${page.slug}`, page);
      }
    }
  }

  sop(page: ParsedPage): Sop {
    const fields = page.fields as SopFields;
    const translation = this.#translations.get(`${page.folder}/${page.slug}`) ?? null;
    const rules = this.#rulesOf(page, translation, fields);
    for (const rule of rules) if (!this.rules.has(rule.id)) this.rules.set(rule.id, rule);
    return {
      ...fields,
      slug: page.slug,
      intro: page.intro,
      rules,
      translation: translation ? sopTranslation(translation) : null,
      file: page.file,
    };
  }

  proposal(page: ParsedPage): Proposal {
    const fields = page.fields as ProposalFields;
    const translation = this.#translations.get(`${page.folder}/${page.slug}`) ?? null;
    const owner = { ...fields, effective: fields.created, audience: ['internal'] };
    const rules = this.#rulesOf(page, translation, owner);
    const translatedIntro = translation?.intro ?? null;
    return { ...fields, slug: page.slug, intro: page.intro, translatedIntro, rules, file: page.file };
  }

  /** Sorted by ID, the first of every ID. */
  unique<T extends { id: string; file: string }>(items: readonly T[]): T[] {
    const kept = new Map<string, T>();
    for (const item of items) {
      const first = kept.get(item.id);
      if (first) {
        const related = [{ place: { file: first.file, line: 2, column: 1 }, note: 'the first' }];
        const place = { file: item.file, line: 2, column: 1 };
        this.#messages.push(createMessage('duplicate-sop', place, { id: item.id }, related));
      } else kept.set(item.id, item);
    }
    return [...kept.values()].sort((a, b) => compare(a.id, b.id));
  }

  #rulesOf(page: ParsedPage, translation: ParsedPage | null, owner: Owner): Rule[] {
    const translated = this.#translatedRules(translation);
    const unclear = new Set([...repeatedIds(page), ...(translation ? repeatedIds(translation) : [])]);
    const rules = new Map<string, Rule>();
    for (const parsed of page.rules) {
      const { value, messages } = readRuleAttributes(parsed);
      this.#messages.push(...messages);
      if (value === null) continue;
      const first = rules.get(value.id) ?? (page.kind === 'sop' ? this.rules.get(value.id) : undefined);
      if (first) {
        const place = attributePlace(parsed, 'id');
        this.#messages.push(this.#duplicate(value.id, place, first.place));
        continue;
      }
      // Of two rules with one ID nobody knows which is meant: compared, the wrong ones would differ.
      const other = unclear.has(value.id) ? null : (translated.get(value.id) ?? null);
      const rule = createRule(
        parsed,
        value,
        owner,
        other && translation ? { parsed: other, page: translation } : null,
      );
      rules.set(value.id, rule);
      this.sources.push({
        rule,
        parsed,
        page,
        translated: other && translation ? { parsed: other, page: translation } : null,
      });
    }
    return [...rules.values()];
  }

  #duplicate(id: string, place: Place, first: Place): CheckMessage {
    const free = idAfterHighest(this.#pages, id);
    return createMessage('duplicate-rule', place, { id, free }, [{ place: first, note: 'the first' }]);
  }

  #translatedRules(translation: ParsedPage | null): Map<string, ParsedRule> {
    const rules = new Map<string, ParsedRule>();
    for (const parsed of translation?.rules ?? []) {
      const id = writtenId(parsed);
      const first = rules.get(id);
      if (first) {
        const place = attributePlace(parsed, 'id');
        this.#messages.push(this.#duplicate(id, place, first.place));
      } else rules.set(id, parsed);
    }
    return rules;
  }
}

/** The ID after the highest that any page has with the prefix of an ID. */
function idAfterHighest(pages: readonly ParsedPage[], id: string): string {
  const prefix = id.slice(0, id.lastIndexOf('-') + 1);
  const numbers = pages
    .flatMap(({ rules }) => rules.map(writtenId))
    .filter((other) => other.startsWith(prefix) && /^\d{1,9}$/.test(other.slice(prefix.length)))
    .map((other) => Number(other.slice(prefix.length)));
  return `${prefix}${String(1 + numbers.reduce((highest, number) => Math.max(highest, number), 0)).padStart(3, '0')}`;
}

/** IDs that more than one rule of a page has. */
function repeatedIds({ rules }: ParsedPage): string[] {
  const seen = new Set<string>();
  return rules.map(writtenId).filter((id) => seen.size === seen.add(id).size);
}

function createRule(
  parsed: ParsedRule,
  attributes: RuleAttributes,
  owner: Owner,
  translated: RuleSource['translated'],
): Rule {
  return {
    id: attributes.id,
    sop: owner.id,
    title: attributes.title,
    effective: attributes.effective ?? owner.effective,
    revision: attributes.revision,
    revised: attributes.revised,
    retired: attributes.retired,
    replacedBy: attributes.replacedBy,
    caseTypes: [...new Set([owner.caseType, ...attributes.appliesTo])],
    signals: attributes.signals,
    covers: [...parsed.covers, ...(translated?.parsed.covers ?? [])],
    audience: attributes.audience ?? owner.audience,
    body: parsed.body,
    fingerprint: fingerprintOf(attributes.title, parsed.body.markdown),
    translation: translated ? ruleTranslation(attributes.id, translated) : null,
    place: parsed.place,
  };
}

function ruleTranslation(id: string, translated: NonNullable<RuleSource['translated']>): RuleTranslation {
  const fields = translated.page.fields as TranslationFields | null;
  const translates = fields && Object.hasOwn(fields.translates, id) ? fields.translates[id] : undefined;
  return {
    title: translated.parsed.attributes.title?.trim() ?? '',
    body: translated.parsed.body,
    place: translated.parsed.place,
    translates: translates ?? null,
  };
}

function sopTranslation(page: ParsedPage): SopTranslation | null {
  const fields = page.fields as TranslationFields | null;
  if (fields === null) return null;
  return {
    title: fields.title ?? '',
    description: fields.description ?? '',
    translates: fields.translates,
    intro: page.intro,
    file: page.file,
  };
}
