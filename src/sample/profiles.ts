import type { CaseType } from '../sops/types.ts';

/** How one queue behaves. The shares are of reasoning steps and leave the rest to covered ones. */
export interface Profile {
  /** Part of all cases, relative to the other queues. */
  readonly volume: number;
  /** Volume by day of the week from Sunday on. */
  readonly week: readonly number[];
  readonly gap: number;
  readonly uncited: number;
  readonly retired: number;
  readonly pending: number;
  readonly misapplied: number;
  readonly unknown: number;
  /** ROCA's decisions that restrict the customer. */
  readonly restrict: readonly string[];
  /** ROCA's decisions that let the customer through. */
  readonly allow: readonly string[];
  /** Part of the cases in which restricting is right. */
  readonly bad: number;
  /** Median handling time of a review, in minutes. */
  readonly minutes: number;
}

const OFFICE = [0.45, 1.15, 1.1, 1.05, 1.05, 1, 0.55];
const EVEN = [0.85, 1.05, 1, 1, 1.05, 1.1, 0.95];
const WEEKEND = [1.1, 0.95, 0.9, 0.95, 1, 1.15, 1.2];

const PROFILES: Readonly<Record<string, Profile>> = {
  'kyc-audit': {
    volume: 0.29,
    week: OFFICE,
    gap: 0.04,
    uncited: 0.026,
    retired: 0.004,
    pending: 0.006,
    misapplied: 0.011,
    unknown: 0.013,
    restrict: ['reject', 'hold', 'escalate'],
    allow: ['approve', 'approve', 'request_information'],
    bad: 0.3,
    minutes: 26,
  },
  'ato-investigation': {
    volume: 0.22,
    week: WEEKEND,
    gap: 0.135,
    uncited: 0.045,
    retired: 0.008,
    pending: 0.009,
    misapplied: 0.016,
    unknown: 0.021,
    restrict: ['block', 'hold', 'hold', 'escalate'],
    allow: ['allow'],
    bad: 0.42,
    minutes: 38,
  },
  '2fa-reset': {
    volume: 0.16,
    week: EVEN,
    gap: 0.102,
    uncited: 0.046,
    retired: 0.009,
    pending: 0.009,
    misapplied: 0.018,
    unknown: 0.02,
    restrict: ['reject', 'hold', 'block'],
    allow: ['approve', 'request_information'],
    bad: 0.28,
    minutes: 24,
  },
  'poa-review': {
    volume: 0.19,
    week: OFFICE,
    gap: 0.155,
    uncited: 0.07,
    retired: 0.013,
    pending: 0.012,
    misapplied: 0.02,
    unknown: 0.035,
    restrict: ['reject'],
    allow: ['approve', 'approve', 'request_information'],
    bad: 0.33,
    minutes: 17,
  },
  'withdrawal-anomaly': {
    volume: 0.14,
    week: EVEN,
    gap: 0.125,
    uncited: 0.046,
    retired: 0.009,
    pending: 0.009,
    misapplied: 0.018,
    unknown: 0.022,
    restrict: ['hold', 'hold', 'block', 'escalate'],
    allow: ['allow'],
    bad: 0.37,
    minutes: 45,
  },
};

const USUAL: Profile = {
  volume: 0.12,
  week: EVEN,
  gap: 0.09,
  uncited: 0.045,
  retired: 0.01,
  pending: 0.01,
  misapplied: 0.015,
  unknown: 0.02,
  restrict: ['hold', 'block'],
  allow: ['allow'],
  bad: 0.33,
  minutes: 30,
};

/** The profile of a queue; one the generator does not know behaves like the others on average. */
export function profileOf(caseType: CaseType): Profile {
  return PROFILES[caseType.id] ?? USUAL;
}
