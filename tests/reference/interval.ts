/** Covered steps and steps of one case. */
export interface Share {
  covered: number;
  steps: number;
}

/**
 * The 95 % interval of section 5 over cases with at least one step. The squares are summed over
 * whole numbers, (N·xᵢ − X·nᵢ)², so that V is 0 exactly when every case has the same share.
 */
export function clusteredInterval(cases: readonly Share[]): [number, number] {
  const m = cases.length;
  const N = cases.reduce((sum, { steps }) => sum + steps, 0);
  const X = cases.reduce((sum, { covered }) => sum + covered, 0);
  const p = X / N;
  const squares = cases.reduce((sum, { covered, steps }) => sum + (N * covered - X * steps) ** 2, 0);
  const V = ((m / (m - 1)) * squares) / N ** 4;
  const n = V === 0 ? m : Math.min((p * (1 - p)) / V, N);
  return wilson(p, n);
}

function wilson(p: number, n: number): [number, number] {
  const z = 1.959964;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [centre - half, centre + half];
}
