import type { RuleSource } from '../assemble.ts';
import type { Passage } from '../passages.ts';
import { sectionOf } from '../sections.ts';
import { outcomeOf } from './outcomes.ts';
import { listQuantities } from './quantities.ts';

/** Values and outcomes, as written, that only the earlier or only the later text of a rule has. */
export interface ChangedValues {
  readonly before: string[];
  readonly after: string[];
}

/**
 * Values and outcomes that a decision hangs on and that changed; null when only words did.
 *
 * @param doubtful counts words such as "both" and "a", too, which may be numbers
 */
export function changedValues(
  earlier: RuleSource,
  source: RuleSource,
  { doubtful = false } = {},
): ChangedValues | null {
  const before = valuesOf(earlier, doubtful);
  const now = valuesOf(source, doubtful);
  const exchanged = exchangedOutcomes(earlier, source);
  const changed = {
    before: [...onlyIn(before, now), ...exchanged.map(({ old }) => old)],
    after: [...onlyIn(now, before), ...exchanged.map(({ outcome }) => outcome)],
  };
  return changed.before.length + changed.after.length === 0 ? null : changed;
}

function onlyIn(values: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] {
  return [...values].filter(([value]) => !others.has(value)).map(([, written]) => written);
}

/** `24 hours → 48 hours`; `none` stands for a side that has no value of its own. */
export function valuesText({ before, after }: ChangedValues): string {
  return [before, after].map(shortList).join(' → ');
}

function shortList(values: readonly string[]): string {
  if (values.length === 0) return 'none';
  const more = values.length > 4 ? `, and ${values.length - 4} more` : '';
  return values.slice(0, 4).join(', ') + more;
}

/** Outcomes that changed under the same words: "the owner denies it" led to Hold and leads to Block. */
function exchangedOutcomes(
  earlier: RuleSource,
  source: RuleSource,
): { readonly old: string; readonly outcome: string }[] {
  const before = outcomesByWords(earlier);
  return [...outcomesByWords(source)].flatMap(([words, outcome]) => {
    const old = before.get(words);
    return old === undefined || old === outcome ? [] : [{ old, outcome }];
  });
}

/** The outcome of each block under Decide, by the block's other words. */
function outcomesByWords({ parsed }: RuleSource): Map<string, string> {
  const decide = parsed.passages.filter(({ section }) => sectionOf(section) === 'decide');
  const outcomes = new Map<string, string>();
  for (const passages of Map.groupBy(decide, ({ block }) => block).values()) {
    const isOutcome = (passage: Passage) => passage.strong && outcomeOf(passage.text, 'en') !== null;
    const words = passages.filter((passage) => !isOutcome(passage)).map(({ text }) => text);
    const outcome = passages.filter(isOutcome).map(({ text }) => outcomeOf(text, 'en'));
    if (outcome.length > 0) outcomes.set(words.join(' ').toLowerCase(), outcome.join(' and '));
  }
  return outcomes;
}

/** Values as written, by what they mean. */
function valuesOf({ parsed, rule }: RuleSource, doubtful: boolean): Map<string, string> {
  const values = new Map<string, string>();
  const addQuantities = (text: string) => {
    for (const { value, unit, written, strong } of listQuantities(text, 'en')) {
      if (strong || doubtful) values.set(`${value} ${unit}`, written);
    }
  };
  addQuantities(rule.title);
  for (const { kind, text, strong, section } of parsed.passages) {
    if (kind !== 'text') continue;
    addQuantities(text);
    const outcome = strong && sectionOf(section) === 'decide' ? outcomeOf(text, 'en') : null;
    if (outcome !== null) values.set(outcome, outcome);
  }
  return values;
}
