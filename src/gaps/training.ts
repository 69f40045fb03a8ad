import { type Calibration, calibrate, evidence, UNTRIED } from './certainty.ts';
import {
  type Beside,
  borrows,
  type Classifier,
  createLearner,
  type Learner,
  selfTrain,
} from './classifier.ts';
import type { Example } from './examples.ts';
import { scoreInto } from './linear.ts';
import { Contest } from './neighbours.ts';
import { Scorer } from './scorer.ts';
import { measure, NOTHING_MEASURED, type SelfMeasure } from './self-measure.ts';
import type { SuggestSettings } from './settings.ts';
import { type Answer, planTrials, type Trial, type Trials } from './trials.ts';
import type { RuleWordings } from './wordings.ts';

/** A classifier, and how far its scores can be trusted. */
export interface Calibrated extends Classifier {
  readonly calibration: Calibration;
  readonly selfMeasure: SelfMeasure;
  /** By class; none where wordings were borrowed. */
  readonly wordings: readonly RuleWordings[];
}

/** Learns from part of the examples, is asked about the others, and then learns from all of them. */
export function trainCalibrated(
  examples: readonly Example[],
  classes: number,
  settings: SuggestSettings,
): Calibrated {
  const trials = planTrials(examples, classes);
  if (borrows(examples, settings)) {
    const calibration =
      trials === null ? null : judge(trials, askApart(examples, trials, classes, settings), settings);
    const classifier = selfTrain(examples, classes, settings.unlabelled, settings);
    return { ...classifier, ...(calibration ?? NEVER_TRIED), wordings: [] };
  }
  const learner = createLearner(examples, classes, settings);
  const everything = Int32Array.from(examples, (_, index) => index);
  const wordings = learner.wordings();
  if (trials === null) {
    learner.learn(everything, settings.epochs);
    const beside = { counts: settings.countWeights[0] as number, likeness: 0 };
    return { ...learner.classifier(everything, beside), ...NEVER_TRIED, wordings };
  }
  learner.learn(trials.learned, settings.epochs);
  const attempt = (beside: Beside): Attempt => {
    const answers = askWithin(learner, learner.classifier(trials.learned, beside), trials);
    return { beside, answers, hits: hitsOf(trials, answers) };
  };
  const counting = best(settings.countWeights.map((counts) => attempt({ counts, likeness: 0 })));
  const { beside, answers } = best([
    counting,
    ...likenessWeights(examples, classes, settings).map((likeness) =>
      attempt({ ...counting.beside, likeness }),
    ),
  ]);
  learner.learn(everything, settings.refresher);
  return { ...learner.classifier(everything, beside), ...judge(trials, answers, settings), wordings };
}

/** With fewer examples, too little is known of how words are used. */
const FEWEST_ALIKE = 500;

/** With more examples per class, its own words are known, and likeness only blurs what tells it from others. */
const MOST_PER_CLASS = 50;

/** How much likeness may weigh with these examples. */
function likenessWeights(
  examples: readonly Example[],
  classes: number,
  settings: SuggestSettings,
): readonly number[] {
  const helpful = examples.length >= FEWEST_ALIKE && examples.length <= MOST_PER_CLASS * classes;
  return helpful ? settings.likenessWeights : [];
}

/** What a classifier finds with these weights. */
interface Attempt {
  readonly beside: Beside;
  readonly answers: readonly Answer[];
  readonly hits: number;
}

/** The first of those that find most. */
function best(attempts: readonly Attempt[]): Attempt {
  return attempts.reduce((a, b) => (b.hits > a.hits ? b : a));
}

/** How many trials were answered right. */
function hitsOf({ asked }: Trials, answers: readonly Answer[]): number {
  return answers.filter(({ best }, index) => (asked[index] as Trial).labels.includes(best)).length;
}

const NEVER_TRIED = { calibration: UNTRIED, selfMeasure: NOTHING_MEASURED };

function judge(
  trials: Trials,
  answers: readonly Answer[],
  { threshold }: SuggestSettings,
): { calibration: Calibration; selfMeasure: SelfMeasure } {
  const calibration = calibrate(trials, answers);
  return { calibration, selfMeasure: measure(trials, answers, calibration, threshold) };
}

/** Answers of a classifier that never met what it is asked about. */
function askApart(
  examples: readonly Example[],
  trials: Trials,
  classes: number,
  settings: SuggestSettings,
): Answer[] {
  const textOf = ({ example }: Trial): string => (examples[example] as Example).text;
  const learned = Array.from(trials.learned, (index) => examples[index] as Example);
  const unlabelled = [...settings.unlabelled, ...trials.asked.map(textOf)];
  const classifier = selfTrain(learned, classes, unlabelled, settings);
  const scorer = new Scorer(classifier);
  const contest = new Contest(classifier);
  const allowed = visible(trials);
  return trials.asked.map((trial) => {
    const { scores, analysis } = scorer.score(textOf(trial));
    contest.hold(scores, allowed, scorer.direction(analysis));
    return { best: contest.classes[0] as number, facts: scorer.evidence(contest, analysis) };
  });
}

/** Answers of a classifier that knows the features of all examples, but learned from some only. */
function askWithin({ rows, direction }: Learner, classifier: Classifier, trials: Trials): Answer[] {
  const { space, columns, shares, weights } = classifier;
  const met = new Uint8Array(weights.start.length - 1);
  for (const row of trials.learned) {
    for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++)
      met[rows.ids[at] as number] = 1;
  }
  // The part of a column that is parts of words.
  const wordPart = new Float32Array(met.length);
  for (let id = 0; id < space.parts.length; id++) {
    const column = columns[id] as number;
    wordPart[column] = (wordPart[column] as number) + (shares[id] as number) ** 2;
  }
  const allowed = visible(trials);
  const scores = new Float32Array(weights.bias.length);
  const contest = new Contest(classifier);
  return trials.asked.map(({ example: row }) => {
    const from = rows.start[row] as number;
    const to = rows.start[row + 1] as number;
    scoreInto(weights, rows.ids, rows.values, from, to, scores);
    contest.hold(scores, allowed, direction(row));
    let known = 0;
    let all = 0;
    for (let at = from; at < to; at++) {
      const column = rows.ids[at] as number;
      const square = (rows.values[at] as number) ** 2 * (wordPart[column] as number);
      all += square;
      if (met[column] === 1) known += square;
    }
    return {
      best: contest.classes[0] as number,
      facts: evidence(contest, classifier.sharpness, all > 0 ? Math.sqrt(known / all) : 0),
    };
  });
}

/** Classes that are not hidden. */
function visible({ hidden }: Trials): Int32Array {
  return Int32Array.from(hidden.keys()).filter((label) => hidden[label] === false);
}
