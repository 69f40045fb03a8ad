import { signature } from '../coverage/signature.ts';
import type { SuggestRule } from './examples.ts';

/** A rule whose words a text shares. */
export interface SearchHit {
  readonly ruleId: string;
  /** Share of what the text says that the rule says too, each word weighed by its rarity: 0 to 1. */
  readonly score: number;
}

/** Finds rules by the words of a step. */
export interface RuleSearch {
  /** Best first, at most `limit`; only rules of that case type. */
  search(signature: string, caseType: string, limit: number): SearchHit[];
}

/**
 * From this score on a text closely resembles a rule. Chosen on synthetic cases, where it keeps
 * apart paraphrases of rules from what no rule says; a suggestion never counts as covered.
 */
export const RESEMBLES_FROM = 0.3;

/** A word in more than this share of the rules says nothing about which of them is meant. */
const COMMONPLACE = 0.15;

interface Posting {
  /** Squared inverse document frequency, ln²(rules / rules with the word). */
  readonly weight: number;
  /** Per case type, the indices of the rules that hold the word. */
  readonly rules: ReadonlyMap<string, Int32Array>;
  /** Number of the text that used it last: a word counts once in a text. */
  usedBy: number;
}

/**
 * A plain text search over rules. Chinese is searched by pairs of characters. It is made for a
 * million texts: rules that share no word with a text cost it nothing.
 */
export function createRuleSearch(rules: readonly SuggestRule[]): RuleSearch {
  const active = rules.filter(({ retired }) => !retired).sort((a, b) => (a.id < b.id ? -1 : 1));
  const postings = indexRules(active);
  // A word that no rule has makes the text about something else, though less so than a rare word
  // makes it about a rule: names and typing errors are such words too.
  const unknownWeight = Math.log(active.length + 1) ** 2 / 2;
  const shared = new Float64Array(active.length);
  const touched: number[] = [];
  let texts = 0;
  return {
    search(signature, caseType, limit) {
      texts += 1;
      let total = 0;
      forEachWord(signature, (word) => {
        const posting = postings.get(word);
        if (!posting) total += unknownWeight;
        if (!posting || posting.usedBy === texts) return;
        posting.usedBy = texts;
        total += posting.weight;
        const holders = posting.rules.get(caseType);
        if (!holders) return;
        for (let index = 0; index < holders.length; index++) {
          const rule = holders[index] as number;
          if (shared[rule] === 0) touched.push(rule);
          shared[rule] = (shared[rule] as number) + posting.weight;
        }
      });
      const hits: Hit[] = [];
      for (const rule of touched) {
        insert(hits, { rule, score: Math.min(1, (shared[rule] as number) / total) }, limit);
        shared[rule] = 0;
      }
      touched.length = 0;
      return hits.map(({ rule, score }) => ({ ruleId: (active[rule] as SuggestRule).id, score }));
    },
  };
}

interface Hit {
  readonly rule: number;
  readonly score: number;
}

function insert(hits: Hit[], hit: Hit, limit: number): void {
  const last = hits[limit - 1];
  if (last && !before(hit, last)) return;
  let place = hits.length;
  while (place > 0 && before(hit, hits[place - 1] as Hit)) place -= 1;
  hits.splice(place, 0, hit);
  if (hits.length > limit) hits.pop();
}

function before(a: Hit, b: Hit): boolean {
  return a.score > b.score || (a.score === b.score && a.rule < b.rule);
}

function indexRules(rules: readonly SuggestRule[]): Map<string, Posting> {
  const holders = new Map<string, Set<number>>();
  for (const [rule, { texts }] of rules.entries()) {
    for (const text of texts) {
      forEachWord(signature(text), (word) => {
        const list = holders.get(word);
        if (list) list.add(rule);
        else holders.set(word, new Set([rule]));
      });
    }
  }
  const most = Math.max(1, rules.length * COMMONPLACE);
  return new Map(
    Array.from(holders, ([word, list]) => [
      word,
      {
        weight: Math.log((rules.length + 1) / list.size) ** 2,
        rules: list.size <= most ? byCaseType([...list], rules) : new Map(),
        usedBy: 0,
      },
    ]),
  );
}

function byCaseType(holders: readonly number[], rules: readonly SuggestRule[]): Map<string, Int32Array> {
  const lists = new Map<string, number[]>();
  for (const rule of holders) {
    for (const caseType of rules[rule]?.scope ?? []) {
      lists.set(caseType, [...(lists.get(caseType) ?? []), rule]);
    }
  }
  return new Map(Array.from(lists, ([caseType, list]) => [caseType, Int32Array.from(list)]));
}

/** Calls back for the words of a signature, and for pairs of characters where it is Chinese. */
function forEachWord(signature: string, visit: (word: string) => void): void {
  for (let start = 0; start < signature.length; ) {
    const space = signature.indexOf(' ', start);
    const end = space < 0 ? signature.length : space;
    if (signature.charCodeAt(start) >= HAN_FROM) {
      for (let index = start; index + 1 < end; index++) visit(signature.slice(index, index + 2));
    } else if (end - start > 1) visit(signature.slice(start, end));
    start = end + 1;
  }
}

/** The scripts written without spaces begin here. */
const HAN_FROM = 0x2e80;
