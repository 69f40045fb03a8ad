/** One judged step: what was suggested, best first, and what is true. */
export interface SuggestOutcome {
  readonly suggestions: readonly { readonly ruleId: string; readonly score: number }[];
  /** IDs of the rules that say it; empty when none does. */
  readonly gold: readonly string[];
}

export interface SuggestFigures {
  readonly steps: number;
  readonly withGold: number;
  readonly recallAt1: number | null;
  readonly recallAt3: number | null;
  readonly auroc: number | null;
  readonly suggested: number;
  readonly precision: number | null;
  readonly falseSuggestRate: number | null;
}

/**
 * Figures of formats.md section 8. Recall counts a step when any of its gold rules is among the first
 * 1 or 3; precision and the false rate look at best suggestions that reach the threshold. A figure
 * over nothing is null.
 */
export function suggestFigures(outcomes: readonly SuggestOutcome[], threshold: number): SuggestFigures {
  const withGold = outcomes.filter(({ gold }) => gold.length > 0);
  const without = outcomes.filter(({ gold }) => gold.length === 0);
  const hits = (limit: number): number => withGold.filter((outcome) => foundWithin(outcome, limit)).length;
  const suggested = outcomes.filter((outcome) => bestScore(outcome) >= threshold);
  return {
    steps: outcomes.length,
    withGold: withGold.length,
    recallAt1: share(hits(1), withGold.length),
    recallAt3: share(hits(3), withGold.length),
    auroc: auroc(withGold.map(bestScore), without.map(bestScore)),
    suggested: suggested.length,
    precision: share(suggested.filter((outcome) => foundWithin(outcome, 1)).length, suggested.length),
    falseSuggestRate: share(suggested.filter(({ gold }) => gold.length === 0).length, without.length),
  };
}

function foundWithin({ suggestions, gold }: SuggestOutcome, limit: number): boolean {
  return suggestions.slice(0, limit).some(({ ruleId }) => gold.includes(ruleId));
}

function bestScore({ suggestions }: SuggestOutcome): number {
  return suggestions[0]?.score ?? 0;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * Probability that a positive scores higher than a negative, ties counting half: the area under the
 * ROC curve, by rank sums (Mann-Whitney U with mid-ranks). Null when either side is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const all = [
    ...positives.map((score) => ({ score, positive: 1 })),
    ...negatives.map((score) => ({ score, positive: 0 })),
  ];
  all.sort((a, b) => a.score - b.score);
  const scoreAt = (index: number): number => all[index]?.score ?? Number.NaN;
  let rankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    let positive = 0;
    while (end < all.length && scoreAt(end) === scoreAt(start)) positive += all[end++]?.positive ?? 0;
    rankSum += positive * ((start + 1 + end) / 2);
    start = end;
  }
  const n = positives.length;
  return (rankSum - (n * (n + 1)) / 2) / (n * negatives.length);
}

export interface ClusterFigures {
  /** 1 when every cluster holds steps of one theme only. */
  readonly homogeneity: number;
  /** 1 when every theme's steps are in one cluster. */
  readonly completeness: number;
  /** Harmonic mean of the two. */
  readonly vMeasure: number;
}

/**
 * Agreement of a clustering with the truth by conditional entropies (Rosenberg and Hirschberg 2007:
 * h = 1 − H(T|C)/H(T), c = 1 − H(C|T)/H(C), V = 2hc/(h + c)). An entropy of zero counts as perfect.
 * `themes[i]` and `clusters[i]` are of the same step; throws a RangeError when the lengths differ.
 */
export function clusterFigures(themes: readonly string[], clusters: readonly number[]): ClusterFigures {
  if (themes.length !== clusters.length) throw new RangeError('Unequal numbers of themes and clusters');
  const joint = new Map<string, number>();
  const themeSizes = new Map<string, number>();
  const clusterSizes = new Map<string, number>();
  themes.forEach((theme, index) => {
    const cluster = String(clusters[index]);
    count(themeSizes, theme);
    count(clusterSizes, cluster);
    count(joint, `${cluster}\u0000${theme}`);
  });
  const total = themes.length;
  const themeEntropy = entropy(themeSizes, total);
  const clusterEntropy = entropy(clusterSizes, total);
  const jointEntropy = entropy(joint, total);
  const homogeneity = themeEntropy === 0 ? 1 : clamp(1 - (jointEntropy - clusterEntropy) / themeEntropy);
  const completeness = clusterEntropy === 0 ? 1 : clamp(1 - (jointEntropy - themeEntropy) / clusterEntropy);
  const sum = homogeneity + completeness;
  return { homogeneity, completeness, vMeasure: sum === 0 ? 0 : (2 * homogeneity * completeness) / sum };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Shannon entropy in nats. Counts are added up in falling order, so that the order of the steps leaves no trace. */
function entropy(counts: ReadonlyMap<string, number>, total: number): number {
  return [...counts.values()]
    .sort((a, b) => b - a)
    .reduce((sum, n) => sum - (n / total) * Math.log(n / total), 0);
}

/** Rounding can push a share a hair outside 0…1. */
function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
