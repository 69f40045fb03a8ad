interface Job<Worker> {
  /** Never rejects. */
  run(worker: Worker): Promise<void>;
}

/**
 * Gives jobs to workers, each of which does one at a time. A worker that is free does what only it can
 * do before what any of them can, and of both what came first.
 */
export class Turns<Worker> {
  readonly #own: ReadonlyMap<Worker, Job<Worker>[]>;
  readonly #open: Job<Worker>[] = [];
  readonly #free: Set<Worker>;

  constructor(workers: readonly Worker[]) {
    this.#own = new Map(workers.map((worker) => [worker, []]));
    this.#free = new Set(workers);
  }

  /** Lets the first free worker do it. */
  any<T>(work: (worker: Worker) => Promise<T>): Promise<T> {
    return this.#wait(this.#open, work);
  }

  /** Lets one worker do it. */
  of<T>(worker: Worker, work: (worker: Worker) => Promise<T>): Promise<T> {
    return this.#wait(this.#own.get(worker) as Job<Worker>[], work);
  }

  #wait<T>(queue: Job<Worker>[], work: (worker: Worker) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      queue.push({ run: (worker) => work(worker).then(resolve, reject) });
      for (const worker of [...this.#free]) this.#next(worker);
    });
  }

  async #next(worker: Worker): Promise<void> {
    this.#free.delete(worker);
    const own = this.#own.get(worker) as Job<Worker>[];
    for (let job = own.shift() ?? this.#open.shift(); job; job = own.shift() ?? this.#open.shift())
      await job.run(worker);
    this.#free.add(worker);
  }
}
