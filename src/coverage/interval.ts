import type { Status } from './types.ts';

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959964;

/** Under this many cases no interval is given. */
export const MINIMUM_CASES = 30;

/**
 * What the clustered interval needs of the cases: nᵢ steps and xᵢ covered ones in case i, summed
 * over the cases that have a step.
 */
export type ClusterSums = {
  cases: number;
  steps: number;
  covered: number;
  /** Σ xᵢ² */
  coveredSquares: number;
  /** Σ xᵢ·nᵢ */
  products: number;
  /** Σ nᵢ² */
  stepSquares: number;
};

export function emptyClusterSums(): ClusterSums {
  return { cases: 0, steps: 0, covered: 0, coveredSquares: 0, products: 0, stepSquares: 0 };
}

/** Adds one case; a case without a step adds nothing. */
export function addCase(sums: ClusterSums, steps: number, covered: number): void {
  if (steps === 0) return;
  sums.cases += 1;
  sums.steps += steps;
  sums.covered += covered;
  sums.coveredSquares += covered * covered;
  sums.products += covered * steps;
  sums.stepSquares += steps * steps;
}

/**
 * The 95 % interval of coverage, clustered by case (formats.md section 5): the linearised variance
 * of a ratio of cluster totals (Cochran, Sampling Techniques, §6.5) gives an effective size, on
 * which Wilson's score interval is taken.
 *
 * @returns `[low, high]` as shares; null under 30 cases.
 */
export function clusteredInterval(sums: ClusterSums): [number, number] | null {
  const { cases: m, steps: N, covered: X } = sums;
  if (m < MINIMUM_CASES) return null;
  const p = X / N;
  const V = ((m / (m - 1)) * scaledSquares(sums)) / N ** 4;
  const n = V === 0 ? m : Math.min(N, (p * (1 - p)) / V);
  return wilson(p, n);
}

/** N² · Σ(xᵢ − p·nᵢ)², in whole numbers: a variance of zero must come out as exactly zero. */
function scaledSquares(sums: ClusterSums): number {
  const N = BigInt(sums.steps);
  const X = BigInt(sums.covered);
  return Number(
    N * N * BigInt(sums.coveredSquares) -
      2n * X * N * BigInt(sums.products) +
      X * X * BigInt(sums.stepSquares),
  );
}

/** Wilson's score interval for a share p of n (Wilson 1927). */
export function wilson(p: number, n: number): [number, number] {
  const z2 = Z * Z;
  const centre = p + z2 / (2 * n);
  const spread = Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** Whether coverage exceeds its target; what could not be assessed does not. */
export function exceedsTarget(coverage: number | null, target: number): boolean {
  return coverage !== null && coverage > target;
}

/** Status of a case type against its target, from the as-is interval. */
export function statusAgainst(
  target: number,
  steps: number,
  interval: readonly [number, number] | null,
): Status {
  if (steps === 0) return 'no-data';
  if (interval === null) return 'insufficient';
  if (interval[0] > target) return 'met';
  return interval[1] < target ? 'below' : 'uncertain';
}
