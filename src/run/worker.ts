import { parentPort } from 'node:worker_threads';
import { LocalReader, type Reader } from './reader.ts';

/** One call of a reader's method. */
export interface Call {
  readonly id: number;
  readonly method: keyof Reader;
  readonly args: readonly unknown[];
}

/** Its answer. An error travels as its message and, when it is meant for the user, its exit code. */
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly message: string;
      readonly exitCode: 1 | 2 | null;
      readonly stack?: string;
    };

const reader = new LocalReader();

parentPort?.on('message', async ({ id, method, args }: Call) => {
  try {
    const call = reader[method] as (...values: unknown[]) => Promise<unknown>;
    const result = await call.apply(reader, [...args]);
    parentPort?.postMessage({ id, result } satisfies Answer);
  } catch (error) {
    const { message, exitCode, stack } = error as Error & { exitCode?: 1 | 2 };
    parentPort?.postMessage({ id, message, exitCode: exitCode ?? null, stack } satisfies Answer);
  }
});
