import { z } from 'zod';
import { wilson } from '../coverage/interval.ts';
import { count, share } from '../coverage/ledger.ts';
import { adjusted, chanceOfAtLeast } from './statistics.ts';
import { ENOUGH_CASES, FALSE_DISCOVERIES, LIFT } from './thresholds.ts';

/** A part of some cases. */
export const partSchema = z.strictObject({ part: count, whole: count });

/** A part of the cases that cite a rule, beside the same part of the cases it is compared with. */
export const comparisonSchema = z.strictObject({
  ...partSchema.shape,
  /** 95 % interval of the share (Wilson). */
  interval: z.tuple([share, share]),
  base: partSchema,
  /** Chance of so large a part, adjusted for the number of comparisons made. */
  chance: share,
});

export type Part = z.infer<typeof partSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;

/**
 * Finds the parts that lie above what they are compared with: with enough cases, by `lift` at least,
 * and with at most FALSE_DISCOVERIES of them expected to be chance.
 *
 * @param compare a part and what it is compared with, which must hold it
 * @param lift how many times the share it is compared with
 */
export function partsAbove<Item>(
  items: readonly Item[],
  compare: (item: Item) => { readonly own: Part; readonly base: Part },
  lift = LIFT,
): { readonly item: Item; readonly comparison: Comparison }[] {
  const tested = items
    .map((item) => ({ item, ...compare(item) }))
    .filter(({ own }) => own.whole >= ENOUGH_CASES);
  const chances = adjusted(
    tested.map(({ own, base }) => chanceOfAtLeast(own.part, own.whole, base.part, base.whole)),
  );
  return tested.flatMap(({ item, own, base }, index) => {
    const chance = chances[index] as number;
    const above = own.part * base.whole >= lift * base.part * own.whole;
    if (chance > FALSE_DISCOVERIES || !above) return [];
    return [{ item, comparison: { ...own, interval: shareInterval(own), base, chance } }];
  });
}

/** 95 % interval of a share of at least one case. */
export function shareInterval({ part, whole }: Part): [number, number] {
  return wilson(part / whole, whole);
}
