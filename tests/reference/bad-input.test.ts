import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { coverage, temporaryFolder } from './command.ts';
import { csv, jsonArray, ndjson, writeParquet } from './export-writer.ts';
import { expectRefusal, expectReport, goodCase, SmallWorld } from './small.ts';

/** Exports as they should not be: each gets a clear answer, and nothing is lost. */

const folder = temporaryFolder();
let worlds = 0;
const smallWorld = () => new SmallWorld(join(folder, `world-${worlds++}`));
const many = ndjson(Array.from({ length: 2000 }, (_, index) => goodCase(`M-${index}`)));
let parquet: Buffer;

beforeAll(async () => {
  parquet = readFileSync(await writeParquet(join(folder, 'whole'), 'x.parquet', [goodCase('P-1')]));
});

test.for<[string, () => Buffer]>([
  ['cut.ndjson.gz', () => cut(gzipSync(many))],
  ['cut.csv.gz', () => cut(gzipSync(csv([goodCase('C-1'), goodCase('C-2')])))],
  ['cut.json.gz', () => cut(gzipSync(jsonArray([goodCase('C-1')])))],
  ['cut.ndjson.zst', () => cut(zstdCompressSync(many))],
  ['cut.parquet', () => cut(parquet)],
  ['no-gzip.ndjson.gz', () => Buffer.from('this is no gzip')],
  ['no-zstd.ndjson.zst', () => Buffer.from('this is no zstd')],
  ['no-parquet.parquet', () => Buffer.from('this is no parquet')],
])('%s is refused and the ledger before stays', async ([name, bytes]) => {
  const world = smallWorld();
  expectReport(await world.run(), { files: 1, accepted: 2 });
  const before = world.savedLedger();
  world.write(name, bytes());
  expectRefusal(await world.run(), new RegExp(name.replaceAll('.', '\\.')));
  expect(world.savedLedger()).toBe(before);
});

test.for<[string, string]>([
  ['cut.json', '[{"case_id":"X"},{"case_id"'],
  ['open-quote.csv', 'case_id,case_type,decided_at,text\nC-1,ato,2026-10-01T00:00:00Z,"never closed'],
  ['object.json', '{"case_id":"X"}'],
  ['number.json', '5'],
  ['no-json.json', 'hello'],
  ['bad-bytes.json', '[{"case_id":"\udfff"}]'],
  ['no-header.csv', 'just,some\ncells,here\n'],
  ['nul.csv', 'case_id,case_type,decided_at,text\nC-1,ato,2026-10-01T00:00:00Z,a\0b\n'],
  ['nuls.ndjson', '\0\0\0\n\0'],
])('%s is refused or accounted for, never passed over', async ([name, text]) => {
  const world = smallWorld();
  const bytes = name === 'bad-bytes.json' ? Buffer.from('[{"case_id":"\xff"}]', 'latin1') : text;
  world.write(name, bytes);
  const result = await world.run();
  if (result.code === 2) expectRefusal(result, new RegExp(name.replaceAll('.', '\\.')));
  else {
    expectReport(result, { files: 2 });
    expect(JSON.parse(result.stdout).input.records).toBeGreaterThan(2);
  }
});

test('empty files of every format are files without records', async () => {
  const world = smallWorld();
  for (const name of ['b.ndjson', 'c.jsonl', 'd.csv', 'e.json', 'j.parquet']) world.write(name, '');
  world.write('f.ndjson.gz', gzipSync(''));
  world.write('g.csv.zst', zstdCompressSync(''));
  world.write('h.ndjson', '\ufeff\r\n\n');
  world.write('i.json', ' [] ');
  expectReport(await world.run(), { files: 10, records: 2, accepted: 2, rejected: 0 });
});

test('a line of 50 MB is too large, and the lines around it are read', async () => {
  const world = smallWorld();
  const large = JSON.stringify(goodCase('L', { note: 'x'.repeat(50_000_000) }));
  const lines = [
    goodCase('B-1'),
    Buffer.from(large),
    goodCase('B-2'),
    Buffer.alloc(17 << 20, 'y'),
    goodCase('B-3'),
  ];
  world.write('b.ndjson', ndjson(lines));
  expectReport(await world.run(), { accepted: 5, rejected: 2, rejects: { 'too-large': 2 } });
});

test('a record just below 16 MiB is read', async () => {
  const world = smallWorld();
  world.write('b.ndjson', ndjson([goodCase('L', { note: 'x'.repeat((16 << 20) - 1000) }), goodCase('B')]));
  expectReport(await world.run(), { accepted: 4, rejected: 0 });
});

test('a 50 MB element of an array and a 50 MB row leave the rest or a clear answer', async () => {
  for (const name of ['b.json', 'b.csv']) {
    const world = smallWorld();
    const records = [
      goodCase('B-1'),
      goodCase('L', { chain: [{ text: 'x'.repeat(50_000_000) }] }),
      goodCase('B-2'),
    ];
    world.write(name, name === 'b.json' ? jsonArray(records) : csv(records));
    const result = await world.run();
    if (result.code === 2) expectRefusal(result, new RegExp(name));
    else expectReport(result, { accepted: 4, rejected: 1, rejects: { 'too-large': 1 } });
  }
});

test('100,000 brackets, closed and unclosed', async () => {
  const world = smallWorld();
  const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);
  const line = (value: string) =>
    Buffer.from(JSON.stringify(goodCase('D')).replace('{', `{"deep":${value},`));
  world.write('b.ndjson', ndjson([line(deep('[', ']')), Buffer.from('['.repeat(100_000)), goodCase('B-1')]));
  world.write(
    'c.ndjson',
    ndjson([line(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), goodCase('B-2')]),
  );
  world.write('d.json', `[${line(deep('[', ']'))},${JSON.stringify(goodCase('B-3'))}]`);
  const result = await world.run();
  expectReport(result, { records: 9 });
  const { accepted, rejects } = JSON.parse(result.stdout).input;
  expect(accepted).toBeGreaterThanOrEqual(5);
  expect(rejects['invalid-json']).toBeGreaterThanOrEqual(1);
});

test('text where numbers should be, numbers where text should be', async () => {
  const world = smallWorld();
  const review = { handling_minutes: '37', escalated: 'true', citation_correct: 'false', reviewer: 17 };
  world.write(
    'b.ndjson',
    ndjson([
      goodCase('B-1', { roca: { confidence: '0.7', version: 3 }, review }),
      goodCase('B-2', {
        chain: [{ step: '1', text: 5, rule_ids: [12], signals: [3], kind: 4, confidence: '0.9' }],
      }),
      goodCase('B-3', { case_id: 12, decided_at: 1790000000 }),
      Buffer.from(
        JSON.stringify(goodCase('B-4')).replace('{', '{"n":1e999,"m":123456789012345678901234567890,'),
      ),
    ]),
  );
  expectReport(await world.run(), { records: 6 });
});

test('rejects keep file, line and reason', async () => {
  const world = smallWorld();
  const broken = Buffer.from('{"broken');
  const lines = [goodCase('B-1'), broken, Buffer.from(''), goodCase('B-2', { chain: null }), goodCase('B-3')];
  const file = world.write('b.ndjson', ndjson(lines));
  const table = world.write('c.csv', csv([goodCase('C-1'), goodCase('C-2', { decided_at: 'soon' })]));
  expectReport(await world.run(), { accepted: 5, rejected: 3 });
  const rejects = readFileSync(join(world.ledger, 'rejects.ndjson'), 'utf8').trim().split('\n');
  expect(rejects.map((line) => JSON.parse(line))).toEqual([
    { file, line: 2, reason: 'invalid-json', message: expect.stringMatching(/\w/) },
    { file, line: 4, reason: 'missing-field', message: expect.stringContaining('chain') },
    { file: table, line: 3, reason: 'invalid-field', message: expect.stringContaining('decided_at') },
  ]);
});

test('a missing file, and a glob that matches nothing', async () => {
  const world = smallWorld();
  expectReport(await world.run(), { accepted: 2 });
  const before = world.savedLedger();
  expectRefusal(await world.run(['--cases', join(folder, 'not-here.ndjson')]), /not-here\.ndjson/);
  expectRefusal(
    await coverage(['--cases', join(folder, 'nowhere/*.csv'), '--ledger', world.ledger]),
    /nowhere/,
  );
  expectRefusal(await world.run(['--content', join(folder, 'no-content')]), /no-content/);
  expectRefusal(await world.run(['--map', join(folder, 'no-mapping.yaml')]), /no-mapping/);
  expect(world.savedLedger()).toBe(before);
});

test('a folder and an unknown ending in place of an export', async () => {
  const world = smallWorld();
  const place = join(folder, 'folder.ndjson');
  mkdirSync(place);
  expectRefusal(await world.run(['--cases', place]), /folder\.ndjson/);
  expectRefusal(await world.run(['--cases', world.write('notes.txt', 'hello')]), /notes\.txt/);
});

test.skipIf(process.getuid?.() === 0)('a file nobody may read', async () => {
  const world = smallWorld();
  chmodSync(world.write('secret.ndjson', '{}'), 0);
  expectRefusal(await world.run(), /secret\.ndjson/);
});

test('content that cannot be read for certain', async () => {
  const world = smallWorld();
  expectReport(await world.run(), { accepted: 2 });
  const before = world.savedLedger();
  const sops = join(world.folder, 'content/sops/kyc-audit');
  const page = join(sops, 'sop-kyc-01.mdx');
  const text = readFileSync(page, 'utf8');
  for (const bad of [
    text.replaceAll('KYC-001', 'ATO-001'),
    text.replace('Look at', '{process.exit(0)} Look at'),
    text.replace('Look at', '<script>alert(1)</script>'),
    text.replace('effective: 2025-01-01', 'effective: someday'),
    text.replace('</Rule>', ''),
    `import x from 'fs'\n\n${text}`,
  ]) {
    writeFileSync(page, bad);
    expectRefusal(await world.run(), /sop-kyc-01\.mdx/);
  }
  expect(world.savedLedger()).toBe(before);
});

function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
}
