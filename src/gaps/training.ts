import {
  type Answer,
  type Calibration,
  calibrate,
  evidence,
  measure,
  NOTHING_MEASURED,
  planTrials,
  type SelfMeasure,
  type Trial,
  type Trials,
  UNTRIED,
} from './calibration.ts';
import { borrows, type Classifier, createLearner, selfTrain } from './classifier.ts';
import type { Example } from './examples.ts';
import { scoreInto } from './linear.ts';
import { Contest } from './neighbours.ts';
import type { SparseRows } from './rows.ts';
import { Scorer } from './scorer.ts';
import type { SuggestSettings } from './settings.ts';
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
    const classifier = learner.classifier(everything, settings.countWeights[0] as number);
    return { ...classifier, ...NEVER_TRIED, wordings };
  }
  learner.learn(trials.learned, settings.epochs);
  const tried = settings.countWeights.map((weight) => {
    const answers = askWithin(learner.classifier(trials.learned, weight), learner.rows, trials);
    return { weight, answers, hits: hitsOf(trials, answers) };
  });
  const { weight, answers } = tried.reduce((a, b) => (b.hits > a.hits ? b : a));
  learner.learn(everything, settings.refresher);
  return { ...learner.classifier(everything, weight), ...judge(trials, answers, settings), wordings };
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
  const contest = new Contest(classifier.neighbours);
  const allowed = visible(trials);
  return trials.asked.map((trial) => {
    const { scores, analysis } = scorer.score(textOf(trial));
    contest.hold(scores, allowed);
    return { best: contest.classes[0] as number, facts: scorer.evidence(contest, analysis) };
  });
}

/** Answers of a classifier that knows the features of all examples, but learned from some only. */
function askWithin(classifier: Classifier, rows: SparseRows, trials: Trials): Answer[] {
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
  const contest = new Contest(classifier.neighbours);
  return trials.asked.map(({ example: row }) => {
    const from = rows.start[row] as number;
    const to = rows.start[row + 1] as number;
    scoreInto(weights, rows.ids, rows.values, from, to, scores);
    contest.hold(scores, allowed);
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
