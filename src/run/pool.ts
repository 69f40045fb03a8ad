import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Stretch } from '../cases/read.ts';
import { SopDeskError } from '../errors.ts';
import type { SuggestModel } from '../gaps/suggest.ts';
import type { CaseType } from '../sops/types.ts';
import type { KnownWording } from './assess.ts';
import type { Counts, GapSteps } from './assessment.ts';
import type { FoundGap } from './find-gaps.ts';
import { type Lesson, LocalReader, type Reader, type ReaderTerms, type StretchSummary } from './reader.ts';
import { shareable } from './shareable.ts';
import type { Answer, Call } from './worker.ts';

/** Under this many bytes, starting threads costs more than they save. */
const THREADS_PAY_FROM = 24 * 1024 * 1024;

/** Records live for a moment only: with room for many of them, the collector has little to move. */
const LIMITS = { maxYoungGenerationSizeMb: 96 };

/** Readers that share the stretches of a run between them. */
export class ReaderPool {
  readonly #readers: Reader[];
  readonly #workers: Worker[] = [];
  /** Which reader holds the texts of a stretch. */
  readonly #holders = new Map<number, Reader>();

  /** @param bytes size of all exports, which decides whether threads are worth starting */
  constructor(bytes: number) {
    if (bytes < THREADS_PAY_FROM) {
      this.#readers = [new LocalReader()];
      return;
    }
    const count = Math.max(1, Math.min(8, availableParallelism()));
    this.#workers = Array.from(
      { length: count },
      () => new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: LIMITS }),
    );
    this.#readers = this.#workers.map(remoteReader);
  }

  /** Content hashes of stretches; those already known are taken over. */
  async hashAll(stretches: readonly Stretch[], known: readonly (string | null)[]): Promise<string[]> {
    const hashes: string[] = [];
    await this.#share(stretches, async (reader, stretch, index) => {
      hashes[index] = known[index] ?? (await reader.hash(stretch));
    });
    return hashes;
  }

  /** @see Reader.begin */
  async begin(terms: ReaderTerms): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.begin(terms)));
  }

  /**
   * Reads all stretches; each goes to the next reader that is free.
   *
   * @param onRead called with a stretch's summary, in the order of the stretches
   */
  async readAll(
    stretches: readonly Stretch[],
    hashes: readonly string[],
    onRead: (summary: StretchSummary, stretch: Stretch) => void,
  ): Promise<StretchSummary[]> {
    const results: StretchSummary[] = [];
    let told = 0;
    await this.#share(stretches, async (reader, stretch, index) => {
      this.#holders.set(index, reader);
      results[index] = await reader.read(index, stretch, hashes[index] as string);
      for (let next = results[told]; next; next = results[told]) onRead(next, stretches[told++] as Stretch);
    });
    return results;
  }

  /** Steps whose rules are known, in the order of the stretches. */
  async wordingsAll(kept: readonly Uint8Array[]): Promise<KnownWording[]> {
    const known = await Promise.all(
      kept.map((records, index) => this.#holder(index).wordings(index, records)),
    );
    return known.flat();
  }

  /** Trains a model per lesson, and gives all of them to every reader. */
  async learnAll(lessons: readonly Lesson[]): Promise<SuggestModel[]> {
    const models: SuggestModel[] = [];
    await this.#share(lessons, async (reader, lesson, index) => {
      models[index] = shareable(await reader.train(lesson));
    });
    await Promise.all(this.#readers.map((reader) => reader.learn(models)));
    return models;
  }

  /**
   * Judges the cases that count, each stretch where it was read.
   *
   * @param kept per stretch, 1 for each record that counts
   * @param onAssessed called with a stretch's counts, in the order of the stretches
   */
  async assessAll(
    kept: readonly Uint8Array[],
    onAssessed: (counts: Counts, index: number) => void,
  ): Promise<void> {
    const pending = kept.map((records, index) => this.#holder(index).assess(index, records));
    // The first failure is thrown below; those behind it must not end the process.
    for (const counts of pending) counts.catch(() => {});
    for (const [index, counts] of pending.entries()) onAssessed(await counts, index);
  }

  /** Gaps of every case type, in its order. */
  async gapsAll(
    caseTypes: readonly CaseType[],
    steps: readonly GapSteps[],
    minimum: number,
    models: readonly SuggestModel[],
  ): Promise<FoundGap[][]> {
    const found: FoundGap[][] = [];
    await this.#share(caseTypes, async (reader, caseType, index) => {
      const [own, model] = [steps[index] as GapSteps, models[index] as SuggestModel];
      found[index] = await reader.gaps(caseType, own, minimum, model);
    });
    return found;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** Gives each item to the next reader that is free. */
  async #share<T>(
    items: readonly T[],
    work: (reader: Reader, item: T, index: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    await Promise.all(
      this.#readers.map(async (reader) => {
        while (next < items.length) {
          const index = next++;
          await work(reader, items[index] as T, index);
        }
      }),
    );
  }

  #holder(index: number): Reader {
    return this.#holders.get(index) as Reader;
  }
}

/** A reader that lives in a worker thread. */
function remoteReader(worker: Worker): Reader {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let calls = 0;
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) call?.resolve(answer.result as never);
    else {
      const error = answer.exitCode
        ? new SopDeskError(answer.message, answer.exitCode)
        : Object.assign(new Error(answer.message), { stack: answer.stack });
      call?.reject(error);
    }
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('a reader thread ended early; is memory short?')));
  const call = <T>(method: keyof Reader, ...args: readonly unknown[]) =>
    new Promise<T>((resolve, reject) => {
      const id = calls++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies Call);
    });
  return {
    hash: (stretch) => call('hash', stretch),
    begin: (terms) => call('begin', terms),
    read: (index, stretch, hash) => call('read', index, stretch, hash),
    wordings: (index, kept) => call('wordings', index, kept),
    train: (lesson) => call('train', lesson),
    learn: (models) => call('learn', models),
    assess: (index, kept) => call('assess', index, kept),
    gaps: (caseType, steps, minimum, model) => call('gaps', caseType, steps, minimum, model),
  };
}
