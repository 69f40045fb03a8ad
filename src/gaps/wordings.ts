import { squaresOf, sumsOf, transposed } from './class-sums.ts';
import type { LabelledRows } from './linear.ts';

/** How many of a rule's steps are worded like those of other rules. */
export interface RuleWordings {
  /** Steps compared. */
  readonly steps: number;
  /** Those more like the steps of another rule than like the other steps of this one. */
  readonly unlike: number;
  /** Classes of the rules they are more like, most steps first. */
  readonly nearer: readonly { readonly label: number; readonly steps: number }[];
}

/** A rule with fewer steps is not compared with: one of them would stand for all it means. */
const FEWEST_STEPS = 5;

/**
 * Compares every step with the other steps of its rule and with those of each other rule, by the
 * cosine of their sums (nearest centroid, Rocchio 1971, the step itself left out). A rule that means
 * one thing keeps most of its steps; one that is cited for everything loses them to the rules that
 * say it.
 *
 * @param chosen the steps
 * @param classes how many rules there are
 * @param columns of the rows
 */
export function compareWordings(
  examples: LabelledRows,
  chosen: Int32Array,
  classes: number,
  columns: number,
): RuleWordings[] {
  const { rows, labels } = examples;
  const sums = sumsOf(examples, chosen, classes, columns);
  const squares = squaresOf(sums);
  const holders = transposed(sums, columns);
  const steps = new Int32Array(classes);
  for (const row of chosen) (steps[labels[row] as number] as number) += 1;
  const nearer = Array.from({ length: classes }, () => new Map<number, number>());
  const products = new Float64Array(classes);
  for (const row of chosen) {
    products.fill(0);
    let square = 0;
    for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++) {
      const id = rows.ids[at] as number;
      const value = rows.values[at] as number;
      square += value * value;
      for (let place = holders.start[id] as number; place < (holders.start[id + 1] as number); place++) {
        const label = holders.ids[place] as number;
        products[label] = (products[label] as number) + value * (holders.values[place] as number);
      }
    }
    const own = labels[row] as number;
    const product = products[own] as number;
    const others = (squares[own] as number) - 2 * product + square;
    let nearest = own;
    let most = others > square * NOTHING_LEFT ? (product - square) / Math.sqrt(others) : 0;
    for (let label = 0; label < classes; label++) {
      if (label === own || (steps[label] as number) < FEWEST_STEPS) continue;
      const cosine = (products[label] as number) / Math.sqrt(squares[label] as number);
      if (cosine <= most) continue;
      nearest = label;
      most = cosine;
    }
    const lost = nearer[own] as Map<number, number>;
    if (nearest !== own) lost.set(nearest, (lost.get(nearest) ?? 0) + 1);
  }
  return nearer.map((lost, label) => ({
    steps: steps[label] as number,
    unlike: lost.values().reduce((sum, count) => sum + count, 0),
    nearer: [...lost]
      .map(([other, count]) => ({ label: other, steps: count }))
      .sort((a, b) => b.steps - a.steps || a.label - b.label),
  }));
}

/** What subtracting a rule's only step from its sum leaves is rounding. */
const NOTHING_LEFT = 1e-6;
