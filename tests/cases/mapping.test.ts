import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createMapping, loadMapping } from '../../src/cases/mapping.ts';
import { casesOf, readFacts, rejectsOf, temporaryFolder } from './helpers.ts';

/** The value that one entry of a mapping file finds in a record. */
const found = (entry: string, record: unknown) =>
  (createMapping(`case_id: ${entry}`).apply(record) as { case_id: unknown }).case_id;

describe('an entry', () => {
  const record = {
    id: 7,
    text: 'x',
    nothing: null,
    deep: { er: { value: true } },
    list: [{ kind: 'a', ref: 'R1' }, { kind: 'b', ref: 'R2' }, { kind: 'a' }, null, { kind: 'a', ref: null }],
    nested: [{ items: [{ id: 1 }, { id: 2 }] }, { items: [] }],
    numbers: [1, 2],
  };

  test.each([
    ['id', 7],
    ['deep.er.value', true],
    ['nothing', null],
    ['deep.missing.value', undefined],
    ['text.length', undefined],
    ['constructor', undefined],
    ['deep.__proto__', undefined],
    ['"numbers[]"', [1, 2]],
    ['"list[].ref"', ['R1', 'R2']],
    ['"list[kind=a].ref"', ['R1']],
    ['"list[kind=c]"', []],
    ['"list[kind=]"', []],
    ['"nested[].items[].id"', [[1, 2], []]],
    ['"deep[]"', undefined],
    ['"{id}-{text}"', '7-x'],
    ['"case {deep.er.value}"', 'case true'],
    ['"{id}-{nothing}"', undefined],
    ['"{id}-{deep}"', undefined],
    ['"{id}-{missing}"', undefined],
    ['{ const: here }', 'here'],
    ['{ const: 3 }', 3],
    ['{ path: id }', 7],
    ['{ path: id, values: { 7: seven } }', 'seven'],
    ['{ path: text, values: { y: z } }', 'x'],
    ['{ path: text, values: { x: false } }', false],
  ])('%s finds %j', (entry, expected) => {
    expect(found(entry, record)).toEqual(expected);
  });

  test('compares no list and no object with a value, however deep or odd it is', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    for (const odd of [{ toString: 1, valueOf: 2 }, deep, []]) {
      expect(found('{ path: v, values: { x: y } }', { v: odd })).toBe(odd);
      expect(found('"list[kind=a].ref"', { list: [{ kind: odd, ref: 1 }] })).toEqual([]);
      expect(found('"{v}-1"', { v: odd })).toBeUndefined();
    }
  });

  test('finds nothing in what is no object', () => {
    for (const value of [null, 7, 'text', []]) expect(found('id', value)).toBeUndefined();
  });
});

describe('a mapping', () => {
  test('puts fields where a record has them, and steps where a chain has them', () => {
    const mapping = createMapping(
      [
        'case_id: id',
        'roca.version: v',
        'roca.confidence: c',
        'facets.market: m',
        'chain: s',
        'chain.text: t',
      ].join('\n'),
    );
    expect(mapping.apply({ id: 'C', v: '1', c: 0.5, m: 'SEA', s: [{ t: 'x', id: 'no' }, {}] })).toEqual({
      case_id: 'C',
      roca: { version: '1', confidence: 0.5 },
      facets: { market: 'SEA' },
      chain: [{ text: 'x' }, { text: undefined }],
    });
  });

  test('passes on a chain that is no list, so that its record is rejected', () => {
    const mapping = createMapping('chain: s');
    expect(mapping.apply({ s: 'text' })).toEqual({ chain: 'text' });
    expect(mapping.apply({})).toEqual({ chain: undefined });
  });

  test.each([
    ['', 'expected a map of field: where it lives'],
    ['- case_id', 'expected a map of field: where it lives'],
    ['case_id: 7', 'case_id: expected a path, a template, { const: … } or { path: …, values: { … } }'],
    ['case_id: ""', 'case_id: expected a path, a template, { const: … } or { path: …, values: { … } }'],
    [
      'case_id: { path: a, value: b }',
      'case_id: expected a path, a template, { const: … } or { path: …, values: { … } }',
    ],
    ['case_id: "a..b"', 'cannot read the path a..b'],
    ['case_id: "a[b"', 'cannot read the path a[b'],
    ['case_id: "{a[}"', 'cannot read the path a['],
    ['case_id: "{}"', 'a path is empty'],
    ['chain.words: a', /^unknown field chain\.words; known are case_id, .* and facets\.\*$/],
  ])('%j is refused', (source, message) => {
    expect(() => createMapping(source)).toThrow(message);
  });
});

describe('a mapping file', () => {
  test('that is missing is named', async () => {
    await expect(loadMapping('/nowhere/map.yaml')).rejects.toThrow(
      'cannot read the mapping file /nowhere/map.yaml: ENOENT',
    );
  });

  test.each([
    ['case_id: id\ncase_id: other\n', /map\.yaml:2: Map keys must be unique/],
    ['case_id: id\nchain: [\n', /map\.yaml:\d: /],
    ['cas_id: id\n', /map\.yaml: unknown field cas_id/],
  ])('%j is refused with its name', async (source, message) => {
    const path = join(await temporaryFolder(), 'map.yaml');
    await writeFile(path, source);
    const error = await loadMapping(path).catch((error: Error) => error);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect((error as Error).message).not.toContain('\n');
  });
});

const TRAJECTORIES = fileURLToPath(
  new URL('../../../shared/examples/agent-trajectories.json', import.meta.url),
);

test.skipIf(!existsSync(TRAJECTORIES))(
  'a real export of another maker is read whole (skipped where ../shared/examples is not beside the project)',
  async () => {
    const map = join(await temporaryFolder(), 'map.yaml');
    await writeFile(
      map,
      [
        'case_id: "{task_id}-{trial}"',
        'case_type: { const: kyc-audit }',
        'decided_at: { const: "2024-05-15T15:00:00-05:00" }',
        'chain: "traj[role=assistant]"',
        'chain.text: content',
        'review.label: { path: reward, values: { "0": FN, "1": TP } }',
      ].join('\n'),
    );
    const facts = await readFacts(TRAJECTORIES, (await loadMapping(map)).source);
    expect(facts).toMatchObject({ records: 40, warnings: 0 });
    expect(rejectsOf(facts)).toEqual([]);
    const cases = casesOf(facts);
    expect(new Set(cases.map(({ caseId }) => caseId)).size).toBe(40);
    expect(new Set(cases.map(({ decided }) => decided))).toEqual(new Set(['2024-05-15']));
    expect(cases.every(({ label }) => label === 'TP' || label === 'FN')).toBe(true);
    const steps = cases.flatMap((one) => one.steps);
    expect(steps).toHaveLength(571);
    expect(steps.filter(({ text }) => text === null)).toHaveLength(234);
    expect(steps.every(({ citations }) => citations?.length === 0)).toBe(true);
  },
);
