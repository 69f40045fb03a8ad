import { describe, expect, test } from 'vitest';
import type { Site } from '../../src/site/catalogue.ts';
import { citable, citation, ruleText } from '../../src/site/rules.ts';
import { interpret } from '../../src/sops/load.ts';
import type { Language, Rule } from '../../src/sops/types.ts';
import { contentFiles } from '../sops/fixtures.ts';

const PROPOSAL = `---
id: PROP-001
gap: GAP-ATO-abcdef
caseType: ato-investigation
sop: new
status: draft
proposer: risk-ops
created: 2026-06-01
---

<Rule id="ATO-002" title="B">

New.

</Rule>
`;

/** HTML of a rule with these words on a page of a language. */
async function htmlOf(english: string, mandarin: string | null, language: Language): Promise<string> {
  const rule = (id: string, body: string) => `<Rule id="${id}" title="A">\n\n${body}\n\n</Rule>\n`;
  const { readable } = await interpret(
    contentFiles({
      'sops/ato-investigation/a.mdx': rule('ATO-001', english),
      ...(mandarin !== null && { 'sops/ato-investigation/a.zh-cn.mdx': rule('ATO-001', mandarin) }),
      'sops/kyc-audit/b.mdx': rule('KYC-001', 'More.'),
      'proposals/c.mdx': PROPOSAL,
    }),
  );
  const site = { catalogue: readable } as unknown as Site;
  const found = readable.rules.get('ATO-001');
  return found ? ruleText(site, found, language).html : '';
}

describe('links to content files', () => {
  const links = '[b](../kyc-audit/b.mdx#KYC-001), [here](./a), [c](../../proposals/c.mdx), [d](d.mdx)';
  const hrefs = async (mandarin: string | null, language: Language) =>
    (await htmlOf(links, mandarin, language)).match(/(?<=href=")[^"]*/g);

  test('lead to the pages made from them', async () => {
    expect(await hrefs(null, 'en')).toEqual([
      '/sops/kyc-audit/b/#KYC-001',
      '/sops/ato-investigation/a/',
      '/proposals/PROP-001/',
      'd.mdx',
    ]);
  });

  test('stay in the language of the page, whichever text and file they name', async () => {
    expect((await hrefs(null, 'zh-CN'))?.[0]).toBe('/zh-cn/sops/kyc-audit/b/#KYC-001');
    expect(await hrefs('[乙](../kyc-audit/b.zh-cn.mdx)。', 'zh-CN')).toEqual(['/zh-cn/sops/kyc-audit/b/']);
  });
});

test('footnotes are labelled in the language of the text, not of the page', async () => {
  const note = 'Note[^1].\n\n[^1]: A note.';
  expect(await htmlOf(note, '注[^1]。\n\n[^1]: 说明。', 'zh-CN')).toContain('>脚注</h2>');
  expect(await htmlOf(note, null, 'zh-CN')).toContain('>Footnotes</h2>');
});

describe('what may be cited', () => {
  const day = '2026-11-22';
  const rules = {
    'ATO-001': { state: 'retired', replacedBy: 'ATO-002' },
    'ATO-002': { state: 'retired', replacedBy: 'ATO-003' },
    'ATO-003': { state: 'active', replacedBy: null },
    'ATO-004': { state: 'retired', replacedBy: 'ATO-005' },
    'ATO-005': { state: 'pending', replacedBy: null },
    'ATO-006': { state: 'retired', replacedBy: null },
  } as const;
  type Id = keyof typeof rules;
  const all = new Map(Object.entries(rules).map(([id, { replacedBy }]) => [id, { id, replacedBy } as Rule]));
  const site = { catalogue: { rules: all }, state: (id: Id) => rules[id].state } as unknown as Site;
  const cited = (id: Id) => citable(site, all.get(id) as Rule)?.id ?? null;

  test('a rule in force is itself, a retired one what replaced it', () => {
    expect(cited('ATO-003')).toBe('ATO-003');
    expect(cited('ATO-001')).toBe('ATO-003');
  });

  test('nothing is, where none is in force', () => {
    expect(cited('ATO-004')).toBeNull();
    expect(cited('ATO-005')).toBeNull();
    expect(cited('ATO-006')).toBeNull();
  });

  test('in the revision of that day', () => {
    const rule = { id: 'ATO-003', revision: 2, revised: '2026-12-01' } as Rule;
    expect(citation(rule, day)).toBe('ATO-003@1');
    expect(citation(rule, '2026-12-01')).toBe('ATO-003@2');
  });
});
