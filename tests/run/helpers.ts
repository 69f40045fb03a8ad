import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Ledger } from '../../src/coverage/ledger.ts';
import { type CoverageOptions, runCoverage } from '../../src/run/coverage-run.ts';
import type { CaseType } from '../../src/sops/types.ts';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sop-desk-run-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const CASE_TYPES: readonly CaseType[] = (
  [
    ['ato-investigation', 'ATO'],
    ['kyc-audit', 'KYC'],
  ] as const
).map(([id, prefix]) => ({
  id,
  prefix,
  aliases: [prefix.toLowerCase()],
  name: { en: id, 'zh-CN': id },
  owner: '@risk-ops',
  target: 0.8,
  autoDecisionThreshold: 0.9,
  slaMinutes: 240,
}));

export { rule } from '../coverage/helpers.ts';

export interface Step {
  readonly text?: string;
  readonly rule_ids?: readonly string[];
  readonly signals?: readonly string[];
  readonly kind?: string;
}

/** One record of an export, as a line. */
export function record(id: string, chain: readonly Step[], changes: object = {}): string {
  return `${JSON.stringify({ case_id: id, case_type: 'ato', decided_at: '2026-06-15T12:00:00Z', chain, ...changes })}\n`;
}

/** The rules of the two SOPs of a content folder, as they stand in the page. */
export const RULES = {
  ato: `
<Rule id="ATO-001" title="New device after a password reset" signals="device_mismatch" revision="2" revised="2026-06-20">
  <Covers phrase="new device after password reset" />

Hold the account when a login from a new device follows a password reset.

</Rule>

<Rule id="ATO-002" title="Login from an unknown device" retired="2026-06-01" replacedBy="ATO-001" />

<Rule id="ATO-003" title="SIM swap" effective="2026-07-01" signals="sim_swap">

Call the customer on another number when the SIM card was exchanged.

</Rule>
`,
  kyc: `
<Rule id="KYC-001" title="Expired document">

Refuse a document whose date of expiry has passed.

</Rule>
`,
};

/** Writes a content folder: an SOP per case type, with the given rules. */
export async function writeContent(folder: string, rules: Partial<typeof RULES> = {}): Promise<string> {
  const all = { ...RULES, ...rules };
  const caseTypes = CASE_TYPES.map(({ id, prefix }) =>
    [
      `- id: ${id}`,
      `  prefix: ${prefix}`,
      `  name: { en: ${id}, zh-CN: ${id} }`,
      '  owner: "@risk-ops"',
      '  target: 0.8',
      '  autoDecisionThreshold: 0.9',
      '  slaMinutes: 240',
      `  aliases: [${prefix.toLowerCase()}]`,
    ].join('\n'),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'case-types.yaml'), `${caseTypes.join('\n')}\n`);
  await writeFile(join(folder, 'settings.yaml'), 'exemptKinds: [note]\nexemplarCases: 2\n');
  await writePage(folder, 'ato-investigation', 'SOP-ATO-01', all.ato);
  await writePage(folder, 'kyc-audit', 'SOP-KYC-01', all.kyc);
  return folder;
}

async function writePage(folder: string, caseType: string, id: string, rules: string): Promise<void> {
  const page = [
    '---',
    `id: ${id}`,
    `title: The SOP of ${caseType}`,
    'description: What a reviewer does.',
    `caseType: ${caseType}`,
    'version: 1.0.0',
    'status: active',
    'owner: "@risk-ops"',
    'effective: 2025-01-01',
    'reviewBy: 2030-01-01',
    '---',
    rules,
  ];
  await mkdir(join(folder, 'sops', caseType), { recursive: true });
  await writeFile(join(folder, 'sops', caseType, 'main.mdx'), page.join('\n'));
}

export interface Desk {
  readonly folder: string;
  /** Path of a file in the folder of exports. */
  exported(name: string): string;
  /** Runs over everything in the folder of exports. */
  run(options?: Partial<CoverageOptions>): Promise<Ledger>;
  /** The bytes of the ledger on disk. */
  ledgerText(ledger?: string): Promise<string>;
  /** Warnings of all runs so far, and how often progress was told. */
  readonly warnings: string[];
  progress: number;
}

/** Content, exports by file name, and a run over them. */
export async function createDesk(exports: Readonly<Record<string, string | Uint8Array>>): Promise<Desk> {
  const folder = await temporaryFolder();
  await writeContent(join(folder, 'content'));
  await mkdir(join(folder, 'exports'));
  for (const [name, bytes] of Object.entries(exports)) await writeFile(join(folder, 'exports', name), bytes);
  const desk: Desk = {
    folder,
    warnings: [],
    progress: 0,
    exported: (name) => join(folder, 'exports', name),
    run: (options) =>
      runCoverage(
        {
          cases: [join(folder, 'exports', '*')],
          content: join(folder, 'content'),
          ledger: join(folder, 'ledger'),
          asOf: '2026-06-30',
          since: null,
          until: null,
          mapping: null,
          ...options,
        },
        {
          progress: () => {
            desk.progress += 1;
          },
          warning: (text) => {
            desk.warnings.push(text);
          },
        },
      ),
    ledgerText: (ledger = join(folder, 'ledger')) => readFile(join(ledger, 'ledger.json'), 'utf8'),
  };
  return desk;
}
