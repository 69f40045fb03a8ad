import { dayOf, timeOf } from './calendar.ts';
import { CAUSES, DOUBTS, GROUNDS, OPENINGS, SEEN } from './phrases/annotations.ts';
import { ENGLISH, MANDARIN } from './phrases/slots.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { MadeStep } from './steps.ts';
import { compile, render, type Scene, type Template } from './template.ts';
import type { CalendarDate, SampleReview, Tongue } from './types.ts';

/** What went on in a chain, as far as it bears on how the case ends. */
export interface Outcome {
  /** Part of the reasoning steps that no rule covers. */
  readonly uncovered: number;
  readonly gaps: number;
  readonly faulty: number;
  readonly misread: boolean;
  /** How ROCA goes wrong on the case's gap theme; null without one. */
  readonly themeError: 'FN' | 'FP' | null;
  readonly harmful: boolean;
  /** The rule that decides, as an annotation names it; null when none was cited. */
  readonly ground: string | null;
}

const COVERED = new Set(['cited', 'bound']);
const FAULTY = new Set(['retired', 'pending', 'misapplied', 'unknown']);

export function outcomeOf(
  steps: readonly MadeStep[],
  themeError: 'FN' | 'FP' | null,
  harmful: string | null,
): Outcome {
  let real = 0;
  let covered = 0;
  let gaps = 0;
  let faulty = 0;
  let isMisread = false;
  let isHarmful = false;
  let ground: string | null = null;
  for (const { truth, misread } of steps) {
    const { intent, ruleId } = truth;
    if (intent === 'empty' || intent === 'housekeeping') continue;
    real++;
    if (COVERED.has(intent)) covered++;
    if (FAULTY.has(intent)) faulty++;
    if (intent === 'gap') gaps++;
    if (intent === 'cited') ground = ruleId ?? null;
    isMisread ||= misread;
    isHarmful ||= harmful !== null && ruleId === harmful;
  }
  return {
    uncovered: real === 0 ? 0.3 : 1 - covered / real,
    gaps,
    faulty,
    misread: isMisread,
    themeError: gaps > 0 ? themeError : null,
    harmful: isHarmful,
    ground,
  };
}

/** ROCA's decision on a case and whether it is the right one. */
export interface Ruling {
  readonly label: 'TP' | 'TN' | 'FP' | 'FN';
  readonly decision: string;
  /** The decision a reviewer comes to. */
  readonly right: string;
  readonly confidence: number;
}

/** Decides a case: the less of its chain is covered, the more often ROCA is wrong. */
export function rulingOf(outcome: Outcome, profile: Profile, random: Random): Ruling {
  const { uncovered, themeError, harmful } = outcome;
  const risk = 0.045 + 0.42 * uncovered + (themeError ? 0.1 : 0) + (harmful ? 0.13 : 0);
  const wrong = random.chance(Math.min(0.62, risk));
  let bad = random.chance(profile.bad);
  // Where no rule speaks, ROCA errs to one side.
  if (wrong && themeError && random.chance(0.8)) bad = themeError === 'FN';
  else if (wrong && harmful && random.chance(0.8)) bad = false;
  const restricts = bad !== wrong;
  const noise = Math.abs(random.normal()) * 0.07;
  const confidence = 0.985 - noise - 0.28 * uncovered - (wrong ? 0.06 : 0);
  return {
    label: bad ? (wrong ? 'FN' : 'TP') : wrong ? 'FP' : 'TN',
    decision: random.pick(restricts ? profile.restrict : profile.allow),
    right: random.pick(bad ? profile.restrict : profile.allow),
    confidence: Math.round(Math.max(0.35, confidence) * 100) / 100,
  };
}

/**
 * A person's review, or null: what ROCA is sure of is reviewed in part, and what was decided last
 * is not reviewed yet.
 */
export function reviewOf(
  ruling: Ruling,
  outcome: Outcome,
  profile: Profile,
  scene: Scene,
  decidedAt: number,
  asOf: CalendarDate,
  automatic: boolean,
): SampleReview | null {
  const { random } = scene;
  if (!random.chance(automatic ? 0.6 : 0.86)) return null;
  const reviewedAt = decidedAt + Math.round(Math.exp(8.6 + random.normal() * 1.1));
  if (reviewedAt >= (dayOf(asOf) + 1) * 86_400) return null;

  const wrong = ruling.label === 'FP' || ruling.label === 'FN';
  const sound = outcome.misread ? 0.4 : outcome.faulty > 0 ? 0.5 : outcome.harmful ? 0.85 : 0.965;
  const citationCorrect = random.chance(sound - (wrong ? 0.08 : 0));
  const cause = wrong || !citationCorrect ? causeOf(outcome, wrong, random) : null;
  const right = wrong ? ruling.right : ruling.decision;
  const minutes = profile.minutes * Math.exp(random.normal() * 0.55) * (1 + 0.9 * outcome.uncovered);
  const judged = outcome.ground !== null || outcome.faulty > 0 || outcome.misread;
  return {
    decision: right,
    label: ruling.label,
    ...(cause === null ? {} : { root_cause: cause }),
    annotation: annotationOf(ruling.decision, right, wrong, outcome.ground, cause, scene),
    reviewer: `r-${String(random.between(1, 24)).padStart(2, '0')}`,
    reviewed_at: timeOf(reviewedAt),
    handling_minutes: Math.min(240, Math.max(5, Math.round(minutes))),
    escalated: random.chance(0.04 + (outcome.gaps > 0 ? 0.16 : 0) + (wrong ? 0.06 : 0)),
    ...(judged && random.chance(0.75) ? { citation_correct: citationCorrect } : {}),
  };
}

function causeOf(outcome: Outcome, wrong: boolean, random: Random): string {
  const draw = random.next();
  if (wrong && outcome.gaps > 0 && draw < 0.65) return 'sop_gap';
  if (wrong && outcome.harmful && draw < 0.6) return 'sop_wrong';
  if (outcome.faulty > 0 || outcome.misread) return draw < 0.85 ? 'model_reasoning' : 'data_quality';
  if (!wrong) return draw < 0.8 ? 'model_reasoning' : 'data_quality';
  return random.pick([
    'signal_drift',
    'signal_drift',
    'model_reasoning',
    'data_quality',
    'sop_wrong',
    'reviewer_error',
  ]);
}

type Wordings = Readonly<Record<Tongue, readonly Template[]>>;

function prepared(words: Readonly<Record<Tongue, readonly string[]>>): Wordings {
  return {
    en: words.en.map((text) => compile(text, ENGLISH)),
    zh: words.zh.map((text) => compile(text, MANDARIN)),
  };
}

const OPEN = { right: prepared(OPENINGS.right), wrong: prepared(OPENINGS.wrong) };
const GROUND = prepared(GROUNDS);
const EVIDENCE = prepared(SEEN);
const CAUSE = Object.fromEntries(Object.entries(CAUSES).map(([code, words]) => [code, prepared(words)]));
const DOUBT = prepared(DOUBTS);

function annotationOf(
  decision: string,
  right: string,
  wrong: boolean,
  ground: string | null,
  cause: string | null,
  scene: Scene,
): string {
  const say = (words: Wordings | undefined): string =>
    words ? render(scene.random.pick(words[scene.tongue]), scene) : '';
  scene.decision = decision;
  scene.title = right;
  scene.clause = ground ?? '';
  const parts = [
    say(wrong ? OPEN.wrong : OPEN.right),
    ground === null ? '' : say(GROUND),
    say(EVIDENCE),
    cause === null ? '' : say(CAUSE[cause]),
    scene.random.chance(0.35) ? say(DOUBT) : '',
  ];
  return parts.filter((part) => part !== '').join(scene.tongue === 'en' ? ' ' : '');
}
