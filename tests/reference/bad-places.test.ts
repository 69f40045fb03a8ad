import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ledgerSchema } from '../../src/coverage/ledger.ts';
import { start, temporaryFolder } from './command.ts';
import { ndjson } from './export-writer.ts';
import { expectRefusal, expectReport, goodCase, SmallWorld } from './small.ts';

/** Ledgers that cannot be written, and runs that are cut short: the ledger before stays whole. */

const folder = temporaryFolder();
let worlds = 0;
const smallWorld = () => new SmallWorld(join(folder, `world-${worlds++}`));

test('a ledger folder that is a file, or in a place nobody can write', async () => {
  const world = smallWorld();
  const file = join(folder, 'a-file');
  writeFileSync(file, 'keep me');
  expectRefusal(await world.run([], file), /a-file/);
  expectRefusal(await world.run([], join(file, 'below')), /a-file/);
  expectRefusal(await world.run([], '/dev/null'), /\/dev\/null/);
  expectRefusal(await world.run([], '/sys/sop-ledger'), /\/sys/);
  expect(readFileSync(file, 'utf8')).toBe('keep me');
});

test('a ledger folder in /proc, where making folders may go on for ever', async () => {
  const world = smallWorld();
  expectRefusal(await world.run([], '/proc/sop-ledger', 40_000), /\/proc/);
});

test('a ledger file that is a folder', async () => {
  const world = smallWorld();
  mkdirSync(join(world.ledger, 'ledger.json'), { recursive: true });
  expectRefusal(await world.run(), /ledger/);
});

/** A file system of its own, as a place to fill up; null where none can be mounted. */
function mounted(name: string, options: string): string | null {
  const place = join(folder, name);
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', place]);
  });
  return place;
}

test('a full disk', async (context) => {
  const place = mounted('full', 'size=8m');
  if (place === null) return context.skip('no file system can be mounted here');
  const world = smallWorld();
  const ledger = join(place, 'ledger');
  expectReport(await world.run([], ledger), { accepted: 2 });
  const before = readFileSync(join(ledger, 'ledger.json'), 'utf8');
  const filler = join(place, 'filler');
  for (let size = 4 << 20; size >= 1024; size /= 2) {
    try {
      writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full at this size: try half of it.
    }
  }
  world.write('b.ndjson', manyCases(3000));
  expectRefusal(await world.run([], ledger), /space|disk|ENOSPC/i);
  expect(readFileSync(join(ledger, 'ledger.json'), 'utf8')).toBe(before);
  writeFileSync(filler, '');
  expectReport(await world.run([], ledger), { accepted: 3002 });
});

test('a read-only disk', async (context) => {
  const place = mounted('read-only', 'size=64m');
  if (place === null) return context.skip('no file system can be mounted here');
  const world = smallWorld();
  const ledger = join(place, 'ledger');
  expectReport(await world.run([], ledger), { accepted: 2 });
  const before = readFileSync(join(ledger, 'ledger.json'), 'utf8');
  execFileSync('mount', ['-o', 'remount,ro', place]);
  world.write('b.ndjson', ndjson([goodCase('B-1')]));
  expectRefusal(await world.run([], ledger), /read-only|EROFS/i);
  expect(readFileSync(join(ledger, 'ledger.json'), 'utf8')).toBe(before);
});

function manyCases(count: number): Buffer {
  const texts = (index: number) =>
    Array.from({ length: 5 }, (_, step) => ({ text: `Looked at thing ${word(index * 5 + step)} twice` }));
  return ndjson(Array.from({ length: count }, (_, index) => goodCase(`K-${index}`, { chain: texts(index) })));
}

/** A word of letters for a number, so that signatures differ. */
function word(number: number): string {
  return [...number.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');
}

test('kill -9 at any moment leaves the ledger before, or the new one, and disturbs no later run', async () => {
  const world = smallWorld();
  expectReport(await world.run(), { accepted: 2 });
  const before = world.savedLedger();
  world.write('b.ndjson', manyCases(20_000));
  const started = performance.now();
  const calm = await world.run([], join(folder, 'calm'));
  const duration = performance.now() - started;
  expectReport(calm, { accepted: 20_002 });
  const after = readFileSync(join(folder, 'calm/ledger.json'), 'utf8');
  let killed = 0;
  for (const part of [0.3, 0.6, 0.8, 0.95]) {
    if (await killedAfter(duration * part, world)) killed++;
    const saved = world.savedLedger();
    ledgerSchema.parse(JSON.parse(saved));
    expect([before, after]).toContain(saved);
  }
  expect(killed).toBeGreaterThan(0);
  const last = await world.run();
  expect(last.stdout).toBe(calm.stdout);
  expect(world.savedLedger()).toBe(after);
  expect(readdirSync(world.ledger).sort()).toEqual(readdirSync(join(folder, 'calm')).sort());
});

/** Whether the run was still going when it was killed, all of its processes together. */
async function killedAfter(delay: number, world: SmallWorld): Promise<boolean> {
  const child = start([
    ...['--json', '--as-of', '2026-11-22', '--ledger', world.ledger],
    ...['--content', join(world.folder, 'content'), '--cases', join(world.folder, 'cases/*')],
  ]);
  child.stdout.resume();
  child.stderr.resume();
  const closed = new Promise<boolean>((resolve) =>
    child.on('close', (_, signal) => resolve(signal === 'SIGKILL')),
  );
  await wait(delay);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  return closed;
}
