import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Reject } from '../../src/cases/rejects.ts';
import type { Ledger } from '../../src/coverage/ledger.ts';
import { readOwnLedger, readRunRecord, writeLedger, writeRejects } from '../../src/run/ledger-file.ts';
import { createDesk, record, temporaryFolder } from './helpers.ts';

let made: Ledger | null = null;

/** The ledger of a run, told from others by its catalogue. */
async function ledgerOf(catalogue: string): Promise<Ledger> {
  made ??= await (await createDesk({ 'a.ndjson': record('A', [{ rule_ids: ['ATO-001'] }]) })).run();
  return { ...made, catalogue };
}

const RUN = { key: 'k', warnings: [], files: [{ path: 'a.ndjson', state: '1', hashes: ['h'] }] };
const REJECT = { file: 'a.ndjson', line: 7, reason: 'invalid-json', message: 'not valid JSON' } as const;

/** As a run does. */
async function writeBoth(
  folder: string,
  ledger: Ledger,
  rejects: readonly Reject[],
  run: typeof RUN,
): Promise<void> {
  await writeRejects(folder, rejects);
  await writeLedger(folder, ledger, run);
}

async function written(catalogue = 'first'): Promise<string> {
  const folder = join(await temporaryFolder(), 'deep', 'ledger');
  await writeBoth(folder, await ledgerOf(catalogue), [REJECT], RUN);
  return folder;
}

const catalogueIn = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'ledger.json'), 'utf8')).catalogue;

test('a ledger comes back with the record of its run', async () => {
  const folder = await written();
  const record = await readRunRecord(folder);
  expect(record).toMatchObject(RUN);
  expect(await readOwnLedger(folder, record as NonNullable<typeof record>)).toEqual(await ledgerOf('first'));
  expect(await readFile(join(folder, 'rejects.ndjson'), 'utf8')).toBe(`${JSON.stringify(REJECT)}\n`);
  expect((await readdir(folder)).sort()).toEqual(['ledger.json', 'rejects.ndjson', 'run.json']);
});

test('the same ledger has the same bytes', async () => {
  const [one, other] = [await written(), await written()];
  for (const name of ['ledger.json', 'rejects.ndjson', 'run.json']) {
    expect(await readFile(join(one, name))).toEqual(await readFile(join(other, name)));
  }
});

describe('a ledger is not taken for that of a run', () => {
  test.each<[string, (text: string) => string]>([
    ['when it is cut off', (text) => text.slice(0, -10)],
    ['when a digit of it is changed', (text) => text.replace('"steps": 1', '"steps": 2')],
    ['when it is empty', () => ''],
    ['when it is no JSON', () => '<html>'],
  ])('%s', async (_, damage) => {
    const folder = await written();
    const path = join(folder, 'ledger.json');
    await writeFile(path, damage(await readFile(path, 'utf8')));
    const record = await readRunRecord(folder);
    expect(await readOwnLedger(folder, record as NonNullable<typeof record>)).toBeNull();
  });

  test('when it is missing', async () => {
    const record = await readRunRecord(await written());
    expect(await readOwnLedger('/nowhere', record as NonNullable<typeof record>)).toBeNull();
  });

  test('when it has another shape, though the run wrote it so', async () => {
    const folder = join(await temporaryFolder(), 'ledger');
    await writeBoth(folder, { ...(await ledgerOf('x')), schema: 'sop-ledger/0' as 'sop-ledger/3' }, [], RUN);
    const record = await readRunRecord(folder);
    expect(await readOwnLedger(folder, record as NonNullable<typeof record>)).toBeNull();
  });
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"key":"k"}',
  '{"key":"k","ledger":7,"files":[]}',
  '{"key":"k","ledger":"l","files":{}}',
])('the record %j is none', async (text) => {
  const folder = await written();
  await writeFile(join(folder, 'run.json'), text);
  expect(await readRunRecord(folder)).toBeNull();
});

test('more rejects than one piece are all written', async () => {
  const folder = join(await temporaryFolder(), 'ledger');
  const rejects = Array.from({ length: 25_001 }, (_, index) => ({ ...REJECT, line: index + 1 }));
  await writeRejects(folder, rejects);
  const lines = (await readFile(join(folder, 'rejects.ndjson'), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).line)).toEqual(rejects.map(({ line }) => line));
});

describe('a write that fails', () => {
  test.each(['ledger.json', 'run.json', 'rejects.ndjson'])(
    'at %s leaves the earlier ledger, and no litter',
    async (name) => {
      const folder = await written('first');
      const obstacle = `${name}.${process.pid}.tmp`;
      await mkdir(join(folder, obstacle, 'full'), { recursive: true });
      await expect(writeBoth(folder, await ledgerOf('second'), [], RUN)).rejects.toMatchObject({
        name: 'SopDeskError',
        exitCode: 2,
        message: expect.stringContaining(`cannot write the ledger in ${folder}: `),
      });
      expect(await catalogueIn(folder)).toBe('first');
      expect((await readdir(folder)).filter((entry) => entry !== obstacle).sort()).toEqual([
        'ledger.json',
        'rejects.ndjson',
        'run.json',
      ]);
    },
  );

  test('after the record was written leaves a ledger that is not taken for the new one', async () => {
    const folder = await written('first');
    await mkdir(join(folder, `ledger.json.${process.pid}.tmp`));
    await writeBoth(folder, await ledgerOf('second'), [], { ...RUN, key: 'k2' }).catch(() => {});
    const record = await readRunRecord(folder);
    expect(record?.key).toBe('k2');
    expect(await readOwnLedger(folder, record as NonNullable<typeof record>)).toBeNull();
  });

  test('because a folder stands in the place of a file leaves no litter either', async () => {
    const folder = await written('first');
    await rm(join(folder, 'rejects.ndjson'));
    await mkdir(join(folder, 'rejects.ndjson'));
    await expect(writeBoth(folder, await ledgerOf('second'), [], RUN)).rejects.toMatchObject({
      exitCode: 2,
    });
    expect(await catalogueIn(folder)).toBe('first');
    expect(await readdir(folder)).toHaveLength(3);
  });

  test('because a file stands where the folder should be says so', async () => {
    const folder = join(await temporaryFolder(), 'ledger');
    await writeFile(folder, '');
    await expect(writeBoth(folder, await ledgerOf('x'), [], RUN)).rejects.toThrow(
      `cannot write the ledger in ${folder}: a file stands where the folder should be`,
    );
    await expect(writeBoth(join(folder, 'deeper'), await ledgerOf('x'), [], RUN)).rejects.toThrow(
      `cannot write the ledger in ${join(folder, 'deeper')}: a file stands where the folder should be`,
    );
  });
});

test('a process killed while it writes leaves a whole ledger', async () => {
  const folder = await written('0');
  const source = fileURLToPath(new URL('../../src/run/ledger-file.ts', import.meta.url));
  const large = {
    ...(await ledgerOf('0')),
    inputs: Array.from({ length: 20_000 }, () => ({ name: 'x', records: 1, rejected: 0 })),
  };
  await writeFile(join(folder, 'large.json'), JSON.stringify(large));
  const script = `
    import { readFileSync } from 'node:fs';
    const { writeLedger } = await import(${JSON.stringify(source)});
    const ledger = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'large.json'))}, 'utf8'));
    console.log('ready');
    for (let turn = 1; ; turn++) {
      await writeLedger(${JSON.stringify(folder)}, { ...ledger, catalogue: String(turn) }, ${JSON.stringify(RUN)});
    }`;
  for (const delay of [15, 40, 90]) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(typeof (await catalogueIn(folder))).toBe('string');
  }
});
