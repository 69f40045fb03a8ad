import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckResult, runChecks } from '../../src/sops/check/run.ts';
import { interpret } from '../../src/sops/load.ts';
import type { CheckMessage } from '../../src/sops/messages.ts';

/** Files of a content folder: text or bytes by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export const AS_OF = '2026-11-22';

const PREFIXES = {
  'kyc-audit': 'KYC',
  'ato-investigation': 'ATO',
  '2fa-reset': '2FA',
  'poa-review': 'POA',
  'withdrawal-anomaly': 'WDA',
} as const;

const CASE_TYPES = Object.entries(PREFIXES)
  .map(
    ([id, prefix]) => `- id: ${id}
  prefix: ${prefix}
  name: { en: ${id}, zh-CN: 队列 }
  owner: "@risk-ops"
  target: 0.8
  autoDecisionThreshold: 0.9
  slaMinutes: 240
`,
  )
  .join('');

/** What every content folder needs; a fixture's own files come on top. */
const BASE: Files = { 'case-types.yaml': CASE_TYPES, 'settings.yaml': 'exemptKinds: []\n' };

/** Front matter for fixtures that are not about it: they begin with their first rule. */
function withFrontMatter(file: string, text: string): string {
  if (!file.startsWith('sops/') || !file.endsWith('.mdx') || /^\uFEFF?---/.test(text)) return text;
  if (file.endsWith('.zh-cn.mdx'))
    return `---\ntitle: 页面\ndescription: 页面说明。\ntranslates: {}\n---\n\n${text}`;
  const [, caseType = '', name = ''] = file.split('/');
  const prefix = PREFIXES[caseType as keyof typeof PREFIXES] ?? 'X';
  const slug = name.replace('.mdx', '').toUpperCase();
  return `---
id: SOP-${prefix}-${slug}
title: A page
description: What the page is about.
caseType: ${caseType}
version: 1.0.0
status: active
owner: "@risk-ops"
effective: 2026-01-01
reviewBy: 2027-01-01
---

${text}`;
}

/** Fingerprint of the rule that the fixtures use where it does not matter what a rule says. */
const PLAIN_RULE = createHash('sha256').update('A rule\n\nCheck the device.').digest('hex').slice(0, 12);

/** A content folder in memory, completed with what the fixture leaves to the base. */
export function contentFiles(files: Files) {
  const absent = Object.keys(files).flatMap((name) => (name.endsWith('.absent') ? [name.slice(0, -7)] : []));
  return Object.entries({ ...BASE, ...files })
    .filter(([name]) => !absent.includes(name) && !name.endsWith('.absent'))
    .map(([name, data]) => ({ path: name, bytes: bytesOf(name, data) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function bytesOf(name: string, data: string | Uint8Array): Uint8Array {
  if (typeof data !== 'string') return data;
  return Buffer.from(withFrontMatter(name, data.replaceAll('@FP@', PLAIN_RULE)));
}

/** Reads a fixture folder from disk. */
export function readFixture(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

/** Checks content in memory, against an earlier state of it when one is given. */
export async function checkFiles(files: Files, before: Files | null = null): Promise<CheckResult> {
  const content = await interpret(contentFiles(files));
  const base =
    before === null
      ? null
      : {
          ref: 'main',
          content: await interpret(contentFiles(before)),
          files: contentFiles(before),
          usedBefore: new Map<string, string>(),
        };
  return runChecks({ content, asOf: AS_OF, base });
}

/** A message as it is pinned: everything a reader sees of it. */
export function pinned({ place, severity, fatal, name, message, hint, related }: CheckMessage): string {
  const at = (p: typeof place) => `${p.file}:${p.line}:${p.column}`;
  const others = related.map((other) => `    ${at(other.place)} ${other.note}\n`).join('');
  return `${at(place)} ${fatal ? 'fatal ' : ''}${severity} ${name}\n  ${message}\n  ${hint}\n${others}`;
}

/** Front matter of an SOP that nothing is wrong with, and the fields that a test adds. */
export function frontOf(more = ''): string {
  return `---
id: SOP-ATO-02
title: New device
description: What the page is about.
caseType: ato-investigation
version: 2.1.0
status: active
owner: "@risk-ops/ato"
effective: 2026-03-01
reviewBy: 2027-03-01
${more}---
`;
}
