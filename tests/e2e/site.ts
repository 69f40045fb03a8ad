import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { GAP_HISTORY_SCHEMA, type GapHistory } from '../../src/coverage/gap-history.ts';
import type { GapReport, Ledger } from '../../src/coverage/ledger.ts';
import type { Impacts } from '../../src/proposals/impact-types.ts';
import { hashOfLedger, writeImpacts } from '../../src/proposals/impacts-file.ts';
import { loadContent } from '../../src/sops/load.ts';
import type { Catalogue } from '../../src/sops/types.ts';
import { BREAKOUT, HOSTILE, UNBROKEN, writeContent } from './content.ts';
import { FINDINGS } from './findings.ts';
import { buildLedger } from './ledger.ts';
import { type Served, serve } from './serve.ts';

const run = promisify(execFile);

export interface BuiltSite extends Served {
  readonly content: string;
  readonly dist: string;
}

/** The catalogue of a content folder that is known to be sound. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const { catalogue, messages } = await loadContent(folder);
  if (catalogue === null) throw new Error(messages.map(({ message }) => message).join('; '));
  return catalogue;
}

/** Builds the fixture's site in a temporary folder and serves it with the headers of a strict host. */
export async function buildSite(): Promise<BuiltSite> {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  const content = join(folder, 'content');
  writeContent(content);
  const ledger = await fixtureLedger(content);
  writeLedger(join(folder, 'sop'), ledger);
  await writeImpacts(join(folder, 'sop'), await fixtureImpacts(join(folder, 'sop'), ledger));
  writeFileSync(join(folder, 'sop', 'gap-history.json'), JSON.stringify(fixtureHistory(ledger)));
  const dist = join(folder, 'dist');
  await build({ SOP_CONTENT: content, SOP_LEDGER: join(folder, 'sop') }, dist);
  const served = await serve(dist);
  return {
    content,
    dist,
    origin: served.origin,
    close: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the site's build; rejects with its output when it fails. */
export async function build(env: Readonly<Record<string, string>>, dist: string): Promise<string> {
  // Not under the test runner's environment, which would make it a development build.
  const { NODE_ENV: _, VITEST: __, ...rest } = process.env;
  const { stdout, stderr } = await run(
    process.execPath,
    [resolve('node_modules/astro/bin/astro.mjs'), 'build', '--outDir', dist],
    { env: { ...rest, ...env, ASTRO_TELEMETRY_DISABLED: '1' }, maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout + stderr;
}

export function writeLedger(folder: string, ledger: Ledger): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ledger.json'), JSON.stringify(ledger));
}

/** Numbers of every status, gaps with hostile wordings, rejected records with hostile names. */
export async function fixtureLedger(content: string): Promise<Ledger> {
  const ledger = buildLedger(await loadCatalogue(content), {
    asOf: '2026-11-22',
    verdicts: {
      'kyc-audit': { cited: 900, gap: 100 },
      'ato-investigation': { cited: 500, bound: 40, misapplied: 12, unknown: 8, uncited: 40, gap: 200 },
      '2fa-reset': { cited: 160, gap: 40 },
      'poa-review': { cited: 30, gap: 10 },
    },
    gaps: [
      gap('GAP-ATO-000001', 'ato-investigation', 'a family member used the shared tablet', 80),
      gap('GAP-ATO-000002', 'ato-investigation', `${HOSTILE} ${BREAKOUT}`, 40),
      gap('GAP-2FA-000003', '2fa-reset', UNBROKEN, 20),
      gap('GAP-ATO-000000', 'ato-investigation', 'Scattered wordings', 90),
    ],
    evidence: [
      {
        id: 'GAP-ATO-000001',
        weeks: [
          { monday: '2026-11-02', cases: 76, steps: 80 },
          { monday: '2026-11-09', cases: 0, steps: 0 },
          { monday: '2026-11-16', cases: 4, steps: 5 },
        ],
        signals: [{ code: 'social_login_linked', cases: 7 }],
        handling: { cases: 4, minutes: 120 },
        nearest: [{ id: 'ATO-012', score: 0.61 }],
      },
      {
        id: 'GAP-ATO-000002',
        weeks: [
          { monday: '2026-11-02', cases: 30, steps: 35 },
          { monday: '2026-11-09', cases: 10, steps: 10 },
        ],
        signals: [],
        handling: { cases: 0, minutes: 0 },
        nearest: [],
      },
    ],
    rejects: [
      { file: `${HOSTILE}.ndjson`, line: 17, reason: 'invalid-json', message: `No JSON: ${BREAKOUT}` },
      { file: `${UNBROKEN}.csv`, line: 3, reason: 'missing-field', message: 'case_id is missing' },
    ],
    inputs: [{ name: `${HOSTILE}.ndjson`, records: 460, rejected: 2 }],
    synthetic: 'some',
    findings: FINDINGS,
  });
  // One case type has had no case for weeks.
  const caseTypes = ledger.caseTypes.map((detail) =>
    detail.id === 'poa-review' ? { ...detail, weeks: detail.weeks.slice(0, -4) } : detail,
  );
  return { ...ledger, caseTypes };
}

/** The effect of a proposal, with everything its page can show; one that is refused; none of a third. */
async function fixtureImpacts(folder: string, { catalogue, report }: Ledger): Promise<Impacts> {
  const caseTypes = report.caseTypes.map(({ id, target, status, cases, steps, asIs }) => {
    const { covered, coverage, interval, fullyCoveredCases } = asIs;
    const before = { cases, steps, covered, coverage, interval, fullyCoveredCases };
    if (id !== 'ato-investigation') {
      return { id, target, status: { before: status, after: status }, ...same(before) };
    }
    const gained = { steps: 88, cases: 21 };
    const after = { ...before, covered: covered + 88, coverage: (covered + 88) / steps };
    return { id, target, status: { before: status, after: 'uncertain' as const }, before, after, gained };
  });
  const { before, after, gained } = caseTypes[1] as (typeof caseTypes)[number];
  const small = { steps: 4, cases: 3 };
  const brief = (id: string, title: string) => ({ id, caseType: 'ato-investigation', title, ...small });
  return {
    schema: 'sop-impacts/1',
    catalogue,
    ledger: (await hashOfLedger(folder)) ?? '',
    key: '',
    impacts: [
      {
        schema: 'sop-impact/1',
        proposal: 'PROP-001',
        gap: 'GAP-ATO-000001',
        catalogue,
        asOf: '2027-01-01',
        window: { since: null, until: null },
        syntheticCases: 3,
        rules: [{ id: 'ATO-200', effective: '2027-01-01' }],
        caseTypes,
        total: { before, after, gained },
        gaps: {
          closed: [brief('GAP-ATO-000001', 'a family member used the shared tablet')],
          opened: [brief('GAP-ATO-00000a', UNBROKEN)],
          changed: [
            { ...brief('GAP-ATO-000002', HOSTILE), after: { steps: 2, cases: 1 } },
            { ...brief('GAP-ATO-000000', 'Scattered wordings'), after: { steps: 5, cases: 4 } },
          ],
        },
        catches: [
          {
            rule: 'ATO-200',
            kind: 'phrase',
            text: `${UNBROKEN} ${BREAKOUT}`,
            uncovered: small,
            covered: { ...small, rules: [{ id: 'ATO-012', steps: 4 }] },
            elsewhere: [{ caseType: 'kyc-audit', ...small }],
          },
          {
            rule: 'ATO-200',
            kind: 'signal',
            text: 'social_login_linked',
            uncovered: small,
            covered: { steps: 0, cases: 0, rules: [] },
            elsewhere: [],
          },
        ],
      },
    ],
    refused: [{ proposal: 'PROP-005', reason: `proposals/prompts.mdx:1:1: ${HOSTILE}` }],
  };
}

function same<T>(before: T) {
  return { before, after: before, gained: { steps: 0, cases: 0 } };
}

/** A gap that took over the wordings of another, by way of a third. */
function fixtureHistory({ catalogue, report: { asOf } }: Ledger): GapHistory {
  const gone = { since: '2026-10-01', history: [] };
  return {
    schema: GAP_HISTORY_SCHEMA,
    run: { asOf, catalogue, undecided: '' },
    compared: { asOf, windowed: false, until: null, synthetic: true },
    gaps: [
      {
        id: 'GAP-ATO-000001',
        since: '2026-10-01',
        exemplars: [],
        history: [{ from: ['GAP-ATO-0000fe'], since: '2026-11-15' }],
      },
    ],
    gone: [
      { ...gone, id: 'GAP-ATO-0000fe', until: '2026-11-15', into: ['GAP-ATO-000001'] },
      { ...gone, id: 'GAP-ATO-0000fd', until: '2026-11-08', into: ['GAP-ATO-0000fe'] },
    ],
  };
}

function gap(id: string, caseType: string, title: string, cases: number): GapReport {
  return {
    id,
    caseType,
    title,
    steps: cases + 5,
    cases,
    labels: { TP: 10, TN: 5, FP: 4, FN: 1 },
    firstSeen: '2026-08-02',
    lastSeen: '2026-11-18',
    exemplars: cases > 20 ? [title, HOSTILE, UNBROKEN] : [],
  };
}
