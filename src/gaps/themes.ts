import { SignalUse } from './leaning.ts';
import { averageLinkage, cutAt } from './linkage.ts';
import { compare, seededRanking } from './random.ts';
import { createSuggester, type SuggestModel } from './suggest.ts';
import { type Comparison, mergeGroups, spokesmenOf } from './theme-merge.ts';
import { similarityMatrix, ThemeSpace } from './theme-space.ts';
import { TopicIndex, TopicSpace, type Wording } from './topics.ts';

export interface ThemeSettings {
  /** Mean similarity from which wordings are one theme. */
  readonly cut: number;
  /** Similarity of topics from which groups of wordings are one theme. */
  readonly mergeCut: number;
  /** Weight of how alike two wordings are to the known rules, their own likeness having weight 1. */
  readonly profileWeight: number;
  /** At most this many distinct wordings are compared pairwise; memory is four bytes times its square. */
  readonly sample: number;
  /** How often a sample is drawn from what fitted no theme so far. */
  readonly rounds: number;
}

/** At most this many texts decide which words are rare and which are frequent. */
const REFERENCE_TEXTS = 5000;

export const THEME_SETTINGS: ThemeSettings = {
  cut: 0.26,
  mergeCut: 0.23,
  profileWeight: 0.5,
  sample: 2000,
  rounds: 2,
};

/**
 * Groups texts into themes; how many is decided by the data. A sample is clustered by average
 * linkage, groups about the same topic are put together, everything else joins the topic nearest to it,
 * and what is near none is sampled again. What then stays alone is a theme of its own.
 * Every text is in exactly one theme. The themes depend on the set of texts, not on their order.
 *
 * @param texts signatures (formats.md section 4), one per step
 * @param signals of each step
 * @param background the trained suggester: what it knows of the rules' words sharpens the comparison
 * @returns indices of the texts of every theme, ascending; the themes in no special order
 */
export function findThemes(
  texts: readonly string[],
  signals: readonly (readonly string[])[],
  background: SuggestModel | null,
  settings: Partial<ThemeSettings> = {},
): (readonly number[])[] {
  const full = { ...THEME_SETTINGS, ...settings };
  const { wordings, numbers: numberOf } = distinct(texts, signals);
  const reference = wordings.slice(0, REFERENCE_TEXTS);
  const space = new ThemeSpace(
    reference.map(({ text }) => text).sort(compare),
    background,
    full.profileWeight,
  );
  const groups = clusterTexts(wordings, space, new TopicSpace(reference, background), background, full);
  const themeOf = new Uint32Array(wordings.length);
  for (const [theme, numbers] of groups.entries()) for (const number of numbers) themeOf[number] = theme;
  const themes: number[][] = groups.map(() => []);
  for (const [index, number] of numberOf.entries()) themes[themeOf[number] as number]?.push(index);
  return themes;
}

/** The distinct texts among the inputs in seeded order, and the number of each input's text. */
function distinct(
  inputs: readonly string[],
  signals: readonly (readonly string[])[],
): { readonly wordings: readonly Wording[]; readonly numbers: Uint32Array } {
  const met = new Map<string, number>();
  const known: { text: string; steps: number; signals: (readonly string[])[] }[] = [];
  const numbers = Uint32Array.from(inputs, (text, index) => {
    let number = met.get(text);
    if (number === undefined) {
      number = known.push({ text, steps: 0, signals: NONE }) - 1;
      met.set(text, number);
    }
    const wording = known[number] as (typeof known)[number];
    const own = signals[index] as readonly string[];
    wording.steps += 1;
    if (own.length === 0) return number;
    if (wording.signals === NONE) wording.signals = [own];
    else wording.signals.push(own);
    return number;
  });
  const ranking = seededRanking(known.map(({ text }) => text));
  const ranks = new Uint32Array(known.length);
  for (const [rank, number] of ranking.entries()) ranks[number] = rank;
  return {
    wordings: Array.from(ranking, (number) => known[number] as Wording),
    numbers: numbers.map((number) => ranks[number] as number),
  };
}

/** Most steps carry no signal; they share this list. */
const NONE: (readonly string[])[] = [];

/** Groups of numbers of texts: all that stand in seeded order, so that the lowest ones are a fair sample. */
function clusterTexts(
  wordings: readonly Wording[],
  space: ThemeSpace,
  topics: TopicSpace,
  background: SuggestModel | null,
  settings: ThemeSettings,
): number[][] {
  let waiting = [...wordings.keys()];
  const suggester = background === null ? null : createSuggester(background);
  let groups: number[][] = [];
  let alone: number[] = [];
  let comparison: Comparison | null = null;
  for (let round = 0; round < settings.rounds && waiting.length > 0; round++) {
    const sampled = clusterSample(waiting.slice(0, settings.sample), wordings, space, settings.cut);
    comparison ??= { space: topics, use: signalUse(sampled, wordings), suggester };
    const merged = mergeGroups([...groups, ...sampled], wordings, comparison, settings.mergeCut);
    groups = merged.filter(({ length }) => length > 1);
    alone = [...alone, ...merged.filter(({ length }) => length === 1).flat()];
    waiting = joinNearest(waiting.slice(settings.sample), wordings, groups, comparison, settings.mergeCut);
  }
  return [...groups, ...[...waiting, ...alone].map((number) => [number])];
}

function signalUse(groups: readonly number[][], wordings: readonly Wording[]): SignalUse {
  return new SignalUse(groups.map((group) => group.map((number) => wordings[number] as Wording)));
}

/** Adds texts to the groups that are about the same; returns those that fit none. */
function joinNearest(
  numbers: readonly number[],
  wordings: readonly Wording[],
  groups: readonly number[][],
  { space, use }: Comparison,
  cut: number,
): number[] {
  if (numbers.length === 0) return [];
  const topics = groups.map((group) =>
    space.topic(
      spokesmenOf(group).map((number) => wordings[number] as Wording),
      use,
    ),
  );
  const index = new TopicIndex(space, topics);
  return numbers.filter((number) => {
    const nearest = index.nearest(wordings[number] as Wording, cut);
    groups[nearest]?.push(number);
    return nearest < 0;
  });
}

/** Average linkage over texts that say nearly the same. */
function clusterSample(
  sampled: readonly number[],
  wordings: readonly Wording[],
  space: ThemeSpace,
  cut: number,
): number[][] {
  const points = sampled.map((number) => space.vector((wordings[number] as Wording).text));
  const merges = averageLinkage(similarityMatrix(space, points), new Float64Array(points.length).fill(1));
  const clusters: number[][] = [];
  cutAt(merges, points.length, cut).forEach((cluster, point) => {
    clusters[cluster] ??= [];
    clusters[cluster].push(sampled[point] as number);
  });
  return clusters;
}
