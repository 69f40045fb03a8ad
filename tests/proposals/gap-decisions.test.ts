import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GapReport } from '../../src/coverage/ledger.ts';
import { decideGap } from '../../src/proposals/decide-gap.ts';
import { casesSince, standingOf } from '../../src/proposals/gap-standing.ts';
import { gapsSchema } from '../../src/proposals/gaps-value.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import type { GapDecision } from '../../src/sops/types.ts';
import { AS_OF, contentOf, deskFolder, PROPOSAL, proposal, RULE, read, sopCommand, textOf } from './desk.ts';
import { exportWithGap } from './exports.ts';

const FILE = 'gap-decisions.yaml';
const GAP = 'GAP-ATO-1a2b3c';
const dismissed: GapDecision = {
  gap: GAP,
  decision: 'dismissed',
  by: '@risk-ops/ato',
  date: '2026-11-20',
  reason: 'One runbook',
  proposal: null,
  wording: null,
};

describe('a gap', () => {
  const gap = { lastSeen: '2026-11-20' } as GapReport;

  test('stands open, claimed or dismissed, and open again once later cases have it', () => {
    expect(standingOf(gap, null)).toBe('open');
    expect(standingOf(gap, { ...dismissed, decision: 'claimed', date: '2026-01-01' })).toBe('claimed');
    expect(standingOf(gap, { ...dismissed, date: '2026-11-20' })).toBe('dismissed');
    expect(standingOf(gap, { ...dismissed, date: '2026-11-19' })).toBe('grown');
  });

  test('has at least the cases of the weeks after a decision, and one if it was seen since', () => {
    const weeks = [
      { monday: '2026-11-02', cases: 5, steps: 5 },
      { monday: '2026-11-09', cases: 3, steps: 4 },
      { monday: '2026-11-16', cases: 2, steps: 2 },
    ];
    const evidence = { id: GAP, weeks, signals: [], handling: { cases: 0, minutes: 0 }, nearest: [] };
    const since = (date: string) => casesSince(gap, evidence, date);
    expect(since('2026-11-08')).toBe(5);
    expect(since('2026-11-09')).toBe(2);
    expect(since('2026-11-19')).toBe(1);
    expect(since('2026-11-20')).toBe(0);
  });
});

describe('a decision is written', () => {
  const decided = async (text: string | null, decision: GapDecision) => {
    const content = await contentOf(text === null ? {} : { [FILE]: text });
    return textOf([await decideGap(content, decision, AS_OF)], FILE);
  };
  const ENTRY = `- gap: ${GAP}
  decision: dismissed
  by: "@risk-ops/ato"
  date: 2026-11-20
  reason: One runbook
`;

  test('into a file that is new, empty, or holds comments or an empty list only', async () => {
    expect(await decided(null, dismissed)).toBe(ENTRY);
    expect(await decided('', dismissed)).toBe(ENTRY);
    expect(await decided('[]\n', dismissed)).toBe(ENTRY);
    expect(await decided('# Kept by the leads.\n\n# - gap: …\n', dismissed)).toBe(
      `# Kept by the leads.\n\n# - gap: …\n\n${ENTRY}`,
    );
  });

  test('beside other entries and every comment, in place of the one about the same gap', async () => {
    const before = `# Kept by the leads.
- gap: GAP-KYC-4d5e6f # the first one
  decision: claimed
  by: "@risk-ops/kyc"
  date: 2026-11-01

# Under discussion.
- gap: ${GAP}
  decision: claimed
  by: Head of ATO # for now
  date: 2026-11-02
  proposal: PROP-001

# The end.
`;
    const content = {
      [FILE]: before,
      [PROPOSAL]: proposal().replace('GAP-ATO-abcdef', GAP).replace('007', '001'),
    };
    const changed = await decideGap(await contentOf(content), dismissed, AS_OF);
    expect(textOf([changed], FILE)).toBe(`# Kept by the leads.
- gap: GAP-KYC-4d5e6f # the first one
  decision: claimed
  by: "@risk-ops/kyc"
  date: 2026-11-01

# Under discussion.
- gap: ${GAP}
  decision: dismissed
  by: "@risk-ops/ato" # for now
  date: 2026-11-20
  reason: One runbook

# The end.
`);
  });

  test('with the line ends of the file', async () => {
    expect(await decided('# a\r\n', dismissed)).toBe(`# a\n\n${ENTRY}`.replaceAll('\n', '\r\n'));
  });

  test.for([
    'yes: "no" # - [x]',
    "it's",
    '- a',
    '@me',
    'null',
    '2026-11-20',
    '1e3',
    '*',
    '客户已知，无需规则',
    'a'.repeat(500),
  ])('and read back, whatever the reason: %s', async (reason) => {
    const content = await contentOf();
    const changed = await decideGap(content, { ...dismissed, reason, by: reason.slice(0, 80) }, AS_OF);
    const after = await contentOf({ [FILE]: textOf([changed], FILE) });
    expect(after.catalogue.gapDecisions).toEqual([{ ...dismissed, reason, by: reason.slice(0, 80) }]);
  });

  test.for([
    ['markup in the reason', { reason: '<script>x</script>' }, 2],
    ['a reason too long', { reason: 'a'.repeat(501) }, 2],
    ['a day to come', { date: '2026-11-23' }, 1],
    ['a proposal that does not exist', { proposal: 'PROP-999' }, 1],
    ['what is left over', { gap: 'GAP-ATO-000000' }, 1],
  ] as const)('not with %s', async ([, changes, exitCode]) => {
    await expect(decided('', { ...dismissed, ...changes })).rejects.toMatchObject({
      exitCode,
      message: expect.not.stringContaining('\n'),
    });
  });
});

describe('dismiss and claim', () => {
  async function desk() {
    const other = proposal({ rule: RULE.replace('phone was stolen and unlocked', 'phone was sold') });
    const { folder, content, dirs } = await deskFolder(other);
    const cases = path.join(folder, 'cases.ndjson');
    await writeFile(cases, exportWithGap());
    const coverage = () => sopCommand('coverage', '--cases', cases, ...dirs, '--as-of', AS_OF, '--json');
    const { out } = await coverage();
    const gap: GapReport = JSON.parse(out).gaps[0];
    return { content, dirs, coverage, gap, ledger: path.join(folder, 'ledger') };
  }

  test('take a gap off the list and bring it back, without a run in between, and change no number', async () => {
    const { content, dirs, coverage, gap, ledger } = await desk();
    const report = JSON.parse((await coverage()).out);
    const gaps = async (...argv: string[]) =>
      gapsSchema.parse(JSON.parse((await sopCommand('gaps', ...dirs, '--json', ...argv)).out)).gaps;
    expect(await gaps()).toMatchObject([{ id: gap.id, standing: 'open', decision: null, since: AS_OF }]);

    expect(await sopCommand('dismiss', gap.id, '--reason', '…', ...dirs)).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected words, not …'),
    });
    const dismissal = await sopCommand('dismiss', gap.id, '--reason', 'One\n runbook', ...dirs);
    expect(dismissal).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${gap.id} is dismissed by @risk-ops/ato: One runbook\n`),
    });
    expect(await gaps()).toEqual([]);
    expect(await gaps('--all')).toMatchObject([
      { id: gap.id, standing: 'dismissed', decision: { decision: 'dismissed', reason: 'One runbook' } },
    ]);
    expect((await sopCommand('gaps', ...dirs)).out).toContain('1 dismissed gap left out; --all shows them');
    expect((await sopCommand('gaps', ...dirs, '--all')).out).toContain('dismissed by @risk-ops/ato on ');
    // What the site shows is of the content it is built from.
    const { catalogue } = await readDesk(content);
    expect(() => readLedger(ledger, catalogue.hash)).toThrow('the SOPs have changed');

    const earlier = ['--as-of', gap.firstSeen, '--reason', 'Rare'];
    expect((await sopCommand('dismiss', gap.id, ...earlier, ...dirs)).code).toBe(0);
    expect(await gaps()).toMatchObject([{ id: gap.id, standing: 'grown' }]);
    expect((await sopCommand('gaps', ...dirs)).out).toMatch(
      new RegExp(`open again: last seen ${gap.lastSeen}, at least \\d+ cases later`),
    );
    // Typed by hand: the file holds the ID as the list has it.
    const typed = gap.id.toLowerCase();
    expect((await sopCommand('claim', typed, '--by', 'Identity team', ...dirs)).code).toBe(0);
    expect(await gaps()).toMatchObject([
      { id: gap.id, standing: 'claimed', decision: { by: 'Identity team', reason: null }, since: AS_OF },
    ]);
    expect((await read(path.join(content, FILE))).match(/gap:/g)).toHaveLength(1);

    const after = JSON.parse((await coverage()).out);
    expect(after).toEqual(report);
  });

  test('do not hide that other content changed since the run', async () => {
    const { content, dirs, gap } = await desk();
    await sopCommand('claim', gap.id, ...dirs);
    expect(await sopCommand('propose', gap.id, '--as-of', AS_OF, ...dirs)).toMatchObject({ code: 0 });
    expect(await sopCommand('gaps', ...dirs)).toMatchObject({ code: 0 });
    await writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 4\n');
    expect(await sopCommand('gaps', ...dirs)).toMatchObject({
      code: 2,
      err: expect.stringContaining('the SOPs have changed'),
    });
  });

  test.for([
    ['dismiss', [], /name one gap/],
    ['dismiss', [GAP], /--reason is missing/],
    ['dismiss', [GAP, '--reason', ' '], /--reason is missing/],
    ['claim', [GAP], /no gap GAP-ATO-1a2b3c in the last run/],
    ['claim', [GAP, '--as-of', 'soon'], /expected a date/],
    ['claim', [GAP, 'another'], /name one gap/],
  ] as const)('%s %j could not run', async ([command, argv, expected]) => {
    const { content, dirs } = await desk();
    expect(await sopCommand(command, ...argv, ...dirs)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(expected),
    });
    expect((await readDesk(content)).catalogue.gapDecisions).toEqual([]);
  });
});
