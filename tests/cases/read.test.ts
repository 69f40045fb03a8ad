import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facts, keepsEnough, UNKEPT_TEXT } from '../../src/cases/facts.ts';
import { hashStretch, readStretch, stretchesOf } from '../../src/cases/read.ts';
import type { ReadingTerms } from '../../src/cases/settling.ts';
import { dateToDay } from '../../src/cases/time.ts';
import type { RuleFacts } from '../../src/coverage/types.ts';
import {
  CASE_TYPES,
  caseIdsOf,
  casesOf,
  exportFile,
  readContent,
  readFacts,
  rejectsOf,
  TERMS,
  temporaryFolder,
} from './helpers.ts';

const record = (id: string, chain: readonly object[] = [], changes: object = {}) =>
  JSON.stringify({ case_id: id, case_type: 'ato', decided_at: '2026-10-01T09:10:00Z', chain, ...changes });

describe('an export read in stretches', () => {
  const line = fc.constantFrom(
    record('C-1', [{ text: 'new device', rule_ids: ['ATO-1'] }]),
    record('C-2', [{ text: '账户被盗' }, { signals: ['ip_risk'] }], { review: { label: 'FN' } }),
    record('账户'),
    '{"case_id":"C-3"}',
    'no json',
    `\ufeff${record('C-4')}`,
    '',
    '  ',
    '\r',
    '{"a":"\ud800"}'.replace('\ud800', '\\ud800'),
  );
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 12 });

  test('is the same, with the same line numbers, wherever they begin and end', async () => {
    const path = join(await temporaryFolder(), 'export.ndjson');
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.boolean(),
        fc.array(fc.nat(600), { maxLength: 5 }),
        async (all, ended, at) => {
          const text = all.map(([one, end]) => one + end).join('') + (ended ? '' : record('C-9'));
          fc.pre(text !== '');
          await writeFile(path, text);
          const file = await exportFile(path);
          const whole = await readFacts(path);
          const cuts = [...new Set([0, ...at.filter((cut) => cut < file.bytes), file.bytes])].sort(
            (a, b) => a - b,
          );
          const cases: unknown[] = [];
          const rejects: unknown[] = [];
          let linesBefore = 0;
          for (const [index, end] of cuts.slice(1).entries()) {
            const facts = await readStretch(
              { file, range: { start: cuts[index] as number, end } },
              TERMS,
              null,
            );
            cases.push(...casesOf(facts));
            for (const reject of rejectsOf(facts))
              rejects.push({ ...reject, line: reject.line + linesBefore });
            linesBefore += facts.lines;
          }
          expect(cases).toEqual(casesOf(whole));
          expect(rejects).toEqual(rejectsOf(whole));
          expect(linesBefore).toBe(whole.lines);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('cuts a large plain file, without a gap, and nothing else', async () => {
    const plain = { path: 'a.ndjson', format: 'ndjson', compression: 'none', bytes: 100_000_000 } as const;
    const ranges = stretchesOf(plain).map(({ range }) => range);
    expect(ranges.length).toBeGreaterThan(1);
    expect(ranges[0]?.start).toBe(0);
    expect(ranges.at(-1)?.end).toBe(plain.bytes);
    for (const [index, { end }] of ranges.slice(0, -1).entries()) expect(ranges[index + 1]?.start).toBe(end);
    expect(stretchesOf({ ...plain, compression: 'gzip' })).toHaveLength(1);
    expect(stretchesOf({ ...plain, format: 'json' })).toHaveLength(1);
    expect(stretchesOf({ ...plain, format: 'csv' })).toHaveLength(1);
    expect(stretchesOf({ ...plain, bytes: 0 })).toHaveLength(1);
  });

  test('finds a line longer than many stretches and chunks', async () => {
    const path = join(await temporaryFolder(), 'export.ndjson');
    await writeFile(
      path,
      `${record('A')}\n${record('B', [{ text: 'x '.repeat(4_500_000) }])}\n${record('C')}\n`,
    );
    const file = await exportFile(path);
    const ids: string[] = [];
    for (let start = 0; start < file.bytes; start += 1_000_003) {
      const range = { start, end: Math.min(file.bytes, start + 1_000_003) };
      ids.push(...caseIdsOf(await readStretch({ file, range }, TERMS, null)));
    }
    expect(ids).toEqual(['A', 'B', 'C']);
  });

  test('keeps lines apart where the end of a stretch is that of a chunk too', async () => {
    const path = join(await temporaryFolder(), 'export.ndjson');
    const chunk = 4 * 1024 * 1024;
    await writeFile(path, `${record('A').padEnd(chunk - 1)}\n${record('B')}\n${record('C')}`);
    const file = await exportFile(path);
    const idsOf = async (start: number, end: number) =>
      caseIdsOf(await readStretch({ file, range: { start, end } }, TERMS, null));
    expect(await idsOf(0, chunk)).toEqual(['A']);
    expect(await idsOf(chunk, file.bytes)).toEqual(['B', 'C']);
  });

  test('reads a byte order mark at the beginning of a line alike in the middle and at the start of a stretch', async () => {
    const path = join(await temporaryFolder(), 'export.ndjson');
    await writeFile(path, `${record('A')}\n\ufeff${record('B')}\n`);
    const file = await exportFile(path);
    const range = { start: record('A').length + 1, end: file.bytes };
    const stretch = await readStretch({ file, range }, TERMS, null);
    expect(caseIdsOf(stretch)).toEqual(caseIdsOf(await readFacts(path)).slice(1));
  });
});

describe('the same cases in another format', () => {
  const records = [record('C-1', [{ text: '账户' }]), record('C-2', [], { review: { label: 'TP' } })];
  const text = `${records.join('\n')}\n`;

  test.each([
    ['compressed with gzip', 'a.ndjson.gz', gzipSync(text)],
    ['compressed with zstd', 'a.jsonl.zst', zstdCompressSync(text)],
    ['with a byte order mark', 'a.ndjson', `\ufeff${text}`],
    ['with CRLF', 'a.ndjson', text.replaceAll('\n', '\r\n')],
    ['with blank lines', 'a.ndjson', `\n\n${text.replaceAll('\n', '\n \n')}`],
    ['as an array', 'a.json', `[${records}]`],
    ['as an array with a byte order mark', 'a.json', `\ufeff[\n${records}]`],
    ['as a compressed array', 'a.json.gz', gzipSync(`[${records}]`)],
    ['as bare values', 'a.json', text],
  ])('(%s) is the same', async (_, name, content) => {
    const facts = await readContent(content, name);
    expect(rejectsOf(facts)).toEqual([]);
    expect(casesOf(facts)).toEqual(casesOf(await readContent(text)));
  });
});

describe('bad input', () => {
  test('leaves what stands around it, and its message does not quote it', async () => {
    const secret = 'jane@example.com';
    const content = Buffer.concat([
      Buffer.from(`${record('A')}\n{"case_id":"${secret}"\n${secret}\n{"a":"\0"}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(`${'['.repeat(200_000)}\n{"__proto__":{"case_id":"B"}}\n${record('Z')}`),
    ]);
    const facts = await readContent(content);
    expect(caseIdsOf(facts)).toEqual(['A', 'Z']);
    expect(rejectsOf(facts).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'invalid-json'],
      [3, 'invalid-json'],
      [4, 'invalid-json'],
      [5, 'invalid-encoding'],
      [6, 'invalid-json'],
      [7, 'missing-field'],
    ]);
    expect(rejectsOf(facts)[2]?.message).toBe('not valid JSON at character 7; it holds NUL bytes');
    for (const { message } of rejectsOf(facts)) expect(message).not.toContain('jane');
    expect(facts.records).toBe(8);
  });

  test('that looks like a message of the parser itself is not quoted', async () => {
    const rejects = rejectsOf(
      await readContent('position 13800138000\n"in JSON at position 13800138000"x\n'),
    );
    expect(rejects.map(({ message }) => message)).toEqual(['not valid JSON', expect.any(String)]);
    for (const { message } of rejects) expect(message).not.toContain('138001');
  });

  test('of 50 MB in one line is rejected as too large', async () => {
    const content = Buffer.alloc(50_000_000, 0x61);
    content.write(`${record('A')}\n`);
    content.write(`\n${record('Z')}`, content.length - 200);
    const facts = await readContent(content);
    expect(caseIdsOf(facts)).toEqual(['A']);
    expect(rejectsOf(facts).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'too-large'],
      [3, 'invalid-json'],
    ]);
  });

  test.each(['a.ndjson', 'a.json', 'a.csv', 'a.ndjson.gz', 'a.csv.zst', 'a.parquet'])(
    'of no bytes is no record: %s',
    async (name) => {
      const facts = await readContent('', name);
      expect(facts.records).toBe(0);
      expect(caseIdsOf(facts)).toEqual([]);
    },
  );
});

describe('the hash of a stretch', () => {
  test('is that of its own lines', async () => {
    const path = join(await temporaryFolder(), 'export.ndjson');
    const [first, second] = [`${record('A')}\n`, `${record('B')}\n`];
    await writeFile(path, first + second);
    const file = await exportFile(path);
    const middle = { start: 10, end: file.bytes };
    const hash = await hashStretch({ file, range: middle });
    await writeFile(path, record('A').replace('A', 'X') + first.slice(-1) + second);
    expect(await hashStretch({ file: await exportFile(path), range: middle })).toBe(hash);
    await writeFile(path, first + second.replace('B', 'X'));
    expect(await hashStretch({ file: await exportFile(path), range: middle })).not.toBe(hash);
  });
});

describe('steps', () => {
  test('whose parts run together differently are not taken for each other', async () => {
    const chain = [
      { kind: 'a', rule_ids: ['b'] },
      { kind: 'ab' },
      { kind: 'a\u0001b' },
      { kind: 'a', signals: ['b'] },
      { kind: 'a\u0002b' },
      { rule_ids: ['a', 'b'] },
      { rule_ids: ['a\u0001b'] },
      { rule_ids: ['ab'] },
      { rule_ids: ['a'], signals: ['b'] },
      { signals: ['a', 'b'] },
      { signals: ['a\u0002b'] },
    ];
    const [only] = casesOf(await readContent(record('A', chain)));
    expect(only?.steps).toEqual(
      chain.map((step: { kind?: string; rule_ids?: string[]; signals?: string[] }) => ({
        citations: (step.rule_ids ?? []).map((id) => id.toUpperCase()),
        signals: step.signals ?? [],
        kind: step.kind ?? '',
        text: null,
      })),
    );
  });

  test('that are written alike share one key', async () => {
    const step = { kind: 'check', rule_ids: ['ATO-1'], signals: ['x'] };
    const facts = await readContent([record('A', [step, step]), record('B', [step])].join('\n'));
    expect(facts.keys).toHaveLength(1);
  });
});

describe('texts that a citation settles', () => {
  const rule: RuleFacts = {
    id: 'ATO-001',
    status: 'active',
    effective: '2026-01-01',
    retired: null,
    replacedBy: null,
    revision: 1,
    revised: null,
    caseTypes: ['ato-investigation'],
    signals: [],
    phrases: [],
  };
  const terms = (changes: Partial<RuleFacts> = {}, asOf = '2026-12-01'): ReadingTerms => ({
    caseTypes: CASE_TYPES,
    rules: [{ ...rule, ...changes }],
    asOf: dateToDay(asOf) as number,
  });
  const many = (changes: object = {}, count = 200) =>
    Array.from({ length: count }, (_, index) =>
      record(`C-${index}`, [{ text: `wording ${'x'.repeat(index + 1)}`, rule_ids: ['ATO-001'] }], changes),
    ).join('\n');
  const unkept = (facts: Facts) => facts.stepTexts.filter((text) => text === UNKEPT_TEXT).length;

  async function read(content: string, reading: ReadingTerms): Promise<Facts> {
    const path = join(await temporaryFolder(), 'export.ndjson');
    await writeFile(path, content);
    return readFacts(path, null, reading);
  }

  test('are kept only of the first few steps that cite its rule, to learn from', async () => {
    const facts = await read(many(), terms());
    expect(unkept(facts)).toBeGreaterThan(100);
    expect(facts.learnable).toEqual(Uint32Array.from({ length: 200 - unkept(facts) }, (_, step) => step));
    expect([...facts.learnable].map((step) => facts.stepTexts[step])).toEqual([...facts.texts.ends.keys()]);
    expect(keepsEnough(facts, terms())).toBe(true);
  });

  test('are learned from whatever the rule was when they were read', async () => {
    const [settled, draft] = await Promise.all([
      read(many(), terms()),
      read(many(), terms({ status: 'draft' })),
    ]);
    expect(draft.learnable).toEqual(settled.learnable);
  });

  test.each<[string, object, ReadingTerms]>([
    ['the rule is a draft', {}, terms({ status: 'draft' })],
    ['the rule is retired, if only one day', {}, terms({ retired: '2030-01-01' })],
    ['the rule does not apply', {}, terms({ caseTypes: ['kyc-audit'] })],
    ['the rule is not yet in force as-is', {}, terms({}, '2025-12-31')],
    ['the rule was not yet in force as-was', { decided_at: '2025-12-31T23:59:59Z' }, terms()],
  ])('are all kept when %s', async (_, changes, reading) => {
    expect(unkept(await read(many(changes), reading))).toBe(0);
  });

  test.each<[string, ReadingTerms, boolean]>([
    ['the same', terms(), true],
    ['a later as-of date', terms({}, '2027-06-01'), true],
    ['the as-of date on which the rule takes effect', terms({}, '2026-01-01'), true],
    ['an as-of date before the rule', terms({}, '2025-12-31'), false],
    ['the rule in force up to the first case', terms({ effective: '2026-10-01' }), true],
    ['the rule in force after the first case', terms({ effective: '2026-10-02' }), false],
    ['the rule withdrawn', terms({ status: 'retired' }), false],
    ['the rule to be retired', terms({ retired: '2030-01-01' }), false],
    ['the rule for another case type', terms({ caseTypes: ['kyc-audit'] }), false],
    ['the rule renamed', terms({ id: 'ATO-002' }), false],
  ])('suffice under %s: %s', async (_, other, enough) => {
    expect(keepsEnough(await read(many(), terms()), other)).toBe(enough);
  });

  test('suffice only when they do for the earliest case', async () => {
    const early = many({ decided_at: '2026-02-01T00:00:00Z' }, 60);
    for (const content of [`${early}\n${many()}`, `${many()}\n${early}`]) {
      const facts = await read(content, terms());
      expect(keepsEnough(facts, terms({ effective: '2026-02-01' }))).toBe(true);
      expect(keepsEnough(facts, terms({ effective: '2026-02-02' }))).toBe(false);
    }
  });
});
