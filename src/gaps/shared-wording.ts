import { hasHan } from '../coverage/signature.ts';

/** A wording and the case it stands in. */
export interface CaseWording {
  /** Signature. */
  readonly wording: string;
  readonly case: number;
}

/** A run of words that enough cases share. */
export interface SharedRun {
  readonly text: string;
  readonly cases: number;
}

/** Shortest and longest run, in words; a Chinese character counts as one. */
const SHORTEST = 2;
const SHORTEST_HAN = 4;
const LONGEST = 12;
const LONGEST_HAN = 24;
/** Words that are enough for a title. */
const ENOUGH = 4;
/** Share of the cases of a title's core that the words around it are to have, too. */
const NEARLY_ALL = 0.75;
/** Steps looked at per theme: enough to tell what is frequent. */
const LOOKED_AT = 200;

/**
 * The most telling runs of words that at least `minimum` cases share, none within another. The first
 * says what most cases have in common, and so does the next when there are wordings in two scripts:
 * whoever reads one language only should find one, too.
 * They are all that is ever shown of a gap: what stands in fewer cases could name somebody.
 */
export function sharedRuns(wordings: readonly CaseWording[], minimum: number, limit: number): SharedRun[] {
  if (wordings.length < minimum) return [];
  const ordered = [...wordings].sort((a, b) => a.case - b.case).slice(0, LOOKED_AT);
  // No run can be shared with a word in it that is not.
  const words = new Set(sharedBy(minimum, ordered, piecesOf).map(({ text }) => text));
  const shared = sharedBy(minimum, ordered, (wording) => runsOf(wording, words));
  const titles = [false, true].flatMap((han) => titleOf(shared.filter(({ text }) => hasHan(text) === han)));
  const chosen: SharedRun[] = [];
  for (const { text, cases } of [
    ...byWeight(titles, ({ cases }) => cases),
    ...byWeight(shared, tellingWeight),
  ]) {
    if (chosen.length === limit) break;
    if (!chosen.some((other) => overlaps(other.text, text))) chosen.push({ text, cases });
  }
  return chosen;
}

/** The run that most cases have in common, with the words around it that nearly all of them have, too. */
function titleOf(shared: readonly CountedRun[]): CountedRun[] {
  const [core] = byWeight(shared, titleWeight);
  if (core === undefined) return [];
  const around = shared.filter(
    ({ text, cases }) => text.includes(core.text) && cases >= NEARLY_ALL * core.cases,
  );
  return byWeight(around, ({ length }) => length).slice(0, 1);
}

/**
 * A long remark of few cases tells much, but is no title: there, more words than enough count for nothing,
 * and what stands around a number, which is another in every case, counts half.
 */
function titleWeight({ text, cases, length, clause }: CountedRun): number {
  return cases * clause * Math.min(length, ENOUGH) ** 1.5 * (text.includes('#') ? 0.5 : 1);
}

function tellingWeight({ cases, length, clause }: CountedRun): number {
  return cases * clause * length ** 1.5;
}

/** Equals stay in the order of their cases and, within a step, of where they begin. */
function byWeight(runs: readonly CountedRun[], weight: (run: CountedRun) => number): CountedRun[] {
  return [...runs].sort((a, b) => weight(b) - weight(a));
}

interface Run {
  readonly text: string;
  /** In words that say something; two Chinese characters count as one. */
  readonly length: number;
  /** 2 for whole Chinese clauses: without spaces, a run that ends within a clause often ends within a word. */
  readonly clause: number;
}

type CountedRun = Run & { readonly cases: number };

interface Piece {
  /** A word, or a single Chinese character. */
  readonly text: string;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
  readonly han: boolean;
}

/**
 * What at least `minimum` cases have in their wordings, with the number of these cases.
 *
 * @param ordered by case
 * @param partsOf what a wording consists of
 */
function sharedBy<Part extends { readonly text: string }>(
  minimum: number,
  ordered: readonly CaseWording[],
  partsOf: (wording: string) => Iterable<Part>,
): (Part & { readonly cases: number })[] {
  const parts = new Map<string, Part & { cases: number; last: number }>();
  for (const { wording, case: number } of ordered) {
    for (const part of partsOf(wording)) {
      const known = parts.get(part.text);
      if (!known) parts.set(part.text, { ...part, cases: 1, last: number });
      else if (known.last !== number) {
        known.cases += 1;
        known.last = number;
      }
    }
  }
  return [...parts.values()].filter(({ cases }) => cases >= minimum);
}

/** Runs of the given words that begin and end with one that says something, each once. */
function runsOf(wording: string, shared: ReadonlySet<string>): Iterable<Run> {
  const runs = new Map<string, Run>();
  const pieces = piecesOf(wording);
  let ofNumber = false;
  for (const [start, first] of pieces.entries()) {
    // `hours` of `# hours`, and what is written on without a space: a beginning without its number is none.
    ofNumber = pieces[start - 1]?.text === '#' || (ofNumber && first.han && !first.spaced);
    if (ofNumber || EMPTY_WORDS.has(first.text) || NO_BEGINNING.has(first.text)) continue;
    let text = '';
    let han = false;
    let empty = 0;
    for (let end = start; end < pieces.length; end++) {
      const piece = pieces[end] as Piece;
      if (!shared.has(piece.text)) break;
      const length = end - start + 1;
      text += (length > 1 && piece.spaced ? ' ' : '') + piece.text;
      han ||= piece.han;
      if (EMPTY_WORDS.has(piece.text)) empty += 1;
      if (length > (han ? LONGEST_HAN : LONGEST)) break;
      if (length < (han ? SHORTEST_HAN : SHORTEST)) continue;
      if (EMPTY_WORDS.has(piece.text) || NO_END.has(piece.text)) continue;
      const next = pieces[end + 1];
      const whole = first.spaced && (next === undefined || next.spaced);
      runs.set(text, { text, length: han ? length / 2 : length - empty, clause: han && whole ? 2 : 1 });
    }
  }
  return runs.values();
}

/** Words that neither begin nor end what is worth showing. */
const EMPTY_WORDS = new Set(
  '# a an and are as at be been but by for from had has have he her his i if in into is it its no not of on or our she so than that the their them then there they this to was we were which who will with would you'.split(
    ' ',
  ),
);

/** Chinese characters that belong to the word before them, and those that want another after them. */
const NO_BEGINNING = new Set('的了着过得们之');
const NO_END = new Set('的在可为与和或及于从对向把被将按由其该每但而是');

function piecesOf(wording: string): Piece[] {
  const pieces: Piece[] = [];
  for (const token of wording.split(' ')) {
    const parts = token.match(/\p{Script=Han}|[^\p{Script=Han}]+/gu) ?? [];
    for (const [index, text] of parts.entries())
      pieces.push({ text, spaced: index === 0, han: hasHan(text) });
  }
  return pieces;
}

/** Whether two runs share so much that showing both says nothing more. */
function overlaps(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  const [words, others] = [new Set(hasHan(a) ? a : a.split(' ')), [...(hasHan(b) ? b : b.split(' '))]];
  const common = others.filter((word) => words.has(word)).length;
  return common * 2 > Math.min(words.size, others.length);
}
