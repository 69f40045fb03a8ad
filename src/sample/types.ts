import type { CalendarDate, Catalogue } from '../sops/types.ts';

/** Languages in which synthetic chains are written. */
export const TONGUES = ['en', 'zh'] as const;
export type Tongue = (typeof TONGUES)[number];

export interface SampleStep {
  readonly step: number;
  readonly text?: string;
  readonly rule_ids?: readonly string[];
  readonly signals?: readonly string[];
  readonly kind: string;
  readonly confidence?: number;
}

export interface SampleReview {
  readonly decision: string;
  readonly label: 'TP' | 'TN' | 'FP' | 'FN';
  readonly root_cause?: string;
  readonly annotation: string;
  readonly reviewer: string;
  readonly reviewed_at: string;
  readonly handling_minutes: number;
  readonly escalated: boolean;
  readonly citation_correct?: boolean;
}

/** One record of a synthetic export (formats.md section 2). */
export interface SampleCase {
  readonly case_id: string;
  readonly case_type: string;
  readonly opened_at: string;
  readonly decided_at: string;
  readonly roca: {
    readonly version: string;
    readonly decision: string;
    readonly confidence: number;
  };
  readonly chain: readonly SampleStep[];
  readonly review?: SampleReview;
  readonly facets: {
    readonly market: string;
    readonly language: Tongue;
    readonly amount_band: string;
  };
  readonly synthetic: true;
}

/**
 * What a step was made to be: the verdict it should get on the as-is clock, or no reasoning at
 * all (`empty`), or words about the form of the case (`housekeeping`).
 */
export type Intent =
  | 'cited'
  | 'bound'
  | 'retired'
  | 'pending'
  | 'misapplied'
  | 'unknown'
  | 'uncited'
  | 'gap'
  | 'empty'
  | 'housekeeping';

/** The truth behind a generated step, for measuring suggestions and gap finding. */
export interface Truth {
  readonly intent: Intent;
  /** The rule the step's words are about. */
  readonly ruleId?: string;
  /** The gap theme the step's words are about. */
  readonly theme?: string;
}

export interface SampleOptions {
  /** Number of case records. */
  readonly cases: number;
  readonly seed: number;
  /** The last day of the export. */
  readonly asOf: CalendarDate;
  /** How far back the export reaches; default 6, which is 26 weeks. */
  readonly months?: number;
  /** Told the truth behind each step, in order, before its case is handed out. */
  readonly onTruth?: (caseId: string, stepIndex: number, truth: Truth) => void;
}

export type { CalendarDate, Catalogue };
