import { compare, seededOrder } from './random.ts';
import { sentences } from './tokens.ts';

/** A rule as the suggester sees it. */
export interface SuggestRule {
  readonly id: string;
  /** Title, body and Covers phrases, in every language there is. */
  readonly texts: readonly string[];
  /** Case types the rule applies to; absent: all. */
  readonly scope?: readonly string[];
  /** A retired rule is never suggested. */
  readonly retired?: boolean;
  /** What stands in a retired rule's place: steps that cited it are examples of that one. */
  readonly replacedBy?: string | null;
}

/** A past step whose citations are known. */
export interface LabelledText {
  readonly text: string;
  readonly ruleIds: readonly string[];
}

/** A text and the class (index of an active rule) it belongs to. */
export interface Example {
  readonly text: string;
  readonly label: number;
  readonly source: 'rule' | 'step' | 'borrowed';
  /** Certainty of a borrowed example's label, 0 to 1. */
  readonly certainty?: number;
}

/** Rules that can be suggested, sorted by ID: their indices are the classes. */
export function activeRules(rules: readonly SuggestRule[]): SuggestRule[] {
  return rules.filter((rule) => rule.retired !== true).sort((a, b) => compare(a.id, b.id));
}

/**
 * Maps every rule ID to the class its steps are examples of: the rule itself, or the active rule
 * that `replacedBy` leads to. IDs that lead nowhere are absent.
 */
export function classesOf(rules: readonly SuggestRule[]): Map<string, number> {
  const classes = new Map(activeRules(rules).map((rule, index) => [rule.id, index]));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const rule of rules) {
    const passed = new Set<string>();
    let next: SuggestRule | undefined = rule;
    while (next !== undefined && next.retired === true && !passed.has(next.id)) {
      passed.add(next.id);
      next = byId.get(next.replacedBy ?? '');
    }
    const found = next === undefined ? undefined : classes.get(next.id);
    if (found !== undefined) classes.set(rule.id, found);
  }
  return classes;
}

/** The statements of every active rule, each once per rule. */
export function ruleExamples(rules: readonly SuggestRule[]): Example[] {
  return activeRules(rules).flatMap((rule, label) =>
    [...new Set(rule.texts.flatMap(sentences))]
      .sort(compare)
      .map((text) => ({ text, label, source: 'rule' as const })),
  );
}

/**
 * Labelled steps as examples, each distinct (text, rule) once, at most `perRule` of a rule; which
 * ones depends on the texts alone, not on their order.
 */
export function stepExamples(
  rules: readonly SuggestRule[],
  labelled: readonly LabelledText[],
  perRule: number,
): Example[] {
  const classes = classesOf(rules);
  const texts = Array.from({ length: activeRules(rules).length }, () => new Set<string>());
  for (const { text, ruleIds } of labelled) {
    for (const id of ruleIds) {
      const label = classes.get(id);
      if (label !== undefined) (texts[label] as Set<string>).add(text);
    }
  }
  return texts.flatMap((own, label) =>
    seededOrder([...own])
      .slice(0, perRule)
      .sort(compare)
      .map((text) => ({ text, label, source: 'step' as const })),
  );
}
