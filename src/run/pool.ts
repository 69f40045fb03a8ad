import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Stretch } from '../cases/read.ts';
import { SopDeskError } from '../errors.ts';
import type { SuggestModel } from '../gaps/suggest.ts';
import type { KnownWording } from './assess.ts';
import { Assessment, type Counts } from './assessment.ts';
import type { FoundGap } from './find-gaps.ts';
import type { PackedGapSteps } from './gap-steps.ts';
import { type Lesson, LocalReader, type Reader, type ReaderTerms, type StretchSummary } from './reader.ts';
import { Turns } from './turns.ts';
import type { Answer, Call } from './worker.ts';

/** Under this many bytes, starting threads costs more than they save. */
const THREADS_PAY_FROM = 24 * 1024 * 1024;

/** What comes out of the cases of one case type. */
export interface CaseTypeResult {
  readonly counts: Counts;
  readonly gaps: readonly FoundGap[];
  readonly model: SuggestModel;
}

/** Readers that share the stretches of a run between them. */
export class ReaderPool {
  readonly #readers: Reader[];
  readonly #turns: Turns<Reader>;
  readonly #workers: Worker[] = [];
  /** Which reader holds the texts of a stretch. */
  readonly #holders = new Map<number, Reader>();

  /** @param bytes size of all exports, which decides whether threads are worth starting */
  constructor(bytes: number) {
    if (bytes < THREADS_PAY_FROM) {
      this.#readers = [new LocalReader()];
      this.#turns = new Turns(this.#readers);
      return;
    }
    const count = Math.max(1, Math.min(8, availableParallelism()));
    this.#workers = Array.from({ length: count }, () => new Worker(new URL('./worker.ts', import.meta.url)));
    this.#readers = this.#workers.map(remoteReader);
    this.#turns = new Turns(this.#readers);
  }

  /** @see Reader.begin */
  async begin(terms: ReaderTerms): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.begin(terms)));
  }

  /**
   * Reads all stretches; each goes to the next reader that is free.
   *
   * @param hashes per stretch, its content hash; null when that is not known
   * @param onRead called with a stretch's summary, in the order of the stretches
   */
  async readAll(
    stretches: readonly Stretch[],
    hashes: readonly (string | null)[],
    onRead: (summary: StretchSummary, stretch: Stretch) => void,
  ): Promise<StretchSummary[]> {
    const results: StretchSummary[] = [];
    let told = 0;
    const read = async (reader: Reader, stretch: Stretch, index: number) => {
      this.#holders.set(index, reader);
      results[index] = await reader.read(index, stretch, hashes[index] as string | null);
      for (let next = results[told]; next; next = results[told]) onRead(next, stretches[told++] as Stretch);
    };
    await Promise.all(
      stretches.map((stretch, index) => this.#turns.any((reader) => read(reader, stretch, index))),
    );
    return results;
  }

  /**
   * Says which records count; comes before everything below.
   *
   * @param kept per stretch, 1 for each record that counts
   */
  async keepAll(kept: readonly Uint8Array[]): Promise<void> {
    let recordsBefore = 0;
    const told = kept.map((records, index) => {
      const before = recordsBefore;
      recordsBefore += records.length;
      return this.#holder(index).keep(index, records, before);
    });
    await Promise.all(told);
  }

  /** Steps whose rules are known, in the order of the stretches. */
  async wordingsAll(): Promise<KnownWording[]> {
    const known = await Promise.all(
      Array.from({ length: this.#holders.size }, (_, index) => this.#holder(index).wordings(index)),
    );
    return known.flat();
  }

  /**
   * Judges all cases that count: of every case type, the model is trained, the cases are judged where
   * they were read, and what nothing covers is grouped. One case type need not wait for another, so
   * that no thread does.
   *
   * @param lessons one per case type
   * @param minimum cases that must share a wording before it may be shown
   */
  judgeAll(lessons: readonly Lesson[], minimum: number): Promise<CaseTypeResult[]> {
    return Promise.all(lessons.map((lesson, caseType) => this.#judge(caseType, lesson, minimum)));
  }

  async #judge(caseType: number, lesson: Lesson, minimum: number): Promise<CaseTypeResult> {
    const model = await this.#turns.any((reader) => reader.train(lesson));
    const assessed = await Promise.all(
      this.#readers.map((reader) => this.#turns.of(reader, () => reader.assess(caseType, model))),
    );
    const inOrder = assessed.flat().sort((a, b) => a.index - b.index);
    const counts = new Assessment();
    for (const stretch of inOrder) counts.merge(stretch.counts);
    const steps = inOrder.map((stretch): PackedGapSteps => stretch.gaps);
    const gaps = await this.#turns.any((reader) => reader.gaps(caseType, steps, minimum));
    return { counts, gaps, model };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
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
    begin: (terms) => call('begin', terms),
    read: (index, stretch, known) => call('read', index, stretch, known),
    keep: (index, kept, recordsBefore) => call('keep', index, kept, recordsBefore),
    wordings: (index) => call('wordings', index),
    train: (lesson) => call('train', lesson),
    assess: (caseType, model) => call('assess', caseType, model),
    gaps: (caseType, steps, minimum) => call('gaps', caseType, steps, minimum),
  };
}
