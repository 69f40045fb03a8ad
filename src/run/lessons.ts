import type { Ledger } from '../coverage/ledger.ts';
import type { RuleFacts } from '../coverage/types.ts';
import { pooled } from '../gaps/self-measure.ts';
import type { SuggestModel } from '../gaps/suggest.ts';
import { suggestRules, synonymGroups } from '../gaps/suggest-rules.ts';
import type { CaseType, Catalogue } from '../sops/types.ts';
import type { KnownWording } from './assess.ts';
import type { Lesson } from './reader.ts';

/** Wordings that suggestions learn from, per rule and of all rules: more cost time and teach little. */
const WORDINGS_PER_RULE = 40;
const WORDINGS_OF_ALL = 12_000;

/** One lesson per case type: its rules, and how its steps word them. */
export function lessonsOf(
  catalogue: Catalogue,
  rules: readonly RuleFacts[],
  asOf: string,
  known: readonly KnownWording[],
): Lesson[] {
  const learnable = suggestRules(catalogue, rules, asOf);
  const glossary = synonymGroups(catalogue.glossary);
  return catalogue.caseTypes.map(({ id }, caseType) => {
    const own = learnable.filter(({ scope }) => scope?.includes(id));
    const most = Math.min(WORDINGS_PER_RULE, Math.ceil(WORDINGS_OF_ALL / Math.max(1, own.length)));
    const counts = new Map<string, number>();
    const labelled = known.filter(({ ruleIds, caseType: of }) => {
      if (of !== caseType) return false;
      const first = ruleIds[0] as string;
      const count = (counts.get(first) ?? 0) + 1;
      counts.set(first, count);
      return count <= most;
    });
    return { rules: own, labelled, glossary };
  });
}

/** Other rules named per rule. */
const NAMED_RULES = 5;

/**
 * How the steps of each rule are worded, as the models learned it.
 *
 * @param models one per case type, in their order
 */
export function ledgerWordings(
  caseTypes: readonly CaseType[],
  models: readonly SuggestModel[],
): Ledger['wordings'] {
  return models.flatMap(({ ruleIds, wordings }, index) =>
    wordings.flatMap(({ steps, unlike, nearer }, label) => {
      if (steps === 0) return [];
      const nearest = nearer
        .slice(0, NAMED_RULES)
        .map((other) => ({ id: ruleIds[other.label] as string, steps: other.steps }));
      const [caseType, id] = [(caseTypes[index] as CaseType).id, ruleIds[label] as string];
      return [{ caseType, id, steps, unlike, others: nearer.length, nearest }];
    }),
  );
}

/** How well the models do on wordings kept from training; null when there were none. */
export function suggestionQuality(models: readonly SuggestModel[]): Ledger['suggestions'] {
  const { heldOut, recallAt1, precision } = pooled(models.map(({ selfMeasure }) => selfMeasure));
  const threshold = models[0]?.threshold;
  return recallAt1 === null || threshold === undefined ? null : { heldOut, recallAt1, precision, threshold };
}
