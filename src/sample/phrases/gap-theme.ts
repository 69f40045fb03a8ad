import type { Tongue } from '../types.ts';

/** A topic that no rule of the library speaks about, and how chains speak about it. */
export interface GapTheme {
  readonly id: string;
  readonly caseType: string;
  /** What it is about, for people. */
  readonly title: Readonly<Record<Tongue, string>>;
  /** Part of its queue's gap steps once it is fully there, relative to the queue's other themes. */
  readonly weight: number;
  /** Share of the window at which it first appears; 0 for one that was always there. */
  readonly begins: number;
  /** Share of the window it takes to grow to its full weight. */
  readonly growth: number;
  /** How ROCA goes wrong when it does: lets through (FN) or restricts (FP). */
  readonly error: 'FN' | 'FP';
  /** Signals that come with it and that no rule governs. */
  readonly signals: readonly string[];
  /** Wordings of the frames' own slots. */
  readonly words: Readonly<Record<Tongue, Readonly<Record<string, readonly string[]>>>>;
  readonly frames: Readonly<Record<Tongue, readonly string[]>>;
}
