import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './command.ts';
import { expectReference, reportOf } from './compare.ts';
import { type Content, writeContent } from './content.ts';
import { ndjson, writeText } from './export-writer.ts';
import { Random } from './random.ts';
import type { Question } from './reference.ts';
import { randomWorld, type World } from './world.ts';
import { type CaseRecord, randomCase } from './world-cases.ts';

/** A run that knows files from before equals a run from nothing, byte for byte, whatever changed. */

const folder = temporaryFolder();
const ledger = join(folder, 'ledger');
let world: World;
let fresh = 0;

beforeAll(async () => {
  world = await randomWorld(31, join(folder, 'world'));
  await reportOf(world, ledger);
});

/** Runs with the ledger of all runs before, and with none, and against the reference. */
async function cachedEqualsFresh(): Promise<string> {
  const cached = await expectReference(world, ledger);
  expect(cached).toBe(await reportOf(world, join(folder, `fresh-${fresh++}`)));
  return cached;
}

function changeContent(change: (content: Content) => void): void {
  const content = structuredClone(world.content);
  change(content);
  world = { ...world, content };
  rmSync(world.contentFolder, { recursive: true });
  writeContent(world.contentFolder, content);
}

function ask(question: Partial<Question>): void {
  world = { ...world, question: { asOf: '2026-11-22', since: null, until: null, ...question } };
}

const cases = () => join(folder, 'world/cases');

test('nothing changed', async () => {
  expect(await cachedEqualsFresh()).toBe(await cachedEqualsFresh());
});

test('another as-of date and another window', async () => {
  ask({ asOf: '2025-06-01' });
  const before = await cachedEqualsFresh();
  ask({ since: '2025-08-01', until: '2026-08-01' });
  expect(await cachedEqualsFresh()).not.toBe(before);
  ask({});
  await cachedEqualsFresh();
});

test('a rule changed', async () => {
  const before = await cachedEqualsFresh();
  changeContent(({ sops }) => {
    const rule = sops.find(({ status }) => status === 'active')?.rules[0];
    if (rule) Object.assign(rule, { signals: ['ip_mismatch', 'new_address'], phrases: ['42', '登录'] });
  });
  expect(await cachedEqualsFresh()).not.toBe(before);
});

test('a rule retired, and a draft made active', async () => {
  const before = await cachedEqualsFresh();
  changeContent(({ sops }) => {
    for (const sop of sops) {
      if (sop.status === 'draft') sop.status = 'active';
      const rule = sop.rules.find(({ retired }) => retired === undefined);
      if (rule && sop.status === 'active') rule.retired = '2026-07-01';
    }
  });
  expect(await cachedEqualsFresh()).not.toBe(before);
});

test('another alias makes refused records welcome', async () => {
  const record = (id: string): CaseRecord => ({
    case_id: id,
    case_type: 'brand-new-name',
    decided_at: '2026-01-01T00:00:00Z',
    chain: [{ text: 'x' }],
  });
  const file = writeText(cases(), 'new-name.ndjson', ndjson([record('N-1'), record('N-2')]), '');
  world = { ...world, files: [...world.files, file] };
  const before = await cachedEqualsFresh();
  changeContent(({ caseTypes }) => caseTypes[0]?.aliases.push('brand new name'));
  expect(await cachedEqualsFresh()).not.toBe(before);
});

test('exempt kinds changed', async () => {
  changeContent((content) => {
    content.exemptKinds = ['decision'];
  });
  const before = await cachedEqualsFresh();
  changeContent((content) => {
    content.exemptKinds = [];
  });
  expect(await cachedEqualsFresh()).not.toBe(before);
});

test('another prefix makes text a citation', async () => {
  const chain = [{ text: 'QQ7-001 says so' }];
  const record = { case_id: 'Q-1', case_type: 'kyc-audit', decided_at: '2026-01-01T00:00:00Z', chain };
  world = { ...world, files: [...world.files, writeText(cases(), 'prefix.ndjson', ndjson([record]), '')] };
  const before = await cachedEqualsFresh();
  changeContent(({ caseTypes }) =>
    caseTypes.push({ id: 'queue-seven', prefix: 'QQ7', target: 0.5, aliases: [] }),
  );
  expect(await cachedEqualsFresh()).not.toBe(before);
});

test('a file added, and taken away again', async () => {
  const before = await cachedEqualsFresh();
  const files = world.files;
  const random = new Random(8);
  const records = Array.from({ length: 40 }, (_, index) => randomCase(`C-0-${index}`, world.content, random));
  world = { ...world, files: [...files, writeText(cases(), 'added.ndjson', ndjson(records), '.gz')] };
  expect(await cachedEqualsFresh()).not.toBe(before);
  world = { ...world, files };
  expect(await cachedEqualsFresh()).toBe(before);
});

test('a file touched, renamed, and written anew at the same size and time', async () => {
  const records = (text: string): CaseRecord[] => [
    {
      case_id: 'T-1',
      case_type: 'kyc-audit',
      decided_at: '2026-01-01T00:00:00Z',
      chain: [{ text, signals: [text] }],
    },
  ];
  const file = writeText(cases(), 'touched.ndjson', ndjson(records('ip_mismatch')), '');
  const others = world.files;
  world = { ...world, files: [...others, file] };
  const before = await cachedEqualsFresh();
  utimesSync(file, new Date('2026-01-01'), new Date('2026-01-01'));
  expect(await cachedEqualsFresh()).toBe(before);

  const copy = join(cases(), 'renamed.ndjson');
  writeFileSync(copy, readFileSync(file));
  world = { ...world, files: [...others, copy] };
  expect(await cachedEqualsFresh()).toBe(before);

  const { size, mtime } = statSync(copy);
  writeFileSync(copy, ndjson(records('xp_mismatch')));
  utimesSync(copy, mtime, mtime);
  expect(statSync(copy).size).toBe(size);
  await cachedEqualsFresh();
});

test('two files of the same content', async () => {
  const [first] = world.files.filter((file) => file.endsWith('renamed.ndjson'));
  const again = join(cases(), 'zz-again.ndjson');
  writeFileSync(again, readFileSync(String(first)));
  world = { ...world, files: [...world.files, again] };
  await cachedEqualsFresh();
});
