import type { Example } from './examples.ts';
import { type FeatureSpace, learnFeatures } from './features.ts';
import { classDirections, type Likeness, learnDirections } from './likeness.ts';
import { type ClassWeights, emptyWeights, softmax, trainMargins, withCounts } from './linear.ts';
import { findNeighbours, type Neighbours } from './neighbours.ts';
import { seeded, seededOrder } from './random.ts';
import { joinColumns, type SparseRows } from './rows.ts';
import { Scorer } from './scorer.ts';
import type { SuggestSettings } from './settings.ts';
import { DIMENSIONS } from './stem-vectors.ts';
import { compareWordings, type RuleWordings } from './wordings.ts';

/** Scores texts against classes, without a notion of how far a score can be trusted. */
export interface Classifier {
  readonly space: FeatureSpace;
  /** The column of `weights` that holds a feature's weights, and what a feature counts there. */
  readonly columns: Int32Array;
  readonly shares: Float32Array;
  readonly weights: ClassWeights;
  readonly neighbours: Neighbours;
  /** Null: likeness does not count. */
  readonly likeness: Likeness | null;
  /** Scores times this are log-odds, roughly. */
  readonly sharpness: number;
}

/** How much counts for beside margins. */
export interface Beside {
  readonly counts: number;
  readonly likeness: number;
}

/** A classifier that learns in stages from parts of the examples. */
export interface Learner {
  /** The examples, in columns of the classifier. */
  readonly rows: SparseRows;
  /** Learns margins from some examples, going on from what it knows. */
  learn(chosen: Int32Array, epochs: number): void;
  /** How far the steps among the examples are worded like others of their class. */
  wordings(): readonly RuleWordings[];
  /** What was learned, with the counts of some examples, and their likeness, at these weights. */
  classifier(chosen: Int32Array, beside: Beside): Classifier;
  /** Where an example points; undefined until a classifier was made for which that counts. */
  direction(example: number): Float32Array | undefined;
}

export function createLearner(
  examples: readonly Example[],
  classes: number,
  settings: SuggestSettings,
): Learner {
  const texts = examples.map((example) => example.text);
  const { space, rows: features } = learnFeatures(texts, settings.glossary, settings.features);
  const { ofFeature: columns, shares, count, rows } = joinColumns(features, space.weights);
  const labels = Int32Array.from(examples, (example) => example.label);
  const importance = Float32Array.from(examples, (example) => weightOf(example, settings));
  const weights = emptyWeights(rows, labels, classes, count);
  const duals = new Float32Array(examples.length * classes);
  const ownImportance = importance.map((weight, index) =>
    examples[index]?.source === 'borrowed' ? weight : weight * settings.ownCost,
  );
  const labelled = { rows, labels, importance, ownImportance };
  const steps = Int32Array.from(examples.keys()).filter((index) => examples[index]?.source === 'step');
  const random = seeded(1);
  let learned: ReturnType<typeof learnDirections> | undefined;
  const likenessOf = (chosen: Int32Array, weight: number): Likeness => {
    learned ??= learnDirections(features, space);
    return {
      ...learned.directions,
      classes: classDirections(labelled, learned.texts, chosen, classes, weight),
    };
  };
  return {
    rows,
    wordings: () => compareWordings(labelled, steps, classes, count),
    learn: (chosen, epochs) =>
      trainMargins(labelled, chosen, weights, duals, { ...settings, epochs }, random),
    classifier: (chosen, { counts, likeness }) => ({
      space,
      columns,
      shares,
      weights: withCounts(labelled, chosen, weights, counts, settings.lift),
      neighbours: findNeighbours(labelled, chosen, classes, count, settings.neighbours),
      likeness: likeness === 0 ? null : likenessOf(chosen, likeness),
      sharpness: settings.sharpness,
    }),
    direction: (example) => learned?.texts.subarray(example * DIMENSIONS, (example + 1) * DIMENSIONS),
  };
}

/** Learns from all examples at once. */
function trainClassifier(
  examples: readonly Example[],
  classes: number,
  settings: SuggestSettings,
): Classifier {
  const everything = Int32Array.from(examples, (_, index) => index);
  const learner = createLearner(examples, classes, settings);
  learner.learn(everything, settings.epochs);
  return learner.classifier(everything, { counts: settings.countWeights[0] as number, likeness: 0 });
}

function weightOf({ source, certainty = 1 }: Example, settings: SuggestSettings): number {
  if (source === 'step') return 1;
  return source === 'rule' ? settings.ruleWeight : settings.borrowedWeight * Math.sqrt(certainty);
}

/** Whether rules with few examples may borrow: nothing is borrowed when there is enough to learn from. */
export function borrows(examples: readonly Example[], settings: SuggestSettings): boolean {
  return settings.unlabelled.length > 0 && examples.length <= settings.coldStart;
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
  for (const { label } of examples) (counts[label] as number) += 1;
  // Were they spread evenly, each class would have so many; to borrow more is to guess.
  const enough = Math.min(settings.enoughExamples, Math.round(texts.length / classes));
  const missing = counts.map((count) => (count === 0 ? 0 : Math.max(0, enough - count)));
  if (texts.length === 0 || missing.every((count) => count === 0)) return classifier;
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
    softmax(scores, classifier.sharpness);
    let label = 0;
    for (let index = 1; index < scores.length; index++)
      if ((scores[index] as number) > (scores[label] as number)) label = index;
    (byClass[label] as Example[]).push({
      text,
      label,
      source: 'borrowed',
      certainty: scores[label] as number,
    });
  }
  return byClass.flatMap((own, label) =>
    own.sort((a, b) => (b.certainty as number) - (a.certainty as number)).slice(0, quota[label] as number),
  );
}
