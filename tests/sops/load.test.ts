import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleFacts } from '../../src/sops/facts.ts';
import { interpret, loadContent } from '../../src/sops/load.ts';
import { parsePages } from '../../src/sops/parse-pages.ts';
import { contentFiles, type Files } from './fixtures.ts';

const rule = (id: string, attributes = '', body = 'Check.') =>
  `<Rule id="${id}" title="A rule" ${attributes}>\n\n${body}\n\n</Rule>\n\n`;
const PROPOSAL =
  '---\nid: PROP-001\ngap: GAP-ATO-1a2b3c\ncaseType: ato-investigation\nsop: SOP-ATO-A\nstatus: draft\nproposer: r-17\ncreated: 2026-11-01\n---\n\n';
const FILES: Files = {
  'sops/ato-investigation/a.mdx':
    rule('ATO-1000') +
    rule(
      'ATO-999',
      'effective="2025-05-01" revision="2" revised="2026-06-01" appliesTo="2fa-reset ato-investigation" signals="b a" audience="bpo"',
      '<Covers phrase="new device" />\n\nCheck.',
    ) +
    '<Rule id="ATO-007" title="Earlier" effective="2025-01-01" retired="2026-06-01" replacedBy="ATO-999" />\n',
  'sops/ato-investigation/a.zh-cn.mdx': rule('ATO-999', '', '<Covers phrase="新设备登录" />\n\n核查。'),
  'proposals/a.mdx': PROPOSAL + rule('ATO-050') + rule('ATO-999'),
};

describe('a catalogue', () => {
  test('fills in what rules leave to their SOP', async () => {
    const { catalogue } = await interpret(contentFiles(FILES));
    expect([...(catalogue?.rules.keys() ?? [])]).toEqual(['ATO-007', 'ATO-999', 'ATO-1000']);
    expect(catalogue?.rules.get('ATO-1000')).toMatchObject({
      sop: 'SOP-ATO-A',
      effective: '2026-01-01',
      revision: 1,
      revised: null,
      caseTypes: ['ato-investigation'],
      audience: ['internal'],
      translation: null,
    });
    expect(catalogue?.rules.get('ATO-999')).toMatchObject({
      effective: '2025-05-01',
      caseTypes: ['ato-investigation', '2fa-reset'],
      signals: ['b', 'a'],
      audience: ['bpo'],
      covers: [{ phrase: 'new device' }, { phrase: '新设备登录' }],
      translation: { title: 'A rule', body: { markdown: '核查。' }, translates: null },
    });
    expect(catalogue?.proposals[0]).toMatchObject({ id: 'PROP-001', sop: 'SOP-ATO-A', reason: null });
    expect(catalogue?.proposals[0]?.rules[0]).toMatchObject({
      id: 'ATO-050',
      sop: 'PROP-001',
      effective: '2026-11-01',
    });
  });

  test('gives the facts of every rule, and of proposed ones that no SOP has', async () => {
    const { catalogue } = await interpret(contentFiles(FILES));
    const facts = catalogue ? ruleFacts(catalogue) : [];
    expect(facts.map(({ id, status, phrases }) => [id, status, phrases])).toEqual([
      ['ATO-007', 'active', []],
      ['ATO-050', 'proposed', []],
      ['ATO-1000', 'active', []],
      ['ATO-999', 'active', ['new device', '新设备登录']],
    ]);
  });

  test('has a hash that changes with every byte and name, and with nothing else', async () => {
    const hash = async (files: Files) => (await interpret(contentFiles(files))).readable.hash;
    const first = await hash(FILES);
    expect(await hash(Object.fromEntries(Object.entries(FILES).reverse()))).toBe(first);
    expect(
      await hash({ ...FILES, 'sops/ato-investigation/a.mdx': `${FILES['sops/ato-investigation/a.mdx']}\n` }),
    ).not.toBe(first);
    expect(await hash({ ...FILES, 'settings.yaml': 'exemptKinds: [a]\n' })).not.toBe(first);
    expect(await hash({ ...FILES, 'gap-decisions.yaml': '' })).not.toBe(first);
  });

  test('reads decisions about gaps from disk, in the order of the file', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'sop-load-'));
    try {
      for (const { path: name, bytes } of contentFiles({})) await writeFile(path.join(dir, name), bytes);
      const loaded = async () => (await loadContent(dir)).catalogue;
      const without = await loaded();
      expect(without?.gapDecisions).toEqual([]);
      await writeFile(
        path.join(dir, 'gap-decisions.yaml'),
        `# Kept by hand.
- { gap: GAP-KYC-4d5e6f, decision: claimed, by: "@risk-ops/kyc", date: 2026-11-01, proposal: PROP-001 }
- { gap: GAP-ATO-1a2b3c, decision: dismissed, by: Head of ATO, date: 2026-11-02, reason: " One runbook. " }
`,
      );
      const catalogue = await loaded();
      expect(catalogue?.gapDecisions).toMatchObject([
        { gap: 'GAP-KYC-4d5e6f', decision: 'claimed', reason: null, proposal: 'PROP-001' },
        { gap: 'GAP-ATO-1a2b3c', by: 'Head of ATO', date: '2026-11-02', reason: 'One runbook.' },
      ]);
      expect(catalogue?.hash).not.toBe(without?.hash);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  test.for([
    ['https://github.com/org/desk/', 'https://github.com/org/desk'],
    ['https://git.example.org/group/sub-group/desk', 'https://git.example.org/group/sub-group/desk'],
    ['http://github.com/org/desk', null],
    ['https://github.com/org', null],
    ['https://user@github.com/org/desk', null],
    ['https://github.com/org/desk?a=b', null],
    ['https://github.com/org/desk#a', null],
    ['https://github.com/org/de sk', null],
    ['javascript:alert(1)//github.com/org/desk', null],
    [`https://github.com/org/${'a'.repeat(200)}`, null],
  ] as const)('takes %s as the address of a repository: %s', async ([url, read]) => {
    const settings = JSON.stringify({ repository: { host: 'github', url } });
    const { catalogue } = await interpret(contentFiles({ 'settings.yaml': settings }));
    expect(catalogue?.settings.repository ?? null).toEqual(
      read === null ? null : { host: 'github', url: read, branch: 'main' },
    );
    expect(catalogue === null).toBe(read === null);
  });

  test('is withheld when anything cannot be read for certain, and only then', async () => {
    const loaded = (files: Files) => interpret(contentFiles({ ...FILES, ...files }));
    expect(
      (await loaded({ 'sops/kyc-audit/b.mdx': rule('KYC-001', 'replacedBy="KYC-009"') })).catalogue,
    ).not.toBeNull();
    for (const broken of ['<b>', rule('ATO-999'), '---\nid: x\n---\n', '{1}']) {
      const { catalogue, readable } = await loaded({ 'sops/ato-investigation/b.mdx': broken });
      expect(catalogue).toBeNull();
      expect(readable.rules.has('ATO-1000')).toBe(true);
    }
    expect((await loaded({ 'settings.yaml': 'exemptKinds: 1\n' })).catalogue).toBeNull();
    expect((await loaded({ 'glossary.yaml': 'a: [' })).catalogue).toBeNull();
  });

  test('is the same however many threads parse it', async () => {
    const filler = Array.from({ length: 400 }, (_, n) =>
      rule(`ATO-${1000 + n}`, '', 'Words to check. '.repeat(20)),
    ).join('');
    const sources = Array.from({ length: 15 }, (_, n) => ({
      file: `sops/ato-investigation/p${n}.mdx`,
      text: `---\nid: SOP-ATO-${n}\n---\n\n${filler.slice(0, 110_000)}`,
    }));
    expect(await parsePages(sources, 3)).toEqual(await parsePages(sources, 1));
  });
});

describe('a content folder', () => {
  test('that is missing or no folder is exit code 2', async () => {
    await expect(loadContent('/nowhere/content')).rejects.toMatchObject({ exitCode: 2 });
    const dir = await mkdtemp(path.join(tmpdir(), 'sop-load-'));
    await writeFile(path.join(dir, 'content'), '');
    await expect(loadContent(path.join(dir, 'content'))).rejects.toMatchObject({ exitCode: 2 });
    await rm(dir, { recursive: true });
  });

  test('that is empty has no case types', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'sop-load-'));
    const { catalogue, messages } = await loadContent(dir);
    expect(catalogue).toBeNull();
    expect(messages.map(({ name }) => name)).toContain('missing-file');
    await rm(dir, { recursive: true });
  });
});
