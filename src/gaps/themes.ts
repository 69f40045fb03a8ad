import { compare } from './examples.ts';
import { averageLinkage, cutAt } from './linkage.ts';
import { seededOrder } from './random.ts';
import type { SuggestModel } from './suggest.ts';
import { ThemeAssigner } from './themeassign.ts';
import { similarityMatrix, ThemeSpace } from './themespace.ts';
import { themeTitle } from './themetitle.ts';

/** A wording that nothing covers. */
export interface ThemeInput {
  /** A signature (formats.md section 4) or a raw text. */
  readonly text: string;
  /** How many cases hold it. */
  readonly cases: number;
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
  /** Weight of how alike two wordings are to the known rules, their own likeness having weight 1. */
  readonly profileWeight: number;
  /** At most this many distinct wordings are compared pairwise; memory is four bytes times its square. */
  readonly sample: number;
  /** How often a sample is drawn from what fitted no theme so far. */
  readonly rounds: number;
}

export const THEME_SETTINGS: ThemeSettings = { cut: 0.26, profileWeight: 0.3, sample: 3000, rounds: 4 };

/**
 * Groups wordings into themes; how many is decided by the data. A sample is clustered by average
 * linkage, everything else joins the theme nearest to it, and what is near none is sampled again.
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
  const full = { ...THEME_SETTINGS, ...settings };
  const byText = new Map<string, number[]>();
  inputs.forEach(({ text }, index) => {
    const same = byText.get(text);
    if (same === undefined) byText.set(text, [index]);
    else same.push(index);
  });
  const texts = [...byText.keys()].sort(compare);
  const space = new ThemeSpace(texts, background, full.profileWeight);
  return clusterTexts(texts, space, full)
    .map((members) =>
      describe(
        members.flatMap((text) => byText.get(text)!),
        members,
        inputs,
        byText,
        space,
      ),
    )
    .sort(
      (a, b) =>
        b.cases - a.cases ||
        b.members.length - a.members.length ||
        compare(inputs[a.medoid]!.text, inputs[b.medoid]!.text),
    );
}

function clusterTexts(texts: readonly string[], space: ThemeSpace, settings: ThemeSettings): string[][] {
  let waiting = seededOrder(texts);
  const themes: string[][] = [];
  for (let round = 0; round < settings.rounds && waiting.length > 1; round++) {
    const sampled = waiting.slice(0, settings.sample);
    const rest = waiting.slice(settings.sample);
    const { found, alone, assigner } = clusterSample(sampled, space, settings);
    const left: string[] = [];
    for (const text of rest) {
      const theme = assigner.nearest(space.vector(text), settings.cut);
      if (theme < 0) left.push(text);
      else found[theme]!.push(text);
    }
    themes.push(...found);
    // A wording alone in one sample may have company in the next, so the unsampled go first.
    waiting = [...left, ...alone];
    if (left.length === 0) break;
  }
  return [...themes, ...waiting.map((text) => [text])];
}

function clusterSample(
  sampled: readonly string[],
  space: ThemeSpace,
  settings: ThemeSettings,
): { found: string[][]; alone: string[]; assigner: ThemeAssigner } {
  const ordered = [...sampled].sort(compare);
  const points = ordered.map((text) => space.vector(text));
  const merges = averageLinkage(similarityMatrix(space, points), new Float64Array(points.length).fill(1));
  const clusters: number[][] = [];
  cutAt(merges, points.length, settings.cut).forEach((cluster, point) => {
    clusters[cluster] ??= [];
    clusters[cluster].push(point);
  });
  const together = clusters.filter((members) => members.length > 1);
  return {
    found: together.map((members) => members.map((point) => ordered[point]!)),
    alone: clusters.filter((members) => members.length === 1).map((members) => ordered[members[0]!]!),
    assigner: new ThemeAssigner(
      space,
      together.map((members) => members.map((point) => points[point]!)),
    ),
  };
}

/** Of a large theme, this many wordings say what it is about. */
const SPOKESMEN = 200;

function describe(
  members: number[],
  texts: readonly string[],
  inputs: readonly ThemeInput[],
  byText: ReadonlyMap<string, readonly number[]>,
  space: ThemeSpace,
): Theme {
  const known = seededOrder(texts).slice(0, SPOKESMEN);
  const medoid = medoidOf(known, space);
  return {
    members: members.sort((a, b) => a - b),
    medoid: byText.get(medoid)![0]!,
    cases: members.reduce((sum, index) => sum + inputs[index]!.cases, 0),
    title: themeTitle(known, medoid),
  };
}

/** The wording with the highest mean similarity to all; the shortest of two, and ties go to the first by code units. */
function medoidOf(texts: readonly string[], space: ThemeSpace): string {
  const ordered = [...texts].sort((a, b) => a.length - b.length || compare(a, b));
  if (ordered.length < 3) return ordered[0]!;
  const points = ordered.map((text) => space.vector(text));
  const sum = new Map<number, number>();
  const profile = new Float32Array(space.width);
  for (const point of points) {
    point.ids.forEach((id, at) => {
      sum.set(id, (sum.get(id) ?? 0) + point.values[at]!);
    });
    point.profile.forEach((value, rule) => {
      profile[rule]! += value;
    });
  }
  const scores = points.map(
    ({ ids, values, profile: own }) =>
      ids.reduce((total, id, at) => total + sum.get(id)! * values[at]!, 0) +
      own.reduce((total, value, rule) => total + value * profile[rule]!, 0),
  );
  return ordered[scores.indexOf(Math.max(...scores))]!;
}
