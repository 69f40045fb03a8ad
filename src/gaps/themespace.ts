import { FeatureExtractor } from './extractor.ts';
import { buildFeatureSpace, FEATURE_SETTINGS, type FeatureSettings } from './features.ts';
import { Scorer } from './scorer.ts';
import type { SuggestModel } from './suggest.ts';

/** A wording's likeness is in its rarer parts, and what it alone says makes it less like others. */
const THEME_FEATURES: FeatureSettings = {
  ...FEATURE_SETTINGS,
  minimumTexts: 1,
  commonest: 0.01,
};

/** A text as a point: its own words (length up to 1) and how it stands to the known rules (length up to √weight). */
export interface ThemeVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  readonly profile: Float32Array;
}

/** Where wordings lie near each other when they share words or resemble the same known rules. */
export class ThemeSpace {
  /** How many word features there are. */
  readonly features: number;
  /** How many numbers a profile has; 0 without background. */
  readonly width: number;
  readonly #extractor: FeatureExtractor;
  readonly #scorer: Scorer | null;
  readonly #mean: Float32Array;
  readonly #weight: number;

  /** @param reference texts that tell which words are rare and what the mean profile is */
  constructor(reference: readonly string[], background: SuggestModel | null, weight: number) {
    const space = buildFeatureSpace(reference, background?.space.glossary ?? [], THEME_FEATURES);
    this.features = space.weights.length;
    this.width = background === null ? 0 : background.ruleIds.length;
    this.#extractor = new FeatureExtractor(space);
    this.#scorer = background === null ? null : new Scorer(background);
    this.#weight = weight;
    const sum = new Float64Array(this.width);
    if (this.#scorer !== null) {
      for (const text of reference)
        this.#scorer.score(text).scores.forEach((score, rule) => {
          (sum[rule] as number) += score;
        });
    }
    this.#mean = Float32Array.from(sum, (total) => total / reference.length);
  }

  vector(text: string): ThemeVector {
    const { ids, values, count } = this.#extractor.extract(text);
    return { ids: ids.slice(0, count), values: values.slice(0, count), profile: this.#profile(text) };
  }

  /** Scores against every rule, less what is usual among the texts; what hardly differs from it says little. */
  #profile(text: string): Float32Array {
    const profile = new Float32Array(this.width);
    if (this.#scorer === null) return profile;
    const { scores } = this.#scorer.score(text);
    let squares = 0;
    for (let rule = 0; rule < profile.length; rule++) {
      profile[rule] = (scores[rule] as number) - (this.#mean[rule] as number);
      squares += (profile[rule] as number) ** 2;
    }
    const factor = Math.sqrt(this.#weight / Math.max(squares, 1));
    for (let rule = 0; rule < profile.length; rule++) (profile[rule] as number) *= factor;
    return profile;
  }
}

/** Similarities of points with each other, row-major. Points that share no word cost next to nothing. */
export function similarityMatrix(space: ThemeSpace, points: readonly ThemeVector[]): Float32Array {
  const n = points.length;
  const matrix = new Float32Array(n * n);
  const start = new Int32Array(space.features + 1);
  for (const { ids } of points) for (const id of ids) (start[id + 1] as number) += 1;
  for (let id = 0; id < space.features; id++) (start[id + 1] as number) += start[id] as number;
  // Per feature, the points so far that hold it.
  const end = start.slice(0, space.features);
  const holders = new Int32Array(start[space.features] as number);
  const held = new Float32Array(holders.length);
  const { width } = space;
  const profiles = new Float32Array(n * width);
  for (const [row, { ids, values, profile }] of points.entries()) {
    const similarities = matrix.subarray(row * n, row * n + row);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      const value = values[at] as number;
      const stop = end[id] as number;
      for (let place = start[id] as number; place < stop; place++) {
        const other = holders[place] as number;
        similarities[other] = (similarities[other] as number) + value * (held[place] as number);
      }
      holders[stop] = row;
      held[stop] = value;
      end[id] = stop + 1;
    }
    profiles.set(profile, row * width);
    for (let other = 0; other < row; other++) {
      const similarity = (similarities[other] as number) + dotOfRows(profiles, row, other, width);
      similarities[other] = similarity;
      matrix[other * n + row] = similarity;
    }
  }
  return matrix;
}

/** Four sums at a time: one would wait for each addition to end before the next. */
function dotOfRows(rows: Float32Array, first: number, second: number, width: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  let a = first * width;
  let b = second * width;
  const end = a + width;
  for (; a + 3 < end; a += 4, b += 4) {
    sum0 += (rows[a] as number) * (rows[b] as number);
    sum1 += (rows[a + 1] as number) * (rows[b + 1] as number);
    sum2 += (rows[a + 2] as number) * (rows[b + 2] as number);
    sum3 += (rows[a + 3] as number) * (rows[b + 3] as number);
  }
  for (; a < end; a++, b++) sum0 += (rows[a] as number) * (rows[b] as number);
  return sum0 + sum1 + (sum2 + sum3);
}
