import { averageLinkage, cutAt } from './linkage.ts';
import type { Suggester } from './suggest.ts';
import { lengthOf, type TopicSpace, type Words } from './topics.ts';

/** Memory is four bytes times its square; what is beyond stays as it is. */
const MERGED_AT_MOST = 2000;
/** Of a large group, this many wordings say what it is about, and this many what rules they resemble. */
const SPOKESMEN = 100;
const ASKED = 20;
/** How much it weighs against a merger that two groups resemble different rules. */
const CONFLICT = 1.5;

/** A group of wordings as a bag of what it is about. */
interface Topic {
  /** Weight per word, of length 1. */
  readonly words: Words;
  /** Probability per rule that the group's wordings say it, and the length of that vector. */
  readonly rules: ReadonlyMap<string, number>;
  readonly length: number;
  readonly certainty: number;
}

/** The wordings of a group that stand for it: a fair sample, because texts stand in seeded order. */
export function spokesmenOf(group: readonly number[], texts: readonly string[]): string[] {
  return [...group]
    .sort((a, b) => a - b)
    .slice(0, SPOKESMEN)
    .map((number) => texts[number] as string);
}

/**
 * Puts groups together that are about the same. Wordings of one theme can say quite different things
 * about it; what they share are a few words that rules and cited steps do not use. So groups are
 * compared by how many of their wordings hold a word, and words the rules know count little. Groups
 * that resemble different rules stay apart.
 *
 * @param groups numbers of texts, which stand in seeded order
 */
export function mergeGroups(
  groups: readonly number[][],
  texts: readonly string[],
  space: TopicSpace,
  suggester: Suggester | null,
  cut: number,
): number[][] {
  const ordered = [...groups].sort((a, b) => b.length - a.length || least(a) - least(b));
  const compared = ordered.slice(0, MERGED_AT_MOST);
  if (compared.length < 2) return ordered;
  const topics = compared.map((group) => topicOf(spokesmenOf(group, texts), space, suggester));
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

function topicOf(spokesmen: readonly string[], space: TopicSpace, suggester: Suggester | null): Topic {
  const rules = new Map<string, number>();
  const asked = suggester === null ? [] : spokesmen.slice(0, ASKED);
  for (const text of asked) {
    for (const { ruleId, score } of suggester?.suggest(text) ?? []) {
      rules.set(ruleId, (rules.get(ruleId) ?? 0) + score / asked.length);
    }
  }
  const certainty = Math.min(
    1,
    [...rules.values()].reduce((sum, share) => sum + share, 0),
  );
  return { words: space.topic(spokesmen), rules, length: lengthOf(rules), certainty };
}

/** Cosines of the groups' words, row-major, less what suggestions say against a merger. */
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
      const similarity = matrix[at] as number;
      matrix[at] = similarity * Math.max(0, 1 - CONFLICT * conflict(topic, topics[column] as Topic));
      matrix[column * n + row] = matrix[at] as number;
    }
  }
  return matrix;
}

/** Probability, roughly, that two groups say different rules. */
function conflict(a: Topic, b: Topic): number {
  const certainty = a.certainty * b.certainty;
  if (certainty < 0.01) return 0;
  let common = 0;
  for (const [rule, share] of a.rules) common += share * (b.rules.get(rule) ?? 0);
  return certainty * (1 - common / (a.length * b.length));
}
