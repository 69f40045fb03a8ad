import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readDesk } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { AS_OF, deskFolder, PROPOSAL, PROPOSAL_ZH, proposal, RULE, read, sopCommand } from './desk.ts';
import { exportWithGap } from './exports.ts';

async function desk() {
  const made = await deskFolder();
  return { ...made, file: path.join(made.content, PROPOSAL) };
}

describe('reject', () => {
  test('keeps the reason, whatever stands in it, and decides once', async () => {
    const { file, content } = await desk();
    expect(await sopCommand('reject', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--reason is missing'),
    });
    expect(await sopCommand('reject', file, '--reason', ' ')).toMatchObject({ code: 2 });
    expect((await sopCommand('reject', file, '--reason', 'ATO-020 says: "it" # already\nenough')).code).toBe(
      0,
    );
    const [rejected] = (await readDesk(content)).catalogue.proposals;
    expect(rejected).toMatchObject({ status: 'rejected', reason: 'ATO-020 says: "it" # already enough' });
    expect(await read(file)).toBe(
      proposal()
        .replace('status: in-review', 'status: rejected')
        .replace('01\n---', '01\nreason: "ATO-020 says: \\"it\\" # already enough"\n---'),
    );
    expect(await sopCommand('reject', file, '--reason', 'Again')).toMatchObject({ code: 1 });
    expect(await sopCommand('accept', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('rejected already'),
    });
  });

  test.for([
    ['<script>x</script>', '--reason: Unexpected markup "<script>", expected plain text'],
    ['x\u202Ey', '--reason: Unexpected control character U+202E, expected visible text'],
    ['x'.repeat(501), '--reason: expected at most 500 characters, not 501'],
  ] as const)(
    'refuses a reason that no field may hold, and says so of the option: %s',
    async ([reason, expected]) => {
      const { file } = await desk();
      expect(await sopCommand('reject', file, '--reason', reason)).toEqual({
        code: 2,
        out: '',
        err: `sop reject: ${expected}\n`,
      });
      expect(await read(file)).toBe(proposal());
    },
  );
});

describe('files', () => {
  test.for([
    ['nowhere.mdx', /no file/],
    [`content/sops/ato-investigation/session.mdx`, /is no proposal/],
    [`content/${PROPOSAL_ZH}`, /is a translation; name/],
  ] as const)('%s is no proposal', async ([name, expected]) => {
    const { folder } = await desk();
    for (const command of ['accept', 'reject']) {
      const { code, err } = await sopCommand(
        command,
        path.join(folder, name),
        ...(command === 'reject' ? ['--reason', 'No'] : []),
      );
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(expected) });
    }
  });

  test.for([
    'PROP-007',
    'prop-007',
    PROPOSAL,
    `content/${PROPOSAL}`,
    `./content/${PROPOSAL}`,
    'stolen-phone.mdx',
  ])('%s names the proposal', async (name) => {
    const { folder, file } = await desk();
    const cases = path.join(folder, 'cases.ndjson');
    await writeFile(cases, exportWithGap());
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    expect(await sopCommand('propose', '--impact', name, '--cases', cases)).toMatchObject({ code: 0 });
    expect(await sopCommand('reject', name, '--reason', 'No')).toMatchObject({ code: 0 });
    expect(await sopCommand('accept', name)).toMatchObject({ code: 1 });
    expect(await read(file)).toContain('status: rejected');
    expect(await sopCommand('accept', 'PROP-999')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no proposal PROP-999 in content; it has PROP-007'),
    });
  });

  test('are written all or none', async () => {
    const { content } = await desk();
    const before = await readDesk(content);
    const changes = [PROPOSAL, 'settings.yaml'].map((name) => ({
      path: name,
      bytes: Buffer.from('changed'),
    }));
    // A folder where a file should be lets the second rename fail.
    const blocked = [...changes, { path: 'sops', bytes: Buffer.from('x') }];
    await expect(writeFiles(content, blocked, before.files)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('nothing was changed'),
    });
    expect((await readDesk(content)).catalogue.hash).toBe(before.catalogue.hash);
    expect((await readdir(path.join(content, 'proposals'))).sort()).toEqual([
      'stolen-phone.mdx',
      'stolen-phone.zh-cn.mdx',
    ]);
    await writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 6\n');
    await expect(writeFiles(content, changes, before.files)).rejects.toMatchObject({
      message: expect.stringContaining('changed meanwhile'),
    });
    expect(await read(path.join(content, PROPOSAL))).toBe(proposal());
  });
});

describe('gaps and propose', () => {
  test('say what to do without a ledger, without gaps, and with one of other content', async () => {
    const { folder, content, file, dirs } = await desk();
    await writeFile(
      file,
      proposal({ rule: RULE.replace('phone was stolen and unlocked', 'phone was sold') }),
    );
    const cases = path.join(folder, 'cases.ndjson');
    const coverage = () => sopCommand('coverage', '--cases', cases, ...dirs, '--as-of', AS_OF);
    expect(await sopCommand('gaps', ...dirs)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/coverage"?\.\n$/),
    });
    await writeFile(cases, '');
    await coverage();
    expect(await sopCommand('gaps', ...dirs)).toMatchObject({
      code: 0,
      out: expect.stringContaining('no step was assessed'),
    });
    await writeFile(cases, exportWithGap());
    await coverage();
    const { out } = await sopCommand('gaps', ...dirs);
    const gap = /GAP-ATO-[0-9a-f]{6}/.exec(out)?.[0] ?? '';
    expect(await sopCommand('gaps', ...dirs, '--case-type', 'kyc-audit')).toMatchObject({
      code: 0,
      out: expect.stringContaining('No gaps'),
    });
    expect(await sopCommand('gaps', ...dirs, '--case-type', 'other')).toMatchObject({ code: 2 });
    for (const argv of [
      ['GAP-ATO-ffffff'],
      [gap, '--sop', 'SOP-ATO-99'],
      [gap, '--sop', 'SOP-KYC-01'],
      [],
      [gap, '--json'],
      [gap, '--as-of', 'soon'],
    ]) {
      expect(await sopCommand('propose', ...argv, ...dirs), argv.join(' ')).toMatchObject({
        code: 2,
        out: '',
      });
    }
    // On thin evidence it says what is missing, and writes nothing.
    await writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 15\n');
    await coverage();
    expect((await sopCommand('gaps', ...dirs)).out).toMatch(
      /^0 gaps as of .*\nbesides, \d+ steps with scattered wordings[\s\S]*\nGAP-ATO-000000/,
    );
    expect(await sopCommand('propose', 'gap-ato-000000', ...dirs)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/thin: these are the wordings that no theme holds/),
    });
    expect((await readdir(path.join(content, 'proposals'))).length).toBe(2);
    await writeFile(path.join(content, 'settings.yaml'), 'exemplarCases: 4\n');
    for (const argv of [['gaps'], ['propose', gap]]) {
      expect(await sopCommand(...(argv as [string]), ...dirs)).toMatchObject({
        code: 2,
        err: expect.stringContaining('coverage'),
      });
    }
    await coverage();
    expect(await sopCommand('propose', gap, ...dirs, '--sop', 'new', '--as-of', AS_OF)).toMatchObject({
      code: 0,
      out: expect.stringContaining('PROP-008 proposes ATO-030'),
    });
  });

  test('know a gap again by the wordings that an open proposal would cover', async () => {
    const { folder, content, dirs } = await desk();
    const cases = path.join(folder, 'cases.ndjson');
    await writeFile(cases, exportWithGap());
    const argv = ['--cases', cases, ...dirs, '--as-of', AS_OF, '--json'];
    const [gap] = JSON.parse((await sopCommand('coverage', ...argv)).out).gaps;
    expect(gap.id).not.toBe('GAP-ATO-abcdef');
    expect((await sopCommand('gaps', ...dirs)).out).toContain('proposal: PROP-007 (in-review)');
    expect(await sopCommand('propose', gap.id, ...dirs)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`PROP-007 (in-review) already proposes a rule for ${gap.id}`),
    });
    expect((await readdir(path.join(content, 'proposals'))).length).toBe(2);
  });
});
