/**
 * Average-linkage clustering of points with a full similarity matrix, by nearest-neighbour chains
 * (Murtagh 1983): O(n²) time and memory.
 */

/** Two clusters joined. Clusters are named by one of their points. */
export interface Merge {
  readonly kept: number;
  readonly gone: number;
  /** Mean similarity of their members, weighted. */
  readonly similarity: number;
}

/**
 * All n − 1 merges, most similar first. `similarities` is row-major n × n, symmetric, and is used up.
 * `sizes` are the weights of the points.
 */
export function averageLinkage(similarities: Float32Array, sizes: Float64Array): Merge[] {
  const n = sizes.length;
  const weight = sizes.slice();
  const alive = new Uint8Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (alive[first] === 0) first++;
      chain.push(first);
    }
    const tip = chain[chain.length - 1] as number;
    const before = chain.length > 1 ? (chain[chain.length - 2] as number) : -1;
    const next = nearest(similarities, alive, n, tip, before);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    const kept = Math.min(tip, next);
    const gone = Math.max(tip, next);
    merges.push({ kept, gone, similarity: similarities[kept * n + gone] as number });
    join(similarities, alive, weight, kept, gone);
  }
  return merges.sort((a, b) => b.similarity - a.similarity || a.kept - b.kept || a.gone - b.gone);
}

/** The most similar other cluster; the chain's previous one wins ties, so that chains end. */
function nearest(
  similarities: Float32Array,
  alive: Uint8Array,
  n: number,
  tip: number,
  before: number,
): number {
  let best = before;
  let bestSimilarity = before < 0 ? -Infinity : (similarities[tip * n + before] as number);
  const row = tip * n;
  for (let other = 0; other < n; other++) {
    if (alive[other] === 1 && other !== tip && (similarities[row + other] as number) > bestSimilarity) {
      best = other;
      bestSimilarity = similarities[row + other] as number;
    }
  }
  return best;
}

function join(
  similarities: Float32Array,
  alive: Uint8Array,
  weight: Float64Array,
  kept: number,
  gone: number,
): void {
  const n = weight.length;
  const total = (weight[kept] as number) + (weight[gone] as number);
  for (let other = 0; other < n; other++) {
    if (alive[other] === 0 || other === kept || other === gone) continue;
    const mean =
      ((weight[kept] as number) * (similarities[kept * n + other] as number) +
        (weight[gone] as number) * (similarities[gone * n + other] as number)) /
      total;
    similarities[kept * n + other] = mean;
    similarities[other * n + kept] = mean;
  }
  weight[kept] = total;
  alive[gone] = 0;
}

/** Cluster of every point after all merges at or above a similarity; clusters are numbered by first point. */
export function cutAt(merges: readonly Merge[], n: number, similarity: number): Int32Array {
  const parent = Int32Array.from({ length: n }, (_, index) => index);
  const root = (point: number): number => {
    let at = point;
    while (parent[at] !== at) at = parent[at] as number;
    return at;
  };
  for (const merge of merges) {
    if (merge.similarity < similarity) break;
    const a = root(merge.kept);
    const b = root(merge.gone);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, point) => {
    const at = root(point);
    if (!numbers.has(at)) numbers.set(at, numbers.size);
    return numbers.get(at) as number;
  });
}
