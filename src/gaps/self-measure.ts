import { type Calibration, probability } from './certainty.ts';
import type { Answer, Trial, Trials } from './trials.ts';

/** How good suggestions are on the data at hand, by trials on labelled texts that were kept from training. */
export interface SelfMeasure {
  readonly heldOut: number;
  /** Null when nothing was held out. */
  readonly recallAt1: number | null;
  /** Best suggestions that reach the threshold, and the share of them that is right. */
  readonly suggested: number;
  readonly precision: number | null;
}

export const NOTHING_MEASURED: SelfMeasure = { heldOut: 0, recallAt1: null, suggested: 0, precision: null };

/** Figures over the trials on steps whose rule was not hidden. */
export function measure(
  { asked, hidden }: Trials,
  answers: readonly Answer[],
  calibration: Calibration,
  threshold: number,
): SelfMeasure {
  let heldOut = 0;
  let found = 0;
  let suggested = 0;
  let right = 0;
  for (const [index, { best, facts }] of answers.entries()) {
    const { labels, fromStep } = asked[index] as Trial;
    if (!fromStep || labels.every((label) => hidden[label])) continue;
    const hit = Number(labels.includes(best));
    heldOut += 1;
    found += hit;
    if (probability(calibration, facts) < threshold) continue;
    suggested += 1;
    right += hit;
  }
  if (heldOut === 0) return NOTHING_MEASURED;
  return {
    heldOut,
    recallAt1: found / heldOut,
    suggested,
    precision: suggested === 0 ? null : right / suggested,
  };
}

/** One measure out of those of separate models, as if all trials were of one. */
export function pooled(measures: readonly SelfMeasure[]): SelfMeasure {
  const sum = (value: (measure: SelfMeasure) => number) =>
    measures.reduce((total, measure) => total + value(measure), 0);
  const heldOut = sum((measure) => measure.heldOut);
  const suggested = sum((measure) => measure.suggested);
  const found = sum((measure) => measure.heldOut * (measure.recallAt1 ?? 0));
  const right = sum((measure) => measure.suggested * (measure.precision ?? 0));
  return {
    heldOut,
    recallAt1: heldOut === 0 ? null : Math.round(found) / heldOut,
    suggested,
    precision: suggested === 0 ? null : Math.round(right) / suggested,
  };
}
