import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A content folder as the reference knows it: what formats.md section 1 says, without any MDX. */
export interface Content {
  caseTypes: CaseType[];
  exemptKinds: string[];
  sops: Sop[];
  proposals: Proposal[];
}

export interface CaseType {
  id: string;
  prefix: string;
  target: number;
  aliases: string[];
}

export interface Sop {
  id: string;
  slug: string;
  caseType: string;
  status: 'draft' | 'active' | 'retired';
  effective: string;
  rules: Rule[];
}

export interface Rule {
  id: string;
  effective?: string | undefined;
  revision?: number | undefined;
  revised?: string | undefined;
  retired?: string | undefined;
  replacedBy?: string | undefined;
  appliesTo?: string[] | undefined;
  signals?: string[] | undefined;
  phrases?: string[] | undefined;
}

export interface Proposal {
  id: string;
  slug: string;
  caseType: string;
  sop: string;
  status: 'draft' | 'in-review' | 'accepted' | 'rejected';
  rules: Rule[];
}

/** Writes the folder of YAML and MDX that a content description stands for. */
export function writeContent(folder: string, content: Content): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.yaml'), `exemptKinds: ${JSON.stringify(content.exemptKinds)}\n`);
  writeFileSync(join(folder, 'case-types.yaml'), content.caseTypes.map(caseTypeYaml).join(''));
  for (const sop of content.sops) {
    const place = join(folder, 'sops', sop.caseType);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${sop.slug}.mdx`), sopMdx(sop));
  }
  mkdirSync(join(folder, 'proposals'), { recursive: true });
  for (const proposal of content.proposals) {
    writeFileSync(join(folder, 'proposals', `${proposal.slug}.mdx`), proposalMdx(proposal));
  }
}

function caseTypeYaml({ id, prefix, target, aliases }: CaseType): string {
  return `- id: ${JSON.stringify(id)}
  prefix: ${JSON.stringify(prefix)}
  name: { en: ${JSON.stringify(`The ${id} queue`)}, zh-CN: ${JSON.stringify(`${prefix} 队列`)} }
  owner: "@risk-ops/${id}"
  target: ${target}
  autoDecisionThreshold: 0.9
  slaMinutes: 240
  aliases: ${JSON.stringify(aliases)}
`;
}

function sopMdx(sop: Sop): string {
  return `---
id: ${sop.id}
title: Handling ${sop.slug}
description: What to do about ${sop.slug}.
caseType: ${sop.caseType}
version: 1.0.0
status: ${sop.status}
owner: "@risk-ops/desk"
effective: ${sop.effective}
reviewBy: 2030-01-01
audience: [internal]
sources:
  - { title: House policy, section: "1", url: "https://example.org/policy" }
---

Words before the first rule.

${sop.rules.map(ruleMdx).join('\n')}`;
}

function proposalMdx(proposal: Proposal): string {
  return `---
id: ${proposal.id}
gap: GAP-${proposal.id.slice(-3)}-1a2b3c
caseType: ${proposal.caseType}
sop: ${proposal.sop}
status: ${proposal.status}
${proposal.status === 'rejected' ? 'reason: It says what another rule says.\n' : ''}proposer: "@risk-ops/desk"
created: 2026-01-15
---

Why this is needed.

${proposal.rules.map(ruleMdx).join('\n')}`;
}

function ruleMdx(rule: Rule): string {
  const attributes: [string, string | undefined][] = [
    ['id', rule.id],
    ['title', `Title of ${rule.id}`],
    ['effective', rule.effective],
    ['revision', rule.revision?.toString()],
    ['revised', rule.revised],
    ['retired', rule.retired],
    ['replacedBy', rule.replacedBy],
    ['appliesTo', rule.appliesTo?.join(' ') || undefined],
    ['signals', rule.signals?.join(' ') || undefined],
  ];
  const open = attributes.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}="${value}"`]));
  const covers = (rule.phrases ?? []).map((phrase) => `  <Covers phrase="${phrase}" />\n`).join('');
  return `<Rule\n${open.join('\n')}\n>\n${covers}\nLook at the account, decide, and write down why.\n\n</Rule>\n`;
}
