import type { Example } from './examples.ts';
import { FeatureExtractor } from './extractor.ts';
import { buildFeatureSpace, type FeatureSpace } from './features.ts';
import { type ClassWeights, emptyWeights, softmax, trainSoftmax } from './linear.ts';
import { seeded, seededOrder } from './random.ts';
import { extractRows } from './rows.ts';
import { Scorer } from './scorer.ts';
import type { SuggestSettings } from './settings.ts';

/** Scores texts against classes, without a notion of how far a score can be trusted. */
export interface Classifier {
  readonly space: FeatureSpace;
  readonly weights: ClassWeights;
  readonly scale: number;
}

/** Learns from examples alone. */
export function trainClassifier(
  examples: readonly Example[],
  classes: number,
  settings: SuggestSettings,
): Classifier {
  const texts = examples.map((example) => example.text);
  const space = buildFeatureSpace(texts, settings.glossary, settings.features);
  const rows = extractRows(new FeatureExtractor(space), texts);
  const labels = Int32Array.from(examples, (example) => example.label);
  const importance = Float32Array.from(examples, (example) => weightOf(example, settings));
  const weights = emptyWeights(rows, labels, classes, space.weights.length);
  const epochs = Math.min(settings.epochs, Math.max(4, Math.round(settings.visits / examples.length)));
  trainSoftmax(rows, labels, importance, weights, { ...settings, epochs }, seeded(1));
  return { space, weights, scale: settings.scale };
}

function weightOf({ source, certainty = 1 }: Example, settings: SuggestSettings): number {
  if (source === 'step') return 1;
  return source === 'rule' ? settings.ruleWeight : settings.borrowedWeight * Math.sqrt(certainty);
}

/**
 * Learns from examples and from unlabelled texts: rules with few examples borrow the texts that the
 * classifier is surest about, the same number for every such rule, starting with few and choosing
 * anew each round (self-training with class-balanced selection). That way a rule gets to know
 * wordings its own text does not use, and no frequent rule can take over.
 */
export function selfTrain(
  examples: readonly Example[],
  classes: number,
  unlabelled: readonly string[],
  settings: SuggestSettings,
): Classifier {
  let classifier = trainClassifier(examples, classes, settings);
  const known = new Set(examples.map(({ text }) => text));
  const texts = seededOrder([...new Set(unlabelled)].filter((text) => !known.has(text))).slice(
    0,
    settings.unlabelledSample,
  );
  const counts = new Float64Array(classes);
  for (const { label } of examples) counts[label]! += 1;
  const missing = counts.map((count) => (count === 0 ? 0 : Math.max(0, settings.enoughExamples - count)));
  if (texts.length === 0 || examples.length > settings.coldStart || missing.every((count) => count === 0))
    return classifier;
  for (let round = 1; round <= settings.borrowingRounds; round++) {
    const quota = missing.map((count) => Math.ceil((count * round) / settings.borrowingRounds));
    classifier = trainClassifier([...examples, ...borrow(classifier, texts, quota)], classes, settings);
  }
  return classifier;
}

/** The texts each class is surest of, at most `quota` per class. */
function borrow(classifier: Classifier, texts: readonly string[], quota: Float64Array): Example[] {
  const scorer = new Scorer(classifier);
  const byClass: Example[][] = Array.from(quota, () => []);
  for (const text of texts) {
    const { scores, analysis } = scorer.score(text);
    if (analysis.knownSquares === 0) continue;
    softmax(scores);
    let label = 0;
    for (let index = 1; index < scores.length; index++) if (scores[index]! > scores[label]!) label = index;
    byClass[label]!.push({ text, label, source: 'borrowed', certainty: scores[label]! });
  }
  return byClass.flatMap((own, label) =>
    own.sort((a, b) => b.certainty! - a.certainty!).slice(0, quota[label]!),
  );
}
