import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Markup that must come out as text wherever it stands. */
export const HOSTILE = '<script>alert(1)</script>';
/** A title may hold no markup, but everything else that HTML gives a meaning. */
export const AWKWARD = `1 < 2 && "quoted" 'too'`;
/** The same as hostile, fit for breaking out of a title element or an attribute. */
export const BREAKOUT = '</title></script>"><img src=x onerror=alert(1)>';
/** A word too long for a phone. */
export const UNBROKEN = 'w'.repeat(160);

const sop = (id: string, caseType: string, title: string, rules: string) => `---
id: ${id}
title: ${JSON.stringify(title)}
description: What to do when it happens.
caseType: ${caseType}
version: 1.2.0
status: active
owner: "@risk-ops/test"
effective: 2026-01-01
reviewBy: 2026-06-01
sources:
  - { title: NIST SP 800-63B, section: "6.1.4", url: "https://pages.nist.gov/800-63-3/sp800-63b.html" }
---

An introduction to account takeover that names ATO-012 and \`${HOSTILE}\`.

${rules}
`;

const BODY = `### When

A password reset, then a login from a new device.

### Check

- [ ] Minutes from reset to login.
- [ ] Second factor: passed, reset or removed.

### Decide

Hold withdrawals for 24 hours and confirm the owner.

| Finding | Decision |
| --- | --- |
| Second factor passed | **Allow** |
| Owner denies the reset | **Block** under ATO-001 |

### Annotate

\`${HOSTILE}\` and ${UNBROKEN}.
`;

const ATO = `<Rule id="ATO-001" title="Containment of a taken-over account">
### Decide

Block the account, then call the owner.
</Rule>

<Rule id="ATO-007" title="Password changed: always lock" effective="2025-01-01" retired="2026-03-01" replacedBy="ATO-012" />

<Rule id="ATO-012" title="Password reset followed by a new-device login" revision="2" revised="2026-06-01" appliesTo="2fa-reset" signals="device_fingerprint_mismatch">
  <Covers phrase="new device after password reset" />

${BODY}
</Rule>

<Rule id="ATO-099" title="Login through an anonymous network" effective="2027-01-01">
### Decide

Hold until a known device confirms.
</Rule>
`;

const ATO_CHINESE = `---
title: 新设备登录
description: 新设备登录时如何处置。
translates: {}
---

简介。

<Rule id="ATO-012" title="密码重置后新设备登录">

### 适用

密码重置后从新设备登录。

### 处置

暂缓提现 24 小时并确认本人。

</Rule>
`;

const FILES: Readonly<Record<string, string>> = {
  'glossary.yaml': `- id: account-takeover
  term: { en: account takeover, zh-CN: 账户盗用 }
  synonyms: { en: [ATO], zh-CN: [盗号] }
  definition: { en: Somebody else controls the account., zh-CN: 他人控制了账户。 }
`,
  'settings.yaml': `exemplarCases: 5
repository: { host: github, url: "https://github.com/example/desk", branch: release/next }
`,
  // One gap each that is claimed, dismissed, dismissed and open again, and no longer found.
  'gap-decisions.yaml': `- gap: GAP-ATO-000001
  decision: claimed
  by: "@risk-ops/test"
  date: 2026-11-02
  proposal: PROP-001
- gap: GAP-ATO-000002
  decision: dismissed
  by: ${'b'.repeat(80)}
  date: 2026-11-20
  reason: ${JSON.stringify(`${AWKWARD} ${UNBROKEN}`)}
- gap: GAP-2FA-000003
  decision: dismissed
  by: "@risk-ops/test"
  date: 2026-11-01
  reason: Settled by the identity team.
- gap: GAP-ATO-0000ff
  decision: dismissed
  by: "@risk-ops/test"
  date: 2026-06-01
  reason: Never seen again.
`,
  'sops/ato-investigation/new-device.mdx': sop('SOP-ATO-01', 'ato-investigation', 'New-device login', ATO),
  'sops/ato-investigation/new-device.zh-cn.mdx': ATO_CHINESE,
  'sops/2fa-reset/lost-factor.mdx': sop(
    'SOP-2FA-01',
    '2fa-reset',
    `Lost factor ${AWKWARD}`,
    `<Rule id="2FA-003" title="Selfie 1 < 2 &amp; does not pass">\n\n### Decide\n\nRequest another selfie.\n\n</Rule>`,
  ),
  'proposals/family.mdx': `---
id: PROP-001
gap: GAP-ATO-000001
caseType: ato-investigation
sop: SOP-ATO-01
status: draft
proposer: "@risk-ops/test"
created: 2026-11-01
---

Why it is needed.

<Rule id="ATO-200" title="Login by a family member">

### Decide

Allow when the owner confirms.

</Rule>
`,
  ...proposalFiles('rejected', 'PROP-002', 'status: rejected\nreason: "1 < 2 & ATO-012 says it"', 'ATO-201'),
  ...proposalFiles('proven', 'PROP-003', 'status: accepted', 'ATO-012'),
  ...proposalFiles('returned', 'PROP-004', 'status: accepted', 'ATO-001'),
  ...proposalFiles('prompts', 'PROP-005', 'status: in-review', 'ATO-202', '[TODO: one sentence]'),
  ...proposalFiles('later', 'PROP-006', 'status: draft', 'ATO-203'),
};

function proposalFiles(slug: string, id: string, status: string, rule: string, decide = 'Hold it.') {
  const gap = id === 'PROP-004' ? 'GAP-ATO-000001' : 'GAP-ATO-0000ff';
  return {
    [`proposals/${slug}.mdx`]: `---
id: ${id}
gap: ${gap}
caseType: ato-investigation
sop: new
${status}
proposer: ${JSON.stringify(AWKWARD)}
created: 2026-11-01
---

## Evidence

\`${HOSTILE}\` and ${UNBROKEN}.

## Proposed rule

<Rule id="${rule}" title="Proposed ${UNBROKEN}" signals="social_login_linked">
<Covers phrase="${UNBROKEN} of a tablet" />

### Decide

${decide}

</Rule>
`,
    [`proposals/${slug}.zh-cn.mdx`]: `---
translates: {}
---

## 依据

家庭成员共用平板。

## 拟议规则

<Rule id="${rule}" title="家庭成员登录">

### 处置

${decide.startsWith('[') ? '[待填：一句话]' : '暂缓处理。'}

</Rule>
`,
  };
}

/** Writes a small content folder with every state a page can show, and with hostile texts. */
export function writeContent(folder: string): void {
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  cpSync(join('content', 'case-types.yaml'), join(folder, 'case-types.yaml'));
}
