import { createRulebook, governs, type Rulebook, replacement, ruleState } from '../coverage/rulebook.ts';
import { signature } from '../coverage/signature.ts';
import type { RuleFacts } from '../coverage/types.ts';
import { rulesByPhrase } from '../coverage/verdict.ts';
import { ruleFacts } from '../sops/facts.ts';
import type { CalendarDate, CaseType, Catalogue, Rule } from '../sops/types.ts';
import { type RuleWords, wordsOf } from './fragments.ts';
import type { GapTheme } from './phrases/gap-theme.ts';
import { type Profile, profileOf } from './profiles.ts';
import { createWheel, hash, type Random } from './random.ts';
import { GAP_THEMES } from './themes.ts';
import type { Tongue } from './types.ts';

/** A rule a chain can talk about. */
export interface Subject {
  readonly rule: Rule;
  readonly facts: RuleFacts;
  readonly words: Readonly<Record<Tongue, RuleWords>>;
}

/** A rule that is not in force, and the one whose words its citers use. */
export interface Tombstone {
  readonly rule: Rule;
  readonly subject: Subject;
}

/** What the generator knows of one queue. */
export interface Queue {
  readonly caseType: CaseType;
  readonly profile: Profile;
  /** Rules in force that apply. */
  readonly subjects: readonly Subject[];
  /** Draws a rule, popular ones more often; a focus is the SOP the case is mainly about. */
  readonly draw: (random: Random, focus: string | null) => Subject;
  /** Retired rules whose replacement is in force here. */
  readonly replaced: readonly Tombstone[];
  readonly retired: readonly Tombstone[];
  readonly pending: readonly Tombstone[];
  /** Rules in force that do not apply here. */
  readonly foreign: readonly Tombstone[];
  /** A rule that is cited for all kinds of words. */
  readonly catchAll: Subject | null;
  /** A rule whose cases go wrong more often than others. */
  readonly harmful: Rule | null;
  readonly themes: readonly GapTheme[];
  /** Signals that go with anything and that no rule governs. */
  readonly idleSignals: readonly string[];
  /** Whether a rule in force here accepts a wording in this text. */
  readonly isBound: (text: string) => boolean;
}

/** Part of the rules that nobody ever cites, however many cases there are. */
const DEAD = 0.05;
/** How much less a queue talks about rules that other queues lend it. */
const LENT = 0.35;

const IDLE_SIGNALS = ['risk_score_elevated', 'manual_review_requested', 'case_reopened'];

/** Prepares the catalogue's rules for each queue, as they stand on the as-of date. */
export function queuesOf(catalogue: Catalogue, asOf: CalendarDate): readonly Queue[] {
  const rulebook = createRulebook(ruleFacts(catalogue));
  const proposed = catalogue.proposals.flatMap(({ rules }) => rules);
  const rules = [...catalogue.rules.values(), ...proposed];
  const subjects = new Map<string, Subject>();
  for (const rule of rules) {
    const known = rulebook.rules.get(rule.id);
    if (!known || subjects.has(rule.id)) continue;
    subjects.set(rule.id, {
      rule,
      facts: known,
      words: { en: wordsOf(rule, 'en'), zh: wordsOf(rule, 'zh') },
    });
  }
  return catalogue.caseTypes.map((caseType) => queueOf(caseType, [...subjects.values()], rulebook, asOf));
}

function queueOf(caseType: CaseType, all: readonly Subject[], rulebook: Rulebook, asOf: CalendarDate): Queue {
  const type = caseType.id;
  const subjects = ranked(all.filter(({ facts }) => governs(facts, type, asOf)));
  const tombstones = (keep: (subject: Subject) => boolean): Tombstone[] =>
    all.filter(keep).map((subject) => ({ rule: subject.rule, subject: speaker(subject, all) }));
  const following = ({ facts }: Subject) => replacement(rulebook.rules, facts, type, asOf) !== null;
  const stateOf = ({ facts }: Subject) => ruleState(facts, asOf);
  // Cases do not change because somebody drafts a rule for them.
  const governed = new Set(
    all.filter(({ facts }) => facts.status !== 'proposed').flatMap(({ facts }) => facts.signals),
  );

  return {
    caseType,
    profile: profileOf(caseType),
    subjects,
    draw: drawOf(subjects, type),
    replaced: tombstones((it) => stateOf(it) === 'retired' && following(it)),
    retired: tombstones((it) => stateOf(it) === 'retired' && !following(it)),
    pending: tombstones((it) => stateOf(it) === 'pending'),
    foreign: tombstones((it) => stateOf(it) === 'active' && !it.rule.caseTypes.includes(type)),
    catchAll: subjects[6] ?? null,
    harmful: subjects[3]?.rule ?? null,
    themes: GAP_THEMES.filter((theme) => theme.caseType === type).map((theme) => ({
      ...theme,
      signals: theme.signals.filter((signal) => !governed.has(signal)),
    })),
    idleSignals: IDLE_SIGNALS.filter((signal) => !governed.has(signal)),
    isBound: (text) =>
      rulesByPhrase(rulebook, rulebook.phrases.match(signature(text)), type, asOf).length > 0,
  };
}

/** A tombstone has no words of its own: its citers speak as the rule that came after it. */
function speaker(subject: Subject, all: readonly Subject[]): Subject {
  const seen = new Set<Subject>();
  let current = subject;
  while (isBare(current) && current.rule.replacedBy && !seen.has(current)) {
    seen.add(current);
    const next = all.find(({ rule }) => rule.id === current.rule.replacedBy);
    if (!next) break;
    current = next;
  }
  return current;
}

function isBare({ words: { en } }: Subject): boolean {
  return en.statements.length + en.points.length === 0;
}

/** In an order that looks like chance and is the same for every seed. */
function ranked(subjects: readonly Subject[]): readonly Subject[] {
  return [...subjects].sort((a, b) => hash(a.rule.id) - hash(b.rule.id));
}

function drawOf(subjects: readonly Subject[], caseType: string): Queue['draw'] {
  const alive = subjects.slice(0, Math.ceil(subjects.length * (1 - DEAD)));
  const rank = new Map(alive.map((subject, index) => [subject, index]));
  const weigh = (subject: Subject): number =>
    ((rank.get(subject) ?? 0) + 4) ** -0.6 * (subject.rule.caseTypes[0] === caseType ? 1 : LENT);
  const anywhere = createWheel(alive, weigh);
  const sops = Map.groupBy(alive, ({ rule }) => rule.sop);
  const within = new Map([...sops].map(([sop, members]) => [sop, createWheel(members, weigh)]));
  return (random, focus) => ((focus !== null && within.get(focus)) || anywhere)(random);
}
