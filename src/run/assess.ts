import {
  type Facts,
  learnableSteps,
  NO_TEXT,
  type ReadingTerms,
  type StepKey,
  UNKEPT_TEXT,
} from '../cases/facts.ts';
import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import { governs, type Rulebook } from '../coverage/rulebook.ts';
import { addToTally, emptyJudgedSteps, type JudgedCase, type JudgedSteps } from '../coverage/tally.ts';
import { type Defect, LABELS } from '../coverage/types.ts';
import { rulesByPhrase, verdictOf } from '../coverage/verdict.ts';
import type { LabelledText } from '../gaps/examples.ts';
import { Assessment, type CaseTypeAssessment } from './assessment.ts';
import { type Epochs, KeyJudge, type KeyJudgement } from './key-judge.ts';

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

/** A rule that an uncited text resembles. */
export interface Suggestion {
  readonly ruleId: string;
  /** 0 to 1. */
  readonly score: number;
}

/** Finds the rule a signature closely resembles, for a case type by its ID; null when there is none. */
export type Suggest = (signature: string, caseType: string) => Suggestion | null;

/**
 * Judges every step of the stretch's cases that count, and counts what comes out.
 *
 * @param kept 1 for each record that counts
 */
export function assess(
  facts: Facts,
  kept: Uint8Array,
  standard: Standard,
  epochs: Epochs,
  suggest: Suggest,
): Assessment {
  const assessment = new Assessment(standard.caseTypes.length);
  const judge = new KeyJudge(standard, epochs, facts.keys);
  const first = standard.since === null ? Number.NEGATIVE_INFINITY : (dateToDay(standard.since) as number);
  const last = standard.until === null ? Number.POSITIVE_INFINITY : (dateToDay(standard.until) as number);
  for (let index = 0; index < kept.length; index++) {
    const day = facts.decidedDays[index] as number;
    if (kept[index] === 1 && day >= first && day <= last) {
      assessCase(facts, index, standard, judge, suggest, assessment);
    }
  }
  return assessment;
}

/** A step whose citations resolve, as-is, to rules: an example of how those rules are worded. */
export interface KnownWording extends LabelledText {
  /** Index into the catalogue's case types. */
  readonly caseType: number;
}

/** The examples among the steps of a stretch's cases that count. */
export function knownWordings(
  facts: Facts,
  kept: Uint8Array,
  terms: ReadingTerms,
  standard: Standard,
  epochs: Epochs,
): KnownWording[] {
  const judge = new KeyJudge(standard, epochs, facts.keys);
  const known: KnownWording[] = [];
  for (const { record, step } of learnableSteps(facts, terms)) {
    if (kept[record] !== 1) continue;
    const caseType = facts.caseTypes[record] as number;
    const { finding, cited } = judge.asIs(caseType)(facts.stepKeys[step] as number);
    const text = facts.texts[facts.stepTexts[step] as number];
    if (finding === 'cited' && text !== undefined) known.push({ text, ruleIds: cited, caseType });
  }
  return known;
}

function assessCase(
  facts: Facts,
  index: number,
  standard: Standard,
  judge: KeyJudge,
  suggest: Suggest,
  assessment: Assessment,
): void {
  const { rulebook, asOf } = standard;
  const caseType = facts.caseTypes[index] as number;
  const caseTypeId = standard.caseTypes[caseType] as string;
  const ofType = assessment.caseTypes[caseType] as CaseTypeAssessment;
  const day = facts.decidedDays[index] as number;
  const label = facts.labels[index] as number;
  const judgeAsIs = judge.asIs(caseType);
  const judgeAsWas = judge.asWas(caseType, day);
  const asIs = emptyJudgedSteps();
  const asWas = emptyJudgedSteps();
  const citedRules: string[] = [];
  const miscited: { readonly kind: Defect; readonly id: string }[] = [];
  let exempt = 0;
  let empty = 0;

  const end = facts.firstStep[index + 1] as number;
  for (let step = facts.firstStep[index] as number; step < end; step++) {
    const key = facts.stepKeys[step] as number;
    const text = facts.stepTexts[step] as number;
    const { citations, signals, kind } = facts.keys[key] as StepKey;
    if (text === NO_TEXT && citations.length === 0 && signals.length === 0) {
      empty += 1;
      continue;
    }
    if (standard.exemptKinds.has(kind)) {
      exempt += 1;
      continue;
    }
    const now = judgeAsIs(key);
    const then = judgeAsWas(key);
    countDefects(asIs, now);
    countDefects(asWas, then);
    for (const defect of now.defects) miscited.push(defect);
    for (const ruleId of now.cited) {
      assessment.rule(ruleId).citedSteps += 1;
      if (!citedRules.includes(ruleId)) citedRules.push(ruleId);
    }
    if (now.finding === 'cited' && then.finding === 'cited') {
      asIs.verdicts.cited += 1;
      asWas.verdicts.cited += 1;
      continue;
    }

    if (text === UNKEPT_TEXT) throw new Error('a text that is needed was not kept');
    const signature = text === NO_TEXT ? '' : (facts.texts[text] as string);
    const matched = signature === '' ? [] : rulebook.phrases.match(signature);
    const suggestion = remembered(() => (signature === '' ? null : suggest(signature, caseTypeId)));
    const verdictAt = (judgement: KeyJudgement, bound: readonly string[], date: string) =>
      verdictOf(judgement.finding, bound.length > 0, () =>
        governing(suggestion(), rulebook, caseTypeId, date),
      );

    const bound = boundRules(now, rulesByPhrase(rulebook, matched, caseTypeId, asOf));
    const verdict = verdictAt(now, bound, asOf);
    asIs.verdicts[verdict] += 1;
    const decided = dayToDate(day);
    const boundThen = boundRules(then, rulesByPhrase(rulebook, matched, caseTypeId, decided));
    asWas.verdicts[verdictAt(then, boundThen, decided)] += 1;

    if (verdict === 'bound') for (const ruleId of bound) assessment.rule(ruleId).boundSteps += 1;
    else if (verdict === 'uncited') assessment.rule((suggestion() as Suggestion).ruleId).suggestedSteps += 1;
    else if (verdict === 'gap') {
      const wording = signature === '' ? signals.join(' ') : signature;
      assessment.addGap({
        wordings: wording,
        cases: index,
        caseTypes: caseType,
        days: day,
        labels: label,
        signals: signals.join(' '),
        minutes: facts.handlingMinutes[index] as number,
      });
    }
  }

  const judged: JudgedCase = {
    label: LABELS[label - 1] ?? null,
    citationCorrect: facts.citationCorrect[index] === 0 ? null : facts.citationCorrect[index] === 2,
    exempt,
    empty,
    asIs,
    asWas,
  };
  addToTally(assessment.total, judged);
  addToTally(ofType.tally, judged);
  assessment.addCitations(citedRules, judged.label, day);
  assessment.addMiscited(caseType, miscited);
  assessment.addToWeek(caseType, mondayOf(day), asIs, asWas);
  const minutes = facts.handlingMinutes[index] as number;
  if (minutes >= 0) {
    ofType.handling.cases += 1;
    ofType.handling.minutes += minutes;
  }
  assessment.syntheticCases += facts.synthetic[index] as number;
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
