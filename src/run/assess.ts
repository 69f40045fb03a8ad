import { type Facts, NO_TEXT, UNKEPT_TEXT } from '../cases/facts.ts';
import { TextReader } from '../cases/packed-texts.ts';
import type { StepKey } from '../cases/step-keys.ts';
import { dateToDay, dayToDate, mondayOf } from '../cases/time.ts';
import { governs, type Rulebook } from '../coverage/rulebook.ts';
import { isShowable } from '../coverage/showable.ts';
import { addToTally, emptyJudgedSteps, type JudgedSteps } from '../coverage/tally.ts';
import { type Defect, LABELS } from '../coverage/types.ts';
import { rulesByPhrase, verdictOf } from '../coverage/verdict.ts';
import type { LabelledText } from '../gaps/examples.ts';
import type { Suggestion } from '../gaps/suggest.ts';
import { Assessment, type Counts } from './assessment.ts';
import { GapCollector, type PackedGapSteps } from './gap-steps.ts';
import { KeyJudge, type KeyJudgement } from './key-judge.ts';
import { KnownKeys } from './known-keys.ts';
import { PassedOver, type PassedOverRules } from './passed-over.ts';
import type { TextJudge } from './text-judge.ts';

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
  readonly #kinds: number[] = [];

  constructor(standard: Standard) {
    this.standard = standard;
    this.judge = new KeyJudge(standard, this.keys.list);
    this.passedOver = new PassedOver(standard, this.keys.list);
  }

  /** What each key makes of a step, by its number: EXEMPT, BARE. */
  get kinds(): readonly number[] {
    for (const key of this.keys.list.slice(this.#kinds.length)) {
      this.#kinds.push(keyKind(key, this.standard.exemptKinds));
    }
    return this.#kinds;
  }
}

/** What comes out of the cases of one case type in one stretch. */
export interface Assessed {
  readonly counts: Counts;
  readonly gaps: PackedGapSteps;
}

/** A stretch, and which of its records count. */
export interface KeptFacts {
  readonly facts: Facts;
  /** 1 for each record that counts. */
  readonly kept: Uint8Array;
  /** Records of all stretches before it, so that the numbers of cases differ. */
  readonly recordsBefore: number;
}

/** Judges every step of the stretch's cases of one case type that count, and counts what comes out. */
export function assess(
  { facts, kept, recordsBefore }: KeptFacts,
  caseType: number,
  judging: Judging,
  texts: TextJudge,
): Assessed | null {
  const { standard } = judging;
  const first = standard.since === null ? Number.NEGATIVE_INFINITY : (dateToDay(standard.since) as number);
  const last = standard.until === null ? Number.POSITIVE_INFINITY : (dateToDay(standard.until) as number);
  const cases: number[] = [];
  for (let index = 0; index < kept.length; index++) {
    const day = facts.decidedDays[index] as number;
    if (facts.caseTypes[index] === caseType && kept[index] === 1 && day >= first && day <= last)
      cases.push(index);
  }
  if (cases.length === 0) return null;
  const stretch: Judged = {
    facts,
    signatures: new TextReader(facts.texts),
    caseType,
    recordsBefore,
    judging,
    texts,
    keyNumbers: judging.keys.numbersOf(facts.keys),
    keyKinds: judging.kinds,
    assessment: new Assessment(),
    gaps: new GapCollector(),
  };
  const { assessment, gaps } = stretch;
  const monday = latestWeek(facts, cases, standard.asOf);
  if (monday !== null) assessment.occurrences.endWith(monday);
  for (const index of cases) assessCase(stretch, index);
  return { counts: assessment, gaps: gaps.finish() };
}

/** A step whose citations resolve, as-is, to rules: an example of how those rules are worded. */
export interface KnownWording extends LabelledText {
  /** Index into the catalogue's case types. */
  readonly caseType: number;
}

/** The examples among the learnable steps of a stretch's cases that count. */
export function knownWordings({ facts, kept }: KeptFacts, { judge, keys }: Judging): KnownWording[] {
  const keyNumbers = keys.numbersOf(facts.keys);
  const texts = new TextReader(facts.texts);
  const known: KnownWording[] = [];
  let record = 0;
  for (const step of facts.learnable) {
    while ((facts.firstStep[record + 1] as number) <= step) record += 1;
    if (kept[record] !== 1) continue;
    const caseType = facts.caseTypes[record] as number;
    const { finding, cited } = judge.asIs(caseType, keyNumbers[facts.stepKeys[step] as number] as number);
    if (finding !== 'cited') continue;
    const text = texts.at(facts.stepTexts[step] as number);
    known.push({ text, ruleIds: cited, caseType });
  }
  return known;
}

/** The cases of one case type in a stretch, being judged. */
interface Judged {
  readonly facts: Facts;
  readonly signatures: TextReader;
  /** Index into the catalogue's case types. */
  readonly caseType: number;
  readonly recordsBefore: number;
  readonly judging: Judging;
  readonly texts: TextJudge;
  /** What the judging knows the stretch's keys by. */
  readonly keyNumbers: Uint32Array;
  /** What its key makes of a step, by that number. */
  readonly keyKinds: readonly number[];
  readonly assessment: Assessment;
  readonly gaps: GapCollector;
}

/** The Monday of the latest case; a case decided after the as-of date must not be all that a trend shows. */
function latestWeek({ decidedDays }: Facts, cases: readonly number[], asOf: string): number | null {
  const today = dateToDay(asOf) as number;
  let latest = Number.NEGATIVE_INFINITY;
  for (const index of cases) {
    const day = decidedDays[index] as number;
    if (day > latest && day <= today) latest = day;
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

function assessCase(stretch: Judged, index: number): void {
  const { facts, caseType, keyKinds, keyNumbers, assessment } = stretch;
  const { judge, passedOver } = stretch.judging;
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
    const key = keyNumbers[facts.stepKeys[step] as number] as number;
    const kind = keyKinds[key] as number;
    if (kind & BARE && facts.stepTexts[step] === NO_TEXT) {
      empty += 1;
      continue;
    }
    if (kind & EXEMPT) {
      exempt += 1;
      continue;
    }
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
      const resembled = judgeOpenStep(stretch, { index, step, now, then }, asIs, asWas);
      if (resembled !== null) uncited.push(resembled);
    }
  }

  const label = LABELS[(facts.labels[index] as number) - 1] ?? null;
  const correct = facts.citationCorrect[index];
  const citationCorrect = correct === 0 ? null : correct === 2;
  addToTally(assessment.tally, { label, citationCorrect, exempt, empty, asIs, asWas });
  assessment.addCitations(citedRules, label, day);
  if (miscited.length > 0) assessment.addMiscited(miscited);
  const steps = end - (facts.firstStep[index] as number) - exempt - empty;
  const met = { steps, cited: citedRules, citedSteps, passedOver: passed, defects: miscited, uncited };
  assessment.occurrences.add(facts, index, met);
  assessment.addToWeek(mondayOf(day), asIs, asWas);
  assessment.addHandling(facts.handlingMinutes[index] as number);
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
  { facts, signatures, caseType, recordsBefore, judging: { standard }, texts, assessment, gaps }: Judged,
  { index, step, now, then }: OpenStep,
  asIs: JudgedSteps,
  asWas: JudgedSteps,
): string | null {
  const { rulebook, asOf } = standard;
  const text = facts.stepTexts[step] as number;
  if (text === UNKEPT_TEXT) throw new Error('a text that is needed was not kept');
  const signature = text === NO_TEXT ? '' : signatures.at(text);
  const caseTypeId = standard.caseTypes[caseType] as string;
  const day = facts.decidedDays[index] as number;
  const decided = dayToDate(day);
  const said = texts.of(signature);
  const verdictAt = (judgement: KeyJudgement, bound: readonly string[], date: string) =>
    verdictOf(judgement.finding, bound.length > 0, () =>
      governing(said.suggestion, rulebook, caseTypeId, date),
    );

  const bound = boundRules(now, rulesByPhrase(rulebook, said.matched, caseTypeId, asOf));
  const boundThen = boundRules(then, rulesByPhrase(rulebook, said.matched, caseTypeId, decided));
  const verdict = verdictAt(now, bound, asOf);
  asIs.verdicts[verdict] += 1;
  asWas.verdicts[verdictAt(then, boundThen, decided)] += 1;

  if (verdict === 'bound') for (const ruleId of bound) assessment.rule(ruleId).boundSteps += 1;
  else if (verdict === 'uncited') {
    const { ruleId } = said.suggestion as Suggestion;
    assessment.rule(ruleId).suggestedSteps += 1;
    return ruleId;
  } else if (verdict === 'gap') {
    const signals = (facts.keys[facts.stepKeys[step] as number] as StepKey).signals.filter(isShowable);
    gaps.add({
      wording: signature === '' ? signals.join(' ') : signature,
      case: recordsBefore + index,
      day,
      label: facts.labels[index] as number,
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
