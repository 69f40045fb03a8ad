/** What a group of wordings leans to, such as rules or signals, and how sure that is. */
export interface Leaning {
  /** Weight by rule or signal. */
  readonly weights: ReadonlyMap<string, number>;
  /** Length of the weights as a vector. */
  readonly length: number;
  /** 0 to 1. */
  readonly certainty: number;
}

export const NO_LEANING: Leaning = { weights: new Map(), length: 0, certainty: 0 };

/** Probability, roughly, that two groups lean to the same. */
export function agreement(a: Leaning, b: Leaning): number {
  return a.certainty * b.certainty * cosine(a, b);
}

/** Probability, roughly, that two groups lean to different things. */
export function conflict(a: Leaning, b: Leaning): number {
  return a.certainty * b.certainty * (1 - cosine(a, b));
}

function cosine(a: Leaning, b: Leaning): number {
  if (a.certainty * b.certainty < 0.01) return 0;
  let common = 0;
  for (const [name, weight] of a.weights) common += weight * (b.weights.get(name) ?? 0);
  return common / (a.length * b.length);
}

export function lengthOf(values: ReadonlyMap<unknown, number>): number {
  let squares = 0;
  for (const value of values.values()) squares += value * value;
  return Math.sqrt(squares);
}

/** A group's share of steps with a signal must exceed what is usual by this much to say something. */
const TELLING = 0.15;
/** Steps with a signal, beyond what is usual and one, at which it is half certain. */
const HALF_CERTAIN = 2;
/** Groups with fewer steps do not show how usual a signal is, but all of them together. */
const ENOUGH_STEPS = 8;
/** The share that so large a part of the steps have at most in their groups is usual. */
const USUAL = 0.1;

/** Steps and the signals that they carry. */
export interface SignalledSteps {
  readonly steps: number;
  /** One list for each of those steps that carry any. */
  readonly signals: readonly (readonly string[])[];
}

/** Steps that are worded alike. */
export type StepGroup = readonly SignalledSteps[];

/** Knows how usual signals are, whatever a step is about, and so which of them tell what a group is about. */
export class SignalUse {
  readonly #usual = new Map<string, number>();

  constructor(groups: readonly StepGroup[]) {
    const large = groups.filter((group) => sizeOf(group) >= ENOUGH_STEPS);
    const rest = groups.filter((group) => sizeOf(group) < ENOUGH_STEPS).flat();
    const counted = [...large, rest].map((group) => ({ size: sizeOf(group), counts: countsOf(group) }));
    const total = counted.reduce((sum, { size }) => sum + size, 0);
    for (const signal of new Set(counted.flatMap(({ counts }) => [...counts.keys()]))) {
      const shares = counted
        .map(({ size, counts }) => ({ size, share: (counts.get(signal) ?? 0) / Math.max(1, size) }))
        .sort((a, b) => a.share - b.share);
      let steps = 0;
      const usual = shares.find(({ size }) => {
        steps += size;
        return steps >= USUAL * total;
      });
      this.#usual.set(signal, usual?.share ?? 0);
    }
  }

  /** The signals that more of a group's steps carry than is usual. */
  leaning(group: StepGroup): Leaning {
    const size = sizeOf(group);
    const weights = new Map<string, number>();
    let total = 0;
    for (const [signal, count] of [...countsOf(group)].sort()) {
      const unusual = count - size * (this.#usual.get(signal) ?? 0);
      if (unusual <= 1 || unusual < TELLING * size) continue;
      weights.set(signal, unusual);
      total += unusual - 1;
    }
    return { weights, length: lengthOf(weights), certainty: total / (total + HALF_CERTAIN) };
  }
}

function sizeOf(group: StepGroup): number {
  return group.reduce((sum, { steps }) => sum + steps, 0);
}

function countsOf(group: StepGroup): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { signals } of group)
    for (const own of signals) for (const signal of own) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  return counts;
}
