import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffMarkdown, diffText, reasonsAgainst } from '../../src/diff/diff-report.ts';
import { type Diff, diffSchema } from '../../src/diff/diff-types.ts';
import {
  AS_OF,
  deskFolder,
  PROPOSAL,
  PROPOSAL_ZH,
  read,
  SESSION,
  SESSION_ZH,
  sopCommand,
} from '../proposals/desk.ts';
import { exportWithGap } from '../proposals/exports.ts';

/** A repository with one commit of the small content folder, and exports beside it. */
async function repository() {
  const { folder, content, dirs } = await deskFolder();
  const cases = path.join(folder, 'cases.ndjson');
  await writeFile(cases, exportWithGap());
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  git('init', '-q', '-b', 'main');
  git('add', 'content');
  git('commit', '-q', '-m', 'content');
  const terms = ['--base', 'main', '--as-of', AS_OF, '--cases', cases];
  return {
    content,
    cases,
    dirs,
    git,
    /** Rewrites a page. */
    async edit(page: string, from: string | RegExp, to: string) {
      const file = path.join(content, page);
      const text = await read(file);
      expect(text).toMatch(from);
      await writeFile(file, text.replace(from, to));
    },
    diff: (...argv: string[]) => sopCommand('diff', ...terms, ...dirs, ...argv),
    async json(...argv: string[]): Promise<Diff> {
      const { out } = await sopCommand('diff', ...terms, ...dirs, '--json', ...argv);
      return diffSchema.parse(JSON.parse(out));
    },
  };
}

describe('diff', () => {
  test('says that nothing changed', async () => {
    const { diff, json } = await repository();
    const { code, out } = await diff();
    expect(code).toBe(0);
    expect(out).toContain('no SOP, rule or proposal changed');
    expect(out).toContain('Check\n  nothing new');
    expect(out).toContain('no case type changes');
    expect(out).toMatch(/Nothing here speaks against merging\.\n$/);
    const { rules, found, solved, coverage } = await json();
    expect({ rules, found, solved }).toEqual({ rules: [], found: [], solved: 0 });
    expect(coverage?.gaps).toEqual({ closed: [], opened: [], changed: [] });
  });

  test('of a reworded rule: the version is missing, and the Mandarin falls behind', async () => {
    const { edit, diff, json } = await repository();
    await edit(SESSION, 'Compare the network of every request', 'Look at the network of each request');
    const { code, out } = await diff();
    expect(code).toBe(1);
    expect(out).toMatch(
      /ATO-020 reworded; text: One session token used from two networks \(.*session\.mdx:\d+\)/,
    );
    expect(out).toMatch(/Mandarin left behind\n {2}ATO-020 outdated/);
    expect(out).toContain('Do not merge: check finds 1 new error.');
    const { found, translations } = await json();
    expect(found.map(({ name }) => name)).toEqual(['version-missing', 'translation-outdated']);
    expect(translations).toMatchObject([{ rule: 'ATO-020', state: 'outdated', file: SESSION_ZH }]);
  });

  test('of a value: it asks for a revision, and names it with the revision', async () => {
    const { edit, diff, json, git } = await repository();
    await edit(SESSION, 'Compare the network of every request', 'Compare the network for 24 hours');
    git('commit', '-q', '-a', '-m', 'a value');
    await edit(SESSION, 'for 24 hours', 'for 48 hours');
    const unrevised = await diff();
    expect(unrevised.code).toBe(1);
    expect(unrevised.out).toMatch(
      /ATO-020 values changed without a new revision; 24 hours → 48 hours; text: One/,
    );
    const errors = (await json()).found.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ name }) => name)).toEqual(['version-missing', 'revision-unraised', 'value-differs']);
    await edit(
      SESSION,
      '<Rule\n  id="ATO-020"',
      '<Rule\n  revision="2"\n  revised="2026-11-01"\n  id="ATO-020"',
    );
    expect((await diff()).out).toMatch(/ATO-020 revised \(1 → 2\); 24 hours → 48 hours; text: One/);
    expect((await json()).rules).toMatchObject([{ values: { before: ['24 hours'], after: ['48 hours'] } }]);
  });

  test('of an accepted proposal: the rule, the version, what it covers, and the gap that closes', async () => {
    const { content, diff, json, dirs } = await repository();
    expect(
      await sopCommand('accept', path.join(content, PROPOSAL), '--as-of', AS_OF, ...dirs.slice(0, 2)),
    ).toMatchObject({ code: 0 });
    const { code, out } = await diff();
    expect(code).toBe(0);
    expect(out).toMatch(/SOP-ATO-03 version 2\.1\.3 → 2\.2\.0/);
    expect(out).toMatch(/ATO-022 added; covers 0 → \d+ steps: Phone reported stolen/);
    expect(out).toContain('PROP-007 in-review → accepted');
    const { coverage, rules } = await json();
    const ato = coverage?.caseTypes.find(({ id }) => id === 'ato-investigation');
    expect(ato?.gained.steps).toBeGreaterThan(0);
    expect(rules).toMatchObject([{ id: 'ATO-022', change: 'added', covered: { before: 0 } }]);
    // One of its steps had a rule already.
    expect(rules[0]?.covered?.after).toBe((ato?.gained.steps ?? 0) + 1);
    expect(coverage?.gaps.closed).toHaveLength(1);
    expect(out).toContain(`closes ${coverage?.gaps.closed[0]?.id}`);
  });

  test('of a rule that is retired, and of a case type that falls to its target', async () => {
    const { edit, diff, json } = await repository();
    await edit('case-types.yaml', 'target: 0.8', 'target: 0.5');
    await edit(
      SESSION,
      '  signals="session_token_replay"\n',
      '  signals="session_token_replay"\n  retired="2025-02-01"\n',
    );
    const { code, out } = await diff();
    expect(code).toBe(1);
    expect(out).toMatch(/ATO-020 retired; covers 8[0-9] → 0 steps/);
    const { coverage, rules } = await json();
    expect(rules).toMatchObject([{ id: 'ATO-020', change: 'retired' }]);
    expect(coverage?.total.gained.steps).toBeLessThan(0);
  });

  test('of what facts, moves and removals change', async () => {
    const { content, edit, diff, json } = await repository();
    await edit(SESSION, 'signals="session_after_reset"', 'signals="session_after_reset other_code"');
    await rm(path.join(content, 'sops/kyc-audit/documents.mdx'));
    await rm(path.join(content, 'sops/kyc-audit/documents.zh-cn.mdx'));
    await rm(path.join(content, PROPOSAL));
    await rm(path.join(content, PROPOSAL_ZH));
    const { rules, sops, proposals, found } = await json();
    expect(rules.map(({ id, change, fields }) => [id, change, fields])).toEqual([
      ['ATO-024', 'amended', ['signals']],
      ['KYC-001', 'removed', []],
    ]);
    expect((await diff()).out).toMatch(/SOP-KYC-01 gone, was version 2\.1\.3, active/);
    expect(sops).toMatchObject([{ id: 'SOP-KYC-01', version: { before: '2.1.3', after: null } }]);
    expect(proposals).toMatchObject([{ id: 'PROP-007', status: { before: 'in-review', after: null } }]);
    expect(found.map(({ name }) => name)).toContain('rule-removed');
  });

  test('does not count Mandarin that had fallen behind before', async () => {
    const { edit, json, git } = await repository();
    await edit(SESSION, 'Compare the network of every request', 'Look at the network of each request');
    git('commit', '-q', '-a', '-m', 'reworded');
    await edit(SESSION, 'Look at the network', 'Look well at the network');
    expect((await json()).translations).toEqual([]);
  });

  test('counts a message once that only moved', async () => {
    const { edit, json, git } = await repository();
    await edit(SESSION, 'Before the rules.', 'Before the rules, see [this](missing.mdx).');
    git('commit', '-q', '-a', '-m', 'a broken link');
    await edit(SESSION, 'Before the rules,', 'Some words.\n\nBefore the rules,');
    expect((await json()).found).toEqual([]);
    await edit(SESSION, 'missing.mdx', '#');
    expect((await json()).solved).toBe(1);
  });

  test('leaves coverage out when content cannot be read or no export is there, and says so', async () => {
    const { edit, json, diff, dirs, cases } = await repository();
    const without = () => sopCommand('diff', '--base', 'main', '--as-of', AS_OF, ...dirs, '--json');
    expect(JSON.parse((await without()).out)).toMatchObject({ coverage: null });
    // Then those of the last run are taken.
    await sopCommand('coverage', '--cases', cases, '--as-of', AS_OF, ...dirs);
    expect(JSON.parse((await without()).out)).toMatchObject({
      coverage: { total: { before: { cases: 52 } } },
    });
    await edit(SESSION, '</Rule>', '');
    expect((await diff()).code).toBe(1);
    expect(await json()).toMatchObject({
      coverage: null,
      coverageMissing: 'the content cannot be read for certain, as check says',
    });
  });

  test('compares content that an earlier commit did not have', async () => {
    const { edit, git, json } = await repository();
    await edit(SESSION, '</Rule>', '');
    git('commit', '-q', '-a', '-m', 'unreadable');
    git('checkout', '-q', 'HEAD~1', '--', 'content');
    const { coverage, coverageMissing, found, solved } = await json();
    expect({ coverage, found }).toMatchObject({ coverage: null, found: [] });
    expect(coverageMissing).toContain('the content at main cannot be read');
    expect(solved).toBeGreaterThan(0);
  });

  test.for([
    [['--base', 'no-such-branch'], /no such commit/],
    [['--markdown', '--json'], /exclude each other/],
    [['--as-of', 'soon'], /--as-of/],
    [['beside'], /unexpected "beside"|beside/],
    [['--base', '--output=x'], /base|--output/],
  ] as const)('refuses %j', async ([argv, reason]) => {
    const { diff } = await repository();
    const { code, out, err } = await diff(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
    expect(err.trim()).not.toContain('\n');
  });

  test('asks for the commit to compare with', async () => {
    expect(await sopCommand('diff')).toMatchObject({ code: 2, err: expect.stringContaining('origin/main') });
  });
});

describe('a report', () => {
  const hostile = '<img src=x onerror=alert(1)> `a` **b** [c](javascript:d) @everyone \u202e\u001b[2J # e';
  const diff: Diff = {
    schema: 'sop-diff/1',
    base: hostile,
    asOf: AS_OF,
    sops: [],
    rules: Array.from({ length: 60 }, (_, index) => ({
      id: `ATO-${100 + index}`,
      title: hostile,
      file: 'sops/a/a.mdx',
      line: 1,
      column: 1,
      change: 'added' as const,
      fields: [],
      revision: { before: null, after: 1 },
      values: { before: [hostile], after: [] },
      covered: null,
    })),
    translations: [],
    proposals: [],
    found: [],
    solved: 0,
    coverage: null,
    coverageMissing: 'there are no exports; name some with --cases',
  };

  test('for a terminal holds nothing that controls it', () => {
    expect(diffText(diff, 'content/')).not.toMatch(/[\u202e\u001b]/);
    expect(diffText(diff, 'content/')).toContain('and 10 more; --json lists all');
  });

  test('in Markdown holds nothing that is read as markup, and calls nobody', () => {
    const markdown = diffMarkdown(diff, 'content/');
    expect(markdown).not.toMatch(/[\u202e\u001b]/);
    expect(markdown).not.toMatch(/(?<!\\)[<`[]/);
    expect(markdown).not.toContain('@everyone');
    expect(markdown.match(/^- /gm)).toHaveLength(51 + 2);
  });

  test('gives reasons against merging', () => {
    expect(reasonsAgainst(diff)).toEqual([]);
    const error = {
      name: 'version-missing',
      severity: 'error' as const,
      file: 'a.mdx',
      line: 1,
      column: 1,
      message: 'm',
      hint: 'h',
    };
    expect(reasonsAgainst({ ...diff, found: [error, { ...error, severity: 'warning' }] })).toEqual([
      'check finds 1 new error',
    ]);
    const at = (coverage: number | null) => ({
      cases: 40,
      steps: 100,
      covered: 80,
      coverage,
      interval: null,
      fullyCoveredCases: 1,
    });
    const caseType = (before: number | null, after: number | null) => ({
      id: 'kyc-audit',
      target: 0.8,
      status: { before: 'met' as const, after: 'below' as const },
      before: at(before),
      after: at(after),
      gained: { steps: 0, cases: 0 },
    });
    const { before, after, gained } = caseType(0.9, 0.9);
    const coverage = (caseTypes: ReturnType<typeof caseType>[]) => ({
      asOf: AS_OF,
      window: { since: null, until: null },
      syntheticCases: 0,
      caseTypes,
      total: { before, after, gained },
      gaps: { closed: [], opened: [], changed: [] },
    });
    const reasons = (was: number | null, now: number | null) =>
      reasonsAgainst({ ...diff, coverage: coverage([caseType(was, now)]) });
    const fallen = ['kyc-audit no longer exceeds its target'];
    expect(reasons(0.81, 0.8)).toEqual(fallen);
    expect(reasons(0.81, null)).toEqual(fallen);
    expect(reasons(0.8, 0.7)).toEqual([]);
    expect(reasons(0.9, 0.81)).toEqual([]);
    expect(reasons(null, 0.1)).toEqual([]);
  });
});
