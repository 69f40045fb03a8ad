/** How much evidence a finding needs. The handbook page "What the numbers mean" says the same. */

/** Fewer cases than this say nothing about a share. */
export const ENOUGH_CASES = 30;

/** Part of the findings of one kind that may be there by chance alone (Benjamini–Hochberg). */
export const FALSE_DISCOVERIES = 0.05;

/** A share must be this many times the one it is compared with: what is certain can still be too small to matter. */
export const LIFT = 1.2;

/** Days in force, within the window of the cases, after which a rule that nothing uses is dead. */
export const DEAD_DAYS = 90;

/** A rule absorbs the steps of others when it stands for so many of them, in this part of its cases. */
export const ABSORBED_RULES = 3;
export const ABSORBED_SHARE = 0.2;

/**
 * A rule is mixed when its steps are worded like those of so many other rules, this many times as often
 * as in its case type. Rules that say much are less alike in themselves, so the bound is a wide one.
 */
export const MIXED_RULES = 5;
export const MIXED_LIFT = 1.5;
