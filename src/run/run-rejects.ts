import type { Stretch } from '../cases/read.ts';
import { type PackedRejects, REJECT_REASONS, type Reject, unpackRejects } from '../cases/rejects.ts';

/** The rejects of a stretch, and the lines it spans. */
interface Rejecting {
  readonly rejects: PackedRejects;
  readonly lines: number;
}

/** All rejects of a run, in file order; unpacked one at a time, because there may be many millions. */
export class RunRejects implements Iterable<Reject> {
  readonly count: number;
  readonly #stretches: readonly Stretch[];
  readonly #summaries: readonly Rejecting[];

  /** @param summaries one per stretch */
  constructor(stretches: readonly Stretch[], summaries: readonly Rejecting[]) {
    this.#stretches = stretches;
    this.#summaries = summaries;
    this.count = summaries.reduce((sum, { rejects }) => sum + rejects.lines.length, 0);
  }

  *[Symbol.iterator](): Iterator<Reject> {
    let linesBefore = 0;
    for (const [index, { rejects, lines }] of this.#summaries.entries()) {
      const { file, range } = this.#stretches[index] as Stretch;
      if (range.start === 0) linesBefore = 0;
      for (const { line, reason, message } of unpackRejects(rejects)) {
        yield { file: file.path, line: line + linesBefore, reason, message };
      }
      linesBefore += lines;
    }
  }

  /** How many there are for each reason that there is, in the order of REJECT_REASONS. */
  byReason(): Record<string, number> {
    const counts = new Map<string, number>();
    for (const { rejects } of this.#summaries) {
      const reasons = rejects.faults.map(({ reason }) => reason);
      for (const kind of rejects.kinds) {
        const reason = reasons[kind] as string;
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
    }
    return Object.fromEntries(
      REJECT_REASONS.flatMap((reason) => {
        const count = counts.get(reason);
        return count === undefined ? [] : [[reason, count]];
      }),
    );
  }

  /** The first of them. */
  first(most: number): Reject[] {
    const first: Reject[] = [];
    for (const reject of this) {
      if (first.length === most) break;
      first.push(reject);
    }
    return first;
  }
}
