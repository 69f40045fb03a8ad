import { suggestFigures } from './evaluate.ts';
import { classesOf, type LabelledText, type SuggestRule } from './examples.ts';
import { hashText, seededOrder } from './random.ts';
import type { SuggestSettings } from './settings.ts';
import { createSuggester, trainSuggester } from './suggest.ts';

/** How good suggestions are on the data at hand. */
export interface HoldOutFigures {
  /** Labelled texts that were kept from training and asked for. */
  readonly heldOut: number;
  /** Null when nothing was held out. */
  readonly recallAt1: number | null;
  /** Best suggestions that reach the threshold, and the share of them that is right. */
  readonly suggested: number;
  readonly precision: number | null;
}

const SHARE = 0.2;
const AT_MOST = 2000;

/**
 * Holds a fifth of the distinct labelled texts out (at most 2,000), learns from the rest and asks for
 * them. Which texts are held out depends on the texts alone. Citations that lead to no active rule
 * are left out.
 */
export function holdOut(
  rules: readonly SuggestRule[],
  labelled: readonly LabelledText[],
  settings: Partial<SuggestSettings> = {},
): HoldOutFigures {
  const active = activeIds(rules);
  const gold = new Map<string, Set<string>>();
  for (const { text, ruleIds } of labelled) {
    for (const id of ruleIds) {
      const found = active.get(id);
      if (found !== undefined) gold.set(text, (gold.get(text) ?? new Set()).add(found));
    }
  }
  const chosen = [...gold.keys()].filter((text) => hashText(text, 23) < SHARE * 2 ** 32);
  const asked = new Set(seededOrder(chosen).slice(0, AT_MOST));
  const model = trainSuggester(
    rules,
    labelled.filter(({ text }) => !asked.has(text)),
    settings,
  );
  const suggester = createSuggester(model);
  const outcomes = [...asked].map((text) => ({
    suggestions: suggester.suggest(text, { limit: 1 }),
    gold: [...(gold.get(text) as Set<string>)],
  }));
  const { recallAt1, suggested, precision } = suggestFigures(outcomes, model.threshold);
  return { heldOut: asked.size, recallAt1, suggested, precision };
}

/** Every rule ID that leads to an active rule, with that rule's ID. */
function activeIds(rules: readonly SuggestRule[]): Map<string, string> {
  const classes = classesOf(rules);
  const ids = new Map(
    rules.filter(({ retired }) => retired !== true).map(({ id }) => [classes.get(id) as number, id]),
  );
  return new Map([...classes].map(([id, label]) => [id, ids.get(label) as string]));
}
