import MiniSearch, { type SearchResult as MiniSearchResult } from 'minisearch';
import { createCitationParser } from '../coverage/citations.ts';
import type { RuleState } from '../coverage/rulebook.ts';

/** One rule as the search index of a language holds it. */
export interface SearchEntry {
  readonly id: string;
  /** Title in the language of the index. */
  readonly title: string;
  /** Title in the other language: whoever reads one language may type the other. */
  readonly otherTitle: string;
  /** One-line decision in the language of the index. */
  readonly decision: string;
  /** The same in the other language; empty when it has none of its own. */
  readonly otherDecision: string;
  /** ID of its case type. */
  readonly caseType: string;
  readonly state: RuleState;
  readonly revision: number;
  readonly replacedBy: string | null;
  readonly signals: readonly string[];
  readonly phrases: readonly string[];
}

/** A page that is found by its ID or its title. */
export interface SearchPage {
  readonly kind: 'sop' | 'gap' | 'proposal';
  readonly id: string;
  /** Title in the language of the index. */
  readonly title: string;
  readonly otherTitle: string;
  readonly href: string;
}

/** The file a browser loads when search first opens. */
export interface SearchIndex {
  readonly prefixes: readonly string[];
  /** Name of a case type by ID. */
  readonly caseTypes: Readonly<Record<string, string>>;
  /** What a case type is called by its ID, in both languages: its prefix and glossary words too. */
  readonly caseTypeWords: Readonly<Record<string, readonly string[]>>;
  /** Groups of words that mean the same, across languages. */
  readonly synonyms: readonly (readonly string[])[];
  readonly entries: readonly SearchEntry[];
  readonly pages: readonly SearchPage[];
}

export interface SearchHit {
  readonly entry: SearchEntry;
  /** Whether the rule was named by its ID. */
  readonly byId: boolean;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** The rule ID that was asked for, when no rule has it; the hits are those with the nearest numbers. */
  readonly unknownId: string | null;
  /** ID of the case type that the whole query names. */
  readonly caseType: string | null;
  /** The page that the whole query names by its ID or its title. */
  readonly page: SearchPage | null;
  /** SOPs with every word of the query in their title; to be shown after the rules. */
  readonly sops: readonly SearchPage[];
}

export type Search = (query: string, limit?: number) => SearchAnswer;

const STATE_RANK: Readonly<Record<RuleState, number>> = { active: 0, pending: 1, retired: 2 };
const HAN = /\p{Script=Han}/u;
const WORDS = /\p{Script=Han}+|[\p{L}\p{M}\p{N}]+/gu;

/** A hit this much weaker than the best one is noise. */
const WEAKEST_SHARE = 0.12;
/** SOPs offered besides rules. */
const SOPS = 3;
/** Rules offered in place of an ID that no rule has. */
const NEAREST = 5;
/** A synonym's hit counts a little less than the typed word's. */
const SYNONYM_WEIGHT = 0.8;

/**
 * Prepares search over the rules and the pages around them. A rule ID in any spelling wins over
 * everything; then come titles, accepted wordings, signals and decisions, with typos and glossary
 * synonyms of either language. Active rules stand before those not yet in force, retired ones last;
 * when the query is a name of a case type, its own rules stand before those of others. SOPs and
 * proposals are found by ID and title, gaps by ID.
 */
export function createSearch(index: SearchIndex): Search {
  const byId = new Map(index.entries.map((entry) => [entry.id, entry]));
  const findIds = createIdFinder(index);
  const findWords = createWordFinder(index);
  const nameCaseType = createCaseTypeNamer(index);
  const findPages = createPageFinder(index.pages);

  return (query, limit = 12) => {
    const text = unquote(query.normalize('NFKC'));
    if (text === '') return { hits: [], unknownId: null, caseType: null, page: null, sops: [] };
    const hits = new Map<string, SearchHit>();
    const add = (id: string | null, named: boolean) => {
      const entry = id === null ? undefined : byId.get(id);
      if (entry !== undefined && !hits.has(entry.id)) hits.set(entry.id, { entry, byId: named });
    };
    const caseType = nameCaseType(text);
    const { page, sops, byId: isPageId } = findPages(text);
    const { named, unknownId, id: askedId } = findIds(text);
    // `SOP-ATO-02` may also be meant as a citation of ATO-002, but not as the beginning of ATO-020.
    const [first, ...others] = isPageId ? named.filter(({ id }) => id === askedId) : named;
    // Whoever names a retired rule needs the one that replaced it.
    for (const id of first === undefined ? [] : [first.id, first.replacedBy]) add(id, true);
    for (const { id } of others) add(id, true);
    if (!isPageId && askedId === null) for (const id of findWords(text, caseType)) add(id, false);
    if (!isPageId && unknownId !== null) {
      for (const { id } of nearestNumbers(index.entries, unknownId)) add(id, false);
    }
    const shown = [...hits.values()].slice(0, limit);
    return { hits: shown, unknownId: isPageId ? null : unknownId, caseType, page, sops };
  };
}

interface FoundPages extends Pick<SearchAnswer, 'page' | 'sops'> {
  /** Whether the page was named by its ID. */
  readonly byId: boolean;
}

function createPageFinder(pages: readonly SearchPage[]): (text: string) => FoundPages {
  const byId = new Map(pages.map((page) => [spelling(page.id), page]));
  const titled = pages.filter(({ kind }) => kind !== 'gap');
  const byTitle = new Map(
    titled.flatMap((page) => [page.otherTitle, page.title].map((title) => [spelling(title), page] as const)),
  );
  const sops = pages
    .filter(({ kind }) => kind === 'sop')
    .map((page) => ({ page, words: [page.title, page.otherTitle].map((title) => new Set(tokens(title))) }));
  return (text) => {
    const named = byId.get(spelling(text));
    const page = named ?? byTitle.get(spelling(text)) ?? null;
    const asked = tokens(text);
    const holdsAll = (words: ReadonlySet<string>) => asked.every((word) => words.has(word));
    const others = asked.length < 2 ? [] : sops.filter(({ words }) => words.some(holdsAll));
    const found = others.map((other) => other.page).filter((other) => other !== page);
    return { page, sops: found.slice(0, SOPS), byId: named !== undefined };
  };
}

/** The same for all spellings of an ID or a title: without blanks, dashes and letter case. */
function spelling(text: string): string {
  return fold(text).replace(/[\s\p{Pd}_]+/gu, '');
}

/** Tells the case type that a whole query names. */
function createCaseTypeNamer({ caseTypeWords }: SearchIndex): (text: string) => string | null {
  const named = new Map(
    Object.entries(caseTypeWords).flatMap(([id, words]) => words.map((word) => [fold(word), id] as const)),
  );
  return (text) => named.get(fold(text)) ?? null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Rules of the same prefix whose numbers are nearest; retired ones only say where to look instead. */
function nearestNumbers(entries: readonly SearchEntry[], id: string): SearchEntry[] {
  const [prefix, number = ''] = split(id);
  const distance = (entry: SearchEntry) => Math.abs(Number(split(entry.id)[1]) - Number(number));
  return entries
    .filter((entry) => split(entry.id)[0] === prefix && entry.state !== 'retired')
    .sort((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1))
    .slice(0, NEAREST);
}

function unquote(query: string): string {
  return query
    .trim()
    .replace(/^["'“”‘’「『《]+|["'“”‘’」』》]+$/gu, '')
    .trim();
}

interface NamedRules {
  readonly named: readonly SearchEntry[];
  /** The ID that the whole query is, when no rule has it or begins with it. */
  readonly unknownId: string | null;
  /** The rule ID that the whole query is: its parts are no words to look for. */
  readonly id: string | null;
}

/** Finds the rules that a query names: exactly, by the digits typed so far, or nearly. */
function createIdFinder({ prefixes, entries }: SearchIndex): (text: string) => NamedRules {
  const parser = createCitationParser(prefixes);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byState = [...entries].sort(
    (a, b) => STATE_RANK[a.state] - STATE_RANK[b.state] || (a.id < b.id ? -1 : 1),
  );
  const withNumber = (number: string, prefix: string | null) =>
    byState.filter(({ id }) => {
      const [idPrefix, digits = ''] = split(id);
      if (prefix !== null && idPrefix !== prefix) return false;
      return digits === number || digits.replace(/^0+/, '').startsWith(number);
    });

  const namedIn = (text: string): SearchEntry[] => {
    const known = parser
      .inText(text)
      .map(({ id }) => byId.get(id))
      .filter((entry) => entry !== undefined);
    if (known.length > 0) return known;
    if (/^\d{1,5}$/.test(text)) {
      const number = text.replace(/^0+(?=\d)/, '');
      return byState.filter(({ id }) => split(id)[1]?.replace(/^0+/, '') === number);
    }
    return mistyped(text, prefixes)
      .map((id) => byId.get(id))
      .filter((entry) => entry !== undefined);
  };

  return (text) => {
    const cited = parser.canonical(text);
    if (cited.known) {
      const [prefix, digits = ''] = split(cited.id);
      const exact = byId.get(cited.id);
      const begun = withNumber(digits.replace(/^0+(?=\d)/, ''), prefix ?? null);
      const named = exact === undefined ? begun : [exact, ...begun.filter((entry) => entry !== exact)];
      return { named, unknownId: named.length === 0 ? cited.id : null, id: cited.id };
    }
    return { named: namedIn(text), unknownId: null, id: null };
  };
}

function split(id: string): string[] {
  const at = id.lastIndexOf('-');
  return [id.slice(0, at), id.slice(at + 1)];
}

/** IDs whose prefix is one slip away from what was typed: `AOT-12`, `AT0 12`, `aot12`. */
function mistyped(text: string, prefixes: readonly string[]): string[] {
  const match =
    /^([a-z0-9]{1,7})[\s_-]+0*(\d{1,5})$/i.exec(text) ?? /^([a-z0-9]*[a-z])0*(\d{1,5})$/i.exec(text);
  if (!match?.[1] || !match[2]) return [];
  const typed = match[1].toUpperCase();
  const number = match[2].padStart(3, '0');
  return prefixes.filter((prefix) => oneSlip(typed, prefix)).map((prefix) => `${prefix}-${number}`);
}

/** Whether two different words differ by one letter added, left out, changed, or swapped with its neighbour. */
function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === `${restB[1]}${restB[0]}`;
}

/** Finds rule IDs by words, best first; those of a case type that was named before all others. */
function createWordFinder(index: SearchIndex): (text: string, caseType: string | null) => string[] {
  const engine = new MiniSearch<SearchEntry>({
    idField: 'id',
    fields: ['title', 'otherTitle', 'phrases', 'signals', 'decision', 'otherDecision', 'id', 'caseType'],
    extractField: (entry, field) => fieldText(entry, field, index.caseTypes),
    tokenize: tokens,
    processTerm: (term) => term,
    searchOptions: {
      boost: {
        title: 4,
        otherTitle: 3,
        phrases: 3,
        signals: 3,
        id: 2,
        decision: 1,
        otherDecision: 0.75,
        caseType: 0.5,
      },
      prefix: (term) => !HAN.test(term) && term.length > 1,
      fuzzy: (term) => (HAN.test(term) || term.length < 4 ? false : term.length < 8 ? 1 : 2),
    },
  });
  engine.addAll(index.entries);
  const entries = new Map(index.entries.map((entry) => [entry.id, entry]));
  const rank = (id: string, caseType: string | null) => {
    const entry = entries.get(id);
    if (entry === undefined) return 0;
    return STATE_RANK[entry.state] * 2 + Number(caseType !== null && entry.caseType !== caseType);
  };
  const expand = createExpander(index.synonyms);

  return (text, caseType) => {
    const scores = new Map<string, number>();
    expand(text).forEach((wording, position) => {
      const weight = position === 0 ? 1 : SYNONYM_WEIGHT;
      const hits = allWordsElseAny(engine, wording);
      const weakest = (hits[0]?.score ?? 0) * WEAKEST_SHARE;
      for (const { id, score } of hits) {
        if (score >= weakest) scores.set(id, Math.max(scores.get(id) ?? 0, score * weight));
      }
    });
    return [...scores]
      .sort(
        ([idA, a], [idB, b]) => rank(idA, caseType) - rank(idB, caseType) || b - a || (idA < idB ? -1 : 1),
      )
      .map(([id]) => id);
  };
}

/** Rules that hold every word of the query; only when there is none, those that hold some. */
function allWordsElseAny(engine: MiniSearch<SearchEntry>, text: string): MiniSearchResult[] {
  const all = engine.search(text, { combineWith: 'AND' });
  return all.length > 0 ? all : engine.search(text, { combineWith: 'OR' });
}

function fieldText(entry: SearchEntry, field: string, caseTypes: SearchIndex['caseTypes']): string {
  switch (field) {
    case 'phrases':
      return entry.phrases.join('\n');
    case 'signals':
      return entry.signals.join('\n');
    case 'caseType':
      return `${entry.caseType} ${caseTypes[entry.caseType] ?? ''}`;
    default:
      return entry[field as 'id' | 'title' | 'otherTitle' | 'decision' | 'otherDecision'];
  }
}

/** Words in lower case; Chinese, which has no spaces, as overlapping pairs of characters. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORDS)) {
    if (!HAN.test(word)) {
      found.push(word);
      continue;
    }
    const characters = Array.from(word);
    if (characters.length === 1) found.push(word);
    for (let i = 1; i < characters.length; i += 1) found.push(`${characters[i - 1]}${characters[i]}`);
  }
  return found;
}

/** Gives the query itself, then the query with each glossary word in it said otherwise. */
function createExpander(groups: SearchIndex['synonyms']): (text: string) => string[] {
  const folded = groups.map((group) => group.map(fold));
  return (text) => {
    const query = text.toLowerCase();
    const wordings = [query];
    for (const group of folded) {
      const word = longestIn(query, group);
      if (word === null) continue;
      for (const other of group) if (other !== word) wordings.push(query.replace(word, ` ${other} `));
    }
    return wordings;
  };
}

function longestIn(query: string, words: readonly string[]): string | null {
  let longest: string | null = null;
  for (const word of words) {
    if (word.length > (longest?.length ?? 0) && standsIn(query, word)) longest = word;
  }
  return longest;
}

/** A Chinese word stands anywhere, any other only between word boundaries. */
function standsIn(query: string, word: string): boolean {
  const at = query.indexOf(word);
  if (at < 0 || word === '') return false;
  if (HAN.test(word)) return true;
  const joins = /[\p{L}\p{N}]/u;
  const before = query[at - 1] ?? ' ';
  const after = query[at + word.length] ?? ' ';
  return !(joins.test(before) && !HAN.test(before)) && !(joins.test(after) && !HAN.test(after));
}
