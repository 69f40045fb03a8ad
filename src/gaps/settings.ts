import { FEATURE_SETTINGS, type FeatureSettings } from './features.ts';
import type { SynonymGroup } from './word-reader.ts';

export interface SuggestSettings {
  readonly features: FeatureSettings;
  /** Bilingual terms and synonyms that bridge wordings. */
  readonly glossary: readonly SynonymGroup[];
  /** Steps without known citations; a rule with few known wordings borrows the surest of them. */
  readonly unlabelled: readonly string[];
  /** A rule with fewer examples than its even share of the unlabelled steps borrows, up to this many. */
  readonly enoughExamples: number;
  /** With more examples than this nothing is borrowed: there is enough to learn from. */
  readonly coldStart: number;
  /** How often the borrowed wordings are chosen anew, a few more each time. */
  readonly borrowingRounds: number;
  /** Weight of a borrowed wording of which the classifier is certain. */
  readonly borrowedWeight: number;
  /** At most this many unlabelled steps are looked at. */
  readonly unlabelledSample: number;
  /** Passes over the examples. */
  readonly epochs: number;
  /** Passes over everything after the trials. */
  readonly refresher: number;
  /** What a violated margin costs, against the length of the weights. */
  readonly cost: number;
  /** How many times that it costs when a labelled step's own rule scores it too low. */
  readonly ownCost: number;
  /** Rules most like a rule, by which its scores are smoothed. */
  readonly neighbours: number;
  /** How much counts may weigh beside margins: what finds most in trials, else the first. */
  readonly countWeights: readonly number[];
  /** How much likeness may weigh where rules have few examples: what finds most in trials, else nothing. */
  readonly likenessWeights: readonly number[];
  /** How soon being likelier in a class's examples tells. */
  readonly lift: number;
  /** Scores times this are log-odds, roughly. */
  readonly sharpness: number;
  /** Weight of a rule's own statement, a labelled step's being 1. */
  readonly ruleWeight: number;
  /** At most this many labelled steps of a rule are learned from. */
  readonly stepsPerRule: number;
  /** A suggestion counts from this probability on. */
  readonly threshold: number;
}

/**
 * For the best suggestions. Training costs in proportion to `epochs` + `refresher` and to
 * `stepsPerRule`, and every entry of `countWeights` a round of trials. With a third of the passes, one in a hundred
 * steps fewer finds its rule.
 */
export const SUGGEST_SETTINGS: SuggestSettings = {
  features: FEATURE_SETTINGS,
  glossary: [],
  unlabelled: [],
  enoughExamples: 60,
  coldStart: 4000,
  borrowingRounds: 6,
  borrowedWeight: 0.8,
  unlabelledSample: 10_000,
  epochs: 8,
  refresher: 8,
  cost: 0.5,
  ownCost: 20,
  neighbours: 20,
  countWeights: [0.015, 0.005, 0.03],
  likenessWeights: [0.6],
  lift: 100,
  sharpness: 6,
  ruleWeight: 0.5,
  stepsPerRule: 300,
  threshold: 0.5,
};

/**
 * What a coverage run learns with. It asks about a million texts: pairs beyond neighbours, parts of
 * words, neighbours, likeness and more passes cost it much and, with whole sentences to go by, tell it
 * nothing more. Counts weigh as little as ever finds most in it. Were a rule's own steps to count more,
 * more would be found of them, but gap themes would blur.
 */
export const RUN_SETTINGS = {
  features: { ...FEATURE_SETTINGS, window: 0, bigram: 1.3, ngram: 0 },
  epochs: 3,
  refresher: 2,
  cost: 1,
  ownCost: 3,
  neighbours: 0,
  countWeights: [0.005],
  likenessWeights: [],
} satisfies Partial<SuggestSettings>;
