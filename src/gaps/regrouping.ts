import { wordingLength } from '../coverage/signature.ts';
import { ofOneCaseType } from './gap-ids.ts';

/** A gap as far as two runs can be compared by it. */
export interface GapWordings {
  readonly id: string;
  /** Runs of words that enough cases share; none for what is left over. */
  readonly exemplars: readonly string[];
}

/** What became of the gaps of one run in a later one. Lists are sorted by ID. */
export interface Regrouping {
  readonly vanished: readonly string[];
  readonly appeared: readonly string[];
  /** Wordings of the first gap that the second has now, and had not before. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Compares the gaps of two runs by their exemplars. A gap that split appears with wordings of the
 * other; gaps that merged vanish, and their wordings lie in the one that stays; a gap that got
 * another founding wording vanishes and appears with the wordings it had.
 */
export function regroup(before: readonly GapWordings[], now: readonly GapWordings[]): Regrouping {
  const [earlier, later] = [themes(before), themes(now)];
  const moved = [...earlier.values()].flatMap((source) => {
    const kept = later.get(source.id)?.exemplars ?? [];
    const lost = source.exemplars.filter((wording) => !standsIn(wording, kept));
    return [...later.values()]
      .filter(({ id }) => id !== source.id && ofOneCaseType(id, source.id))
      .filter(({ id, exemplars }) => {
        const own = earlier.get(id)?.exemplars ?? [];
        return lost.some((wording) => standsIn(wording, exemplars) && !standsIn(wording, own));
      })
      .map(({ id }) => ({ from: source.id, to: id }));
  });
  return {
    vanished: [...earlier.keys()].filter((id) => !later.has(id)),
    appeared: [...later.keys()].filter((id) => !earlier.has(id)),
    moved,
  };
}

/** By ID, in its order; what is left over is no theme that could move. */
function themes(gaps: readonly GapWordings[]): Map<string, GapWordings> {
  const sorted = gaps
    .filter(({ exemplars }) => exemplars.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return new Map(sorted.map((gap) => [gap.id, gap]));
}

/** Whether a gap with these exemplars holds a wording. */
export function standsIn(wording: string, others: readonly string[]): boolean {
  return others.some((other) => sameWording(wording, other));
}

/** Shorter runs of words stand in unlike wordings. */
export const TELLING = { words: 3, characters: 5 };

/** Whether two exemplars are the same, or one is a run within the other: later cases lengthen and shorten them. */
function sameWording(a: string, b: string): boolean {
  if (a === b) return true;
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  const { unit, length } = wordingLength(short);
  if (length < TELLING[unit]) return false;
  return unit === 'characters' ? long.includes(short) : ` ${long} `.includes(` ${short} `);
}
