import type { CaseTypeReport, ClockReport, Report } from '../coverage/ledger.ts';

/** Where a case type stands, as-is. */
export interface Standing
  extends Pick<ClockReport, 'covered' | 'coverage' | 'interval' | 'fullyCoveredCases'> {
  readonly cases: number;
  readonly steps: number;
}

export interface Change {
  readonly before: Standing;
  readonly after: Standing;
  /** Covered steps and fully covered cases that come in addition. */
  readonly gained: { readonly steps: number; readonly cases: number };
}

export interface CaseTypeImpact extends Change {
  readonly id: string;
  readonly target: number;
  readonly status: { readonly before: CaseTypeReport['status']; readonly after: CaseTypeReport['status'] };
}

export interface GapImpact {
  readonly id: string;
  readonly caseType: string;
  readonly title: string;
  readonly steps: number;
  readonly cases: number;
}

/** What one wording or signal of a proposed rule catches, whether or not that is meant. */
export interface Catch {
  readonly rule: string;
  readonly kind: 'phrase' | 'signal';
  readonly text: string;
  /** Steps in the rule's case types that nothing covers today: what it is for. */
  readonly uncovered: { readonly steps: number; readonly cases: number };
  /** Steps in the rule's case types that another rule covers already. */
  readonly covered: {
    readonly steps: number;
    readonly cases: number;
    /** The rules that cover them, most steps first. */
    readonly rules: readonly { readonly id: string; readonly steps: number }[];
  };
  /** Steps in case types the rule does not apply to: they stay as they are, and show how broad it is. */
  readonly elsewhere: readonly {
    readonly caseType: string;
    readonly steps: number;
    readonly cases: number;
  }[];
}

/** The simulated effect of a proposal. */
export interface Impact {
  readonly schema: 'sop-impact/1';
  readonly proposal: string;
  readonly gap: string;
  /** Hash of the content before. */
  readonly catalogue: string;
  readonly asOf: string;
  readonly window: Report['window'];
  readonly syntheticCases: number;
  readonly rules: readonly { readonly id: string; readonly effective: string }[];
  readonly caseTypes: readonly CaseTypeImpact[];
  readonly total: Change;
  readonly gaps: {
    readonly closed: readonly GapImpact[];
    /** Gaps with an ID that was not there before: most often what is left of a gap. */
    readonly opened: readonly GapImpact[];
    readonly changed: readonly (GapImpact & {
      readonly after: { readonly steps: number; readonly cases: number };
    })[];
  };
  readonly catches: readonly Catch[];
}
