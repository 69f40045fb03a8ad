import type { Citation, RuleFacts } from '../coverage/types.ts';
import type { CaseType } from '../sops/types.ts';
import { dateToDay } from './time.ts';

/** What a reading depends on besides the bytes. */
export interface ReadingTerms {
  readonly caseTypes: readonly CaseType[];
  readonly rules: readonly RuleFacts[];
  /** The as-of day since 1970-01-01. */
  readonly asOf: number;
}

/** Knows from which day on a citation settles a verdict for good, so that no text need be read. */
export class SettlingRules {
  readonly #days = new Map<string, { from: number; caseTypes: ReadonlySet<string> }>();
  readonly #caseTypes: readonly CaseType[];
  readonly #never: readonly number[];

  constructor({ rules, caseTypes }: ReadingTerms) {
    this.#caseTypes = caseTypes;
    this.#never = caseTypes.map(() => Number.POSITIVE_INFINITY);
    for (const rule of rules) {
      if (rule.status !== 'active' || rule.retired !== null) continue;
      const from = dateToDay(rule.effective) ?? Number.POSITIVE_INFINITY;
      this.#days.set(rule.id, { from, caseTypes: new Set(rule.caseTypes) });
    }
  }

  /** Per case type, the first day on which one of the citations covers it; infinite when none does. */
  citedFrom(citations: readonly Citation[]): readonly number[] {
    const rules = citations.flatMap(({ id }) => this.#days.get(id) ?? []);
    if (rules.length === 0) return this.#never;
    return this.#caseTypes.map(({ id }) =>
      rules.reduce(
        (first, { from, caseTypes }) => (caseTypes.has(id) ? Math.min(first, from) : first),
        Number.POSITIVE_INFINITY,
      ),
    );
  }
}
