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

/** Rules by which a text is told from others: more of them say less, because most scores are noise. */
const TELLING_RULES = 8;

/**
 * A text as a point: features of its own words (length up to 1), and of how it stands to the known
 * rules (length up to √weight).
 */
export interface ThemeVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Where wordings lie near each other when they share words or resemble the same known rules. */
export class ThemeSpace {
  /** How many features there are: those of words, then one per rule. */
  readonly features: number;
  readonly #words: number;
  readonly #extractor: FeatureExtractor;
  readonly #scorer: Scorer | null;
  readonly #mean: Float32Array;
  readonly #weight: number;

  /** @param reference texts that tell which words are rare and what the mean profile is */
  constructor(reference: readonly string[], background: SuggestModel | null, weight: number) {
    const space = buildFeatureSpace(reference, background?.space.glossary ?? [], THEME_FEATURES);
    this.#words = space.weights.length;
    this.features = this.#words + (background?.ruleIds.length ?? 0);
    this.#extractor = new FeatureExtractor(space);
    this.#scorer = background === null ? null : new Scorer(background);
    this.#weight = weight;
    const sum = new Float64Array(this.features - this.#words);
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
    const profile = this.#profile(text);
    const vector = {
      ids: new Int32Array(count + profile.length),
      values: new Float32Array(count + profile.length),
    };
    vector.ids.set(ids.subarray(0, count));
    vector.values.set(values.subarray(0, count));
    for (const [index, { rule, value }] of profile.entries()) {
      vector.ids[count + index] = this.#words + rule;
      vector.values[count + index] = value;
    }
    return vector;
  }

  /** Scores that differ most from what is usual among the texts; what hardly differs from it says little. */
  #profile(text: string): { readonly rule: number; readonly value: number }[] {
    if (this.#scorer === null) return [];
    const telling: { rule: number; value: number }[] = [];
    const { scores } = this.#scorer.score(text);
    for (let rule = 0; rule < scores.length; rule++) {
      const value = (scores[rule] as number) - (this.#mean[rule] as number);
      let place = telling.length;
      while (place > 0 && Math.abs(telling[place - 1]?.value as number) < Math.abs(value)) place -= 1;
      if (place === TELLING_RULES) continue;
      telling.splice(place, 0, { rule, value });
      telling.length = Math.min(telling.length, TELLING_RULES);
    }
    const squares = telling.reduce((sum, { value }) => sum + value * value, 0);
    const factor = Math.sqrt(this.#weight / Math.max(squares, 1));
    return telling.map(({ rule, value }) => ({ rule, value: value * factor }));
  }
}

/** Similarities of points with each other, row-major. Points that share no feature cost next to nothing. */
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
  for (const [row, { ids, values }] of points.entries()) {
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
    for (let other = 0; other < row; other++) matrix[other * n + row] = similarities[other] as number;
  }
  return matrix;
}
