import { type Facts, NO_TEXT, UNKEPT_TEXT } from '../cases/facts.ts';
import type { StepKey } from '../cases/step-keys.ts';
import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import { governs, type Rulebook } from '../coverage/rulebook.ts';
import { addToTally, emptyJudgedSteps, type JudgedSteps } from '../coverage/tally.ts';
import { type Defect, LABELS } from '../coverage/types.ts';
import { rulesByPhrase, verdictOf } from '../coverage/verdict.ts';
import type { LabelledText } from '../gaps/examples.ts';
import type { Suggestion } from '../gaps/suggest.ts';
import { Assessment, type CaseTypeAssessment } from './assessment.ts';
import { KeyJudge, type KeyJudgement } from './key-judge.ts';
import { KnownKeys } from './known-keys.ts';
import { PassedOver, type PassedOverRules } from './passed-over.ts';

/** What cases are judged by, and which of them count. */
export interface Standard {
  readonly rulebook: Rulebook;
  /** IDs, in the order of `case-types.yaml`. */
  readonly caseTypes: readonly string[];
  readonly asOf: string;
  /** Inclusive dates of the decision; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
  readonly exemptKinds: ReadonlySet<string>;
}

/** Judges steps of one stretch after the other by the same standard, and remembers what it met. */
export class Judging {
  readonly standard: Standard;
  readonly keys = new KnownKeys();
  readonly judge: KeyJudge;
  readonly passedOver: PassedOver;

  constructor(standard: Standard) {
    this.standard = standard;
    this.judge = new KeyJudge(standard, this.keys.list);
    this.passedOver = new PassedOver(standard, this.keys.list);
  }
}

/** Finds the rule a signature closely resembles, for a case type by its index; null when there is none. */
export type Suggest = (signature: string, caseType: number) => Suggestion | null;

/**
 * Judges every step of the stretch's cases that count, and counts what comes out.
 *
 * @param kept 1 for each record that counts
 */
export function assess(facts: Facts, kept: Uint8Array, judging: Judging, suggest: Suggest): Assessment {
  const { standard } = judging;
  const assessment = new Assessment(standard.caseTypes.length);
  const stretch: Judged = {
    facts,
    judging,
    suggest,
    keyNumbers: judging.keys.numbersOf(facts.keys),
    keyKinds: Uint8Array.from(facts.keys, (key) => keyKind(key, standard.exemptKinds)),
  };
  const first = standard.since === null ? Number.NEGATIVE_INFINITY : (dateToDay(standard.since) as number);
  const last = standard.until === null ? Number.POSITIVE_INFINITY : (dateToDay(standard.until) as number);
  const counts = (index: number) => {
    const day = facts.decidedDays[index] as number;
    return kept[index] === 1 && day >= first && day <= last;
  };
  const monday = latestWeek(facts, counts, standard.asOf);
  if (monday !== null) assessment.occurrences.endWith(monday);
  // One case type after the other: what is known of each of them is large, and stays at hand.
  for (let caseType = 0; caseType < standard.caseTypes.length; caseType++) {
    for (let index = 0; index < kept.length; index++) {
      if (facts.caseTypes[index] === caseType && counts(index)) assessCase(stretch, index, assessment);
    }
  }
  return assessment;
}

/** A step whose citations resolve, as-is, to rules: an example of how those rules are worded. */
export interface KnownWording extends LabelledText {
  /** Index into the catalogue's case types. */
  readonly caseType: number;
}

/** The examples among the learnable steps of a stretch's cases that count. */
export function knownWordings(facts: Facts, kept: Uint8Array, { judge, keys }: Judging): KnownWording[] {
  const keyNumbers = keys.numbersOf(facts.keys);
  const known: KnownWording[] = [];
  let record = 0;
  for (const step of facts.learnable) {
    while ((facts.firstStep[record + 1] as number) <= step) record += 1;
    if (kept[record] !== 1) continue;
    const caseType = facts.caseTypes[record] as number;
    const { finding, cited } = judge.asIs(caseType, keyNumbers[facts.stepKeys[step] as number] as number);
    const text = facts.texts[facts.stepTexts[step] as number] as string;
    if (finding === 'cited') known.push({ text, ruleIds: cited, caseType });
  }
  return known;
}

/** A stretch being judged. */
interface Judged {
  readonly facts: Facts;
  readonly judging: Judging;
  readonly suggest: Suggest;
  /** What the judging knows the stretch's keys by. */
  readonly keyNumbers: Uint32Array;
  /** What its key makes of a step. */
  readonly keyKinds: Uint8Array;
}

/** The Monday of the latest case; a case decided after the as-of date must not be all that a trend shows. */
function latestWeek(facts: Facts, counts: (index: number) => boolean, asOf: string): number | null {
  const today = dateToDay(asOf) as number;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [index, day] of facts.decidedDays.entries()) {
    if (day > latest && day <= today && counts(index)) latest = day;
  }
  return latest === Number.NEGATIVE_INFINITY ? null : mondayOf(latest);
}

/** Flags of a key: of an exempt kind; without citations and signals, so empty when it has no text either. */
const EXEMPT = 1;
const BARE = 2;

function keyKind({ citations, signals, kind }: StepKey, exemptKinds: ReadonlySet<string>): number {
  const bare = citations.length === 0 && signals.length === 0;
  return (bare ? BARE : 0) | (exemptKinds.has(kind) ? EXEMPT : 0);
}

function assessCase(stretch: Judged, index: number, assessment: Assessment): void {
  const { facts, keyKinds, keyNumbers } = stretch;
  const { judge, passedOver } = stretch.judging;
  const caseType = facts.caseTypes[index] as number;
  const day = facts.decidedDays[index] as number;
  const asIs = emptyJudgedSteps();
  const asWas = emptyJudgedSteps();
  const citedRules: string[] = [];
  const citedSteps: number[] = [];
  const uncited: string[] = [];
  const passed: PassedOverRules[] = [];
  const miscited: { readonly kind: Defect; readonly id: string }[] = [];
  let exempt = 0;
  let empty = 0;

  const end = facts.firstStep[index + 1] as number;
  for (let step = facts.firstStep[index] as number; step < end; step++) {
    const place = facts.stepKeys[step] as number;
    const kind = keyKinds[place] as number;
    if (kind & BARE && facts.stepTexts[step] === NO_TEXT) {
      empty += 1;
      continue;
    }
    if (kind & EXEMPT) {
      exempt += 1;
      continue;
    }
    const key = keyNumbers[place] as number;
    const now = judge.asIs(caseType, key);
    const then = judge.asWas(caseType, day, key);
    for (const ruleId of now.cited) {
      assessment.rule(ruleId).citedSteps += 1;
      const known = citedRules.indexOf(ruleId);
      if (known < 0) {
        citedRules.push(ruleId);
        citedSteps.push(1);
      } else citedSteps[known] = (citedSteps[known] as number) + 1;
    }
    const others = passedOver.by(caseType, key, now.cited);
    if (others !== null) passed.push(others);
    if (now.defects.length > 0 || then.defects.length > 0) {
      countDefects(asIs, now);
      countDefects(asWas, then);
      miscited.push(...now.defects);
    }
    if (now.finding === 'cited' && then.finding === 'cited') {
      asIs.verdicts.cited += 1;
      asWas.verdicts.cited += 1;
    } else {
      const resembled = judgeOpenStep(stretch, { index, step, now, then }, asIs, asWas, assessment);
      if (resembled !== null) uncited.push(resembled);
    }
  }

  const label = LABELS[(facts.labels[index] as number) - 1] ?? null;
  const correct = facts.citationCorrect[index];
  const citationCorrect = correct === 0 ? null : correct === 2;
  const ofType = assessment.caseTypes[caseType] as CaseTypeAssessment;
  addToTally(ofType.tally, { label, citationCorrect, exempt, empty, asIs, asWas });
  assessment.addCitations(citedRules, label, day);
  if (miscited.length > 0) assessment.addMiscited(caseType, miscited);
  const steps = end - (facts.firstStep[index] as number) - exempt - empty;
  const met = { steps, cited: citedRules, citedSteps, passedOver: passed, defects: miscited, uncited };
  assessment.occurrences.add(facts, index, met);
  assessment.addToWeek(caseType, mondayOf(day), asIs, asWas);
  const minutes = facts.handlingMinutes[index] as number;
  if (minutes >= 0) {
    ofType.handling.cases += 1;
    ofType.handling.minutes += minutes;
  }
  assessment.syntheticCases += facts.synthetic[index] as number;
}

/** A step that its citations leave open on one clock. */
interface OpenStep {
  /** Index of its case. */
  readonly index: number;
  readonly step: number;
  readonly now: KeyJudgement;
  readonly then: KeyJudgement;
}

/**
 * Judges a step by its signals and its text, and keeps it when it is a gap.
 *
 * @returns the rule it resembles when it is uncited, else null
 */
function judgeOpenStep(
  { facts, judging: { standard }, suggest }: Judged,
  { index, step, now, then }: OpenStep,
  asIs: JudgedSteps,
  asWas: JudgedSteps,
  assessment: Assessment,
): string | null {
  const { rulebook, asOf } = standard;
  const text = facts.stepTexts[step] as number;
  if (text === UNKEPT_TEXT) throw new Error('a text that is needed was not kept');
  const signature = text === NO_TEXT ? '' : (facts.texts[text] as string);
  const caseType = facts.caseTypes[index] as number;
  const caseTypeId = standard.caseTypes[caseType] as string;
  const day = facts.decidedDays[index] as number;
  const decided = dayToDate(day);
  const matched = rulebook.phrases.match(signature);
  const suggestion = remembered(() => (signature === '' ? null : suggest(signature, caseType)));
  const verdictAt = (judgement: KeyJudgement, bound: readonly string[], date: string) =>
    verdictOf(judgement.finding, bound.length > 0, () => governing(suggestion(), rulebook, caseTypeId, date));

  const bound = boundRules(now, rulesByPhrase(rulebook, matched, caseTypeId, asOf));
  const boundThen = boundRules(then, rulesByPhrase(rulebook, matched, caseTypeId, decided));
  const verdict = verdictAt(now, bound, asOf);
  asIs.verdicts[verdict] += 1;
  asWas.verdicts[verdictAt(then, boundThen, decided)] += 1;

  if (verdict === 'bound') for (const ruleId of bound) assessment.rule(ruleId).boundSteps += 1;
  else if (verdict === 'uncited') {
    const { ruleId } = suggestion() as Suggestion;
    assessment.rule(ruleId).suggestedSteps += 1;
    return ruleId;
  } else if (verdict === 'gap') {
    const signals = (facts.keys[facts.stepKeys[step] as number] as StepKey).signals.join(' ');
    assessment.addGap(caseType, {
      wordings: signature === '' ? signals : signature,
      cases: index,
      days: day,
      labels: facts.labels[index] as number,
      signals,
      minutes: facts.handlingMinutes[index] as number,
    });
  }
  return null;
}

function countDefects({ defects }: JudgedSteps, judgement: KeyJudgement): void {
  for (const { kind } of judgement.defects) defects[kind] += 1;
}

function boundRules({ bound }: KeyJudgement, byPhrase: readonly string[]): readonly string[] {
  return byPhrase.length === 0 ? bound : [...new Set([...bound, ...byPhrase])].sort();
}

/** Whether the suggested rule is in force for the case type at the date. */
function governing(
  suggestion: Suggestion | null,
  { rules }: Rulebook,
  caseType: string,
  date: string,
): boolean {
  const rule = suggestion === null ? undefined : rules.get(suggestion.ruleId);
  return rule !== undefined && governs(rule, caseType, date);
}

function remembered<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
