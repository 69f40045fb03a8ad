import type { RejectReason } from '../cases/rejects.ts';
import type { RuleState } from '../coverage/rulebook.ts';
import type { Defect, Label, Status, Verdict } from '../coverage/types.ts';
import type { Fault } from '../findings/calibration.ts';
import type { OwnerKind } from '../findings/owner-findings.ts';
import type { Direction } from '../findings/trend.ts';
import type { GapStanding } from '../proposals/gap-standing.ts';
import type { ProofState } from '../proposals/proof.ts';
import type { Severity } from '../sops/messages/kind.ts';
import type { MessageGroup } from '../sops/messages.ts';
import type { TranslationState } from '../sops/translation-state.ts';
import type { GapDecision, Language, ProposalStatus, SopStatus } from '../sops/types.ts';

/** Whether a rule's Mandarin text still says what its English text says. */

/** What becomes of a gap when a proposal is accepted. */
export type GapChange = 'closed' | 'shrinks' | 'grows' | 'changes' | 'opened';

/** Every word the site itself says, once per language. A missing one is a type error. */
export interface Strings {
  readonly siteName: string;
  /** A label and its value in running text. */
  readonly pair: (label: string, value: string) => string;
  /** A remark in brackets behind a text. */
  readonly aside: (text: string, remark: string) => string;
  /** Between the entries of a list in running text. */
  readonly separator: string;
  readonly caseCount: (cases: string) => string;
  readonly stepCount: (steps: string) => string;
  readonly nav: {
    readonly overview: string;
    readonly home: string;
    readonly dashboard: string;
    readonly gaps: string;
    readonly findings: string;
    readonly calibration: string;
    readonly proposals: string;
    readonly rules: string;
    readonly sops: string;
    readonly glossary: string;
    readonly handbook: string;
    readonly caseTypes: string;
    readonly sopsOf: (caseType: string) => string;
    readonly readCase: string;
    readonly firstRule: string;
    readonly writeRule: string;
    readonly checkMessages: string;
    readonly metrics: string;
    readonly otherLanguage: string;
  };
  readonly search: {
    readonly open: string;
    readonly label: string;
    readonly placeholder: string;
    readonly close: string;
    readonly hint: string;
    readonly loading: string;
    readonly failed: string;
    readonly rules: string;
    readonly fullText: string;
    readonly nothing: string;
    readonly unknownId: (id: string) => string;
    /** Below the name of a case type among the results. */
    readonly caseType: string;
    readonly resultCount: (count: number) => string;
    readonly keys: string;
  };
  readonly state: Readonly<Record<RuleState, string>>;
  readonly status: Readonly<Record<Status, string>>;
  readonly statusHelp: Readonly<Record<Status, string>>;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly verdictHelp: Readonly<Record<Verdict, string>>;
  readonly defect: Readonly<Record<Defect, string>>;
  readonly label: Readonly<Record<Label, string>>;
  readonly labels: string;
  readonly sopStatus: Readonly<Record<SopStatus, string>>;
  readonly proposalStatus: Readonly<Record<ProposalStatus, string>>;
  readonly translation: Readonly<Record<TranslationState, string>>;
  readonly translationHelp: Readonly<Record<TranslationState, string>>;
  readonly banner: {
    readonly all: (cases: string) => string;
    readonly some: (synthetic: string, cases: string) => string;
  };
  readonly asOf: {
    readonly date: (date: string) => string;
    readonly cases: (cases: string, files: string) => string;
    readonly ofType: (cases: string) => string;
    readonly old: (latest: string, weeks: string) => string;
    readonly window: (since: string | null, until: string | null) => string;
    readonly meaning: string;
  };
  readonly table: {
    readonly none: string;
    readonly noValue: string;
    readonly csv: string;
    readonly steps: string;
    readonly cases: string;
    readonly share: string;
    readonly total: string;
    readonly caseType: string;
    readonly rule: string;
    readonly title: string;
    readonly state: string;
    readonly week: string;
    readonly underWay: string;
    readonly scroll: (name: string) => string;
  };
  readonly home: {
    readonly title: string;
    readonly lead: string;
    readonly reviewer: string;
    readonly reviewerLead: string;
    readonly owner: string;
    readonly ownerLead: string;
    readonly manager: string;
    readonly managerLead: string;
    readonly topGaps: string;
    readonly overdue: (count: number) => string;
    readonly outdated: (count: number) => string;
    readonly allGaps: string;
    readonly toDashboard: string;
  };
  readonly rule: {
    readonly decision: string;
    readonly sop: string;
    readonly since: (date: string) => string;
    readonly from: (date: string) => string;
    readonly until: (date: string) => string;
    readonly revision: string;
    readonly revisionSince: (revision: number, date: string) => string;
    readonly revisionFirst: string;
    readonly revisionComing: (revision: number, date: string) => string;
    readonly effective: string;
    readonly retired: string;
    readonly owner: string;
    readonly appliesTo: string;
    readonly signals: string;
    readonly phrases: string;
    readonly phrasesHelp: string;
    readonly sources: string;
    readonly replacedBy: string;
    readonly replaces: string;
    readonly reviewBy: string;
    readonly facts: string;
    readonly use: string;
    readonly useHelp: string;
    readonly useNone: string;
    readonly cited: (steps: string, cases: string) => string;
    readonly citedSteps: string;
    readonly citedCases: string;
    readonly boundSteps: string;
    readonly suggestedSteps: string;
    readonly lastCited: string;
    readonly outcome: string;
    readonly copy: string;
    readonly copied: string;
    readonly shortAddress: string;
    readonly tombstone: string;
    readonly tombstoneReplaced: string;
    readonly pendingNote: (date: string) => string;
    readonly noBody: string;
    readonly previous: string;
    readonly next: string;
    readonly more: string;
  };
  readonly rules: {
    readonly title: string;
    readonly lead: (active: string, pending: string, retired: string) => string;
    readonly filterCaseType: string;
    readonly filterState: string;
    readonly filterText: string;
    readonly any: string;
    readonly shown: string;
    readonly effective: string;
    readonly cited: string;
  };
  readonly sops: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly version: string;
    readonly status: string;
    readonly rules: string;
    readonly ruleCount: (count: number) => string;
    readonly facts: string;
    readonly translation: string;
    readonly translationCount: (current: number, all: number) => string;
    readonly overdue: string;
    readonly tombstones: string;
    readonly source: string;
  };
  readonly dashboard: {
    readonly title: string;
    readonly lead: string;
    readonly coverage: string;
    readonly asIs: string;
    readonly asWas: string;
    /** The two clocks as the head of a column of counts. */
    readonly asIsCount: string;
    readonly asWasCount: string;
    readonly asIsCitations: string;
    readonly asWasCitations: string;
    readonly interval: string;
    readonly target: string;
    readonly status: string;
    readonly accuracy: string;
    readonly accuracyOf: (judged: string) => string;
    readonly trend: string;
    readonly trendHelp: string;
    readonly trendNone: string;
    readonly quality: string;
    readonly reconciliation: (
      records: string,
      accepted: string,
      rejected: string,
      duplicates: string,
    ) => string;
    readonly records: string;
    readonly accepted: string;
    readonly rejected: string;
    readonly duplicates: string;
    readonly warnings: string;
    readonly rejectReason: Readonly<Record<RejectReason, string>>;
    readonly rejectsByReason: string;
    readonly firstRejects: string;
    readonly noRejects: string;
    readonly inputs: string;
    readonly file: string;
    readonly line: string;
    readonly reason: string;
    readonly message: string;
    readonly noInput: string;
    readonly noneAccepted: string;
    readonly chartTitle: (caseType: string) => string;
    readonly chartDescription: (first: string, last: string, weeks: number) => string;
    readonly barDescription: (coverage: string, interval: string, target: string) => string;
    readonly fullyCovered: string;
    readonly exempt: string;
    readonly empty: string;
  };
  readonly caseType: {
    readonly lead: (prefix: string) => string;
    readonly owner: string;
    readonly autoDecision: string;
    readonly sla: string;
    readonly minutes: (minutes: string) => string;
    readonly handling: string;
    readonly verdicts: string;
    readonly verdict: string;
    readonly covered: string;
    readonly defects: string;
    readonly defectsHelp: string;
    readonly defectsNone: string;
    readonly gaps: string;
    readonly gapsNone: string;
    readonly casesNone: string;
    readonly outcomesNone: string;
    readonly rules: string;
    readonly rulesNone: string;
    readonly miscited: string;
    readonly miscitedHelp: (listed: string, all: string) => string;
    readonly miscitedNone: string;
    readonly kind: string;
    readonly citedId: string;
    readonly citations: string;
    readonly outcomes: string;
    readonly outcomesHelp: string;
    readonly allCovered: string;
    readonly notAllCovered: string;
    readonly precision: string;
    readonly recall: string;
    readonly sops: string;
  };
  readonly gaps: {
    readonly title: string;
    readonly lead: string;
    readonly rank: string;
    readonly gap: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly proposal: string;
    readonly noProposal: string;
    readonly empty: string;
    readonly emptyNext: string;
    readonly outcome: string;
    readonly exemplars: string;
    readonly exemplarsHelp: (cases: number) => string;
    readonly exemplarsNone: (cases: number) => string;
    readonly nearest: string;
    readonly nearestHelp: string;
    readonly nearestNone: string;
    readonly score: string;
    readonly next: string;
    readonly nextPhrase: string;
    readonly scattered: string;
    readonly scatteredHelp: string;
    readonly signals: string;
    readonly handling: string;
    readonly trend: string;
    readonly trendDescription: (weeks: number, cases: string) => string;
    readonly filter: string;
    readonly showAll: string;
    readonly openGaps: string;
    readonly openNone: string;
    readonly summary: (gaps: string, open: string, claimed: string, dismissed: string) => string;
    readonly scatteredSteps: (steps: string) => string;
    readonly pareto: (first: number, share: string) => string;
    readonly paretoTitle: (caseType: string) => string;
    readonly paretoHelp: string;
    readonly paretoCases: string;
    readonly paretoSteps: string;
    readonly paretoRank: string;
    readonly cumulative: string;
    readonly moreGaps: (gaps: string) => string;
    readonly owner: string;
    readonly seen: string;
    readonly age: (weeks: number) => string;
    readonly minutes: string;
    readonly trendShort: string;
    readonly trendCounts: (earlier: string, recent: string) => string;
    readonly direction: Readonly<Record<Direction, string>>;
    readonly trendCases: (recent: string, earlier: string, weeks: number, underWay: string | null) => string;
    readonly standing: Readonly<Record<GapStanding, string>>;
    readonly standingTitle: string;
    readonly dismissedTitle: string;
    readonly dismissedHelp: string;
    readonly decided: Readonly<Record<GapDecision['decision'], (by: string, date: string) => string>>;
    readonly decidedBy: string;
    readonly decidedOn: string;
    readonly reason: string;
    readonly stillUncovered: string;
    readonly decidedAs: (earlier: string) => string;
    readonly grownSince: (last: string, cases: string) => string;
    readonly history: string;
    readonly listedSince: (date: string) => string;
    readonly tookOver: (date: string) => string;
    readonly goneTitle: string;
    readonly goneHelp: string;
    readonly goneSince: (date: string) => string;
    readonly goneOn: string;
    readonly goneInto: string;
    readonly goneNowhere: string;
    readonly notInRun: string;
    readonly start: string;
    readonly startOnline: string;
    readonly startPage: Readonly<Record<Language, string>>;
    readonly startHere: string;
    readonly startThin: (cases: number) => string;
    readonly startOpen: string;
    readonly decide: string;
    readonly decideClaim: string;
    readonly decideDismiss: string;
    readonly copy: string;
    readonly copied: string;
  };
  readonly findings: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly emptyNext: string;
    readonly owners: string;
    readonly count: (findings: string) => string;
    readonly kind: Readonly<Record<OwnerKind, string>>;
    readonly compared: Readonly<
      Record<
        'harmful' | 'disputed' | 'overturned',
        (part: string, whole: string, share: string, interval: string, base: string) => string
      >
    >;
    readonly tooNarrow: (right: string, whole: string, share: string) => string;
    readonly tooNarrowCited: (right: string, judged: string) => string;
    readonly catchAll: (part: string, whole: string, share: string) => string;
    readonly mixed: (
      part: string,
      whole: string,
      share: string,
      interval: string,
      base: string,
      others: string,
    ) => string;
    readonly dead: (since: string, days: string, cases: string) => string;
    readonly association: string;
    readonly howFound: string;
    readonly next: Readonly<Record<OwnerKind, string>>;
    readonly nextLabel: string;
    readonly citingCases: string;
    readonly handling: (minutes: string, cases: string) => string;
    readonly handlingLabel: string;
    readonly seen: string;
    readonly trend: string;
    readonly weekBars: (first: string, last: string, cases: string) => string;
    readonly direction: Readonly<Record<Direction, string>>;
    readonly recent: (recent: string, earlier: string, weeks: string) => string;
    readonly ofRule: string;
    readonly ofRuleNone: string;
    readonly allFindings: string;
    readonly json: string;
    readonly commandHint: string;
  };
  readonly calibration: {
    readonly title: string;
    readonly lead: string;
    readonly fault: Readonly<Record<Fault, string>>;
    readonly versions: string;
    readonly versionsHelp: string;
    readonly version: string;
    readonly noVersion: string;
    readonly since: string;
    readonly faulty: string;
    readonly faultyTrend: string;
    readonly worse: (version: string) => string;
    readonly faults: string;
    readonly faultsHelp: string;
    readonly faultsNone: string;
    readonly summary: (citations: string, steps: string, rows: string, cases: number) => string;
    readonly more: (rows: string) => string;
    readonly kind: string;
    readonly citation: string;
    readonly cite: string;
    readonly inVersion: (version: string) => string;
    readonly caseTypes: string;
  };
  readonly next: {
    readonly title: string;
    readonly none: string;
    readonly noneNext: string;
    readonly nothingToDo: string;
    readonly gaps: (count: string) => string;
    readonly findings: (count: string) => string;
    readonly faults: (citations: string, steps: string, rows: string) => string;
    readonly rest: string;
    readonly dismissedGaps: (count: string) => string;
    readonly scattered: (steps: string) => string;
    readonly rareFaults: (citations: string, steps: string) => string;
  };
  readonly suggestions: {
    readonly title: string;
    readonly help: string;
    readonly heldOut: string;
    readonly recall: string;
    readonly precision: string;
    readonly threshold: string;
  };
  readonly proposals: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly emptyNext: string;
    readonly proposal: string;
    readonly gap: string;
    readonly sop: string;
    readonly newSop: string;
    readonly proposer: string;
    readonly created: string;
    readonly status: string;
    readonly reason: string;
    readonly proposedRules: string;
    readonly neverActive: string;
    readonly accepted: string;
    readonly rejected: string;
    readonly gapClosed: string;
    readonly filter: string;
    readonly all: string;
    readonly effect: string;
    readonly points: (points: string) => string;
    readonly steps: (steps: string) => string;
    readonly effectNone: string;
    readonly notSimulated: string;
    readonly notSimulatedLong: string;
    readonly refused: string;
    readonly simulatedAs: (date: string) => string;
    readonly simulatedAlone: string;
    readonly laterDay: (date: string) => string;
    readonly before: string;
    readonly after: string;
    readonly gainedSteps: string;
    readonly gainedCases: string;
    readonly unaffected: string;
    readonly gaps: string;
    readonly gapsHelp: string;
    readonly gapsNone: string;
    readonly gapChange: string;
    readonly gapChanges: Readonly<Record<GapChange, string>>;
    readonly catches: string;
    readonly catchesHelp: string;
    readonly catchesNone: string;
    readonly catchKind: Readonly<Record<'phrase' | 'signal', string>>;
    readonly caught: string;
    readonly uncovered: string;
    readonly coveredAlready: string;
    readonly elsewhere: string;
    readonly mistakes: (steps: string) => string;
    readonly noMistakes: string;
    readonly proof: string;
    readonly proofState: Readonly<Record<ProofState, string>>;
    readonly proofHelp: Readonly<Record<ProofState, string>>;
    readonly bindsFrom: string;
    readonly inForceSince: string;
    readonly lastCited: string;
    readonly neverCited: string;
    readonly ruleGone: string;
    readonly unfilled: (count: number) => string;
    readonly next: string;
    readonly nextFill: string;
    readonly nextCheck: string;
    readonly nextAccept: string;
    readonly nextReject: string;
    readonly notTranslated: string;
  };
  readonly glossary: {
    readonly title: string;
    readonly lead: string;
    readonly term: string;
    readonly synonyms: string;
    readonly definition: string;
    readonly empty: string;
  };
  readonly checkMessages: {
    readonly lead: string;
    readonly group: Readonly<Record<MessageGroup, string>>;
    readonly severity: Readonly<Record<Severity, string>>;
    readonly fatal: string;
    readonly why: string;
    readonly fix: string;
    readonly asMarkdown: string;
  };
  readonly redirect: { readonly to: string };
  readonly notFound: { readonly title: string; readonly text: string; readonly home: string };
}

/** A count and what is counted, which ends in -s unless it is one. */
function counted(count: number | string, noun: string, nouns = `${noun}s`): string {
  return `${count} ${`${count}` === '1' ? noun : nouns}`;
}

const en: Strings = {
  siteName: 'SOP Desk',
  aside: (text, remark) => `${text} (${remark})`,
  separator: ', ',
  pair: (label, value) => `${label}: ${value}`,
  caseCount: (cases) => counted(cases, 'case'),
  stepCount: (steps) => counted(steps, 'step'),
  nav: {
    overview: 'Overview',
    home: 'Start',
    dashboard: 'Dashboard',
    gaps: 'Gaps',
    findings: 'Findings',
    calibration: 'ROCA calibration',
    proposals: 'Proposals',
    rules: 'All rules',
    sops: 'All SOPs',
    glossary: 'Glossary',
    handbook: 'Handbook',
    caseTypes: 'Case types',
    sopsOf: (caseType) => `SOPs: ${caseType}`,
    readCase: 'Reading a case',
    firstRule: 'Your first rule in ten minutes',
    writeRule: 'Writing a rule',
    checkMessages: 'Messages of check',
    metrics: 'What the numbers mean',
    otherLanguage: '中文',
  },
  search: {
    open: 'Search rules',
    label: 'Search',
    placeholder: 'Rule ID, words, signal …',
    close: 'Close',
    hint: 'Type a rule ID in any spelling (ato12, ATO 012), a signal, or what you see in the case. IDs of SOPs, gaps and proposals work, too.',
    loading: 'Loading the rules …',
    failed: 'The search index could not be loaded. All rules are listed on the page “All rules”.',
    rules: 'Rules',
    fullText: 'In the text of rules and handbook',
    nothing: 'No rule matches. Try fewer words, or look through all rules.',
    unknownId: (id) => `No rule has the ID ${id}. Rules with the nearest numbers:`,
    caseType: 'Case type: its coverage, SOPs, gaps and rules',
    resultCount: (count) => counted(count, 'result'),
    keys: '↑ ↓ to choose, Enter to open, Esc to close',
  },
  state: { active: 'Active', pending: 'Not yet in force', retired: 'Retired' },
  status: {
    met: 'Met',
    uncertain: 'Uncertain',
    below: 'Below',
    insufficient: 'Insufficient data',
    'no-data': 'No data',
  },
  statusHelp: {
    met: 'The whole interval lies above the target.',
    uncertain: 'The target lies inside the interval: the cases do not decide it.',
    below: 'The whole interval lies below the target.',
    insufficient: 'Fewer than 30 cases: no interval is given.',
    'no-data': 'No reasoning step was assessed. This is never a pass.',
  },
  verdict: {
    cited: 'Cited',
    bound: 'Bound',
    retired: 'Retired',
    pending: 'Not yet in force',
    misapplied: 'Misapplied',
    unknown: 'Unknown ID',
    uncited: 'Uncited',
    gap: 'Gap',
  },
  verdictHelp: {
    cited: 'Cites an active rule that applies.',
    bound: 'Cites none, but a rule lists its signal or phrase.',
    retired: 'Cites only retired rules without a replacement.',
    pending: 'Cites a rule that is not in force yet.',
    misapplied: 'Cites an active rule of another case type.',
    unknown: 'Cites an ID that no rule ever had.',
    uncited: 'Cites nothing, but closely resembles a rule.',
    gap: 'Nothing in the SOPs says this.',
  },
  defect: {
    retired: 'Retired rule cited',
    pending: 'Rule not yet in force cited',
    misapplied: 'Rule of another case type cited',
    unknown: 'Unknown ID cited',
    outdated: 'Old revision cited',
  },
  label: {
    TP: 'True positive',
    TN: 'True negative',
    FP: 'False positive',
    FN: 'False negative',
  },
  labels: 'Review outcome',
  sopStatus: { draft: 'Draft', active: 'Active', retired: 'Retired' },
  proposalStatus: {
    draft: 'Draft',
    'in-review': 'In review',
    accepted: 'Accepted',
    rejected: 'Rejected',
  },
  translation: {
    current: 'Mandarin is current',
    outdated: 'Mandarin is outdated',
    unverified: 'Mandarin not verified',
    missing: 'No Mandarin yet',
  },
  translationHelp: {
    current: 'The Mandarin text was made from the present English text.',
    outdated: 'The English text has changed since the Mandarin text was made. English decides.',
    unverified: 'The Mandarin text names no English version it was made from. English decides.',
    missing: 'This rule has not been translated into Mandarin.',
  },
  banner: {
    all: (cases) =>
      cases === '1'
        ? 'Synthetic data: the 1 case behind these numbers comes from the sample generator, not from a real review.'
        : `Synthetic data: all ${cases} cases behind these numbers come from the sample generator, not from real reviews.`,
    some: (synthetic, cases) =>
      `Partly synthetic data: ${synthetic} of the ${counted(cases, 'case')} behind these numbers ${synthetic === '1' ? 'comes' : 'come'} from the sample generator, not from real reviews.`,
  },
  asOf: {
    date: (date) => `As of ${date}`,
    cases: (cases, files) => `${counted(cases, 'case')} from ${counted(files, 'file')}`,
    ofType: (cases) => `${counted(cases, 'case')} of this case type`,
    old: (latest, weeks) =>
      `The latest cases are of the week from ${latest}, more than ${counted(weeks, 'week')} before that day: what came since is in no number here. Put newer exports into exports/ and run “npm run -s sop -- coverage”.`,
    window: (since, until) => {
      if (since && until) return `decided ${since} to ${until}`;
      if (since) return `decided from ${since}`;
      return until ? `decided until ${until}` : 'all decision dates';
    },
    meaning: 'What the numbers mean',
  },
  table: {
    none: 'none',
    noValue: '–',
    csv: 'Download as CSV',
    steps: 'Steps',
    cases: 'Cases',
    share: 'Share',
    total: 'All case types',
    caseType: 'Case type',
    rule: 'Rule',
    title: 'Title',
    state: 'State',
    week: 'Week from',
    underWay: 'under way',
    scroll: (name) => `Table: ${name}`,
  },
  home: {
    title: 'Find the rule. See what is missing.',
    lead: 'The SOPs of risk operations, and how much of ROCA’s reasoning they cover.',
    reviewer: 'You have a case open',
    reviewerLead:
      'Search by rule ID, signal or your own words: press / on any page. Or open the SOPs of your case type.',
    owner: 'You own SOPs',
    ownerLead: 'Start with the gaps that touch the most cases.',
    manager: 'You lead a team',
    managerLead: 'Coverage per case type against its target.',
    topGaps: 'Largest gaps',
    overdue: (count) =>
      count === 1 ? '1 SOP is overdue for review' : `${count} SOPs are overdue for review`,
    outdated: (count) =>
      count === 1 ? '1 rule has no current Mandarin text' : `${count} rules have no current Mandarin text`,
    allGaps: 'All gaps',
    toDashboard: 'Open the dashboard',
  },
  rule: {
    decision: 'Decision',
    sop: 'SOP',
    since: (date) => `in force since ${date}`,
    from: (date) => `in force from ${date}`,
    until: (date) => `retired on ${date}`,
    revision: 'Revision',
    revisionSince: (revision, date) => `${revision}, since ${date}`,
    revisionFirst: '1, the first',
    revisionComing: (revision, date) => `${revision} from ${date}`,
    effective: 'In force from',
    retired: 'Retired on',
    owner: 'Owner',
    appliesTo: 'Applies to',
    signals: 'Signals',
    phrases: 'Accepted wordings',
    phrasesHelp: 'A step with one of these wordings counts as covered by this rule.',
    sources: 'Sources',
    replacedBy: 'Replaced by',
    replaces: 'Replaces',
    reviewBy: 'Next review by',
    facts: 'Facts',
    use: 'How ROCA uses it',
    useHelp: 'What the counts mean',
    useNone: 'No step of the read cases cites this rule or is bound to it.',
    cited: (steps, cases) => `${counted(steps, 'step')} in ${counted(cases, 'case')}`,
    citedSteps: 'Steps that cite it',
    citedCases: 'Cases with such a step',
    boundSteps: 'Steps bound by signal or wording',
    suggestedSteps: 'Uncited steps that resemble it',
    lastCited: 'Last cited',
    outcome: 'How the citing cases ended',
    copy: 'Copy citation',
    copied: 'Copied',
    shortAddress: 'Short address',
    tombstone: 'This rule is retired. Do not cite it.',
    tombstoneReplaced: 'This rule is retired. Do not cite it; cite its replacement:',
    pendingNote: (date) =>
      `This rule binds nobody yet: do not cite it before ${date}, when it comes into force.`,
    noBody: 'The text of this rule is no longer part of the SOP.',
    previous: 'Previous rule',
    next: 'Next rule',
    more: 'The whole SOP',
  },
  rules: {
    title: 'All rules',
    lead: (active, pending, retired) => `${active} active, ${pending} not yet in force, ${retired} retired.`,
    filterCaseType: 'Case type',
    filterState: 'State',
    filterText: 'ID or title contains',
    any: 'Any',
    shown: 'Rules shown:',
    effective: 'In force from',
    cited: 'Cited in cases',
  },
  sops: {
    title: 'All SOPs',
    lead: 'By case type. Each SOP holds the rules that reviewers and ROCA cite.',
    empty: 'No SOP has been written for this case type yet.',
    version: 'Version',
    status: 'Status',
    rules: 'Rules',
    ruleCount: (count) => counted(count, 'rule'),
    facts: 'Facts about this SOP',
    translation: 'Mandarin',
    translationCount: (current, all) => `${current} of ${counted(all, 'rule')} with a text current`,
    overdue: 'review overdue',
    tombstones: 'Retired rules',
    source: 'Source file',
  },
  dashboard: {
    title: 'Coverage dashboard',
    lead: 'How many of ROCA’s reasoning steps stand on a rule, per case type.',
    coverage: 'Coverage',
    asIs: 'As-is coverage',
    asWas: 'As-was',
    asIsCount: 'Steps as-is',
    asWasCount: 'Steps as-was',
    asIsCitations: 'Citations as-is',
    asWasCitations: 'Citations as-was',
    interval: '95% interval',
    target: 'Target',
    status: 'Status',
    accuracy: 'Citation accuracy',
    accuracyOf: (judged) => `of ${counted(judged, 'judged case')}`,
    trend: 'The last 12 weeks',
    trendHelp:
      'Share of steps covered by week of decision. Solid: as-is. Dashed: as-was. Straight line: target. Hollow dot: a week that is not over.',
    trendNone: 'No weeks to show yet.',
    quality: 'What the numbers are made of',
    reconciliation: (records, accepted, rejected, duplicates) =>
      `${counted(records, 'record')} = ${accepted} accepted + ${rejected} rejected + ${counted(duplicates, 'duplicate')}`,
    records: 'Records',
    accepted: 'Accepted',
    rejected: 'Rejected',
    duplicates: 'Duplicates',
    warnings: 'Optional fields dropped',
    rejectReason: {
      'invalid-json': 'not valid JSON',
      'invalid-encoding': 'not valid UTF-8',
      'missing-field': 'a required field is missing',
      'invalid-field': 'a field holds what it may not',
      'unknown-case-type': 'a case type that case-types.yaml does not have',
      'too-large': 'larger than a record may be',
    },
    rejectsByReason: 'Rejected records by reason',
    firstRejects: 'The first rejected records',
    noRejects: 'No record was rejected.',
    inputs: 'Export files',
    file: 'File',
    line: 'Line',
    reason: 'Reason',
    message: 'Detail',
    noInput:
      'No case export has been read yet. Put exports into exports/ and run “npm run -s sop -- coverage”.',
    noneAccepted: 'No record of the exports could be used. What was rejected, and why, is under:',
    chartTitle: (caseType) => `Coverage by week: ${caseType}`,
    chartDescription: (first, last, weeks) =>
      `As-is coverage over ${counted(weeks, 'week')}, from ${first} in the first to ${last} in the last. The table below the charts has every value.`,
    barDescription: (coverage, interval, target) =>
      `Coverage ${coverage}, interval ${interval}, target ${target}`,
    fullyCovered: 'Fully covered cases',
    exempt: 'Exempt steps',
    empty: 'Empty steps',
  },
  caseType: {
    lead: (prefix) => `Rule IDs of this case type begin with ${prefix}.`,
    owner: 'Owner',
    autoDecision: 'ROCA decides alone at confidence',
    sla: 'Manual handling, at most',
    minutes: (minutes) => `${minutes} min`,
    handling: 'Mean handling time',
    verdicts: 'Verdicts of the steps',
    verdict: 'Verdict',
    covered: 'covered',
    defects: 'Citation defects',
    defectsHelp: 'Every faulty citation counts, whether or not its step is covered.',
    defectsNone: 'No faulty citation.',
    gaps: 'Gaps',
    gapsNone: 'No gap found in the cases read.',
    casesNone:
      'None of the cases read is of this case type. If exports name it otherwise, add that name to its aliases in content/case-types.yaml.',
    outcomesNone:
      'No case read says yet how it ended: exports say it in the label of a case (TP, TN, FP or FN).',
    rules: 'Rules and their use',
    rulesNone: 'No rule applies to this case type yet.',
    miscited: 'What was cited wrongly',
    miscitedHelp: (listed, all) =>
      `For the team that trains ROCA: ${listed} of the ${counted(all, 'faulty citation')} above, by what was cited, the most frequent first. What is rarer, or no ID that enough cases share, is not listed.`,
    miscitedNone: 'Nothing that may be listed was cited wrongly.',
    kind: 'Kind',
    citedId: 'Cited',
    citations: 'Citations',
    outcomes: 'Coverage and right decisions',
    outcomesHelp:
      'Coverage says that a rule was there, not that the decision was right. Both are shown together.',
    allCovered: 'All steps covered',
    notAllCovered: 'Some step not covered',
    precision: 'Precision',
    recall: 'Recall',
    sops: 'SOPs',
  },
  gaps: {
    title: 'Gaps',
    lead: 'Reasoning that no rule covers, grouped by wording and signals. The gaps that touch the most cases come first.',
    rank: 'Rank',
    gap: 'Gap',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    proposal: 'Proposal',
    noProposal: 'none yet',
    empty: 'No gap was found in the cases read.',
    emptyNext: 'The findings show what goes wrong with the rules that exist:',
    outcome: 'How the cases ended',
    exemplars: 'How ROCA words it',
    exemplarsHelp: (cases) =>
      `Signatures only: no numbers, names, addresses or IDs, and only wordings that at least ${counted(cases, 'case')} share.`,
    exemplarsNone: (cases) => `No wording is shared by ${counted(cases, 'case')}, so none is shown.`,
    nearest: 'Nearest rules',
    nearestHelp: 'A suggestion, not coverage: a person decides whether one of them says this.',
    nearestNone: 'No rule is near.',
    score: 'Similarity',
    next: 'What to do next',
    nextPhrase:
      'If a rule already says this, add the wording to it as a Covers phrase. The handbook shows how:',
    scattered: 'Scattered wordings',
    scatteredHelp:
      'Steps that share no wording with others. There is no single rule to write for them; a theme of its own appears as soon as enough cases share one.',
    signals: 'Signals in these steps',
    handling: 'Mean handling time',
    trend: 'Cases by week',
    trendDescription: (weeks, cases) =>
      `Cases with this gap by week, over ${counted(weeks, 'week')}, at most ${cases} in one. The table beside has every value.`,
    filter: 'Show only',
    showAll: 'Show everything',
    openGaps: 'Open gaps',
    openNone: 'No gap is open. Dismissed ones stand below.',
    summary: (gaps, open, claimed, dismissed) =>
      `${counted(gaps, 'gap')}: ${open} open, ${claimed} of them claimed, and ${dismissed} dismissed.`,
    scatteredSteps: (steps) =>
      `Besides, ${counted(steps, 'uncovered step')} with scattered wordings, which are no gap.`,
    pareto: (first, share) =>
      first === 1
        ? `The first gap holds ${share} of the steps in gaps.`
        : `The first ${first} gaps hold ${share} of the steps in gaps.`,
    paretoTitle: (caseType) => `Gaps by cases: ${caseType}`,
    paretoHelp:
      'Bars: cases with the gap. Line: share of the steps in gaps, added up from the left. Outlined bars: dismissed gaps and scattered wordings (∗).',
    paretoCases: 'Cases',
    paretoSteps: 'Steps, added up',
    paretoRank: 'Gaps by rank',
    cumulative: 'Steps, added up',
    moreGaps: (gaps) => counted(gaps, 'more gap'),
    owner: 'Owner',
    seen: 'Last seen, age',
    age: (weeks) => `for ${counted(weeks, 'week')}`,
    minutes: 'Minutes',
    trendShort: 'Trend',
    trendCounts: (earlier, recent) => `${earlier} → ${counted(recent, 'case')}`,
    direction: {
      new: 'New',
      rising: 'Rising',
      steady: 'Steady',
      falling: 'Falling',
      quiet: 'Quiet',
      'too early': 'Too early to tell',
    },
    trendCases: (recent, earlier, weeks, underWay) =>
      `${counted(recent, 'case')} in ${weeks === 1 ? 'the last full week' : `the last ${weeks} full weeks`}, ${earlier} in ${
        weeks === 1 ? 'the one' : `the ${weeks}`
      } before${underWay === null ? '' : `, ${underWay} in the week under way`}`,
    standing: { open: 'Open', claimed: 'Claimed', dismissed: 'Dismissed', grown: 'Open again' },
    standingTitle: 'State',
    dismissedTitle: 'Dismissed',
    dismissedHelp:
      'No rule is to close these. Their steps stay uncovered in every number, and a case of a later day opens the gap again.',
    decided: {
      claimed: (by, date) => `Claimed by ${by} on ${date}`,
      dismissed: (by, date) => `Dismissed by ${by} on ${date}`,
    },
    decidedBy: 'By',
    decidedOn: 'On',
    reason: 'Reason',
    stillUncovered: 'Its steps stay uncovered in every number.',
    decidedAs: (earlier) =>
      `The gap was called ${earlier} then: as cases arrived, another wording became the one it is named by.`,
    grownSince: (last, cases) =>
      `Open again: cases decided after that day have it, at least ${cases}, the last on ${last}.`,
    history: 'History',
    listedSince: (date) => `First found by the run of ${date}.`,
    tookOver: (date) => `Since the run of ${date} it holds wordings of`,
    goneTitle: 'No longer found',
    goneHelp: 'Gaps of earlier runs, and where their wordings lie now.',
    goneSince: (date) => `Not found any more since the run of ${date}.`,
    goneOn: 'Since the run of',
    goneInto: 'Its wordings lie now in',
    goneNowhere: 'in no gap: a rule covers them, or the cases no longer have them',
    notInRun: 'The last run did not find this gap.',
    start: 'Start a proposal',
    startOnline:
      'The pages open at the repository host with the evidence filled in; case data is not in them. Put both on one branch.',
    startPage: { en: 'English page, with the rule', 'zh-CN': 'Mandarin page' },
    startHere: 'In a checkout, this writes both pages with the evidence filled in:',
    startThin: (cases) =>
      `There is too little to propose from: it takes ${counted(cases, 'case')} with a shared wording, in two weeks or more.`,
    startOpen: 'A proposal for this gap is open:',
    decide: 'Claim or dismiss it',
    decideClaim: 'Your team works on it:',
    decideDismiss: 'No rule is needed:',
    copy: 'Copy',
    copied: 'Copied',
  },
  findings: {
    title: 'Findings',
    lead: 'Rules that ask for their owner’s decision. Under each owner, what touches the most cases comes first.',
    empty: 'In the cases read, no rule asks for its owner’s decision.',
    emptyNext: 'The gaps show what no rule says yet:',
    owners: 'Findings by owner',
    count: (findings) => counted(findings, 'finding'),
    kind: {
      harmful: 'Wrong decisions',
      disputed: 'Disputed citations',
      overturned: 'Overturned decisions',
      tooNarrow: 'Applies too narrowly',
      catchAll: 'Catch-all by signals',
      mixed: 'Catch-all by wording',
      dead: 'Not used',
    },
    compared: {
      harmful: (part, whole, share, interval, base) =>
        `The decision was wrong (FP or FN) in ${share} of the labelled cases that cite it (${part} of ${whole}; 95% interval ${interval}), against ${base} in the case type.`,
      disputed: (part, whole, share, interval, base) =>
        `Reviewers found the citations wrong in ${share} of the judged cases that cite it (${part} of ${whole}; 95% interval ${interval}), against ${base} in the case type.`,
      overturned: (part, whole, share, interval, base) =>
        `Reviewers decided otherwise than ROCA in ${share} of the cases that cite it (${part} of ${whole} with both decisions; 95% interval ${interval}), against ${base} in the case type.`,
    },
    tooNarrow: (right, whole, share) =>
      `ROCA cites it for a case type that it does not apply to, and the decision was right in ${share} of the labelled cases (${right} of ${whole}).`,
    tooNarrowCited: (right, judged) =>
      `Reviewers found the citations right in ${right} of ${counted(judged, 'judged case')}.`,
    catchAll: (part, whole, share) =>
      `In ${share} of the cases that cite it (${part} of ${whole}) it stands on a step whose signals only other rules list:`,
    mixed: (part, whole, share, interval, base, others) =>
      `Of the steps compared, ${share} (${part} of ${whole}; 95% interval ${interval}) are worded more like the steps of ${counted(others, 'other rule')} than like its own, against ${base} in the case type. Most often:`,
    dead: (since, days, cases) =>
      `Not cited, bound or suggested since ${since}, in ${counted(days, 'day')} and ${counted(cases, 'case')} of its case types.`,
    association: 'An association, not a cause: cases that cite the rule may be harder for other reasons.',
    howFound: 'How findings are made',
    next: {
      harmful: 'Read the wrong cases; then change the decision and raise the revision.',
      disputed: 'Say more exactly when the rule applies and when it does not.',
      overturned: 'Read the overturned cases; then change the decision and raise the revision.',
      tooNarrow: 'Add the case type to appliesTo, or say in the rule that it does not apply there.',
      catchAll: 'List the signals in the rule if it governs them; if not, say what it does not cover.',
      mixed: 'Read what it is cited for; then say what it does not cover, or split it.',
      dead: 'Retire it; or keep it and say in the rule how rare it is.',
    },
    nextLabel: 'What to do next',
    citingCases: 'Cases that cite it',
    handling: (minutes, cases) => `${minutes} min in ${cases}`,
    handlingLabel: 'Handling time',
    seen: 'First and last seen',
    trend: 'Trend',
    weekBars: (first, last, cases) => `Cases per week from ${first} to ${last}: ${cases}`,
    direction: {
      new: 'new',
      rising: 'rising',
      steady: 'steady',
      falling: 'falling',
      quiet: 'quiet',
      'too early': 'too early to tell',
    },
    recent: (recent, earlier, weeks) =>
      `${weeks === '1' ? 'last full week' : `last ${weeks} full weeks`} ${recent}, before ${earlier}`,
    ofRule: 'Findings about this rule',
    ofRuleNone: 'The cases read say nothing against this rule.',
    allFindings: 'All findings',
    json: 'Download as JSON',
    commandHint: 'The same in a terminal:',
  },
  calibration: {
    title: 'ROCA calibration',
    lead: 'Where ROCA cites wrongly or does not cite, for the team that trains it: by version, case type and rule.',
    fault: {
      retired: 'Retired',
      pending: 'Not yet in force',
      misapplied: 'Misapplied',
      unknown: 'Unknown ID',
      outdated: 'Old revision',
      uncited: 'Uncited',
    },
    versions: 'By ROCA version',
    versionsHelp:
      'Cases with at least one fault of each kind, as-is; the bars are cases with any fault by week. “Worse” compares a version with the one before it.',
    version: 'ROCA version',
    noVersion: 'other or not stated',
    since: 'First seen',
    faulty: 'With any fault',
    faultyTrend: 'By week',
    worse: (version) => `worse than ${version}`,
    faults: 'What to calibrate',
    faultsHelp:
      'The citations that are wrong in the most cases, and the rules that most uncited steps resemble.',
    summary: (citations, steps, rows, cases) =>
      `${counted(citations, 'faulty citation')} and ${counted(steps, 'uncited step')} are listed, in ${counted(rows, 'row')}; each row is shared by at least ${counted(cases, 'case')}.`,
    faultsNone: 'No faulty citation is shared by enough cases to be listed.',
    more: (rows) => `${counted(rows, 'more row')} in the CSV and JSON files.`,
    kind: 'Fault',
    citation: 'Cited, or to be cited',
    cite: 'Cite instead',
    inVersion: (version) => `In ${version}`,
    caseTypes: 'Calibration by case type',
  },
  next: {
    title: 'What to do next',
    none: 'Nothing is open: the cases read show no gap, no finding and no fault of ROCA.',
    noneNext: 'Reviews and translations that are due are listed under:',
    nothingToDo:
      'Nothing asks for a decision now: no gap and no finding is open, and no fault of ROCA is listed.',
    gaps: (count) => `${counted(count, 'open gap')} that no rule covers`,
    findings: (count) =>
      count === '1' ? '1 finding for an SOP owner to decide' : `${count} findings for SOP owners to decide`,
    faults: (citations, steps, rows) =>
      `${counted(citations, 'faulty citation')} and ${counted(steps, 'uncited step')} for the ROCA team, in ${counted(rows, 'row')}`,
    rest: 'Besides, without a decision to take:',
    dismissedGaps: (count) => `${counted(count, 'dismissed gap')}, still uncovered`,
    scattered: (steps) => `${counted(steps, 'uncovered step')} with scattered wordings`,
    rareFaults: (citations, steps) =>
      `${counted(citations, 'faulty citation')} and ${counted(steps, 'uncited step')} that too few cases share to be listed, or that are a finding for a rule’s owner`,
  },
  suggestions: {
    title: 'How well suggestions work on this data',
    help: 'Measured on steps of these cases whose citation is known and was held out of training.',
    heldOut: 'Steps held out',
    recall: 'Right rule comes first',
    precision: 'Suggestions that are right',
    threshold: 'Suggested from a similarity of',
  },
  proposals: {
    title: 'Proposals',
    lead: 'Additions to the SOPs: what each would change, and whether later cases prove the accepted ones right. A proposed rule is never in force.',
    empty: 'There is no proposal yet.',
    emptyNext: 'Choose a gap and start one with its evidence filled in:',
    proposal: 'Proposal',
    gap: 'Gap',
    sop: 'Extends',
    newSop: 'a new SOP',
    proposer: 'Proposer',
    created: 'Created',
    status: 'Status',
    reason: 'Reason',
    proposedRules: 'Proposed rules',
    neverActive: 'Proposed, not in force: do not decide cases by it.',
    accepted: 'Accepted: what binds is the rule in its SOP. Below is what was proposed.',
    rejected: 'Rejected: its rules never came into force.',
    gapClosed: 'no longer found in the cases',
    filter: 'Show proposals',
    all: 'All',
    effect: 'Effect if accepted',
    points: (points) => counted(points, 'point'),
    steps: (steps) => counted(steps, 'step'),
    effectNone: 'no step gained',
    notSimulated: 'not simulated',
    notSimulatedLong: 'The effect was not simulated for this content. Run this, then build again:',
    refused: 'It cannot be simulated yet:',
    simulatedAs: (date) => `Simulated as of ${date}`,
    simulatedAlone: 'as if this proposal alone were accepted',
    laterDay: (date) => `Its rules bind from ${date}; the coverage before is that of the same day.`,
    before: 'Coverage before',
    after: 'Coverage after',
    gainedSteps: 'Covered steps gained',
    gainedCases: 'Fully covered cases gained',
    unaffected: 'No case type changes: nothing in these cases is caught by the proposed rules.',
    gaps: 'Gaps before and after',
    gapsHelp:
      'With some steps gone, themes are drawn anew: a gap that opens is most often what is left of another, and some change although no rule catches their steps.',
    gapsNone: 'No gap changes.',
    gapChange: 'Change',
    gapChanges: {
      closed: 'closes',
      shrinks: 'shrinks',
      grows: 'grows',
      changes: 'changes',
      opened: 'opens',
    },
    catches: 'What its wordings and signals catch',
    catchesHelp:
      'Steps of these cases that hold the wording or carry the signal, whether or not that is meant. What a step cites decides first, and in other case types the rule does not count; large numbers there say that a wording is too broad.',
    catchesNone: 'The rules accept no wording and govern no signal: only citations will count.',
    catchKind: { phrase: 'wording', signal: 'signal' },
    caught: 'Wording or signal',
    uncovered: 'Steps nothing covers',
    coveredAlready: 'Steps other rules cover',
    elsewhere: 'Steps of other case types',
    mistakes: (steps) =>
      steps === '1'
        ? '1 catch outside the gap: look at the two columns on the right.'
        : `${steps} catches outside the gap: look at the two columns on the right.`,
    noMistakes: 'Nothing is caught that another rule covers or that belongs to another case type.',
    proof: 'Proof',
    proofState: { unproven: 'Unproven', proven: 'Proven', reopened: 'Reopened' },
    proofHelp: {
      unproven: 'No later case has cited every rule yet.',
      proven: 'Later cases cite each of its rules, and the gap has not returned.',
      reopened: 'Cases decided since its rules bind show the gap again: the rule does not say enough.',
    },
    bindsFrom: 'To bind from',
    inForceSince: 'In force since',
    lastCited: 'Last cited',
    neverCited: 'not yet',
    ruleGone: 'no longer in an SOP',
    unfilled: (count) =>
      count === 1
        ? '1 place is still to be filled in.'
        : `${count} places are still to be filled in, counted in both languages.`,
    next: 'What to do next',
    nextFill: 'Write what stands in [TODO: …] and, in the Mandarin file, in [待填：…].',
    nextCheck: 'Check it:',
    nextAccept: 'Accept it, which writes the rule into the SOP in both languages:',
    nextReject: 'Or close it with a reason:',
    notTranslated: 'Nobody has begun the Mandarin text of this rule.',
  },
  glossary: {
    title: 'Glossary',
    lead: 'Search knows every term and synonym in both languages.',
    term: 'Term',
    synonyms: 'Also',
    definition: 'Meaning',
    empty: 'The glossary is empty. Terms are added in content/glossary.yaml.',
  },
  checkMessages: {
    lead: 'What `npm run -s sop -- check` can say about the content. Every message has a permanent name. Errors make it exit 1; warnings and infos do not.',
    group: {
      reading: 'Reading files',
      safety: 'Data, not code',
      references: 'IDs, dates and links',
      translations: 'Translations',
      upkeep: 'Upkeep',
      history: 'Changes since an earlier commit',
    },
    severity: { error: 'Error', warning: 'Warning', info: 'Info' },
    fatal: 'Coverage refuses to run',
    why: 'Why it matters:',
    fix: 'What to do:',
    asMarkdown: 'This page in Markdown, for other programs',
  },
  redirect: { to: 'This short address leads to' },
  notFound: {
    title: 'There is no such page',
    text: 'The address may be mistyped, or the SOP has moved. A rule ID never moves: search for it with /.',
    home: 'Start page',
  },
};

const zh: Strings = {
  siteName: 'SOP 工作台',
  aside: (text, remark) => `${text}（${remark}）`,
  separator: '、',
  pair: (label, value) => `${label}：${value}`,
  caseCount: (cases) => `${cases} 个案件`,
  stepCount: (steps) => `${steps} 个步骤`,
  nav: {
    overview: '总览',
    home: '首页',
    dashboard: '覆盖率看板',
    gaps: '缺口',
    findings: '规则问题',
    calibration: 'ROCA 校准',
    proposals: '提案',
    rules: '全部规则',
    sops: '全部 SOP',
    glossary: '术语表',
    handbook: '手册',
    caseTypes: '案件类型',
    sopsOf: (caseType) => `SOP：${caseType}`,
    readCase: '如何看案件',
    firstRule: '十分钟合入第一条规则',
    writeRule: '如何写规则',
    checkMessages: 'check 的消息',
    metrics: '指标含义',
    otherLanguage: 'English',
  },
  search: {
    open: '搜索规则',
    label: '搜索',
    placeholder: '规则编号、关键词、信号……',
    close: '关闭',
    hint: '输入任意写法的规则编号（ato12、ATO 012）、信号，或案件中看到的情形；也可输入 SOP、缺口或提案的编号。',
    loading: '正在加载规则……',
    failed: '搜索索引加载失败。“全部规则”页面列有所有规则。',
    rules: '规则',
    fullText: '规则与手册全文',
    nothing: '没有匹配的规则。请减少关键词，或浏览全部规则。',
    unknownId: (id) => `没有编号为 ${id} 的规则。编号最接近的规则：`,
    caseType: '案件类型：覆盖率、SOP、缺口与规则',
    resultCount: (count) => `${count} 条结果`,
    keys: '↑ ↓ 选择，Enter 打开，Esc 关闭',
  },
  state: { active: '生效中', pending: '尚未生效', retired: '已废止' },
  status: {
    met: '达标',
    uncertain: '不确定',
    below: '未达标',
    insufficient: '数据不足',
    'no-data': '无数据',
  },
  statusHelp: {
    met: '整个区间高于目标。',
    uncertain: '目标落在区间之内：现有案件不足以判断。',
    below: '整个区间低于目标。',
    insufficient: '案件少于 30 个：不给出区间。',
    'no-data': '没有评估任何推理步骤，不能视为达标。',
  },
  verdict: {
    cited: '已引用',
    bound: '已绑定',
    retired: '引用已废止',
    pending: '引用未生效',
    misapplied: '引用不适用',
    unknown: '编号不存在',
    uncited: '未引用',
    gap: '缺口',
  },
  verdictHelp: {
    cited: '引用了生效且适用的规则。',
    bound: '没有引用，但某条规则列出了其信号或措辞。',
    retired: '只引用了已废止且无替代的规则。',
    pending: '引用了尚未生效的规则。',
    misapplied: '引用了生效但不适用于此案件类型的规则。',
    unknown: '引用的编号从未有过。',
    uncited: '没有引用，但与某条规则非常相近。',
    gap: 'SOP 中没有相应规定。',
  },
  defect: {
    retired: '引用已废止的规则',
    pending: '引用尚未生效的规则',
    misapplied: '引用不适用的规则',
    unknown: '引用不存在的编号',
    outdated: '引用旧修订版',
  },
  label: { TP: '正确命中', TN: '正确放行', FP: '误报', FN: '漏报' },
  labels: '复核结果',
  sopStatus: { draft: '草稿', active: '生效中', retired: '已废止' },
  proposalStatus: { draft: '草稿', 'in-review': '评审中', accepted: '已采纳', rejected: '已否决' },
  translation: {
    current: '中文为最新',
    outdated: '中文已过期',
    unverified: '中文未核对',
    missing: '暂无中文',
  },
  translationHelp: {
    current: '中文译自现行英文。',
    outdated: '中文译成之后英文已有改动，以英文为准。',
    unverified: '中文未注明译自哪一版英文，以英文为准。',
    missing: '此规则尚未译成中文，以下为英文原文。',
  },
  banner: {
    all: (cases) => `合成数据：这些数字所依据的全部 ${cases} 个案件均由样本生成器生成，并非真实复核。`,
    some: (synthetic, cases) =>
      `部分为合成数据：这些数字所依据的 ${cases} 个案件中，有 ${synthetic} 个由样本生成器生成，并非真实复核。`,
  },
  asOf: {
    date: (date) => `截至 ${date}`,
    cases: (cases, files) => `${cases} 个案件，来自 ${files} 个文件`,
    ofType: (cases) => `此案件类型共 ${cases} 个案件`,
    old: (latest, weeks) =>
      `最新的案件属于 ${latest} 开始的一周，比该日期早 ${weeks} 周以上：此后的情况未计入任何数字。请把新的导出文件放入 exports/，再运行“npm run -s sop -- coverage”。`,
    window: (since, until) => {
      if (since && until) return `决策日期 ${since} 至 ${until}`;
      if (since) return `决策日期自 ${since} 起`;
      return until ? `决策日期至 ${until} 止` : '全部决策日期';
    },
    meaning: '指标含义',
  },
  table: {
    none: '无',
    noValue: '–',
    csv: '下载 CSV',
    steps: '步骤',
    cases: '案件',
    share: '占比',
    total: '全部案件类型',
    caseType: '案件类型',
    rule: '规则',
    title: '标题',
    state: '状态',
    week: '周（起始日）',
    underWay: '尚未结束',
    scroll: (name) => `表格：${name}`,
  },
  home: {
    title: '查规则，看缺口',
    lead: '风控运营的 SOP，以及它们覆盖了 ROCA 多少推理。',
    reviewer: '手上有案件',
    reviewerLead: '按规则编号、信号或自己的话搜索：在任意页面按 / 键。也可以打开所在案件类型的 SOP。',
    owner: '负责维护 SOP',
    ownerLead: '从涉及案件最多的缺口开始。',
    manager: '带领团队',
    managerLead: '各案件类型的覆盖率与目标。',
    topGaps: '最大的缺口',
    overdue: (count) => `${count} 份 SOP 已过复审日期`,
    outdated: (count) => `${count} 条规则的中文缺失、过期或未核对`,
    allGaps: '全部缺口',
    toDashboard: '打开覆盖率看板',
  },
  rule: {
    decision: '处置',
    sop: 'SOP',
    since: (date) => `自 ${date} 起生效`,
    from: (date) => `将于 ${date} 生效`,
    until: (date) => `于 ${date} 废止`,
    revision: '修订版',
    revisionSince: (revision, date) => `第 ${revision} 版，自 ${date} 起`,
    revisionFirst: '第 1 版（首版）',
    revisionComing: (revision, date) => `第 ${revision} 版自 ${date} 起`,
    effective: '生效日期',
    retired: '废止日期',
    owner: '负责人',
    appliesTo: '适用于',
    signals: '信号',
    phrases: '认可的措辞',
    phrasesHelp: '含有这些措辞之一的步骤视为由本规则覆盖。',
    sources: '依据',
    replacedBy: '替代规则',
    replaces: '替代了',
    reviewBy: '下次复审期限',
    facts: '基本信息',
    use: 'ROCA 的使用情况',
    useHelp: '计数的含义',
    useNone: '在已读取的案件中，没有步骤引用或绑定本规则。',
    cited: (steps, cases) => `${cases} 个案件中的 ${steps} 个步骤`,
    citedSteps: '引用它的步骤',
    citedCases: '含此类步骤的案件',
    boundSteps: '按信号或措辞绑定的步骤',
    suggestedSteps: '与之相近的未引用步骤',
    lastCited: '最近一次引用',
    outcome: '引用案件的结果',
    copy: '复制引用',
    copied: '已复制',
    shortAddress: '短地址',
    tombstone: '本规则已废止，请勿引用。',
    tombstoneReplaced: '本规则已废止，请勿引用；请改引替代规则：',
    pendingNote: (date) => `本规则尚无约束力，生效日期为 ${date}，在此之前请勿引用。`,
    noBody: '本规则的正文已不在 SOP 中。',
    previous: '上一条规则',
    next: '下一条规则',
    more: '查看整份 SOP',
  },
  rules: {
    title: '全部规则',
    lead: (active, pending, retired) => `生效中 ${active} 条，尚未生效 ${pending} 条，已废止 ${retired} 条。`,
    filterCaseType: '案件类型',
    filterState: '状态',
    filterText: '编号或标题包含',
    any: '不限',
    shown: '显示的规则数：',
    effective: '生效日期',
    cited: '引用案件数',
  },
  sops: {
    title: '全部 SOP',
    lead: '按案件类型排列。每份 SOP 收录审核员与 ROCA 引用的规则。',
    empty: '此案件类型尚无 SOP。',
    version: '版本',
    status: '状态',
    rules: '规则',
    ruleCount: (count) => `${count} 条规则`,
    facts: '本 SOP 的基本信息',
    translation: '中文',
    translationCount: (current, all) => `${all} 条有正文的规则中 ${current} 条为最新`,
    overdue: '复审已逾期',
    tombstones: '已废止的规则',
    source: '源文件',
  },
  dashboard: {
    title: '覆盖率看板',
    lead: '各案件类型中，ROCA 的推理步骤有多少有规则依据。',
    coverage: '覆盖率',
    asIs: '现时覆盖率',
    asWas: '当时覆盖率',
    asIsCount: '步骤（现时）',
    asWasCount: '步骤（当时）',
    asIsCitations: '引用（现时）',
    asWasCitations: '引用（当时）',
    interval: '95% 区间',
    target: '目标',
    status: '状态',
    accuracy: '引用准确率',
    accuracyOf: (judged) => `已评判 ${judged} 个案件`,
    trend: '最近 12 周',
    trendHelp: '按决策周统计的已覆盖步骤占比。实线：现时；虚线：当时；水平线：目标；空心点：尚未结束的一周。',
    trendNone: '暂无可显示的周。',
    quality: '数字的来源',
    reconciliation: (records, accepted, rejected, duplicates) =>
      `${records} 条记录 = ${accepted} 条接受 + ${rejected} 条拒收 + ${duplicates} 条重复`,
    records: '记录',
    accepted: '接受',
    rejected: '拒收',
    duplicates: '重复',
    warnings: '被忽略的可选字段',
    rejectReason: {
      'invalid-json': '不是有效的 JSON',
      'invalid-encoding': '不是有效的 UTF-8',
      'missing-field': '缺少必填字段',
      'invalid-field': '字段内容不合规',
      'unknown-case-type': 'case-types.yaml 中没有的案件类型',
      'too-large': '记录过大',
    },
    rejectsByReason: '拒收记录（按原因）',
    firstRejects: '最先拒收的记录',
    noRejects: '没有拒收的记录。',
    inputs: '导出文件',
    file: '文件',
    line: '行',
    reason: '原因',
    message: '详情',
    noInput: '尚未读取任何案件导出。请将导出文件放入 exports/，再运行“npm run -s sop -- coverage”。',
    noneAccepted: '导出中没有可用的记录。拒收的内容和原因见：',
    chartTitle: (caseType) => `每周覆盖率：${caseType}`,
    chartDescription: (first, last, weeks) =>
      `${weeks} 周的现时覆盖率，首周 ${first}，末周 ${last}。图下表格列有全部数值。`,
    barDescription: (coverage, interval, target) => `覆盖率 ${coverage}，区间 ${interval}，目标 ${target}`,
    fullyCovered: '全部步骤已覆盖的案件',
    exempt: '豁免步骤',
    empty: '空步骤',
  },
  caseType: {
    lead: (prefix) => `此案件类型的规则编号以 ${prefix} 开头。`,
    owner: '负责人',
    autoDecision: 'ROCA 自动决策的置信度下限',
    sla: '人工处理时限',
    minutes: (minutes) => `${minutes} 分钟`,
    handling: '平均处理时长',
    verdicts: '步骤判定',
    verdict: '判定',
    covered: '已覆盖',
    defects: '引用缺陷',
    defectsHelp: '无论步骤是否已覆盖，每个错误引用都计数。',
    defectsNone: '没有错误引用。',
    gaps: '缺口',
    gapsNone: '在已读取的案件中没有发现缺口。',
    casesNone:
      '已读取的案件中没有此类型的案件。如导出中使用其他名称，请将该名称加入 content/case-types.yaml 的 aliases。',
    outcomesNone: '已读取的案件尚无结果：导出通过案件的标签（TP、TN、FP 或 FN）给出结果。',
    rules: '规则及其使用情况',
    rulesNone: '尚无适用于此案件类型的规则。',
    miscited: '错误引用明细',
    miscitedHelp: (listed, all) =>
      `供 ROCA 训练团队参考：上述 ${all} 处错误引用中的 ${listed} 处，按所引编号归并、按次数排列；更少见的，以及共有案件不足的编号不列出。`,
    miscitedNone: '没有可列出的错误引用。',
    kind: '类别',
    citedId: '所引编号',
    citations: '引用次数',
    outcomes: '覆盖与决策质量',
    outcomesHelp: '有规则依据不等于决策正确，因此两者并列展示。',
    allCovered: '全部步骤已覆盖',
    notAllCovered: '有步骤未覆盖',
    precision: '精确率',
    recall: '召回率',
    sops: 'SOP',
  },
  gaps: {
    title: '缺口',
    lead: '没有规则覆盖的推理，按措辞和信号归并。涉及案件最多的排在最前。',
    rank: '排名',
    gap: '缺口',
    firstSeen: '首次出现',
    lastSeen: '最近出现',
    proposal: '提案',
    noProposal: '尚无',
    empty: '在已读取的案件中没有发现缺口。',
    emptyNext: '已有规则的问题见：',
    outcome: '案件结果',
    exemplars: 'ROCA 的措辞',
    exemplarsHelp: (cases) =>
      `仅显示文本签名：不含数字、姓名、地址或编号，且至少有 ${cases} 个案件使用同一措辞。`,
    exemplarsNone: (cases) => `没有措辞被 ${cases} 个案件共用，因此不显示。`,
    nearest: '最相近的规则',
    nearestHelp: '仅为建议，不计入覆盖：是否适用由人判断。',
    nearestNone: '没有相近的规则。',
    score: '相似度',
    next: '下一步',
    nextPhrase: '如已有规则说明此情形，请把该措辞作为 Covers 短语加入规则。方法见手册：',
    scattered: '零散措辞',
    scatteredHelp:
      '这些步骤与其他步骤没有共同的措辞，无法用一条规则概括；一旦有足够多的案件使用同一措辞，就会单独成为一个缺口。',
    signals: '这些步骤中的信号',
    handling: '平均处理时长',
    trend: '每周案件数',
    trendDescription: (weeks, cases) =>
      `${weeks} 周内每周含此缺口的案件数，单周最多 ${cases} 个。旁边的表格列有全部数值。`,
    filter: '只看',
    showAll: '显示全部',
    openGaps: '待处理的缺口',
    openNone: '没有待处理的缺口。已忽略的列在下方。',
    summary: (gaps, open, claimed, dismissed) =>
      `共 ${gaps} 个缺口：待处理 ${open} 个（其中已认领 ${claimed} 个），已忽略 ${dismissed} 个。`,
    scatteredSteps: (steps) => `另有 ${steps} 个未覆盖步骤措辞零散，不计为缺口。`,
    pareto: (first, share) => `前 ${first} 个缺口占全部缺口步骤的 ${share}。`,
    paretoTitle: (caseType) => `各缺口的案件数：${caseType}`,
    paretoHelp: '柱：含该缺口的案件数。折线：从左起累计的缺口步骤占比。空心柱：已忽略的缺口和零散措辞（∗）。',
    paretoCases: '案件数',
    paretoSteps: '步骤累计占比',
    paretoRank: '缺口排名',
    cumulative: '步骤累计占比',
    moreGaps: (gaps) => `其余 ${gaps} 个缺口`,
    owner: '负责人',
    seen: '最近出现与持续时间',
    age: (weeks) => `已 ${weeks} 周`,
    minutes: '处理分钟',
    trendShort: '走势',
    trendCounts: (earlier, recent) => `${earlier} → ${recent} 个案件`,
    direction: {
      new: '新出现',
      rising: '上升',
      steady: '平稳',
      falling: '下降',
      quiet: '近期未见',
      'too early': '数据尚短，无法判断',
    },
    trendCases: (recent, earlier, weeks, underWay) =>
      `最近 ${weeks} 个完整周 ${recent} 个案件，此前 ${weeks} 周 ${earlier} 个${
        underWay === null ? '' : `，本周至今 ${underWay} 个`
      }`,
    standing: { open: '待处理', claimed: '已认领', dismissed: '已忽略', grown: '重新打开' },
    standingTitle: '状态',
    dismissedTitle: '已忽略',
    dismissedHelp:
      '已确定无需为其制定规则。其步骤在所有数字中仍计为未覆盖；此后日期的案件再次出现时，缺口重新打开。',
    decided: {
      claimed: (by, date) => `${by} 于 ${date} 认领`,
      dismissed: (by, date) => `${by} 于 ${date} 忽略`,
    },
    decidedBy: '决定方',
    decidedOn: '日期',
    reason: '理由',
    stillUncovered: '其步骤在所有数字中仍计为未覆盖。',
    decidedAs: (earlier) => `当时此缺口的编号为 ${earlier}：随着案件增加，缺口改以另一种说法命名。`,
    grownSince: (last, cases) => `已重新打开：此后至少又有 ${cases} 个案件出现此缺口，最近一次为 ${last}。`,
    history: '沿革',
    listedSince: (date) => `首次发现于 ${date} 的统计。`,
    tookOver: (date) => `自 ${date} 的统计起，包含以下缺口的措辞：`,
    goneTitle: '已不再出现',
    goneHelp: '以往统计中的缺口，及其措辞现在的归属。',
    goneSince: (date) => `自 ${date} 的统计起不再出现。`,
    goneOn: '自统计',
    goneInto: '其措辞现归入',
    goneNowhere: '不属于任何缺口：已有规则覆盖，或案件中不再出现',
    notInRun: '最近一次统计没有发现此缺口。',
    start: '新建提案',
    startOnline: '在代码托管平台上打开已填好证据的页面，其中不含案件数据。请把两个页面放在同一分支。',
    startPage: { en: '英文页面（含规则）', 'zh-CN': '中文页面' },
    startHere: '在本地检出的仓库中，以下命令会写好两个页面并填好证据：',
    startThin: (cases) => `依据不足，暂不能提案：至少需要 ${cases} 个案件使用同一措辞，且分布在两周以上。`,
    startOpen: '此缺口已有进行中的提案：',
    decide: '认领或忽略',
    decideClaim: '由你的团队处理：',
    decideDismiss: '无需制定规则：',
    copy: '复制',
    copied: '已复制',
  },
  findings: {
    title: '规则问题',
    lead: '需要负责人作出决定的规则，按负责人分组，涉及案件最多的排在最前。',
    empty: '在已读取的案件中，没有规则需要负责人处理。',
    emptyNext: '尚无规则说明的情形见缺口：',
    owners: '按负责人查看',
    count: (findings) => `${findings} 个问题`,
    kind: {
      harmful: '误判偏多',
      disputed: '引用争议偏多',
      overturned: '改判偏多',
      tooNarrow: '适用范围偏窄',
      catchAll: '一条多用（按信号）',
      mixed: '一条多用（按措辞）',
      dead: '长期未用',
    },
    compared: {
      harmful: (part, whole, share, interval, base) =>
        `引用本规则且有复核标签的 ${whole} 个案件中，误报或漏报 ${part} 个，占 ${share}（95% 区间 ${interval}）；该案件类型整体为 ${base}。`,
      disputed: (part, whole, share, interval, base) =>
        `引用本规则且引用经过评判的 ${whole} 个案件中，审核员认为引用有误的 ${part} 个，占 ${share}（95% 区间 ${interval}）；该案件类型整体为 ${base}。`,
      overturned: (part, whole, share, interval, base) =>
        `引用本规则且双方决策齐全的 ${whole} 个案件中，审核员改判 ${part} 个，占 ${share}（95% 区间 ${interval}）；该案件类型整体为 ${base}。`,
    },
    tooNarrow: (right, whole, share) =>
      `本规则不适用于该案件类型，但 ROCA 仍有引用；有复核标签的 ${whole} 个案件中，决策正确 ${right} 个，占 ${share}。`,
    tooNarrowCited: (right, judged) =>
      `引用经过评判的 ${judged} 个案件中，审核员认为引用正确的有 ${right} 个。`,
    catchAll: (part, whole, share) =>
      `引用本规则的 ${whole} 个案件中，有 ${part} 个（${share}）的相关步骤，其信号只列在其他规则中：`,
    mixed: (part, whole, share, interval, base, others) =>
      `对比了 ${whole} 个引用本规则的步骤，其中 ${part} 个，占 ${share}（95% 区间 ${interval}），措辞更接近另外 ${others} 条规则的步骤；该案件类型整体为 ${base}。最常见的是：`,
    dead: (since, days, cases) =>
      `自 ${since} 起的 ${days} 天内，其适用的案件类型共 ${cases} 个案件，本规则从未被引用、绑定或建议。`,
    association: '这只是相关，并非因果：引用该规则的案件可能因其他原因更难判断。',
    howFound: '问题如何得出',
    next: {
      harmful: '查看误判案件，再修改处置并提升修订版。',
      disputed: '写清本规则何时适用、何时不适用。',
      overturned: '查看改判案件，再修改处置并提升修订版。',
      tooNarrow: '把该案件类型加入 appliesTo，或在规则中写明不适用。',
      catchAll: '如这些信号确属本规则，请列入规则；否则写明本规则不涵盖哪些情形。',
      mixed: '查看引用它的步骤，写明本规则不涵盖哪些情形，或将其拆分。',
      dead: '废止本规则；如需保留，请在规则中说明此情形多么少见。',
    },
    nextLabel: '下一步',
    citingCases: '引用它的案件',
    handling: (minutes, cases) => `${minutes} 分钟（${cases}）`,
    handlingLabel: '处理时长',
    seen: '首次与最近出现',
    trend: '趋势',
    weekBars: (first, last, cases) => `${first} 至 ${last} 每周案件数：${cases}`,
    direction: {
      new: '新出现',
      rising: '上升',
      steady: '平稳',
      falling: '下降',
      quiet: '近期未见',
      'too early': '数据尚短，无法判断',
    },
    recent: (recent, earlier, weeks) => `近 ${weeks} 个完整周 ${recent} 个，此前 ${earlier} 个`,
    ofRule: '本规则的问题',
    ofRuleNone: '已读取的案件未显示本规则有问题。',
    allFindings: '全部规则问题',
    json: '下载 JSON',
    commandHint: '在终端中查看：',
  },
  calibration: {
    title: 'ROCA 校准',
    lead: 'ROCA 在哪些地方引用有误或没有引用，供 ROCA 训练团队使用：按版本、案件类型和规则列出。',
    fault: {
      retired: '已废止',
      pending: '尚未生效',
      misapplied: '不适用',
      unknown: '编号不存在',
      outdated: '旧修订版',
      uncited: '未引用',
    },
    versions: '按 ROCA 版本',
    versionsHelp:
      '每类错误至少出现一次的案件数，按现时计；柱形为每周含任一错误的案件。“变差”是与前一版本比较。',
    version: 'ROCA 版本',
    noVersion: '其他或未注明',
    since: '首次出现',
    faulty: '含任一错误',
    faultyTrend: '每周',
    worse: (version) => `比 ${version} 变差`,
    faults: '需要校准的内容',
    faultsHelp: '涉及案件最多的错误引用，以及未引用步骤最常相近的规则。',
    summary: (citations, steps, rows, cases) =>
      `共列出 ${citations} 处错误引用和 ${steps} 个未引用步骤，合计 ${rows} 行；每行至少由 ${cases} 个案件共有。`,
    faultsNone: '没有错误引用由足够多的案件共有，因此未列出。',
    more: (rows) => `另有 ${rows} 行，见 CSV 与 JSON 文件。`,
    kind: '错误',
    citation: '所引或应引的编号',
    cite: '应改引',
    inVersion: (version) => `${version} 中`,
    caseTypes: '按案件类型查看',
  },
  next: {
    title: '下一步',
    none: '没有待办：已读取的案件中没有缺口、规则问题或 ROCA 错误。',
    noneNext: '到期的复核和待更新的译文见：',
    nothingToDo: '目前没有需要决定的事项：没有待处理的缺口和规则问题，也没有列出的 ROCA 错误。',
    gaps: (count) => `${count} 个没有规则覆盖的待处理缺口`,
    findings: (count) => `${count} 个待 SOP 负责人决定的规则问题`,
    faults: (citations, steps, rows) =>
      `待 ROCA 团队校准：${citations} 处错误引用和 ${steps} 个未引用步骤，共列 ${rows} 行`,
    rest: '此外还有，无需作出决定：',
    dismissedGaps: (count) => `${count} 个已忽略的缺口，仍未覆盖`,
    scattered: (steps) => `${steps} 个未覆盖步骤，措辞零散`,
    rareFaults: (citations, steps) =>
      `${citations} 处错误引用和 ${steps} 个未引用步骤，因共有的案件太少而未列出，或已列为规则问题`,
  },
  suggestions: {
    title: '建议在本批数据上的效果',
    help: '以这批案件中引用已知、且未用于训练的步骤测得。',
    heldOut: '留出的步骤',
    recall: '正确规则排在第一',
    precision: '建议正确的比例',
    threshold: '给出建议的相似度下限',
  },
  proposals: {
    title: '提案',
    lead: '对 SOP 的增补：每份提案会带来什么变化，已采纳的是否得到后续案件印证。提案中的规则一律不生效。',
    empty: '目前没有提案。',
    emptyNext: '选择一个缺口，用以下命令新建提案，证据会自动填好：',
    proposal: '提案',
    gap: '缺口',
    sop: '扩充',
    newSop: '新的 SOP',
    proposer: '提案人',
    created: '创建日期',
    status: '状态',
    reason: '理由',
    proposedRules: '拟议规则',
    neverActive: '仅为提案，尚未生效：请勿据此处置案件。',
    accepted: '已采纳：以 SOP 中的规则为准，下文为当时的提案内容。',
    rejected: '已否决：其中的规则从未生效。',
    gapClosed: '案件中已不再出现',
    filter: '显示提案',
    all: '全部',
    effect: '采纳后的效果',
    points: (points) => `${points} 个百分点`,
    steps: (steps) => `${steps} 个步骤`,
    effectNone: '不新增覆盖步骤',
    notSimulated: '未模拟',
    notSimulatedLong: '尚未针对当前内容模拟效果。请运行以下命令，然后重新构建：',
    refused: '暂时无法模拟：',
    simulatedAs: (date) => `模拟日期 ${date}`,
    simulatedAlone: '仅假定采纳本提案',
    laterDay: (date) => `规则自 ${date} 起生效；采纳前的覆盖率按同一天计算。`,
    before: '采纳前覆盖率',
    after: '采纳后覆盖率',
    gainedSteps: '新增覆盖步骤',
    gainedCases: '新增全覆盖案件',
    unaffected: '各案件类型均无变化：这些案件中没有步骤落入拟议规则。',
    gaps: '采纳前后的缺口',
    gapsHelp:
      '部分步骤移出后，主题会重新归并：新出现的缺口多为其他缺口的剩余部分，有些缺口虽无步骤落入规则也会变动。',
    gapsNone: '缺口没有变化。',
    gapChange: '变化',
    gapChanges: {
      closed: '关闭',
      shrinks: '缩小',
      grows: '扩大',
      changes: '有变动',
      opened: '新出现',
    },
    catches: '措辞与信号会匹配到什么',
    catchesHelp:
      '这些案件中含有该措辞或信号的步骤，不论是否本意如此。步骤已有引用的以引用为准，其他案件类型不受此规则影响；若这两处数字偏大，说明措辞过宽。',
    catchesNone: '规则没有列出措辞或信号：只有引用才计入覆盖。',
    catchKind: { phrase: '措辞', signal: '信号' },
    caught: '措辞或信号',
    uncovered: '尚无规则覆盖的步骤',
    coveredAlready: '其他规则已覆盖的步骤',
    elsewhere: '其他案件类型的步骤',
    mistakes: (steps) => `缺口之外匹配到 ${steps} 次：请查看右侧两列。`,
    noMistakes: '没有误匹配：未涉及其他规则已覆盖的步骤或其他案件类型。',
    proof: '印证',
    proofState: { unproven: '待印证', proven: '已印证', reopened: '缺口重现' },
    proofHelp: {
      unproven: '尚未有后续案件引用其全部规则。',
      proven: '后续案件引用了其每条规则，且缺口没有重现。',
      reopened: '规则生效后决策的案件中再次出现该缺口：规则尚不足以覆盖此情形。',
    },
    bindsFrom: '拟生效日期',
    inForceSince: '生效日期',
    lastCited: '最近一次引用',
    neverCited: '尚未引用',
    ruleGone: '已不在 SOP 中',
    unfilled: (count) => `两种语言合计还有 ${count} 处待填写。`,
    next: '下一步',
    nextFill: '填写英文文件中的 [TODO: …] 和中文文件中的 [待填：…]。',
    nextCheck: '检查：',
    nextAccept: '采纳提案，规则会以两种语言写入 SOP：',
    nextReject: '或注明理由后否决：',
    notTranslated: '此规则的中文尚未动笔，以下为英文。',
  },
  glossary: {
    title: '术语表',
    lead: '搜索认得两种语言的所有术语和同义词。',
    term: '术语',
    synonyms: '又称',
    definition: '含义',
    empty: '术语表为空。请在 content/glossary.yaml 中添加术语。',
  },
  checkMessages: {
    lead: '`npm run -s sop -- check` 会对内容给出的全部消息。消息名称永不变动；命令行的消息文字为英文，这里是中文说明。有错误时以 1 退出，警告和提示不会。',
    group: {
      reading: '读取文件',
      safety: '是数据，不是代码',
      references: '编号、日期和链接',
      translations: '译文',
      upkeep: '日常维护',
      history: '与较早提交相比的改动',
    },
    severity: { error: '错误', warning: '警告', info: '提示' },
    fatal: '拒绝计算覆盖率',
    why: '为什么重要：',
    fix: '怎么办：',
    asMarkdown: '本页的 Markdown 版（英文），供其他程序使用',
  },
  redirect: { to: '此短地址指向' },
  notFound: {
    title: '没有这个页面',
    text: '地址可能有误，或 SOP 已移动。规则编号永不变动：按 / 键搜索即可。',
    home: '首页',
  },
};

const STRINGS: Readonly<Record<Language, Strings>> = { en, 'zh-CN': zh };

/** The site's words in a language. */
export function strings(language: Language): Strings {
  return STRINGS[language];
}
