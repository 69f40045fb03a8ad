/** Frames a language gives for talking about any rule. */
export interface Frames {
  /** Said before a sentence; most sentences have none. */
  readonly leads: readonly string[];
  /** Around a statement of the rule, a clause with a verb: `{clause}`. */
  readonly statement: readonly string[];
  /** Around a point the rule names without a verb: `{clause}`. */
  readonly point: readonly string[];
  /** Around a question of the rule: `{clause}`. */
  readonly question: readonly string[];
  /** Around the rule's name: `{title}`. */
  readonly title: readonly string[];
  /** Around a row of its decision table: `{finding}`, `{decision}`. */
  readonly outcome: readonly string[];
  /** Around a wording the owner accepts, given as `{clause}`. */
  readonly phrase: readonly string[];
  /** Said after a sentence: hedges, weights, next steps. */
  readonly tails: readonly string[];
  /** Between a sentence and what follows it. */
  readonly joint: string;
  /** A sentence's end. */
  readonly stop: string;
  /** How a citation is put into words: `{clause}` is the rule ID as written. */
  readonly citing: readonly string[];
  /** That nothing was found on a topic, given as `{title}`. */
  readonly lacking: readonly string[];
  /** Steps about the form of the case and not its substance. */
  readonly housekeeping: readonly string[];
}
