import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Impacts } from '../../src/proposals/impact-types.ts';
import { readImpacts } from '../../src/proposals/impacts-file.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import {
  AS_OF,
  contentOf,
  PROPOSAL,
  proposal,
  RULE,
  read,
  sopCommand,
  temporaryFolder,
  writeAll,
} from './desk.ts';
import { exportWithGap } from './exports.ts';

async function desk(text: string = proposal()) {
  const folder = await temporaryFolder();
  const [content, ledger, cases] = ['content', 'ledger', 'cases.ndjson'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  await writeAll(content, (await contentOf({ [PROPOSAL]: text })).files);
  await writeFile(cases, exportWithGap());
  const dirs = ['--content', content, '--ledger', ledger];
  return {
    content,
    ledger,
    cases,
    file: path.join(content, PROPOSAL),
    coverage: (...options: string[]) =>
      sopCommand('coverage', '--proposals', '--cases', cases, ...dirs, '--as-of', AS_OF, ...options),
    impacts: async () => readImpacts(ledger, (await readDesk(content)).catalogue.hash),
  };
}

describe('a coverage run', () => {
  test('leaves the effect of every open proposal beside its ledger', async () => {
    const { content, coverage, impacts } = await desk();
    // A folder, whatever it is called, is no proposal.
    await mkdir(path.join(content, 'proposals', 'archive.mdx'));
    const { out } = await coverage();
    expect(out).toMatch(/^PROP-007, if accepted: .* → .*; \+14 covered steps, \+14 fully covered cases$/m);
    expect(await impacts()).toMatchObject({
      schema: 'sop-impacts/1',
      refused: [],
      impacts: [{ proposal: 'PROP-007', asOf: AS_OF, total: { gained: { steps: 14, cases: 14 } } }],
    });
    // The report stays what programs read.
    expect(JSON.parse((await coverage('--json')).out)).toMatchObject({ schema: 'sop-coverage/1' });
  });

  test('says the same as propose --impact, which reads the exports of the last run', async () => {
    const { coverage, impacts, file, ledger } = await desk();
    await coverage();
    const { out } = await sopCommand(
      'propose',
      '--impact',
      file,
      '--ledger',
      ledger,
      '--as-of',
      AS_OF,
      '--json',
    );
    expect((await impacts())?.impacts).toEqual([JSON.parse(out)]);
  });

  test.for([
    ['nothing changed', async () => {}, true],
    [
      'the content changed',
      ({ content }: Desk) => writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 4\n'),
      false,
    ],
    [
      'the exports changed',
      ({ cases }: Desk) => writeFile(cases, exportWithGap().replace('G-1"', 'G-99"')),
      false,
    ],
  ] as const)('takes effects over only when %s', async ([, change, taken]) => {
    const world = await desk();
    await world.coverage();
    const file = path.join(world.ledger, 'impacts.json');
    const before: Impacts = JSON.parse(await read(file));
    await writeFile(
      file,
      JSON.stringify({ ...before, refused: [{ proposal: 'PROP-007', reason: 'a mark' }] }),
    );
    await change(world);
    await world.coverage();
    expect(JSON.parse(await read(file)).refused.length).toBe(taken ? 1 : 0);
  });

  test('without an open proposal leaves none, those of an earlier run neither', async () => {
    const { coverage, file, ledger } = await desk();
    await coverage();
    expect(await readdir(ledger)).toContain('impacts.json');
    await writeFile(file, proposal({ front: 'sop: SOP-ATO-03\nstatus: rejected\nreason: Enough' }));
    expect((await coverage()).out).not.toContain('PROP-007');
    expect(await readdir(ledger)).not.toContain('impacts.json');
  });

  test('tells why a proposal cannot be simulated, and simulates the others', async () => {
    const taken = proposal({ rule: RULE.replace('ATO-022', 'ATO-024') });
    const { coverage, content, impacts } = await desk(taken);
    await writeFile(path.join(content, 'proposals/other.mdx'), proposal().replace('PROP-007', 'PROP-008'));
    const { code, out } = await coverage();
    expect(code).toBe(0);
    expect(out).toMatch(/PROP-007 was not simulated: .*ATO-024 belongs to SOP-ATO-03/);
    expect(await impacts()).toMatchObject({
      impacts: [{ proposal: 'PROP-008', catches: [{ rule: 'ATO-022' }, { rule: 'ATO-022' }] }],
      refused: [{ proposal: 'PROP-007' }],
    });
  });

  test('holds what two proposals catch apart, even under one rule ID', async () => {
    const { coverage, content, impacts } = await desk();
    const broad = proposal({ rule: RULE.replace('phone was stolen and unlocked', 'the same session token') });
    await writeFile(path.join(content, 'proposals/broad.mdx'), broad.replace('PROP-007', 'PROP-009'));
    await coverage();
    const [first, second] = (await impacts())?.impacts ?? [];
    const phrases = (impact: typeof first) => impact?.catches.filter(({ kind }) => kind === 'phrase');
    expect(phrases(first)).toMatchObject([{ uncovered: { steps: 14 }, covered: { steps: 1 } }]);
    // Every step that a citation covers is counted: its text is not among the facts a run keeps.
    expect(phrases(second)).toMatchObject([
      { uncovered: { steps: 0 }, covered: { steps: 86, rules: [{ id: 'ATO-020', steps: 86 }] } },
    ]);
  });
});

type Desk = Awaited<ReturnType<typeof desk>>;

describe('effects are refused', () => {
  test.for([
    [
      'of other content',
      ({ content }: Desk) => writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 4\n'),
    ],
    ['of another ledger', ({ ledger }: Desk) => writeFile(path.join(ledger, 'ledger.json'), '{}')],
    ['without a ledger', ({ ledger }: Desk) => rm(path.join(ledger, 'ledger.json'))],
    ['cut off', ({ ledger }: Desk) => writeFile(path.join(ledger, 'impacts.json'), '{"schema": "sop-imp')],
    [
      'of another schema',
      async ({ ledger }: Desk) => {
        const file = path.join(ledger, 'impacts.json');
        await writeFile(file, (await read(file)).replace('sop-impacts/1', 'sop-impacts/0'));
      },
    ],
  ] as const)('%s', async ([, change]) => {
    const world = await desk();
    await world.coverage();
    expect(await world.impacts()).not.toBeNull();
    await change(world);
    expect(await world.impacts()).toBeNull();
  });
});
