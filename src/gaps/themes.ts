import { SignalUse } from './leaning.ts';
import { averageLinkage, cutAt } from './linkage.ts';
import { compare, seededRanking } from './random.ts';
import { createSuggester, type SuggestModel } from './suggest.ts';
import { type Comparison, mergeGroups, spokesmenOf } from './thememerge.ts';
import { similarityMatrix, ThemeSpace } from './themespace.ts';
import { themeTitle } from './themetitle.ts';
import { TopicIndex, TopicSpace, type Wording } from './topics.ts';

/** A wording that nothing covers. */
export interface ThemeInput {
  /** A signature (formats.md section 4) or a raw text. */
  readonly text: string;
  /** How many cases hold it. */
  readonly cases: number;
  /** Of its step. */
  readonly signals?: readonly string[];
}

export interface Theme {
  /** Indices into the inputs, ascending. */
  readonly members: readonly number[];
  /** The member nearest to all others: the wording that stands for the theme. */
  readonly medoid: number;
  /** Sum over the members. */
  readonly cases: number;
  /** Words that several members share; the medoid's own text when there is only one member. */
  readonly title: string;
}

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
 * Groups wordings into themes; how many is decided by the data. A sample is clustered by average
 * linkage, groups about the same topic are put together, everything else joins the topic nearest to it,
 * and what is near none is sampled again. What then stays alone is a theme of its own.
 * Every input is in exactly one theme. Themes come largest first (cases, then members, then medoid).
 * The result depends on the set of wordings, not on their order.
 *
 * `background` is the trained suggester: what it knows of the rules' words sharpens the comparison.
 */
export function findThemes(
  inputs: readonly ThemeInput[],
  background: SuggestModel | null = null,
  settings: Partial<ThemeSettings> = {},
): Theme[] {
  const { groups, wordings, space } = groupWordings(
    inputs.map(({ text }) => text),
    inputs.map(({ signals }) => signals ?? NO_SIGNALS),
    background,
    settings,
  );
  return groups
    .map((group) => describe(group, inputs, wordings, space))
    .sort(
      (a, b) =>
        b.cases - a.cases ||
        b.members.length - a.members.length ||
        compare((inputs[a.medoid] as ThemeInput).text, (inputs[b.medoid] as ThemeInput).text),
    );
}

const NO_SIGNALS: readonly string[] = [];

/**
 * The members of every theme, ascending, without what describes it; the themes in no special order.
 *
 * @param texts one per step
 * @param signals of each step
 */
export function themeMembers(
  texts: readonly string[],
  signals: readonly (readonly string[])[],
  background: SuggestModel | null,
  settings: Partial<ThemeSettings> = {},
): (readonly number[])[] {
  const { groups } = groupWordings(texts, signals, background, settings);
  return groups.map(({ members }) => members);
}

/** Wordings that are one theme. */
interface Group {
  /** Numbers of distinct texts, in no special order. */
  readonly numbers: readonly number[];
  /** Indices of the inputs that hold them, ascending. */
  readonly members: readonly number[];
}

/** Groups the inputs by their texts; `wordings` are the distinct ones, by number, in seeded order. */
function groupWordings(
  inputs: readonly string[],
  signals: readonly (readonly string[])[],
  background: SuggestModel | null,
  settings: Partial<ThemeSettings>,
): { readonly groups: readonly Group[]; readonly wordings: readonly Wording[]; readonly space: ThemeSpace } {
  const full = { ...THEME_SETTINGS, ...settings };
  const { wordings, numbers: numberOf } = distinct(inputs, signals);
  const reference = wordings.slice(0, REFERENCE_TEXTS);
  const texts = reference.map(({ text }) => text).sort(compare);
  const space = new ThemeSpace(texts, background, full.profileWeight);
  const groups = clusterTexts(wordings, space, new TopicSpace(reference, background), background, full).map(
    (numbers) => ({ numbers, members: [] as number[] }),
  );
  const groupOf = new Array<{ members: number[] } | undefined>(wordings.length).fill(undefined);
  for (const group of groups) for (const number of group.numbers) groupOf[number] = group;
  for (const [index, number] of numberOf.entries()) groupOf[number]?.members.push(index);
  return { groups, wordings, space };
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

function describe(
  { numbers, members }: Group,
  inputs: readonly ThemeInput[],
  wordings: readonly Wording[],
  space: ThemeSpace,
): Theme {
  const known = spokesmenOf(numbers).map((number) => (wordings[number] as Wording).text);
  const medoid = medoidOf(known, space);
  return {
    members,
    medoid: members.find((index) => inputs[index]?.text === medoid) as number,
    cases: members.reduce((sum, index) => sum + (inputs[index] as ThemeInput).cases, 0),
    title: themeTitle(known, medoid),
  };
}

/** The wording with the highest mean similarity to all; the shortest of two, and ties go to the first by code units. */
function medoidOf(texts: readonly string[], space: ThemeSpace): string {
  const ordered = [...texts].sort((a, b) => a.length - b.length || compare(a, b));
  if (ordered.length < 3) return ordered[0] as string;
  const points = ordered.map((text) => space.vector(text));
  const sum = new Map<number, number>();
  for (const point of points) {
    point.ids.forEach((id, at) => {
      sum.set(id, (sum.get(id) ?? 0) + (point.values[at] as number));
    });
  }
  const scores = points.map(({ ids, values }) =>
    ids.reduce((total, id, at) => total + (sum.get(id) as number) * (values[at] as number), 0),
  );
  return ordered[scores.indexOf(Math.max(...scores))] as string;
}
