import { FeatureExtractor } from './extractor.ts';
import { buildFeatureSpace, FEATURE_SETTINGS, type FeatureSettings } from './features.ts';
import { seededOrder } from './random.ts';
import { Scorer } from './scorer.ts';
import type { SuggestModel } from './suggest.ts';

/** At most this many texts decide which words are rare and what the mean profile is. */
export const REFERENCE_TEXTS = 5000;

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

  constructor(texts: readonly string[], background: SuggestModel | null, weight: number) {
    const reference =
      texts.length > REFERENCE_TEXTS ? seededOrder(texts).slice(0, REFERENCE_TEXTS).sort() : texts;
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

  /** Dense vectors have `features + width` numbers. */
  addTo(dense: Float32Array, { ids, values, profile }: ThemeVector, factor = 1): void {
    for (let at = 0; at < ids.length; at++)
      (dense[ids[at] as number] as number) += (values[at] as number) * factor;
    for (let rule = 0; rule < profile.length; rule++)
      (dense[this.features + rule] as number) += (profile[rule] as number) * factor;
  }

  dot(dense: Float32Array, { ids, values, profile }: ThemeVector): number {
    let sum = 0;
    for (let at = 0; at < ids.length; at++)
      sum += (dense[ids[at] as number] as number) * (values[at] as number);
    for (let rule = 0; rule < profile.length; rule++)
      sum += (dense[this.features + rule] as number) * (profile[rule] as number);
    return sum;
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

/** Similarities of points with each other, row-major. */
export function similarityMatrix(space: ThemeSpace, points: readonly ThemeVector[]): Float32Array {
  const n = points.length;
  const matrix = new Float32Array(n * n);
  const dense = new Float32Array(space.features + space.width);
  points.forEach((point, row) => {
    dense.fill(0);
    space.addTo(dense, point);
    for (let column = 0; column < row; column++) {
      const similarity = space.dot(dense, points[column] as ThemeVector);
      matrix[row * n + column] = similarity;
      matrix[column * n + row] = similarity;
    }
  });
  return matrix;
}
