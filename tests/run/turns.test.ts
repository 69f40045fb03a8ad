import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from '../../src/run/turns.ts';

test('a worker does one job at a time, its own before those of any', async () => {
  const turns = new Turns(['a', 'b']);
  const done: string[] = [];
  const busy = new Set<string>();
  const job = (name: string, wait: number) => async (worker: string) => {
    expect(busy.has(worker)).toBe(false);
    busy.add(worker);
    await setTimeout(wait);
    busy.delete(worker);
    done.push(`${name} ${worker}`);
    return name;
  };
  const results = await Promise.all([
    turns.any(job('1', 30)),
    turns.any(job('2', 60)),
    turns.any(job('3', 1)),
    turns.of('b', job('own', 1)),
    turns.any(job('4', 90)),
  ]);
  expect(results).toEqual(['1', '2', '3', 'own', '4']);
  expect(done).toEqual(['1 a', '3 a', '2 b', 'own b', '4 a']);
});

test('a job that fails tells who asked for it, and no other', async () => {
  const turns = new Turns(['a']);
  const fails = turns.any(() => Promise.reject(new Error('no')));
  const works = turns.any(async (worker) => worker);
  await expect(fails).rejects.toThrow('no');
  expect(await works).toBe('a');
});
