import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../scripts/command-line.ts';
import type { Ledger } from '../../src/coverage/ledger.ts';
import { calibrationOf } from '../../src/findings/calibration.ts';
import { ownerFindings } from '../../src/findings/owner-findings.ts';
import { calibrationSchema, findingsSchema } from '../../src/findings/tables.ts';
import { loadContent } from '../../src/sops/load.ts';
import type { Catalogue } from '../../src/sops/types.ts';
import { createDesk, type Desk, record, writeContent } from '../run/helpers.ts';

const RULES = {
  ato: ['ATO-001', 'ATO-002', 'ATO-003', 'ATO-004', 'ATO-005']
    .map(
      (id) =>
        `<Rule id="${id}" title="Rule ${id}" signals="of_${id.slice(-1)}">\n\nHold the account.\n\n</Rule>\n`,
    )
    .join('\n'),
  kyc: '<Rule id="KYC-001" title="Expired document" revision="2" revised="2026-01-01">\n\nRefuse it.\n\n</Rule>\n\n<Rule id="KYC-002" title="Never met">\n\nRefuse it.\n\n</Rule>\n',
};

/** Some cases alike, of which so many get a review of their own. */
interface Batch {
  readonly cases: number;
  readonly chain: readonly object[];
  readonly type?: 'ato' | 'kyc';
  readonly review?: (index: number) => object;
  readonly version?: string;
  readonly decided?: (index: number) => string;
}

async function deskOf(batches: readonly Batch[], rules: Partial<typeof RULES> = {}): Promise<Desk> {
  const lines = batches.flatMap(({ cases, chain, type = 'ato', review, version, decided }, batch) =>
    Array.from({ length: cases }, (_, index) =>
      record(`${batch}-${index}`, chain, {
        case_type: type,
        decided_at: decided?.(index) ?? '2026-06-15T12:00:00Z',
        roca: { version, decision: 'block' },
        review: review?.(index),
      }),
    ),
  );
  const desk = await createDesk({ 'a.ndjson': lines.join('') });
  await writeContent(join(desk.folder, 'content'), { ...RULES, ...rules });
  return desk;
}

async function catalogueOf(desk: Desk): Promise<Catalogue> {
  return (await loadContent(join(desk.folder, 'content'))).catalogue as Catalogue;
}

async function found(batches: readonly Batch[], rules: Partial<typeof RULES> = {}) {
  const desk = await deskOf(batches, rules);
  const ledger: Ledger = await desk.run();
  const catalogue = await catalogueOf(desk);
  return {
    findings: ownerFindings(catalogue, ledger),
    calibration: calibrationOf(catalogue, ledger),
    ledger,
  };
}

const citing = (...rule_ids: string[]) => [{ rule_ids }];
const right = { label: 'TP', decision: 'block', citation_correct: true };

const SYLLABLES = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni'];

/** One of the many things to say with a rule's own twelve words; no two numbers below 72 say the same. */
function wordsOf(rule: number, number: number): string {
  const word = (index: number) =>
    `${SYLLABLES[rule]}${SYLLABLES[index % 8]}${SYLLABLES[Math.floor(index / 8)]}`.repeat(2);
  return [0, 1, 2, 3]
    .map((place) =>
      word((number * (place + 1) + place * 5 + (place === 3 ? Math.floor(number / 12) : 0)) % 12),
    )
    .join(' ');
}

describe('an owner is told of', () => {
  test('a rule whose cases go wrong more often than its case type, with the counts to check', async () => {
    const { findings } = await found([
      {
        cases: 60,
        chain: citing('ATO-001'),
        review: (index) => ({ ...right, label: index < 30 ? 'FP' : 'TN', handling_minutes: 10 }),
      },
      {
        cases: 240,
        chain: citing('ATO-002'),
        review: (index) => ({ ...right, label: index < 24 ? 'FN' : 'TP' }),
      },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      id: 'harmful-ATO-001-ato-investigation',
      owner: '@risk-ops',
      sop: 'SOP-ATO-01',
      cases: 30,
      counts: {
        cases: 60,
        labels: { TP: 0, TN: 30, FP: 30, FN: 0 },
        handling: { cases: 60, minutes: 600 },
        firstSeen: '2026-06-15',
        lastSeen: '2026-06-15',
      },
      evidence: { part: 30, whole: 60, base: { part: 54, whole: 300 } },
    });
  });

  test.each([
    ['too few cases', 29, 20],
    ['a share that chance explains', 60, 14],
  ])('no rule with %s', async (_, cases, wrong) => {
    const { findings } = await found([
      {
        cases,
        chain: citing('ATO-001'),
        review: (index) => ({ ...right, label: index < wrong ? 'FP' : 'TN' }),
      },
      {
        cases: 240,
        chain: citing('ATO-002'),
        review: (index) => ({ ...right, label: index < 36 ? 'FN' : 'TP' }),
      },
    ]);
    expect(findings).toEqual([]);
  });

  test('a rule under which reviewers find citations wrong, and one under which they decide otherwise', async () => {
    const { findings } = await found([
      {
        cases: 60,
        chain: citing('ATO-001'),
        review: (index) => ({ ...right, citation_correct: index >= 30 }),
      },
      {
        cases: 60,
        chain: citing('ATO-002'),
        review: (index) => ({ ...right, decision: index < 30 ? 'allow' : ' Block' }),
      },
      { cases: 240, chain: citing('ATO-003'), review: () => right },
    ]);
    expect(findings.map(({ id, cases }) => [id, cases])).toEqual([
      ['disputed-ATO-001-ato-investigation', 30],
      ['overturned-ATO-002-ato-investigation', 30],
    ]);
  });

  test('a rule cited for another case type with right decisions; ROCA is, when citations are found wrong', async () => {
    const misapplied = (citation_correct: boolean): Batch => ({
      cases: 40,
      type: 'kyc',
      chain: citing('ATO-001'),
      review: () => ({ ...right, citation_correct }),
    });
    const looking = await found([misapplied(true)]);
    expect(looking.findings).toMatchObject([
      {
        id: 'tooNarrow-ATO-001-kyc-audit',
        cases: 40,
        evidence: { part: 40, whole: 40, cited: { part: 40, whole: 40 } },
      },
    ]);
    expect(looking.calibration.faults).toEqual([]);
    const wrong = await found([misapplied(false)]);
    expect(wrong.findings).toEqual([]);
    expect(wrong.calibration.faults.map(({ id }) => id)).toEqual(['misapplied-ATO-001-kyc-audit']);
  });

  test('a rule that stands for three others, and not of one that stands for two', async () => {
    const standingFor = (others: readonly string[]): Batch[] => [
      { cases: 60, chain: citing('ATO-001'), review: () => right },
      ...others.map((signal) => ({ cases: 15, chain: [{ rule_ids: ['ATO-001'], signals: [signal] }] })),
    ];
    const { findings } = await found(standingFor(['of_2', 'of_3', 'of_4']));
    expect(findings).toMatchObject([
      {
        id: 'catchAll-ATO-001-ato-investigation',
        cases: 45,
        evidence: {
          part: 45,
          whole: 105,
          rules: [
            { id: 'ATO-002', cases: 15 },
            { id: 'ATO-003', cases: 15 },
            { id: 'ATO-004', cases: 15 },
          ],
        },
      },
    ]);
    expect((await found(standingFor(['of_2', 'of_3', 'of_3']))).findings).toEqual([]);
  });

  test('a rule whose steps are worded like those of many others, and not of one that means one thing', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `ATO-00${index + 1}`);
    const rules = {
      ato: ids.map((id) => `<Rule id="${id}" title="Rule ${id}">\n\nHold it.\n\n</Rule>\n`).join('\n'),
    };
    const cited = (id: string, saying: (index: number) => string): Batch[] =>
      Array.from({ length: 36 }, (_, index) => ({
        cases: 1,
        chain: [{ rule_ids: [id], text: saying(index) }],
      }));
    const own = ids.slice(1).flatMap((id, rule) => cited(id, (index) => wordsOf(rule + 1, index)));
    const { findings } = await found(
      [...own, ...cited('ATO-001', (index) => wordsOf(1 + (index % 7), 36 + index))],
      rules,
    );
    expect(findings).toMatchObject([
      {
        id: 'mixed-ATO-001-ato-investigation',
        cases: 36,
        evidence: { part: 32, whole: 32, base: { whole: 256 }, others: 7 },
      },
    ]);
    const alike = await found([...own, ...cited('ATO-001', (index) => wordsOf(0, index))], rules);
    expect(alike.findings).toEqual([]);
  });

  test('a rule that no case of its case types uses for 90 days', async () => {
    const kyc = (first: string): Batch => ({
      cases: 60,
      type: 'kyc',
      chain: citing('KYC-001'),
      decided: (index) => `${index === 0 ? first : '2026-06-28'}T12:00:00Z`,
    });
    const { findings } = await found([kyc('2026-03-31')]);
    expect(findings).toMatchObject([
      {
        id: 'dead-KYC-002-kyc-audit',
        cases: 0,
        counts: null,
        evidence: { since: '2026-03-31', days: 90, cases: 60 },
      },
    ]);
    expect((await found([kyc('2026-04-01')])).findings).toEqual([]);
    const used = { cases: 1, type: 'kyc' as const, chain: citing('KYC-002') };
    expect((await found([kyc('2026-03-31'), used])).findings).toEqual([]);
    const later = RULES.kyc.replace('title="Never met"', 'title="Never met" effective="2026-04-02"');
    expect((await found([kyc('2026-03-31')], { kyc: later })).findings).toEqual([]);
  });
});

describe('the ROCA team gets', () => {
  const batches: readonly Batch[] = [
    { cases: 90, chain: citing('ATO-001'), version: '1.0', decided: () => '2026-06-01T12:00:00Z' },
    { cases: 10, chain: citing('ATO-404'), version: '1.0', decided: () => '2026-06-01T12:00:00Z' },
    { cases: 60, chain: citing('ATO-001'), version: '1.1' },
    { cases: 40, chain: citing('ATO-404', 'KYC-001'), version: '1.1' },
    { cases: 5, type: 'kyc', chain: citing('KYC-001@1'), version: '1.1' },
    { cases: 1, type: 'kyc', chain: citing('only once'), version: '1.1' },
  ];

  test('faulty citations with what to cite instead, by version, and the version that cites worse', async () => {
    const { calibration } = await found(batches);
    expect(calibration.faults.map(({ id, counts, cite }) => [id, counts.cases, cite])).toEqual([
      ['unknown-ATO-404-ato-investigation', 50, null],
      ['misapplied-KYC-001-ato-investigation', 40, null],
      ['outdated-KYC-001-kyc-audit', 5, 'KYC-001@2'],
    ]);
    expect(calibration.faults[0]?.versions).toEqual([
      { version: '1.0', steps: 10, cases: 10 },
      { version: '1.1', steps: 40, cases: 40 },
    ]);
    const [latest, before, kyc] = calibration.versions;
    expect(latest).toMatchObject({
      version: '1.1',
      cases: 100,
      faulty: { cases: 40, steps: 80 },
      byFault: { unknown: { cases: 40 }, misapplied: { cases: 40 }, retired: { cases: 0 } },
      worse: { than: '1.0', part: 40, whole: 100, base: { part: 10, whole: 100 } },
    });
    expect(before).toMatchObject({ version: '1.0', worse: null });
    expect(kyc).toMatchObject({ caseType: 'kyc-audit', cases: 6, byFault: { outdated: { cases: 5 } } });
  });

  test('nothing that cites no better or worse than before', async () => {
    const same = batches.map((batch) =>
      batch.version === '1.1' ? { ...batch, chain: citing('ATO-001') } : batch,
    );
    const { calibration } = await found(same);
    expect(calibration.versions.map(({ worse }) => worse)).toEqual([null, null, null]);
  });
});

describe('findings, the command', () => {
  async function sop(...argv: string[]) {
    let [out, err] = ['', ''];
    const collect = (stream: NodeJS.WriteStream, take: (text: string) => void) =>
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        take(String(text));
        return true;
      });
    const spies = [
      collect(process.stdout, (text) => {
        out += text;
      }),
      collect(process.stderr, (text) => {
        err += text;
      }),
    ];
    const code = await runCommandLine(argv);
    for (const spy of spies) spy.mockRestore();
    return { code, out, err };
  }

  test('prints what it found as text, JSON and CSV, for one owner or for ROCA', async () => {
    const desk = await deskOf([
      {
        cases: 60,
        chain: citing('ATO-001'),
        review: (index) => ({ ...right, label: index < 30 ? 'FP' : 'TN' }),
      },
      { cases: 240, chain: citing('ATO-002'), review: () => right },
      { cases: 5, chain: citing('=cmd+calc'), version: '@1' },
    ]);
    await desk.run();
    const where = ['--content', join(desk.folder, 'content'), '--ledger', join(desk.folder, 'ledger')];
    const text = await sop('findings', ...where);
    expect(text.out).toContain('wrong decisions (FP or FN) in 50.0 % (30 of 60)');
    expect(await sop('findings', ...where, '--owner', '@risk-ops')).toEqual(text);
    const json = findingsSchema.parse(JSON.parse((await sop('findings', ...where, '--json')).out));
    expect(json).toMatchObject({
      schema: 'sop-findings/1',
      asOf: '2026-06-30',
      findings: [{ kind: 'harmful' }],
    });
    const [header = '', row = ''] = (await sop('findings', ...where, '--csv')).out.slice(1).split('\r\n');
    expect(row.split(',')).toHaveLength(header.split(',').length);
    expect((await sop('findings', ...where, '--roca')).out).toContain(
      'unknown =CMD+CALC (ato-investigation)',
    );
    const batch = (await sop('findings', ...where, '--roca', '--csv')).out.slice(1).split('\r\n');
    expect(batch[1]).toContain("'=CMD+CALC");
    expect(batch[1]).toContain("'@1");
    expect(batch[1]?.split(',')).toHaveLength(batch[0]?.split(',').length ?? 0);
    const roca = calibrationSchema.parse(
      JSON.parse((await sop('findings', ...where, '--roca', '--json')).out),
    );
    expect(roca).toMatchObject({ schema: 'sop-calibration/1', citations: [{ citation: '=CMD+CALC' }] });
  });

  test.each([
    [['--owner', '@nobody'], /@nobody.*@risk-ops/],
    [['--roca', '--owner', '@risk-ops'], /exclude/],
    [['--json', '--csv'], /exclude/],
    [['--what'], /--what/],
  ])('%j cannot run', async (options, message) => {
    const desk = await deskOf([{ cases: 1, chain: citing('ATO-001') }]);
    await desk.run();
    const where = ['--content', join(desk.folder, 'content'), '--ledger', join(desk.folder, 'ledger')];
    const { code, out, err } = await sop('findings', ...where, ...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trim()).not.toContain('\n');
  });

  test('says what to do when there is nothing to say', async () => {
    const desk = await deskOf([{ cases: 1, chain: citing('ATO-001') }]);
    await desk.run();
    const where = ['--content', join(desk.folder, 'content'), '--ledger', join(desk.folder, 'ledger')];
    expect((await sop('findings', ...where)).out).toContain('No rule asks');
    expect((await sop('findings', ...where, '--roca')).code).toBe(0);
  });
});
