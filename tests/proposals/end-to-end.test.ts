import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { assert, expect, test } from 'vitest';
import type { Ledger } from '../../src/coverage/ledger.ts';
import { gapsSchema } from '../../src/proposals/gaps-value.ts';
import type { Impact } from '../../src/proposals/impact-types.ts';
import { proofOf } from '../../src/proposals/proof.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import {
  AS_OF,
  contentOf,
  read,
  SESSION,
  SESSION_ZH,
  sopCommand,
  temporaryFolder,
  textOf,
  writeAll,
} from './desk.ts';
import { exportWithGap, laterExport } from './exports.ts';

test('a planted gap is found, proposed, simulated, accepted and closed', async () => {
  const folder = await temporaryFolder();
  const [content, ledger, cases] = ['content', 'ledger', 'cases.ndjson'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const start = await contentOf();
  await writeAll(content, start.files);
  await writeFile(cases, exportWithGap());
  const dirs = ['--content', content, '--ledger', ledger];
  const coverage = () => sopCommand('coverage', '--cases', cases, ...dirs, '--as-of', AS_OF, '--json');
  const ledgerOf = async (): Promise<Ledger> => JSON.parse(await read(path.join(ledger, 'ledger.json')));

  expect(await sopCommand('gaps', ...dirs)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/coverage/),
  });
  expect((await coverage()).code).toBe(0);
  const before = await ledgerOf();

  // The gap is listed.
  const gaps = async () => gapsSchema.parse(JSON.parse((await sopCommand('gaps', ...dirs, '--json')).out));
  const listed = await gaps();
  expect(listed).toMatchObject({
    asOf: AS_OF,
    catalogue: start.catalogue.hash,
    cases: before.report.total.cases,
    syntheticCases: 0,
  });
  const found = listed.gaps.find(({ exemplars }) => exemplars.join().includes('stolen and unlocked'));
  assert(found);
  expect(found).toMatchObject({
    rank: 1,
    caseType: 'ato-investigation',
    owner: '@risk-ops/ato',
    cases: 14,
    steps: 14,
    labels: { TP: 4, TN: 0, FP: 7, FN: 3 },
    handling: { cases: 14, minutes: 280 },
    firstSeen: '2026-09-07',
    lastSeen: '2026-10-19',
    signals: [{ code: 'device_reported_stolen', cases: 12 }],
    proposals: [],
    since: AS_OF,
    history: [],
  });
  const text = (await sopCommand('gaps', ...dirs)).out;
  expect(text).toContain(`propose ${found.id}`);
  expect(text).toContain('TP 4, TN 0, FP 7, FN 3; 280 handling minutes in 14 cases');

  // It is proposed once.
  const propose = () =>
    sopCommand(
      'propose',
      found.id,
      ...dirs,
      '--sop',
      'SOP-ATO-03',
      '--proposer',
      'An owner',
      '--as-of',
      AS_OF,
    );
  expect(await propose()).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('PROP-001 proposes ATO-025'),
  });
  expect(await propose()).toMatchObject({
    code: 1,
    err: expect.stringContaining('PROP-001 (draft) already proposes'),
  });
  expect((await sopCommand('gaps', ...dirs)).out).toContain('proposal: PROP-001 (draft)');
  const written = (await readDesk(content)).catalogue.proposals[0];
  const file = path.join(content, written?.file ?? '');
  expect((await gaps()).gaps).toContainEqual({
    ...found,
    proposals: [{ id: 'PROP-001', status: 'draft', file: written?.file }],
  });
  const draft = await read(file);
  expect(draft).toContain('signals="device_reported_stolen"');
  expect(draft).toMatch(/<Covers phrase="[a-z ]*stolen and unlocked[a-z ]*" \/>/);
  for (const secret of ['G-1', '13 hours']) expect(draft).not.toContain(secret);
  expect(await sopCommand('check', '--content', content)).toMatchObject({ code: 0 });

  // With its prompts it is refused, every one with its place.
  const refused = await sopCommand('accept', file, '--as-of', AS_OF);
  expect(refused.code).toBe(1);
  const prompts = draft.match(/\[TODO: [^\]]*\]/g) ?? [];
  expect(refused.err.match(/:\d+:\d+: unfilled prompt/g)).toHaveLength(prompts.length);
  expect(refused.err).not.toContain('待填');

  await writeFile(file, fill(draft, 'en'));
  const translation = file.replace('.mdx', '.zh-cn.mdx');
  await writeFile(translation, fill(await read(translation), 'zh-CN'));

  // Simulated, and nothing but the simulation happens.
  const untouched = await read(path.join(content, SESSION));
  const simulated = await sopCommand(
    'propose',
    '--impact',
    file,
    '--cases',
    cases,
    '--as-of',
    AS_OF,
    '--json',
  );
  expect(simulated).toMatchObject({ code: 0 });
  const impact: Impact = JSON.parse(simulated.out);
  expect(await read(path.join(content, SESSION))).toBe(untouched);
  const [ato] = impact.caseTypes;
  expect(ato?.before).toMatchObject({ covered: before.report.caseTypes[0]?.asIs.covered, steps: 101 });
  expect(ato).toMatchObject({ id: 'ato-investigation', gained: { steps: 14, cases: 14 } });
  expect(impact.gaps.closed.map(({ id }) => id)).toContain(found.id);
  const phrase = impact.catches.find(({ kind }) => kind === 'phrase');
  expect(phrase).toMatchObject({
    rule: 'ATO-025',
    uncovered: { steps: 14, cases: 14 },
    covered: { steps: 1, cases: 1, rules: [{ id: 'ATO-024', steps: 1 }] },
    elsewhere: [{ caseType: 'kyc-audit', steps: 1, cases: 1 }],
  });
  expect(impact.catches.find(({ kind }) => kind === 'signal')).toMatchObject({
    uncovered: { steps: 12 },
    covered: { steps: 0 },
  });
  const told = await sopCommand('propose', '--impact', file, '--cases', cases, '--as-of', AS_OF);
  expect(told.out).toContain('+14 covered steps, +14 fully covered cases');
  expect(told.out).toContain(`closes ${found.id}`);

  // Accepted into both languages.
  expect(await sopCommand('accept', file, '--as-of', AS_OF)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('PROP-001 is accepted into SOP-ATO-03 (2.1.3 → 2.2.0)'),
  });
  expect(await sopCommand('check', '--content', content, '--json')).toMatchObject({
    code: 0,
    out: expect.not.stringContaining('ATO-025'),
  });
  expect(await read(path.join(content, SESSION_ZH))).toContain('id="ATO-025"');
  expect(textOf(start.files, SESSION)).not.toContain('ATO-025');

  // Coverage says what the simulation said, to the last digit.
  expect((await sopCommand('gaps', ...dirs)).code).toBe(2);
  expect((await coverage()).code).toBe(0);
  const after = await ledgerOf();
  const standings = ({ report }: Ledger) =>
    report.caseTypes.map(
      ({ id, cases, steps, status, asIs: { covered, coverage, interval, fullyCoveredCases } }) => ({
        id,
        status,
        after: { cases, steps, covered, coverage, interval, fullyCoveredCases },
      }),
    );
  expect(impact.caseTypes.map(({ id, status, after }) => ({ id, status: status.after, after }))).toEqual(
    standings(after),
  );
  const idsOf = ({ report }: Ledger) => report.gaps.map(({ id }) => id);
  expect(impact.gaps.closed.map(({ id }) => id)).toEqual(
    idsOf(before).filter((id) => !idsOf(after).includes(id)),
  );
  expect(idsOf(after)).not.toContain(found.id);

  // Later cases prove it.
  const proof = async () => {
    const { catalogue } = await readDesk(content);
    return proofOf(catalogue.proposals[0] as never, catalogue, await ledgerOf());
  };
  expect(await proof()).toMatchObject({
    state: 'unproven',
    rules: [{ id: 'ATO-025', effective: AS_OF, lastCited: null }],
  });
  await writeFile(cases, exportWithGap() + laterExport('ATO-025'));
  expect((await coverage()).code).toBe(0);
  expect(await proof()).toMatchObject({ state: 'proven', rules: [{ lastCited: '2026-11-30' }] });
});

const WORDS = {
  en: [
    'Login after the phone was reported stolen.',
    'Time of the theft report against the first login.',
    'Lock the account for 24 hours.',
    '**Block** when the login is later than the theft.',
    'To the team lead when money left.',
    'Time of theft, time of login.',
    'misleads when the phone was found again.',
  ],
  'zh-CN': [
    '手机报失后发生的登录。',
    '报失时间与首次登录时间。',
    '锁定账户 24 小时。',
    '登录晚于被盗时**拦截**。',
    '资金已转出时上报组长。',
    '被盗时间、登录时间。',
    '手机已找回时会误导。',
  ],
};

/** Fills in what a draft asks for, in its order. */
function fill(draft: string, language: keyof typeof WORDS): string {
  let next = 0;
  return draft
    .replace(/title="\[[^\]]*\]"/, language === 'en' ? 'title="Phone reported stolen"' : 'title="手机报失"')
    .replace(/\[(?:TODO: |待填：)[^\]]*\]/g, () => WORDS[language][next++] ?? '');
}
