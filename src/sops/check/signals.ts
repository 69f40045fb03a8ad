import type { RuleSource } from '../assemble.ts';
import { createMessage } from '../messages.ts';
import { attributePlace } from '../rule-attributes.ts';
import { type Check, isLive, sopSources } from './context.ts';

/** Signals that two rules govern for one case type without either naming the other. */
export const checkSignals: Check = function* (context) {
  const governors = new Map<string, RuleSource[]>();
  for (const source of sopSources(context)) {
    if (!isLive(source.rule, context)) continue;
    for (const signal of source.rule.signals) {
      const earlier = governors.get(signal) ?? [];
      // The first is enough to say; with many rules under one signal all pairs would be too much.
      const other = earlier.find((candidate) => isUnordered(source, candidate));
      if (other) {
        const caseTypes = sharedCaseTypes(source, other);
        const parameters = { signal, id: source.rule.id, other: other.rule.id, caseTypes };
        const related = [
          { place: attributePlace(other.parsed, 'signals'), note: `${other.rule.id} governs it too` },
        ];
        yield createMessage('signal-shared', attributePlace(source.parsed, 'signals'), parameters, related);
      }
      earlier.push(source);
      governors.set(signal, earlier);
    }
  }
};

function isUnordered(source: RuleSource, other: RuleSource): boolean {
  if (sharedCaseTypes(source, other).length === 0) return false;
  return !names(source, other) && !names(other, source);
}

function sharedCaseTypes(source: RuleSource, other: RuleSource): string[] {
  return source.rule.caseTypes.filter((type) => other.rule.caseTypes.includes(type));
}

function names(source: RuleSource, other: RuleSource): boolean {
  return source.rule.body.markdown.includes(other.rule.id);
}
