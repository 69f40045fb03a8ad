import type { RootContent } from 'mdast';

/** The two languages of the catalogue. English is the source, Mandarin its translation. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Localized = Readonly<Record<Language, string>>;

/** A UTC calendar date, `2026-06-01`. Such strings compare as dates do. */
export type CalendarDate = string;

/** Where something stands in a source file. Lines and columns count from 1. */
export interface Place {
  /** Path relative to the content folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One entry of `case-types.yaml`. */
export interface CaseType {
  readonly id: string;
  readonly prefix: string;
  readonly name: Localized;
  readonly owner: string;
  /** Coverage must exceed this share, 0 to 1. */
  readonly target: number;
  /** ROCA decides alone at or above this confidence, 0 to 1. */
  readonly autoDecisionThreshold: number;
  readonly slaMinutes: number;
  readonly aliases: readonly string[];
}

/** `settings.yaml`, with its defaults filled in. */
export interface Settings {
  /** Step kinds that are counted as exempt and in nothing else. */
  readonly exemptKinds: readonly string[];
  /** An exemplar wording is shown only when at least this many cases share it. */
  readonly exemplarCases: number;
  /** Where pull requests are opened; null when no repository host is configured. */
  readonly repository: Repository | null;
}

export interface Repository {
  readonly host: 'github' | 'gitlab';
  /** Address of the project, https, without a closing slash. */
  readonly url: string;
  readonly branch: string;
}

/** One entry of `gap-decisions.yaml`: what was decided about a gap, and by whom. */
export interface GapDecision {
  readonly gap: string;
  readonly decision: 'dismissed' | 'claimed';
  /** A team or a role. */
  readonly by: string;
  readonly date: CalendarDate;
  /** Never null when it is dismissed. */
  readonly reason: string | null;
  /** The proposal that is to close it; null when none is named. */
  readonly proposal: string | null;
  /** A wording that its cases shared, by which the gap is known when its ID changes; null when none is stated. */
  readonly wording: string | null;
}

/** One entry of `glossary.yaml`. */
export interface GlossaryTerm {
  readonly id: string;
  readonly term: Localized;
  readonly synonyms: Readonly<Record<Language, readonly string[]>>;
  /** Words that mean it and are not to be used; absent when there are none. */
  readonly avoid?: Readonly<Record<Language, readonly string[]>>;
  readonly definition: Localized | null;
}

export type SopStatus = 'draft' | 'active' | 'retired';

export interface Source {
  readonly title: string;
  readonly section: string | null;
  readonly url: string | null;
}

/** The words of a rule or of an SOP's introduction, in one language. */
export interface Prose {
  /** Markdown as written, without the enclosing element and without `<Covers>`. */
  readonly markdown: string;
  /** The same as a parsed tree. It holds no code, no raw HTML and no unknown component. */
  readonly content: readonly RootContent[];
}

export interface RuleTranslation {
  readonly title: string;
  readonly body: Prose;
  readonly place: Place;
  /** Fingerprint of the English rule this was translated from; null when none was recorded. */
  readonly translates: string | null;
}

export interface Covers {
  readonly phrase: string;
  readonly place: Place;
}

/** One `<Rule>` block with its defaults filled in from its SOP. */
export interface Rule {
  /** Canonical, `ATO-012`. */
  readonly id: string;
  /** `SOP-ATO-02`, or `PROP-001` for a proposed rule. */
  readonly sop: string;
  readonly title: string;
  /** The day the rule first bound anyone. */
  readonly effective: CalendarDate;
  readonly revision: number;
  /** The day the present revision took effect; null when it is the first. */
  readonly revised: CalendarDate | null;
  readonly retired: CalendarDate | null;
  readonly replacedBy: string | null;
  /** Case types the rule applies to; its SOP's own comes first. */
  readonly caseTypes: readonly string[];
  readonly signals: readonly string[];
  readonly covers: readonly Covers[];
  readonly audience: readonly string[];
  readonly body: Prose;
  /** Changes when the English title or body does; formatting of line ends and outer blanks aside. */
  readonly fingerprint: string;
  readonly translation: RuleTranslation | null;
  readonly place: Place;
}

export interface SopTranslation {
  readonly title: string;
  readonly description: string;
  readonly translates: Readonly<Record<string, string>>;
  readonly intro: Prose;
  readonly file: string;
}

export interface Sop {
  readonly id: string;
  /** File name without folder and endings: the last part of the page's address. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly caseType: string;
  /** Semantic version, `2.1.0`. */
  readonly version: string;
  readonly status: SopStatus;
  readonly owner: string;
  readonly effective: CalendarDate;
  readonly reviewBy: CalendarDate;
  readonly audience: readonly string[];
  readonly sources: readonly Source[];
  readonly intro: Prose;
  readonly rules: readonly Rule[];
  readonly translation: SopTranslation | null;
  readonly file: string;
}

/** In the order in which a proposal passes through them. */
export const PROPOSAL_STATUSES = ['draft', 'in-review', 'accepted', 'rejected'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export interface Proposal {
  readonly id: string;
  readonly slug: string;
  readonly gap: string;
  readonly caseType: string;
  /** The SOP it extends, or `new`. */
  readonly sop: string;
  readonly status: ProposalStatus;
  readonly reason: string | null;
  readonly proposer: string;
  readonly created: CalendarDate;
  readonly intro: Prose;
  /** Its introduction in Mandarin; null when there is no translation. */
  readonly translatedIntro: Prose | null;
  readonly rules: readonly Rule[];
  readonly file: string;
}

/** Everything in the content folder, parsed and cross-linked. Lists are sorted by ID. */
export interface Catalogue {
  readonly settings: Settings;
  /** In the order of `case-types.yaml`. */
  readonly caseTypes: readonly CaseType[];
  readonly glossary: readonly GlossaryTerm[];
  /** In the order of `gap-decisions.yaml`. */
  readonly gapDecisions: readonly GapDecision[];
  readonly sops: readonly Sop[];
  readonly proposals: readonly Proposal[];
  /** Every rule of every SOP by ID, tombstones included, proposals left out. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** SHA-256 over the paths and bytes of all content files, hex. */
  readonly hash: string;
}
