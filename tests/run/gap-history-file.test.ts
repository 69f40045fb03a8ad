import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  GAP_HISTORY_FILE,
  readGapHistory,
  readHistoryOf,
  recordGapHistory,
} from '../../src/run/gap-history-file.ts';
import { createDesk, record } from './helpers.ts';

/** Enough cases that share a wording no rule says. */
const cases = (text: string, name: string, day = '2026-06-15') =>
  Array.from({ length: 6 }, (_, number) =>
    record(`${name}-${number}`, [{ text }], { decided_at: `${day}T12:00:00Z` }),
  ).join('');
const STOLEN = cases('the phone was stolen on holiday', 'S');

test('a run carries the history on, and its ledger does not depend on it', async () => {
  const desk = await createDesk({ 'a.ndjson': STOLEN });
  const { report } = await desk.run();
  const folder = join(desk.folder, 'ledger');
  const id = report.gaps[0]?.id ?? '';
  const first = await readGapHistory(folder);
  expect(first?.gaps).toMatchObject([{ id, since: report.asOf, history: [] }]);

  // An earlier case words the same otherwise: the theme gets another founding wording.
  await writeFile(
    join(desk.folder, 'exports', 'b.ndjson'),
    cases('early the phone was stolen on holiday', 'E', '2026-06-01'),
  );
  const { report: later } = await desk.run();
  expect(later.gaps).toHaveLength(1);
  expect(later.gaps[0]?.id).not.toBe(id);
  const second = await readGapHistory(folder);
  expect(second?.gone).toMatchObject([{ id, into: [later.gaps[0]?.id] }]);
  expect(second?.gaps).toMatchObject([
    { id: later.gaps[0]?.id, history: [{ from: [id], since: later.asOf }] },
  ]);

  const bytes = await readFile(join(folder, 'ledger.json'));
  await rm(folder, { recursive: true });
  await desk.run();
  expect(await readFile(join(folder, 'ledger.json'))).toEqual(bytes);
  expect((await readdir(folder)).sort()).toContain(GAP_HISTORY_FILE);
  expect((await readGapHistory(folder))?.gone).toEqual([]);
});

test('a history goes with the ledger of its run, and with no other', async () => {
  const desk = await createDesk({ 'a.ndjson': STOLEN });
  const ledger = await desk.run();
  const folder = join(desk.folder, 'ledger');
  expect(await readHistoryOf(folder, ledger)).toEqual(await readGapHistory(folder));
  expect(await readHistoryOf(folder, { ...ledger, catalogue: '' })).toBeNull();
  const report = { ...ledger.report, asOf: '2026-01-01' };
  expect(await readHistoryOf(folder, { ...ledger, report })).toBeNull();
});

test('decisions about gaps change the catalogue, and not the content without them', async () => {
  const desk = await createDesk({ 'a.ndjson': STOLEN });
  await desk.run();
  const folder = join(desk.folder, 'ledger');
  const before = await readGapHistory(folder);
  await writeFile(join(desk.folder, 'content', 'gap-decisions.yaml'), '# Nothing yet.\n');
  await desk.run();
  const after = await readGapHistory(folder);
  expect(after?.run.catalogue).not.toBe(before?.run.catalogue);
  expect(after?.run.undecided).toBe(before?.run.undecided);
});

test.each(['', '{', '[]', '{"schema":"sop-gap-history/0"}'])(
  'a history that reads %j is none, and begins anew',
  async (text) => {
    const desk = await createDesk({ 'a.ndjson': STOLEN });
    const ledger = await desk.run();
    const folder = join(desk.folder, 'ledger');
    await writeFile(join(folder, GAP_HISTORY_FILE), text);
    expect(await readGapHistory(folder)).toBeNull();
    await recordGapHistory(folder, ledger, []);
    expect((await readGapHistory(folder))?.gaps).toHaveLength(1);
  },
);
