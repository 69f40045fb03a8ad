import { type PackedTexts, TextPacker, unpackTexts } from '../cases/packed-texts.ts';

/** A step that nothing covers, as-is. */
export interface GapStep {
  /** Signature, or the signals below of a step that has no text: like them, it may be shown. */
  readonly wording: string;
  /** Number of the case among all that were read: the same for all steps of a case, and for no other's. */
  readonly case: number;
  /** UTC day of the decision since 1970-01-01. */
  readonly day: number;
  /** 0 for none, else 1 + index into LABELS. */
  readonly label: number;
  /** Signals that are codes. */
  readonly signals: readonly string[];
  /** Handling minutes of the case; NaN when not stated. */
  readonly minutes: number;
}

/**
 * Steps of a case type that nothing covers, in columns: there may be a million of them. Steps of a case
 * stand together.
 */
export interface GapSteps {
  readonly wordings: readonly string[];
  readonly cases: Float64Array;
  readonly days: Int32Array;
  readonly labels: Uint8Array;
  /** Index into `signalSets`. */
  readonly signals: Uint32Array;
  /** Signal codes, a line each. */
  readonly signalSets: readonly string[];
  readonly minutes: Float64Array;
}

/** The steps of one stretch. Plain data in few pieces, so that a thread can hand them to another. */
export interface PackedGapSteps extends Omit<GapSteps, 'wordings'> {
  readonly wordings: PackedTexts;
}

/** Takes the steps of one stretch, one after the other. */
export class GapCollector {
  readonly #wordings = new TextPacker('utf8');
  readonly #cases: number[] = [];
  readonly #days: number[] = [];
  readonly #labels: number[] = [];
  readonly #signals: number[] = [];
  readonly #signalSets = new Map<string, number>();
  readonly #minutes: number[] = [];

  add(step: GapStep): void {
    this.#wordings.add(step.wording);
    this.#cases.push(step.case);
    this.#days.push(step.day);
    this.#labels.push(step.label);
    this.#signals.push(numberOf(this.#signalSets, step.signals.join('\n')));
    this.#minutes.push(step.minutes);
  }

  finish(): PackedGapSteps {
    return {
      wordings: this.#wordings.finish(),
      cases: Float64Array.from(this.#cases),
      days: Int32Array.from(this.#days),
      labels: Uint8Array.from(this.#labels),
      signals: Uint32Array.from(this.#signals),
      signalSets: [...this.#signalSets.keys()],
      minutes: Float64Array.from(this.#minutes),
    };
  }
}

/** Puts the steps of several stretches together, in their order. */
export function joinGapSteps(parts: readonly PackedGapSteps[]): GapSteps {
  const total = parts.reduce((sum, { cases }) => sum + cases.length, 0);
  const signalSets = new Map<string, number>();
  const joined = {
    wordings: parts.flatMap(({ wordings }) => unpackTexts(wordings)),
    cases: new Float64Array(total),
    days: new Int32Array(total),
    labels: new Uint8Array(total),
    signals: new Uint32Array(total),
    minutes: new Float64Array(total),
  };
  let start = 0;
  for (const part of parts) {
    for (const column of ['cases', 'days', 'labels', 'minutes'] as const)
      joined[column].set(part[column], start);
    const numbers = part.signalSets.map((codes) => numberOf(signalSets, codes));
    joined.signals.set(
      part.signals.map((signals) => numbers[signals] as number),
      start,
    );
    start += part.cases.length;
  }
  return { ...joined, signalSets: [...signalSets.keys()] };
}

/** Numbers texts 0, 1, 2 … as they are met. */
function numberOf(numbers: Map<string, number>, text: string): number {
  let number = numbers.get(text);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(text, number);
  }
  return number;
}
