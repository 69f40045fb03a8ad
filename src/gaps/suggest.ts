import { type Calibration, probability } from './certainty.ts';
import type { Classifier } from './classifier.ts';
import { activeRules, type LabelledText, ruleExamples, type SuggestRule, stepExamples } from './examples.ts';
import { Contest } from './neighbours.ts';
import { Scorer } from './scorer.ts';
import type { SelfMeasure } from './self-measure.ts';
import { SUGGEST_SETTINGS, type SuggestSettings } from './settings.ts';
import { trainCalibrated } from './training.ts';
import type { RuleWordings } from './wordings.ts';

export type { LabelledText, SuggestRule } from './examples.ts';
export type { SelfMeasure } from './self-measure.ts';
export type { SuggestSettings } from './settings.ts';

/** What was learned: strings and typed arrays only, so that it can be posted to a worker. */
export interface SuggestModel extends Classifier {
  readonly ruleIds: readonly string[];
  readonly calibration: Calibration;
  readonly selfMeasure: SelfMeasure;
  /** Per rule, how its steps are worded; none where wordings were borrowed. */
  readonly wordings: readonly RuleWordings[];
  readonly threshold: number;
}

export interface Suggestion {
  readonly ruleId: string;
  /** Probability, 0 to 1, that this rule is the one. */
  readonly score: number;
}

export interface Suggester {
  readonly threshold: number;
  /**
   * The rules that probably say this, best first; at most `limit`, and never more than 12. Empty when
   * nothing in the text is known.
   */
  suggest(text: string, limit?: number): Suggestion[];
  /** The first of them, when it reaches the threshold. */
  best(text: string): Suggestion | null;
}

/**
 * Learns which wordings go with which rule, from the rules' own texts and from steps whose citations
 * are known. The result depends on what is passed, not on its order.
 */
export function trainSuggester(
  rules: readonly SuggestRule[],
  labelled: readonly LabelledText[],
  settings: Partial<SuggestSettings> = {},
): SuggestModel {
  const full = { ...SUGGEST_SETTINGS, ...settings };
  const active = activeRules(rules);
  const examples = [...ruleExamples(rules), ...stepExamples(rules, labelled, full.stepsPerRule)];
  return {
    ruleIds: active.map((rule) => rule.id),
    ...trainCalibrated(examples, active.length, full),
    threshold: full.threshold,
  };
}

/** Makes a trained model ready for use. A suggester keeps buffers and must not be shared by threads. */
export function createSuggester(model: SuggestModel): Suggester {
  const scorer = new Scorer(model);
  const contest = new Contest(model);
  const ahead = new Contest(model, 2);
  const everyone = Int32Array.from(model.ruleIds, (_, index) => index);
  return {
    threshold: model.threshold,
    suggest(text, limit = 3) {
      const { scores, analysis } = scorer.score(text);
      if (analysis.knownSquares === 0 || everyone.length === 0) return [];
      contest.hold(scores, everyone, scorer.direction(analysis));
      const certainty = probability(model.calibration, scorer.evidence(contest, analysis));
      const top = contest.scores[0] as number;
      return Array.from(contest.classes.subarray(0, Math.min(limit, contest.count)), (label, place) => ({
        ruleId: model.ruleIds[label] as string,
        score: certainty * Math.exp(((contest.scores[place] as number) - top) * model.sharpness),
      }));
    },
    best(text) {
      const { scores, analysis } = scorer.score(text);
      if (analysis.knownSquares === 0 || everyone.length === 0) return null;
      ahead.hold(scores, everyone, scorer.direction(analysis));
      const score = probability(model.calibration, scorer.evidence(ahead, analysis));
      return score < model.threshold
        ? null
        : { ruleId: model.ruleIds[ahead.classes[0] as number] as string, score };
    },
  };
}
