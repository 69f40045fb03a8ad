import type { ListItem, RootContent, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Prose, Rule } from '../sops/types.ts';
import type { Tongue } from './types.ts';

/** What a finding leads to, as a rule's Decide section says it. */
interface Outcome {
  readonly finding: string;
  readonly decision: string;
}

/** A rule cut into the pieces that sentences are built from, in one language. */
export interface RuleWords {
  readonly title: string;
  /** Wordings the owner accepts as this rule. */
  readonly phrases: readonly string[];
  /** Short clauses of its When, Check and Signals sections that have a verb. */
  readonly statements: readonly string[];
  /** The same without a verb, or as an instruction. */
  readonly points: readonly string[];
  readonly questions: readonly string[];
  readonly outcomes: readonly Outcome[];
}

const HAN = /\p{Script=Han}/u;
const RULE_ID = /\b[A-Z0-9]{2,6}-\d+|\bSOP-/;
const DECIDE = /^(?:decide|decision|处置|处理|决定)/i;
/** A verb in the indicative: near enough to tell a statement from a heading-like point. */
const STATES: Readonly<Record<Tongue, RegExp>> = {
  en: /\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|must|shows|says|comes|came|matches|fires|misleads|passed|differs|belongs|means|follows|asks|sends|counts|needs|lies|stands|gives|reports|agrees|agree)\b/,
  zh: /[是有为无未不已被]|来自|显示|属于|存在|发生|表明|容易|误导/u,
};
const SKIPPED = /^(?:annotate|annotation|escalate|批注|上报)/i;

/** Cuts a rule into pieces. A language it was not written in falls back to English words. */
export function wordsOf(rule: Rule, tongue: Tongue): RuleWords {
  const translated = tongue === 'zh' ? rule.translation : null;
  const body: Prose = translated?.body ?? rule.body;
  const phrases = rule.covers.map(({ phrase }) => phrase);
  const own = phrases.filter((phrase) => HAN.test(phrase) === (tongue === 'zh'));

  const clauses = new Set<string>();
  const questions = new Set<string>();
  const outcomes: Outcome[] = [];
  let section = '';
  for (const node of body.content) {
    if (node.type === 'heading') section = textOf(node);
    else if (DECIDE.test(section)) outcomes.push(...outcomesOf(node));
    else if (!SKIPPED.test(section)) {
      for (const piece of piecesOf(node)) {
        (/[?？]$/.test(piece) ? questions : clauses).add(piece.replace(/[?？]$/, ''));
      }
    }
  }
  const all = [...clauses].map(gentle);
  return {
    title: gentle(translated?.title ?? rule.title),
    phrases: own.length > 0 ? own : phrases,
    statements: all.filter((clause) => STATES[tongue].test(clause)),
    points: all.filter((clause) => !STATES[tongue].test(clause)),
    questions: [...questions].map(gentle),
    outcomes,
  };
}

/** Sentences of a block that stand on their own, each list item and table cell by itself. */
function piecesOf(node: RootContent): string[] {
  if (node.type === 'list') return node.children.flatMap((item) => item.children.flatMap(piecesOf));
  if (node.type === 'table') return rowsOf(node).flat().flatMap(cut);
  return node.type === 'paragraph' ? cut(textOf(node)) : [];
}

function cut(text: string): string[] {
  return withoutAsides(text)
    .split(/(?<=[?？])\s*|[.!;:](?:\s+|$)|[。！；：]/u)
    .map((piece) => piece.trim())
    .filter(usable);
}

/** A table's rows end in the decision; of a list's items it is the part in bold. */
function outcomesOf(node: RootContent): Outcome[] {
  const pairs: [finding: string, decision: string][] = [];
  if (node.type === 'table') {
    for (const cells of rowsOf(node)) pairs.push([cells.slice(0, -1).join(', '), cells.at(-1) ?? '']);
  } else if (node.type === 'list') {
    for (const item of node.children) {
      const [first = '', ...rest] = withoutAsides(textOf(item)).split(/[:：]/u);
      const words = rest.join(' ');
      pairs.push(beginsBold(item) ? [words, first] : [first, words]);
    }
  }
  return pairs.flatMap(([finding, decision]) => {
    const clean = cut(finding)[0];
    // What follows a comma most often names the rule to go on with.
    const verb =
      withoutAsides(decision)
        .split(/[,.;，。；]/u)[0]
        ?.trim() ?? '';
    const fits = clean !== undefined && verb !== '' && verb.length < 60 && !RULE_ID.test(verb);
    return fits ? [{ finding: gentle(clean), decision: gentle(verb) }] : [];
  });
}

function beginsBold(item: ListItem): boolean {
  const [block] = item.children;
  return block?.type === 'paragraph' && block.children[0]?.type === 'strong';
}

function rowsOf(table: Table): string[][] {
  return table.children.slice(1).map((row) => row.children.map((cell) => textOf(cell)));
}

function withoutAsides(text: string): string {
  return text
    .replace(/\s*\([^()]*\)|（[^（）]*）/gu, '')
    .replace(/["“”「」]/gu, '')
    .replace(/\s+/g, ' ');
}

/** Long enough to mean something, short enough for a clause, and citing nothing. */
function usable(piece: string): boolean {
  if (RULE_ID.test(piece)) return false;
  if (HAN.test(piece)) return piece.length >= 7 && piece.length <= 44;
  const count = piece.split(' ').length;
  return count >= 4 && count <= 18 && piece.length <= 120;
}

/** Lower case at the start, unless the first word is an abbreviation or a name in code. */
export function gentle(text: string): string {
  return /^[A-Z](?:[a-z]+\b|\s)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
