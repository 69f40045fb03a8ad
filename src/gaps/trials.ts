import type { Example } from './examples.ts';
import { hashText } from './random.ts';

const HIDDEN_RULES = 0.25;
const HELD_OUT = 0.2;
const MINIMUM_TRIALS = 20;
const ASKED_AT_MOST = 2000;

/** What is hidden from a classifier in order to see what it makes of it. */
export interface Trials {
  /** Indices of the examples to learn from. */
  readonly learned: Int32Array;
  readonly asked: readonly Trial[];
  /** Whether a class is hidden altogether, so that its texts become steps that no rule covers. */
  readonly hidden: readonly boolean[];
}

/** A text to ask about, once. */
export interface Trial {
  /** Index of an example with this text. */
  readonly example: number;
  /** Classes of all examples with this text. */
  readonly labels: readonly number[];
  readonly fromStep: boolean;
}

/** What a classifier made of a hidden example. */
export interface Answer {
  readonly facts: readonly number[];
  readonly best: number;
}

/**
 * Hides a quarter of the rules and a fifth of the other texts. Which ones depends on the texts alone.
 * Null when there is too little to try anything.
 */
export function planTrials(examples: readonly Example[], classes: number): Trials | null {
  const hidden = Array.from({ length: classes }, (_, label) => isOneOf(String(label), 7, HIDDEN_RULES));
  const heldOut = examples.map(({ text }) => isOneOf(text, 11, HELD_OUT));
  const stepsOnly = examples.some(({ source }) => source === 'step');
  const learned = Int32Array.from(examples.keys()).filter(
    (index) => heldOut[index] === false && hidden[(examples[index] as Example).label] === false,
  );
  const trials = new Map<string, { example: number; labels: number[]; fromStep: boolean }>();
  for (const [index, { text, label, source }] of examples.entries()) {
    if (heldOut[index] === false || (stepsOnly && source !== 'step')) continue;
    const known = trials.get(text);
    if (known === undefined)
      trials.set(text, { example: index, labels: [label], fromStep: source === 'step' });
    else known.labels.push(label);
  }
  if (trials.size < MINIMUM_TRIALS || learned.length < MINIMUM_TRIALS) return null;
  const asked = [...trials].filter(([text]) => isOneOf(text, 13, ASKED_AT_MOST / trials.size));
  return { learned, asked: asked.map(([, trial]) => trial), hidden };
}

function isOneOf(text: string, seed: number, share: number): boolean {
  return hashText(text, seed) < share * 2 ** 32;
}
