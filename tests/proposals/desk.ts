import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { runCommandLine } from '../../scripts/command-line.ts';
import { type Content, interpretDesk } from '../../src/proposals/read-desk.ts';
import { interpret } from '../../src/sops/load.ts';

export const AS_OF = '2026-11-22';

/** Files of a content folder by path. */
export type Files = Readonly<Record<string, string>>;

const CASE_TYPES = [
  ['ato-investigation', 'ATO'],
  ['kyc-audit', 'KYC'],
]
  .map(
    ([id, prefix]) => `- id: ${id}
  prefix: ${prefix}
  name: { en: ${id}, zh-CN: 队列 }
  owner: "@risk-ops/${prefix?.toLowerCase()}"
  target: 0.8
  autoDecisionThreshold: 0.9
  slaMinutes: 240
`,
  )
  .join('');

function sop(id: string, caseType: string, rules: string): string {
  return `---
id: ${id}
title: The SOP ${id}
description: What a reviewer does.
caseType: ${caseType}
version: "2.1.3" # raised with every rule
status: active
owner: "@risk-ops/ato"
effective: 2025-01-01
reviewBy: 2030-01-01
---

Before the rules.

${rules}`;
}

export const SESSION = 'sops/ato-investigation/session.mdx';
export const SESSION_ZH = 'sops/ato-investigation/session.zh-cn.mdx';

/** A small content folder that \`check\` finds nothing wrong with but the missing case types. */
export const CONTENT: Files = {
  'case-types.yaml': CASE_TYPES,
  'settings.yaml': 'exemplarCases: 5\n',
  [SESSION]: sop(
    'SOP-ATO-03',
    'ato-investigation',
    `<Rule
  id="ATO-020"
  title="One session token used from two networks"
  signals="session_token_replay"
>
  <Covers phrase="same session token from two networks" />

### Check

- [ ] Compare the network of every request of the session.

### Decide

**Block** when two networks overlap within 5 minutes.

</Rule>

<Rule
  id="ATO-024"
  title="Session outlives a password change"
  signals="session_after_reset"
>

### Decide

**Hold** withdrawals for 24 hours.

</Rule>

<Rule id="ATO-019" title="Every long session is ended" effective="2025-01-01" retired="2025-06-01" replacedBy="ATO-020" />
`,
  ),
  'sops/kyc-audit/documents.mdx': sop(
    'SOP-KYC-01',
    'kyc-audit',
    `<Rule id="KYC-001" title="Expired document">

### Decide

**Reject** a document whose date of expiry has passed.

</Rule>
`,
  ),
};

const TRANSLATIONS: Readonly<Record<string, (fingerprints: ReadonlyMap<string, string>) => string>> = {
  [SESSION_ZH]: (of) => `---
title: 会话
description: 审核员怎么做。
translates:
  ATO-020: "${of.get('ATO-020')}"
  ATO-024: "${of.get('ATO-024')}"
---

规则之前。

<Rule id="ATO-020" title="同一会话令牌出现在两个网络">

### 核查

- [ ] 比对会话中每个请求的网络。

### 处置

两个网络在 5 分钟内重叠时**拦截**。

</Rule>

<Rule id="ATO-024" title="会话在修改密码后仍有效">

### 处置

提现**暂缓** 24 小时。

</Rule>
`,
  'sops/kyc-audit/documents.zh-cn.mdx': (of) => `---
title: 证件
description: 审核员怎么做。
translates: { KYC-001: "${of.get('KYC-001')}" }
---

规则之前。

<Rule id="KYC-001" title="证件已过期">

### 处置

有效期已过的证件一律**驳回**。

</Rule>
`,
};

/** The content folder in memory, with translations that are up to date and what a test adds. */
export async function contentOf(files: Files = {}): Promise<Content> {
  const english = await interpret(encode(CONTENT));
  const fingerprints = new Map(
    [...english.readable.rules.values()].map((rule) => [rule.id, rule.fingerprint]),
  );
  const translated = Object.fromEntries(
    Object.entries(TRANSLATIONS).map(([file, write]) => [file, write(fingerprints)]),
  );
  return interpretDesk(encode({ ...CONTENT, ...translated, ...files }), 'content');
}

function encode(files: Files) {
  return Object.entries(files)
    .map(([name, text]) => ({ path: name, bytes: Buffer.from(text) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Text of a file in memory. */
export function textOf(files: Content['files'], name: string): string {
  return Buffer.from(files.find((file) => file.path === name)?.bytes ?? []).toString();
}

/** A proposal with one finished rule, and its translation. */
export function proposal(changes: { front?: string; rule?: string } = {}): string {
  const { front = 'sop: SOP-ATO-03\nstatus: in-review', rule = RULE } = changes;
  return `---
id: PROP-007
gap: GAP-ATO-abcdef
caseType: ato-investigation
${front}
proposer: somebody
created: 2026-11-01
---

## Evidence

Fourteen cases.

${rule}`;
}

export const RULE = `<Rule
  id="ATO-022"
  title="Phone reported stolen before the login"
  effective="2026-11-01"
  signals="device_reported_stolen"
>
  <Covers phrase="phone was stolen and unlocked" />

### Check

- [ ] Ask when the phone was last seen.

### Decide

**Block** when the login is later than the theft, for 24 hours at least.

</Rule>
`;

export const RULE_ZH = `---
translates: {}
---

<Rule id="ATO-022" title="登录前手机已报失">

### 核查

- [ ] 询问最后一次见到手机的时间。

### 处置

登录晚于被盗时**拦截**，至少 24 小时。

</Rule>
`;

export const PROPOSAL = 'proposals/stolen-phone.mdx';
export const PROPOSAL_ZH = 'proposals/stolen-phone.zh-cn.mdx';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sop-desk-proposals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeAll(folder: string, files: Content['files']): Promise<void> {
  for (const { path: name, bytes } of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  }
}

/** The content folder with a proposal on disk, gone when the test is over. */
export async function deskFolder(proposed = proposal()): Promise<{
  readonly folder: string;
  readonly content: string;
  /** Options that lead a command there. */
  readonly dirs: readonly string[];
}> {
  const folder = await temporaryFolder();
  const content = path.join(folder, 'content');
  await writeAll(content, (await contentOf({ [PROPOSAL]: proposed, [PROPOSAL_ZH]: RULE_ZH })).files);
  return { folder, content, dirs: ['--content', content, '--ledger', path.join(folder, 'ledger')] };
}

export const read = (file: string) => readFile(file, 'utf8');

/** Runs a command and gives what it printed. */
export async function sopCommand(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(process[`std${name}`], 'write').mockImplementation(((text: string, done?: () => void) => {
      printed[name] += text;
      done?.();
      return true;
    }) as typeof process.stdout.write),
  );
  try {
    return { code: await runCommandLine(argv), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
