import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ledgerSchema } from '../../src/coverage/ledger.ts';
import { createDesk, RULES, record, writeContent } from './helpers.ts';

/** Cases that come out differently on the two clocks: they were decided on 2026-06-15, it is 2026-06-30. */
const CASES = {
  'a.ndjson': [
    record('cited', [{ rule_ids: ['ato 1'] }], { review: { label: 'TP', citation_correct: true } }),
    record('outdated', [{ rule_ids: ['ATO-001@1'] }]),
    record('replaced', [{ rule_ids: ['ATO-002'] }]),
    record('bound by signal', [{ signals: ['device_mismatch'] }]),
    record('bound by phrase', [{ text: 'A new device after password reset!', rule_ids: ['AML-1'] }]),
    record('pending', [{ rule_ids: ['ATO-003'], signals: ['sim_swap'] }]),
    record('misapplied', [{ rule_ids: ['KYC-001'] }], { review: { label: 'FN' } }),
    record('unknown', [{ rule_ids: ['ATO-404'] }]),
    record('gap', [{ text: '狗叫了' }, { kind: 'note', text: 'talk' }, {}]),
    record('too early', [{ rule_ids: ['ATO-001'] }], { decided_at: '2024-12-31T23:59:59Z' }),
    'no json\n',
  ].join(''),
  'b.ndjson': [
    record('cited', [], {
      decided_at: '2026-06-14T12:00:00Z',
      review: { reviewed_at: '2026-06-14T13:00:00Z' },
    }),
    record('gap', [{ text: '狗叫了' }]),
    record('expired', [{ text: 'KYC-001 applies' }], { case_type: 'kyc' }),
    record('too late', [{ rule_ids: ['ATO-001'] }], { decided_at: '2026-07-01T00:00:00Z' }),
  ].join(''),
};

const NO_VERDICTS = {
  cited: 0,
  bound: 0,
  retired: 0,
  pending: 0,
  misapplied: 0,
  unknown: 0,
  uncited: 0,
  gap: 0,
};
const NO_DEFECTS = { retired: 0, pending: 0, misapplied: 0, unknown: 0, outdated: 0 };

describe('a run', () => {
  test('judges every step on both clocks', async () => {
    const desk = await createDesk(CASES);
    const { report } = await desk.run({ since: '2026-06-15', until: '2026-06-15' });
    expect(report.input).toEqual({
      files: 2,
      records: 15,
      accepted: 12,
      rejected: 1,
      duplicates: 2,
      rejects: { 'invalid-json': 1 },
      warnings: 0,
    });
    expect(report.rules).toEqual({ active: 2, retired: 1, pending: 1 });
    const [ato, kyc] = report.caseTypes;
    expect(ato).toMatchObject({
      id: 'ato-investigation',
      cases: 9,
      steps: 9,
      exempt: 0,
      empty: 0,
      status: 'insufficient',
    });
    expect(ato?.asIs).toEqual({
      covered: 5,
      coverage: 5 / 9,
      interval: null,
      fullyCoveredCases: 5,
      verdicts: { ...NO_VERDICTS, cited: 3, bound: 2, pending: 1, misapplied: 1, unknown: 1, gap: 1 },
      defects: { ...NO_DEFECTS, pending: 1, misapplied: 1, unknown: 2, outdated: 1 },
    });
    expect(ato?.asWas).toEqual({
      covered: 4,
      coverage: 4 / 9,
      interval: null,
      fullyCoveredCases: 4,
      verdicts: {
        ...NO_VERDICTS,
        cited: 2,
        bound: 2,
        retired: 1,
        pending: 1,
        misapplied: 1,
        unknown: 1,
        gap: 1,
      },
      defects: { ...NO_DEFECTS, retired: 1, pending: 1, misapplied: 1, unknown: 2 },
    });
    expect(ato?.labels).toEqual({ TP: 1, TN: 0, FP: 0, FN: 1 });
    expect(kyc?.asIs.verdicts).toEqual({ ...NO_VERDICTS, cited: 1 });
    expect(report.total).toMatchObject({ cases: 10, steps: 10, asIs: { covered: 6 }, asWas: { covered: 5 } });
  });

  test('counts exempt and empty steps, and in nothing else', async () => {
    const desk = await createDesk({
      'a.ndjson': record('A', [
        { kind: 'note', rule_ids: ['AML-1'] },
        { kind: 'note' },
        {},
        { rule_ids: ['ATO-001'] },
      ]),
    });
    const { report } = await desk.run();
    expect(report.total).toMatchObject({ cases: 1, steps: 1, exempt: 1, empty: 2 });
    expect(report.total.asIs).toMatchObject({ coverage: 1, fullyCoveredCases: 1, defects: NO_DEFECTS });
  });

  test('binds a step only by rules in force on the day of its clock', async () => {
    const desk = await createDesk({
      'a.ndjson': [
        record('A', [{ text: '邻居代收包裹' }]),
        record('B', [{ signals: ['parcel'] }]),
        record('C', [{ text: '邻居代收包裹' }], { decided_at: '2026-06-20T00:00:00Z' }),
      ].join(''),
    });
    const rule = '<Rule id="ATO-004" title="Parcel" effective="2026-06-20" signals="parcel">\n\n';
    await writeContent(join(desk.folder, 'content'), {
      ato: `${RULES.ato}\n${rule}<Covers phrase="代收包裹" />\n\nAsk.\n\n</Rule>\n`,
    });
    const { total } = (await desk.run()).report;
    expect([total.asIs.verdicts.bound, total.asWas.verdicts.bound]).toEqual([3, 1]);
    const before = (await desk.run({ asOf: '2026-06-19' })).report.total;
    expect([before.asIs.verdicts.bound, before.asWas.verdicts.bound]).toEqual([0, 1]);
  });

  test('takes a rule that only a proposal holds for one to come', async () => {
    const desk = await createDesk({
      'a.ndjson': record('A', [{ rule_ids: ['ATO-004'], signals: ['parcel'] }]),
    });
    const content = join(desk.folder, 'content');
    const page = [
      '---',
      'id: PROP-001',
      'gap: GAP-ATO-123456',
      'caseType: ato-investigation',
      'sop: SOP-ATO-01',
      'status: in-review',
      'proposer: r-17',
      'created: 2026-06-01',
      '---',
      '<Rule id="ATO-004" title="Parcel" effective="2026-01-01" signals="parcel">\n\nAsk.\n\n</Rule>\n',
    ];
    await mkdir(join(content, 'proposals'));
    await writeFile(join(content, 'proposals', 'parcel.mdx'), page.join('\n'));
    const { report } = await desk.run();
    expect(report.total.asIs.verdicts).toEqual({ ...NO_VERDICTS, pending: 1 });
    expect(report.rules).toEqual({ active: 2, retired: 1, pending: 1 });
  });

  test('counts the cases that are marked as synthetic', async () => {
    const desk = await createDesk({
      'a.ndjson': record('A', [], { synthetic: true }) + record('B', []),
      'b.ndjson': record('C', [], { synthetic: true }),
    });
    expect((await desk.run()).syntheticCases).toBe(2);
  });

  test('lists every case type, with zeros where nothing came', async () => {
    const desk = await createDesk({ 'a.ndjson': '' });
    const { report } = await desk.run();
    expect(report.caseTypes.map(({ id, steps, status }) => [id, steps, status])).toEqual([
      ['ato-investigation', 0, 'no-data'],
      ['kyc-audit', 0, 'no-data'],
    ]);
    expect(report.total.asIs.coverage).toBeNull();
  });

  test.each([
    [null, null, 12],
    ['2026-06-15', null, 11],
    ['2026-06-16', null, 1],
    [null, '2026-06-15', 11],
    [null, '2026-06-14', 1],
    ['2027-01-01', '2026-01-01', 0],
  ])('from %s to %s, both included, counts %i cases', async (since, until, cases) => {
    const desk = await createDesk(CASES);
    const { report } = await desk.run({ since, until });
    expect(report.window).toEqual({ since, until });
    expect(report.total.cases).toBe(cases);
    expect(report.input.accepted).toBe(12);
  });

  test('tells where each rejected record stands: its line and export, and in a file beside the ledger its path', async () => {
    const desk = await createDesk({ ...CASES, 'c.ndjson': '\n{"case_id":"A"}' });
    const rejects = [
      { file: 'a.ndjson', line: 11, reason: 'invalid-json', message: 'not valid JSON' },
      { file: 'c.ndjson', line: 2, reason: 'missing-field', message: 'case_type is missing' },
    ];
    expect((await desk.run()).rejects).toEqual(rejects);
    const lines = (await readFile(join(desk.folder, 'ledger', 'rejects.ndjson'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      rejects.map((reject) => ({ ...reject, file: desk.exported(reject.file) })),
    );
  });

  test('writes a ledger without case IDs and step texts', async () => {
    const secret = 'zebra';
    const desk = await createDesk({
      'a.ndjson': record(
        `C-${secret}`,
        [{ text: `${secret} crossed` }, { rule_ids: [secret] }, { signals: [secret] }],
        {
          review: { annotation: secret, reviewer: secret, label: secret },
        },
      ),
    });
    await desk.run();
    expect(await desk.ledgerText()).not.toMatch(/zebra/i);
  });

  test('writes a ledger without what names a person, in however many cases it stands', async () => {
    const personal = [
      'john.doe@mail.example',
      '+86 138 0013 8000',
      'DE89 3704 0044 0532 0130 00',
      '4111 1111 1111 1111',
      'Zhang Wei',
      '王小明',
    ];
    const cases = Array.from({ length: 60 }, (_, index) => {
      const one = personal[index % personal.length] as string;
      const steps = [{ text: `write to ${one} now` }, { rule_ids: [one] }, { signals: [one, 'sim_swap'] }];
      return record(`C-${index}`, [...steps, { signals: [one] }], { roca: { version: one } });
    });
    const desk = await createDesk({ 'a.ndjson': cases.join('') });
    await desk.run();
    const ledger = await desk.ledgerText();
    expect(ledger).toContain('sim_swap');
    expect(ledger).toContain('sim_swap');
    for (const one of [...personal.slice(0, 4), 'doe', 'Zhang', '3704', '0013'])
      expect(ledger).not.toContain(one);
  });

  test('names a version of ROCA and an unknown ID only when enough cases have it', async () => {
    const of = (cases: number, version: string) =>
      Array.from({ length: cases }, (_, index) =>
        record(`${version}-${index}`, [{ rule_ids: [`POLICY ${cases}`] }], { roca: { version } }),
      );
    const desk = await createDesk({ 'a.ndjson': [...of(1, 'roca-alone'), ...of(2, 'roca-shared')].join('') });
    await desk.run();
    const ledger = await desk.ledgerText();
    for (const shown of ['roca-shared', 'POLICY 2']) expect(ledger).toContain(shown);
    for (const hidden of ['roca-alone', 'POLICY 1']) expect(ledger).not.toContain(hidden);
  });

  test('writes a ledger that its readers accept', async () => {
    const desk = await createDesk(CASES);
    await desk.run();
    expect(() => ledgerSchema.parse(JSON.parse('{}'))).toThrow();
    ledgerSchema.parse(JSON.parse(await desk.ledgerText()));
  });

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:00:00-08:00'])(
    'writes a ledger that its readers accept also for a case decided at %s',
    async (decided_at) => {
      const desk = await createDesk({ 'a.ndjson': record('A', [{ rule_ids: ['ATO-001'] }], { decided_at }) });
      await desk.run();
      ledgerSchema.parse(JSON.parse(await desk.ledgerText()));
    },
  );

  test('gives every week from the first case to the last', async () => {
    const desk = await createDesk({
      'a.ndjson': ['2026-06-01', '2026-06-07', '2026-06-22']
        .map((day) => record(day, [{ rule_ids: ['ATO-001'] }], { decided_at: `${day}T12:00:00Z` }))
        .join(''),
    });
    const { caseTypes } = await desk.run();
    expect(caseTypes[0]?.weeks.map(({ monday, cases }) => [monday, cases])).toEqual([
      ['2026-06-01', 2],
      ['2026-06-08', 0],
      ['2026-06-15', 0],
      ['2026-06-22', 1],
    ]);
  });

  test('keeps the weeks that have cases when one case has a date far from them', async () => {
    const desk = await createDesk({
      'a.ndjson': [
        record('A', [{ rule_ids: ['ATO-001'] }], { decided_at: '1970-01-01T00:00:00Z' }),
        record('B', [{ rule_ids: ['ATO-001'] }]),
      ].join(''),
    });
    const { caseTypes } = await desk.run();
    expect(caseTypes[0]?.weeks.find(({ monday }) => monday === '2026-06-15')?.cases).toBe(1);
  });
});

describe('what nothing covers', () => {
  const gapSteps = (wording: string, cases: number, name: string, review: object = {}) =>
    Array.from({ length: cases }, (_, index) =>
      record(`${name}${index}`, [{ text: wording }, { text: wording }], {
        decided_at: `2026-06-${10 + index}T12:00:00Z`,
        review,
      }),
    ).join('');

  test('makes a gap, whose steps, cases and labels are counted', async () => {
    const desk = await createDesk({
      'a.ndjson': gapSteps('快递员把包裹放在邻居家门口', 3, 'A', { label: 'FP' }),
    });
    const { report } = await desk.run();
    expect(report.gaps).toEqual([
      {
        id: expect.stringMatching(/^GAP-ATO-[0-9a-f]{6}$/),
        caseType: 'ato-investigation',
        title: '快递员把包裹放在邻居家门口',
        steps: 6,
        cases: 3,
        labels: { TP: 0, TN: 0, FP: 3, FN: 0 },
        firstSeen: '2026-06-10',
        lastSeen: '2026-06-12',
        exemplars: ['快递员把包裹放在邻居家门口'],
      },
    ]);
  });

  test('is counted by case, over any number of exports', async () => {
    const wording = '快递员把包裹放在邻居家门口';
    const names = ['a.ndjson', 'b.ndjson', 'c.ndjson'];
    const desk = await createDesk(
      Object.fromEntries(names.map((name) => [name, gapSteps(wording, 2, name)])),
    );
    expect((await desk.run()).report.gaps).toMatchObject([{ steps: 12, cases: 6 }]);
  });

  test('shows no wording that fewer cases share than the settings ask for', async () => {
    const desk = await createDesk({ 'a.ndjson': gapSteps('猫叫了', 1, 'A') });
    const { report } = await desk.run();
    expect(report.gaps).toMatchObject([{ id: 'GAP-ATO-000000', steps: 2, cases: 1, exemplars: [] }]);
    expect(await desk.ledgerText()).not.toContain('猫');
  });

  test('adds up to the steps that are gaps, per case type', async () => {
    const desk = await createDesk({
      'a.ndjson': [
        gapSteps('狗叫了', 3, 'A'),
        gapSteps('猫叫了', 1, 'B'),
        gapSteps('!!!', 2, 'C'),
        record('D', [{ signals: ['unheard_of'] }]),
        record('E', [{ text: '狗叫了' }], { case_type: 'kyc' }),
      ].join(''),
    });
    const { report } = await desk.run();
    for (const { id, asIs } of report.caseTypes) {
      const own = report.gaps.filter(({ caseType }) => caseType === id);
      expect(own.reduce((sum, { steps }) => sum + steps, 0)).toBe(asIs.verdicts.gap);
    }
    expect(report.total.asIs.verdicts.gap).toBe(14);
  });
});

test('lesser findings of check are warnings, told when the ledger is written', async () => {
  const desk = await createDesk({ 'a.ndjson': record('A', [{ rule_ids: ['ATO-001'] }]) });
  await desk.run();
  expect(desk.warnings).toEqual([
    expect.stringMatching(
      /^check finds \d+ errors? and \d+ warnings? in the content; npm run -s sop -- check lists them$/,
    ),
  ]);
});

test('the ledger says how each rule is used, and what was cited in its place', async () => {
  const steps = [
    { rule_ids: ['ATO-001', 'KYC-001'] },
    { rule_ids: ['ato 2'] },
    { signals: ['device_mismatch'] },
  ];
  const desk = await createDesk({
    'a.ndjson': [
      record('A', steps, { review: { label: 'TN' } }),
      record('B', [{ rule_ids: ['ATO-001', 'the dog rule', 'ATO-999'] }, { rule_ids: ['ATO-999'] }], {
        decided_at: '2026-06-20T00:00:00Z',
      }),
      // Nobody tells the number of a rule from that of a document that one case names.
      record('C', [{ rule_ids: ['ATO-998'] }], { decided_at: '2026-06-01T00:00:00Z' }),
      ...['D', 'E', 'F', 'G'].map((id) =>
        record(id, [{ rule_ids: ['ATO-999', 'jane@example.org'] }], { decided_at: '2026-06-01T00:00:00Z' }),
      ),
    ].join(''),
  });
  const { rules, caseTypes } = await desk.run();
  expect(rules.map(({ id }) => id)).toEqual(['ATO-001', 'ATO-002', 'ATO-003', 'KYC-001']);
  expect(rules[0]).toEqual({
    id: 'ATO-001',
    citedSteps: 3,
    citedCases: 2,
    boundSteps: 1,
    suggestedSteps: 0,
    labels: { TP: 0, TN: 1, FP: 0, FN: 0 },
    lastCited: '2026-06-20',
  });
  expect(rules[3]).toMatchObject({ citedSteps: 0, lastCited: null });
  expect(caseTypes[0]?.miscited).toEqual([
    { id: 'ATO-999', kind: 'unknown', steps: 6, cases: 5 },
    { id: 'KYC-001', kind: 'misapplied', steps: 1, cases: 1 },
  ]);
});

describe('the same bytes come out', () => {
  test('of a second run, and of one without the traces of the first', async () => {
    const desk = await createDesk(CASES);
    await desk.run();
    const first = await desk.ledgerText();
    await desk.run();
    expect(await desk.ledgerText()).toBe(first);
    await rm(join(desk.folder, 'ledger'), { recursive: true });
    await desk.run();
    expect(await desk.ledgerText()).toBe(first);
  });

  test('with and without what runs at other dates and rules left behind', async () => {
    const desk = await createDesk(CASES);
    const content = join(desk.folder, 'content');
    await desk.run({ asOf: '2024-06-30' });
    await desk.run({ asOf: '2026-08-01', since: '2026-06-15' });
    await writeContent(content, { ato: RULES.ato.replace('retired="2026-06-01" replacedBy="ATO-001" ', '') });
    await desk.run();
    await writeContent(content);
    await desk.run();
    const ledger = join(desk.folder, 'fresh');
    await desk.run({ ledger });
    expect(await desk.ledgerText()).toBe(await desk.ledgerText(ledger));
  });

  test('and facts of an export that is gone are not kept', async () => {
    const long = Object.entries(CASES).map(([name, text]) => [
      name,
      text.replaceAll('\n', `${' '.repeat(8192)}\n`),
    ]);
    const desk = await createDesk(Object.fromEntries(long));
    await desk.run();
    const facts = join(desk.folder, 'ledger', 'facts');
    const before = await readdir(facts);
    await writeFile(join(facts, 'README'), 'of somebody else');
    await rm(desk.exported('b.ndjson'));
    await desk.run();
    const after = await readdir(facts);
    expect(before).toHaveLength(2);
    expect(after).toHaveLength(2);
    expect(before).toContain(after.find((name) => name !== 'README'));
  });

  test('when facts on disk are damaged', async () => {
    const desk = await createDesk(CASES);
    // Facts of less than 8 KiB are not kept.
    for (const [name, text] of Object.entries(CASES))
      await writeFile(desk.exported(name), text.replaceAll('\n', `${' '.repeat(8192)}\n`));
    await desk.run();
    const first = await desk.ledgerText();
    const facts = join(desk.folder, 'ledger', 'facts');
    const names = await readdir(facts);
    expect(names).toHaveLength(Object.keys(CASES).length);
    for (const name of names) await truncate(join(facts, name), 100);
    await rm(join(desk.folder, 'ledger', 'ledger.json'));
    await desk.run();
    expect(await desk.ledgerText()).toBe(first);
  });

  test('when what aliases stand for has changed since the facts were kept', async () => {
    const desk = await createDesk({
      'a.ndjson': record('A', [{ rule_ids: ['ATO-001'] }], { case_type: 'takeover' }).replace(
        '\n',
        `${' '.repeat(8192)}\n`,
      ),
    });
    expect((await desk.run()).report.input.rejects).toEqual({ 'unknown-case-type': 1 });
    const caseTypes = join(desk.folder, 'content', 'case-types.yaml');
    await writeFile(
      caseTypes,
      (await readFile(caseTypes, 'utf8')).replace('aliases: [', 'aliases: [takeover, '),
    );
    expect((await desk.run()).report.input.accepted).toBe(1);
  });

  test('from large exports, which are read in threads', async () => {
    const desk = await createDesk(CASES);
    await desk.run();
    const first = await desk.ledgerText();
    for (const [name, text] of Object.entries(CASES)) {
      // White space after a record is no part of it, but makes two stretches of the file.
      await writeFile(desk.exported(name), text.replaceAll('\n', `${' '.repeat(3_500_000)}\n`));
    }
    expect((await stat(desk.exported('a.ndjson'))).size).toBeGreaterThan(32 * 1024 * 1024);
    await desk.run();
    expect(await desk.ledgerText()).toBe(first);
  });
});

describe('with nothing new since the run before', () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve, 2100));

  test('nothing is read, unless the ledger is damaged or an export touched', async () => {
    const desk = await createDesk(CASES);
    await settled();
    const first = await desk.run();
    const text = await desk.ledgerText();
    const read = desk.progress;
    expect(read).toBeGreaterThan(0);

    expect(await desk.run()).toEqual(first);
    expect(desk.progress).toBe(read);

    await writeFile(join(desk.folder, 'ledger', 'ledger.json'), text.replace('"cases": 12', '"cases": 13'));
    expect(await desk.run()).toEqual(first);
    expect(desk.progress).toBeGreaterThan(read);
    expect(await desk.ledgerText()).toBe(text);

    await appendFile(desk.exported('b.ndjson'), record('new', []));
    expect((await desk.run()).report.input.records).toBe(16);
  });

  test('the findings in the content are still told', async () => {
    const desk = await createDesk(CASES);
    await settled();
    await desk.run();
    const told = desk.warnings.length;
    expect(told).toBeGreaterThan(0);
    await desk.run();
    expect(desk.warnings.length).toBe(2 * told);
  });
});

test('a record of the run before that makes no sense is as none', async () => {
  const desk = await createDesk(CASES);
  await desk.run();
  await writeFile(join(desk.folder, 'ledger', 'run.json'), '{"key":"k","ledger":"l","files":[null]}');
  expect((await desk.run()).report.input.records).toBe(15);
});

test('a wording that only a translation accepts binds, although exports are read before translations', async () => {
  const desk = await createDesk({ 'a.ndjson': record('chinese', [{ text: '今天狗叫了一整天。' }]) });
  const bound = async () => (await desk.run()).report.total.asIs.verdicts.bound;
  expect(await bound()).toBe(0);
  await writeFile(translationIn(desk.folder), TRANSLATION);
  expect(await bound()).toBe(1);
});

/** A translation of the SOP of ATO investigations. */
const TRANSLATION = `---
title: 调查
description: 审核员做什么。
---

<Rule id="ATO-001" title="重置密码后的新设备">

<Covers phrase="狗叫了" />

密码重置后用新设备登录时，冻结账户。

</Rule>
`;

function translationIn(folder: string): string {
  return join(folder, 'content', 'sops', 'ato-investigation', 'main.zh-cn.mdx');
}

describe('a run that cannot be done leaves the earlier ledger:', () => {
  test.each<[string, (folder: string) => Promise<void>, RegExp]>([
    [
      'content that cannot be read',
      (folder) => writeFile(join(folder, 'content', 'case-types.yaml'), '- id: [\n'),
      /^the content cannot be read for certain: .*case-types\.yaml:\d+:\d+: /,
    ],
    [
      'a rule twice',
      async (folder) => {
        await writeContent(join(folder, 'content'), { ato: RULES.ato + RULES.ato });
      },
      /^the content cannot be read for certain: .*main\.mdx:\d+:\d+: .*ATO-001/,
    ],
    [
      'a translation that cannot be read',
      (folder) => writeFile(translationIn(folder), `${TRANSLATION}{process.exit()}\n`),
      /^the content cannot be read for certain: .*main\.zh-cn\.mdx:\d+:\d+: /,
    ],
    [
      'an export that is cut off',
      (folder) =>
        writeFile(join(folder, 'exports', 'c.ndjson.gz'), gzipSync('x'.repeat(10_000)).subarray(0, 20)),
      /c\.ndjson\.gz is cut off/,
    ],
    [
      'no exports',
      (folder) => rm(join(folder, 'exports'), { recursive: true }),
      /^no export found at .*; put case exports there, or make synthetic ones: /,
    ],
    [
      'a ledger that cannot be written',
      (folder) => mkdir(join(folder, 'ledger', `ledger.json.${process.pid}.tmp`)),
      /^cannot write the ledger in /,
    ],
  ])('%s', async (_, spoil, message) => {
    const desk = await createDesk(CASES);
    await desk.run();
    const before = await desk.ledgerText();
    await spoil(desk.folder);
    const error = await desk.run({ asOf: '2026-07-01' }).catch((error: Error) => error);
    expect(error).toMatchObject({
      name: 'SopDeskError',
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    expect((error as Error).message).not.toContain('\n');
    expect(await desk.ledgerText()).toBe(before);
  });

  test('an export that changes while it is read', async () => {
    const desk = await createDesk(CASES);
    await desk.run();
    const before = await desk.ledgerText();
    const running = desk.run({ asOf: '2026-07-01' });
    const changing = setInterval(() => void appendFile(desk.exported('a.ndjson'), '\n'), 1);
    const error = await running.catch((error: Error) => error);
    clearInterval(changing);
    expect(error).toMatchObject({
      exitCode: 2,
      message: `${desk.exported('a.ndjson')} changed while it was read; run again when its export is complete`,
    });
    expect(await desk.ledgerText()).toBe(before);
  });
});

test('what is no export beside the exports is left alone, with a word', async () => {
  const desk = await createDesk({ ...CASES, 'README.md': 'exports' });
  expect((await desk.run()).report.input.files).toBe(2);
  expect(desk.warnings).toContain(`${desk.exported('README.md')} is no export and was left alone`);
});
