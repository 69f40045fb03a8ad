import { LABELS, type Label } from '../coverage/types.ts';
import type { CaseType } from '../sops/types.ts';
import { type Fault, fault } from './rejects.ts';
import { parseTime } from './time.ts';

/** Fields of `review`, as records and mappings spell them. */
export const REVIEW_FIELDS = [
  'decision',
  'label',
  'root_cause',
  'annotation',
  'reviewer',
  'reviewed_at',
  'handling_minutes',
  'escalated',
  'citation_correct',
] as const;

/** A case as the coverage run needs it, out of a record of an export (formats.md section 2). */
export interface CaseRecord {
  readonly caseId: string;
  /** Index into the catalogue's case types. */
  readonly caseType: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly decidedAt: number;
  readonly steps: readonly Step[];
  /** Milliseconds since 1970-01-01 UTC; null when not reviewed. */
  readonly reviewedAt: number | null;
  readonly label: Label | null;
  readonly citationCorrect: boolean | null;
  readonly handlingMinutes: number | null;
  readonly rocaVersion: string | null;
  /** Whether the reviewer decided otherwise than ROCA; null when one of the decisions is not stated. */
  readonly overturned: boolean | null;
  /** Set by our own generator; numbers made of such cases are marked wherever they are shown. */
  readonly synthetic: boolean;
  /** Optional fields that did not parse and were dropped. */
  readonly warnings: number;
}

export interface Step {
  /** Empty when the step has no text. */
  readonly text: string;
  readonly ruleIds: readonly string[];
  readonly signals: readonly string[];
  readonly kind: string;
}

/** Finds a case type by its ID or an alias; ignores case, `-`, `_` and spaces. */
export type CaseTypeFinder = (written: string) => number | undefined;

export function createCaseTypeFinder(caseTypes: readonly CaseType[]): CaseTypeFinder {
  const plain = (text: string) => text.toLowerCase().replace(/[-_\s]/g, '');
  const index = new Map<string, number>();
  for (const [position, { id, aliases }] of caseTypes.entries()) {
    for (const spelling of [id, ...aliases]) index.set(plain(spelling), position);
  }
  const known = new Map<string, number | undefined>();
  return (written) => {
    if (!known.has(written)) {
      // Bounded, because an export may name a different unknown type in every record.
      if (known.size > 10_000) known.clear();
      known.set(written, index.get(plain(written)));
    }
    return known.get(written);
  };
}

const REQUIRED = ['case_id', 'case_type', 'decided_at', 'chain'] as const;

/** Reads one record: the case, or what is wrong with it. */
export function parseRecord(value: unknown, findCaseType: CaseTypeFinder): CaseRecord | Fault {
  if (!isObject(value)) return fault('invalid-json', 'expected a JSON object');
  for (const field of REQUIRED) {
    if (isMissing(value[field])) return fault('missing-field', `${field} is missing`);
  }
  const drops = new Drops();

  const caseId = identifier(value.case_id);
  if (caseId === null) return fault('invalid-field', 'case_id: expected a string');
  if (typeof value.case_type !== 'string') {
    return fault('invalid-field', 'case_type: expected a string');
  }
  const decidedAt = typeof value.decided_at === 'string' ? parseTime(value.decided_at) : null;
  if (decidedAt === null) {
    return fault('invalid-field', 'decided_at: expected an RFC 3339 time such as 2026-10-01T09:10:00Z');
  }
  if (!Array.isArray(value.chain)) return fault('invalid-field', 'chain: expected an array of steps');
  const steps: Step[] = [];
  for (let index = 0; index < value.chain.length; index++) {
    const item: unknown = value.chain[index];
    if (!isObject(item)) return fault('invalid-field', `chain[${index}]: expected an object`);
    steps.push(parseStep(item, drops));
  }
  const caseType = findCaseType(value.case_type);
  if (caseType === undefined) {
    return fault(
      'unknown-case-type',
      'case_type: no entry of case-types.yaml has this ID or alias; add an alias or correct the export',
    );
  }

  const review = drops.take(value.review, object);
  const roca = drops.take(value.roca, object);
  drops.take(value.opened_at, time);
  drops.take(value.facets, object);
  drops.take(roca?.confidence, number);
  drops.take(review?.root_cause, string);
  drops.take(review?.annotation, string);
  drops.take(review?.reviewer, identifier);
  drops.take(review?.escalated, boolean);
  return {
    caseId,
    caseType,
    decidedAt,
    steps,
    reviewedAt: drops.take(review?.reviewed_at, time),
    label: drops.take(review?.label, label),
    citationCorrect: drops.take(review?.citation_correct, boolean),
    handlingMinutes: drops.take(review?.handling_minutes, minutes),
    rocaVersion: drops.take(roca?.version, identifier),
    overturned: differ(drops.take(roca?.decision, string), drops.take(review?.decision, string)),
    synthetic: value.synthetic === true || value.synthetic === 'true',
    warnings: drops.count,
  };
}

export function isFault(outcome: CaseRecord | Fault): outcome is Fault {
  return 'reason' in outcome;
}

/** Whether two decisions are not the same word; null when one is missing. */
function differ(one: string | null, other: string | null): boolean | null {
  const [a, b] = [one, other].map((decision) => decision?.trim().toLowerCase() ?? '');
  return a === '' || b === '' ? null : a !== b;
}

function parseStep(item: JsonObject, drops: Drops): Step {
  drops.take(item.step, number);
  drops.take(item.confidence, number);
  const text = drops.take(item.text, string) ?? '';
  return {
    text: text.trim() === '' ? '' : text,
    ruleIds: drops.take(item.rule_ids, strings) ?? NONE,
    signals: drops.take(item.signals, strings) ?? NONE,
    kind: drops.take(item.kind, string) ?? '',
  };
}

type JsonObject = Readonly<Record<string, unknown>>;
type Reader<T> = (value: unknown) => T | null;

/** Reads optional fields and counts those that are there but do not parse. */
class Drops {
  count = 0;

  take<T>(value: unknown, read: Reader<T>): T | null {
    if (value === undefined || value === null) return null;
    const parsed = read(value);
    if (parsed === null) this.count += 1;
    return parsed;
  }
}

const NONE: readonly string[] = [];

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const object: Reader<JsonObject> = (value) => (isObject(value) ? value : null);

const string: Reader<string> = (value) => (typeof value === 'string' ? value : null);

/** An ID or version; exports write some as numbers. */
const identifier: Reader<string> = (value) => {
  if (typeof value === 'string') return value;
  // Beyond that, two different numbers of an export may have become one.
  const exact = typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return exact ? String(value) : null;
};

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number; CSV and some exports write it as decimal text. */
const number: Reader<number> = (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return null;
  return Number.isFinite(Number(value)) ? Number(value) : null;
};

/** More than a case ever takes, and few enough for sums over all cases to stay numbers. */
const MOST_MINUTES = 10_000_000;

const minutes: Reader<number> = (value) => {
  const parsed = number(value);
  return parsed !== null && parsed >= 0 && parsed <= MOST_MINUTES ? parsed : null;
};

const boolean: Reader<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
};

const time: Reader<number> = (value) => (typeof value === 'string' ? parseTime(value) : null);

const label: Reader<Label> = (value) => LABELS.find((known) => known === value) ?? null;

/** A list of strings, blank ones left out; one entry of another type makes the list unreadable. */
const strings: Reader<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return null;
  if (value.length === 0) return NONE;
  let blank = false;
  for (const item of value) {
    if (typeof item !== 'string') return null;
    blank ||= item.trim() === '';
  }
  return blank ? value.filter((item: string) => item.trim() !== '') : value;
};
