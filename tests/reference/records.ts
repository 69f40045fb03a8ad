import type { Content } from './content.ts';
import type { Step } from './rules.ts';

/** Validation of one record (section 2). */

export type Reason =
  | 'invalid-json'
  | 'invalid-encoding'
  | 'missing-field'
  | 'invalid-field'
  | 'unknown-case-type'
  | 'too-large';

export const LABELS = ['TP', 'TN', 'FP', 'FN'] as const;
export type Label = (typeof LABELS)[number];

export interface Case {
  id: string;
  caseType: string;
  /** UTC date of `decided_at`. */
  day: string;
  /** `review.reviewed_at`, else `decided_at`: decides which of several records stays. */
  settledAt: number;
  label: Label | null;
  citationCorrect: boolean | null;
  steps: Step[];
  /** Optional fields that did not parse. */
  warnings: number;
}

/** Milliseconds since 1970 of an RFC 3339 time; null for anything else. */
export function instant(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(value);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const [sign, offsetHours, offsetMinutes] = [match[8], Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null;
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000 * (sign === '-' ? -1 : 1);
  return Date.UTC(year, month - 1, day, hour, minute, second) + Number(match[7] ?? 0) * 1000 - offset;
}

/** "matching ignores case, '-', '_' and spaces" */
export function findCaseType(written: string, content: Content): string | null {
  const plain = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '');
  const found = content.caseTypes.find(({ id, aliases }) =>
    [id, ...aliases].some((name) => plain(name) === plain(written)),
  );
  return found?.id ?? null;
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads own properties only: a `__proto__` in an export is a field like any other. */
function field(object: Fields, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

export function readRecord(value: unknown, content: Content): Case | { reject: Reason } {
  if (!isObject(value)) return { reject: 'invalid-field' };
  for (const name of ['case_id', 'case_type', 'decided_at', 'chain']) {
    if (field(value, name) === undefined || field(value, name) === '') return { reject: 'missing-field' };
  }
  const id = field(value, 'case_id');
  const written = field(value, 'case_type');
  const decided = instant(field(value, 'decided_at'));
  const chain = field(value, 'chain');
  if (typeof id !== 'string' || typeof written !== 'string' || decided === null || !Array.isArray(chain)) {
    return { reject: 'invalid-field' };
  }
  const caseType = findCaseType(written, content);
  if (caseType === null) return { reject: 'unknown-case-type' };

  let warnings = 0;
  const optional = <T>(object: Fields, name: string, accepts: (value: unknown) => value is T): T | null => {
    const found = field(object, name);
    if (found === undefined) return null;
    if (accepts(found)) return found;
    warnings++;
    return null;
  };
  optional(value, 'opened_at', isTime);
  optional(value, 'facets', isObject);
  const roca = optional(value, 'roca', isObject) ?? {};
  optional(roca, 'version', isString);
  optional(roca, 'decision', isString);
  optional(roca, 'confidence', isNumber);
  const review = optional(value, 'review', isObject) ?? {};
  for (const name of ['decision', 'root_cause', 'annotation', 'reviewer']) optional(review, name, isString);
  const label = optional(review, 'label', isLabel);
  const reviewed = optional(review, 'reviewed_at', isTime);
  optional(review, 'handling_minutes', isNumber);
  optional(review, 'escalated', isBoolean);
  const citationCorrect = optional(review, 'citation_correct', isBoolean);
  const steps = chain.filter(isObject).map((item): Step => {
    optional(item, 'step', isNumber);
    optional(item, 'confidence', isNumber);
    return {
      text: optional(item, 'text', isString) ?? '',
      ruleIds: optional(item, 'rule_ids', isStrings) ?? [],
      signals: optional(item, 'signals', isStrings) ?? [],
      kind: optional(item, 'kind', isString),
    };
  });
  return {
    id,
    caseType,
    day: new Date(Math.floor(decided)).toISOString().slice(0, 10),
    settledAt: instant(reviewed) ?? decided,
    label,
    citationCorrect,
    steps,
    warnings,
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTime = (value: unknown): value is string => instant(value) !== null;
const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);
const isLabel = (value: unknown): value is Label => LABELS.some((label) => label === value);
