import { agreement, conflict, type Leaning, lengthOf, NO_LEANING, type SignalUse } from './leaning.ts';
import { averageLinkage, cutAt } from './linkage.ts';
import type { Suggester } from './suggest.ts';
import type { TopicSpace, Wording, Words } from './topics.ts';

/** Memory is four bytes times its square; what is beyond stays as it is. */
const MERGED_AT_MOST = 2000;
/** Of a large group, this many wordings say what it is about, and this many what rules they resemble. */
const SPOKESMEN = 100;
const ASKED = 20;
/** How much it weighs against a merger that two groups resemble different rules. */
const CONFLICT = 1.5;

/** What groups of wordings are compared by. */
export interface Comparison {
  readonly space: TopicSpace;
  readonly use: SignalUse;
  readonly suggester: Suggester | null;
}

/** A group of wordings as a bag of what it is about. */
interface Topic {
  /** Weight per word, of length 1. */
  readonly words: Words;
  /** Rules that its wordings resemble, by probability. */
  readonly rules: Leaning;
  readonly signals: Leaning;
}

/** The wordings of a group that stand for it: a fair sample, because texts stand in seeded order. */
export function spokesmenOf(group: readonly number[]): number[] {
  return [...group].sort((a, b) => a - b).slice(0, SPOKESMEN);
}

/**
 * Puts groups together that are about the same. Wordings of one theme can say quite different things
 * about it; what they share are a few words that rules and cited steps do not use. So groups are
 * compared by how many of their wordings hold a word, and words the rules know count little. Groups
 * that resemble different rules stay apart, and so do groups whose steps carry different signals; groups
 * whose steps carry the same signals belong together in whatever language they are worded.
 *
 * @param groups numbers of wordings, which stand in seeded order
 */
export function mergeGroups(
  groups: readonly number[][],
  wordings: readonly Wording[],
  comparison: Comparison,
  cut: number,
): number[][] {
  const ordered = [...groups].sort((a, b) => b.length - a.length || least(a) - least(b));
  const compared = ordered.slice(0, MERGED_AT_MOST);
  if (compared.length < 2) return ordered;
  const topics = compared.map((group) => topicOf(group, wordings, comparison));
  const sizes = Float64Array.from(compared, (group) => group.length);
  const merged: number[][] = [];
  cutAt(averageLinkage(similarities(topics), sizes), compared.length, cut).forEach((cluster, group) => {
    merged[cluster] ??= [];
    for (const number of compared[group] as number[]) merged[cluster].push(number);
  });
  return [...merged, ...ordered.slice(MERGED_AT_MOST)];
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b));
}

function topicOf(
  group: readonly number[],
  wordings: readonly Wording[],
  { space, use, suggester }: Comparison,
): Topic {
  const spokesmen = spokesmenOf(group).map((number) => wordings[number] as Wording);
  const { words, signals } = space.topic(spokesmen, use);
  return { words, signals, rules: suggester === null ? NO_LEANING : rulesOf(spokesmen, suggester) };
}

function rulesOf(spokesmen: readonly Wording[], suggester: Suggester): Leaning {
  const weights = new Map<string, number>();
  const asked = spokesmen.slice(0, ASKED);
  for (const { text } of asked) {
    for (const { ruleId, score } of suggester.suggest(text)) {
      weights.set(ruleId, (weights.get(ruleId) ?? 0) + score / asked.length);
    }
  }
  const certainty = Math.min(
    1,
    [...weights.values()].reduce((sum, share) => sum + share, 0),
  );
  return { weights, length: lengthOf(weights), certainty };
}

/** Cosines of the groups' words, row-major, less what rules and signals say against a merger, or what signals say for it. */
function similarities(topics: readonly Topic[]): Float32Array {
  const n = topics.length;
  const matrix = new Float32Array(n * n);
  const holders = new Map<number, { group: number; weight: number }[]>();
  for (const [group, { words }] of topics.entries()) {
    for (const [word, weight] of words) {
      const others = holders.get(word) ?? [];
      for (const other of others) {
        const at = group * n + other.group;
        matrix[at] = (matrix[at] as number) + weight * other.weight;
      }
      if (weight === 0) continue;
      others.push({ group, weight });
      holders.set(word, others);
    }
  }
  for (const [row, topic] of topics.entries()) {
    for (let column = 0; column < row; column++) {
      const at = row * n + column;
      const other = topics[column] as Topic;
      const apart =
        Math.max(0, 1 - CONFLICT * conflict(topic.rules, other.rules)) *
        Math.max(0, 1 - CONFLICT * conflict(topic.signals, other.signals));
      const together = agreement(topic.signals, other.signals);
      matrix[at] = Math.max((matrix[at] as number) * apart, together);
      matrix[column * n + row] = matrix[at] as number;
    }
  }
  return matrix;
}
