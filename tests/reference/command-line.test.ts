import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { coverage, temporaryFolder } from './command.ts';
import { ndjson } from './export-writer.ts';
import { expectNoStack, expectRefusal, expectReport, filesBelow, goodCase, SmallWorld } from './small.ts';
import type { CaseRecord } from './world-cases.ts';

/** Options, exit codes, and what must never be said (formats.md section 7). */

const folder = temporaryFolder();
let world: SmallWorld;

beforeAll(() => {
  world = new SmallWorld(join(folder, 'world'));
  const uncovered = { case_type: 'kyc-audit', chain: [{ text: 'Nothing', rule_ids: ['nope'] }] };
  const half = { case_type: '2fa-reset', chain: [{ rule_ids: ['2FA-003'] }, { text: 'x' }] };
  const exactly = {
    case_type: 'withdrawal-anomaly',
    chain: Array.from({ length: 5 }, (_, index) => ({
      text: 'x',
      rule_ids: index < 4 ? ['WDA-001'] : ['nope'],
    })),
  };
  world.write(
    'b.ndjson',
    ndjson([goodCase('B-1', uncovered), goodCase('B-2', half), goodCase('B-3', exactly)]),
  );
});

test.for([
  [['--frobnicate'], /frobnicate/],
  [['--as-of', 'tomorrow'], /tomorrow/],
  [['--as-of', '2026-02-30'], /2026-02-30/],
  [['--as-of', '2026-2-3'], /2026-2-3/],
  [['--since', '2026-13-01'], /2026-13-01/],
  [['--until', ''], /--until/],
  [['--until', '2026-01-01T00:00:00Z'], /2026-01-01T00/],
  [['stray'], /stray/],
  [['--gate', '--only', 'loan-review'], /loan-review/],
  [['--ledger'], /--ledger/],
] as const)('%j cannot run', async ([options, message]) => {
  expectRefusal(await world.run(options), message);
});

test.for([
  [['--gate'], 1],
  [['--gate', '--only', 'ato-investigation'], 0],
  [['--gate', '--only', 'kyc-audit'], 1],
  [['--gate', '--only', 'ato-investigation', 'kyc-audit'], 1],
  [['--gate', '--only', 'ato-investigation', '--only', '2fa-reset'], 1],
  // Exactly its target does not exceed it; nothing assessed is never a pass.
  [['--gate', '--only', 'withdrawal-anomaly'], 1],
  [['--gate', '--only', 'poa-review'], 1],
  [['--gate', '--only', 'ato-investigation', '--until', '2020-01-01'], 1],
  [[], 0],
] as const)('%j exits %i', async ([options, code]) => {
  const result = await world.run(options);
  expect(result.code).toBe(code);
  expectNoStack(result.stderr);
  expect(JSON.parse(result.stdout)).toMatchObject({ schema: 'sop-coverage/1' });
});

test('--help explains and exits 0', async () => {
  const { code, stdout, stderr } = await coverage(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('--since');
});

test('nothing of a case is said: no text, no ID, no reviewer, in no output and no file', async () => {
  const told = new SmallWorld(join(folder, 'told'));
  const named = (id: string, change: CaseRecord): CaseRecord =>
    goodCase(`Canary-Case-${id}`, {
      chain: [{ text: 'Zebediah Quartermaine rang about his frozen vault', kind: 'Canary kind' }],
      review: {
        reviewer: 'Canary Reviewer',
        annotation: 'Canary annotation',
        root_cause: 'Canary cause',
        label: 'FP',
      },
      facets: { market: 'Canary market' },
      note: 'Canary note',
      ...change,
    });
  told.write(
    'b.ndjson',
    ndjson([
      named('1', {}),
      named('2', {
        chain: [{ text: 'Quartermaine again', rule_ids: ['Canary rule'], signals: ['Canary_signal'] }],
      }),
      named('3', { decided_at: 'Canary time' }),
      named('4', { chain: 'Canary chain' }),
      named('5', {
        review: { label: 'Canary label', reviewed_at: 'Canary time', reviewer: { name: 'Canary' } },
      }),
      named('1', { review: 'Canary review' }),
      // Often in one case, and in a few cases, is not yet a wording that many share.
      named('10', {
        chain: Array.from({ length: 40 }, () => ({ text: 'Zebediah Quartermaine moved to Canary Road' })),
      }),
      ...['11', '12', '13', '14'].map((id) =>
        named(id, {
          chain: [
            { text: 'Quartermaine wrote from Canary Road', rule_ids: ['Canary-7'] },
            { text: 'Quartermaine asks for Zebediah' },
          ],
        }),
      ),
      named('6', { case_id: { Canary: 'Canary' } }),
      Buffer.from('{"case_id":"Canary-broken, "text":"Zebediah"}'),
      Buffer.from('Canary Zebediah'),
      Buffer.from('{"case_id":"Canary\xff"}', 'latin1'),
    ]),
  );
  told.write(
    'c.csv',
    'case_id,case_type,decided_at,text\nCanary-7,ato,never,Zebediah\n,ato,2026-10-01T00:00:00Z,Canary\n',
  );
  told.write('d.json', '[{"case_id":"Canary-8","case_type":"ato","decided_at":"Canary"}]');
  const asJson = await told.run();
  expectReport(asJson, { records: 20 });
  const asTable = await coverage([
    ...['--content', join(told.folder, 'content'), '--cases', join(told.folder, 'cases/*')],
    ...['--as-of', '2026-11-22', '--ledger', told.ledger, '--gate'],
  ]);
  expect(asTable.code).toBe(1);
  const files = filesBelow(told.ledger, ['facts']).map((file) => file + readFileSync(file, 'latin1'));
  const said = [asJson.stdout, asJson.stderr, asTable.stdout, asTable.stderr, ...files].join('\n');
  expect(said).not.toMatch(/canary|zebediah|quartermaine/i);
});

test('a file that cannot be read is refused without a word of what is in it', async () => {
  for (const [name, text] of [
    ['b.json', '[{"case_id":"Canary", Zebediah'],
    ['b.csv', 'case_id,text\n"Canary" Zebediah,"never closed'],
    ['b.json', '"Canary"'],
  ] as const) {
    const told = new SmallWorld(join(folder, `told-${name}-${text.length}`));
    told.write(name, text);
    const { stdout, stderr } = await told.run();
    expectNoStack(stderr);
    expect(stdout + stderr).not.toMatch(/canary|zebediah/i);
  }
});
