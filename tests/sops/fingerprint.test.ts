import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fingerprintCommand } from '../../scripts/commands/fingerprint.ts';
import { fingerprintOf } from '../../src/sops/fingerprint.ts';
import { splitFrontMatter } from '../../src/sops/front-matter.ts';
import { setTranslates } from '../../src/sops/translates.ts';
import { contentFiles } from './fixtures.ts';

describe('the translates map', () => {
  const before = ['title: 页面 # 注释\n', 'description: "说: 明"\n'];
  const entries = [
    'translates: {}\n',
    'translates:\n',
    'translates: { ATO-001: "0123456789ab" }\n',
    'translates:\n  ATO-009: 0123456789ab # old\n\n  ATO-001: "0123456789ab"\n',
    '',
  ];
  const fingerprints = fc.dictionary(
    fc.integer({ min: 1, max: 999 }).map((n) => `ATO-${String(n).padStart(3, '0')}`),
    fc.stringMatching(/^[0-9a-f]{12}$/),
    { maxKeys: 5 },
  );

  test('is set and read back, and every other byte stays', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...entries),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.boolean(),
        fingerprints,
        (entry, lineEnd, mark, last, translates) => {
          const fields = last ? [...before, entry] : [entry, ...before];
          const body = '\n正文  \n---\ntranslates: no\n';
          const text = mark + `---\n${fields.join('')}---\n${body}`.replaceAll('\n', lineEnd);
          const result = setTranslates(text, translates) ?? '';
          const read = splitFrontMatter(result.replace(/^\uFEFF/, ''), 'a.zh-cn.mdx');
          expect(read.messages).toEqual([]);
          expect(read.value).toEqual({ title: '页面', description: '说: 明', translates });
          expect(setTranslates(result, translates)).toBe(result);
          expect(result.endsWith(`---\n${body}`.replaceAll('\n', lineEnd))).toBe(true);
          for (const line of before) expect(result).toContain(line.replaceAll('\n', lineEnd));
        },
      ),
    );
  });
});

describe('the command', () => {
  const EN =
    '<Rule id="ATO-002" title="A rule">\n\nCheck.\n\n</Rule>\n\n<Rule id="ATO-001" title="Another">\n\nHold.\n\n</Rule>\n';
  const ZH =
    '<Rule id="ATO-001" title="另一条">\n\n暂缓。\n\n</Rule>\n\n<Rule id="ATO-002" title="规则">\n\n核查。\n\n</Rule>\n';
  let dir = '';
  let output = '';

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'sop-fingerprint-'));
    output = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(dir, { recursive: true });
  });

  const folder = () => path.join(dir, 'sops/ato-investigation');
  const write = async (files: Record<string, string>) => {
    for (const file of contentFiles(files)) {
      await mkdir(path.dirname(path.join(dir, file.path)), { recursive: true });
      await writeFile(path.join(dir, file.path), file.bytes);
    }
  };

  test('records every rule, says which changed, and is quiet when nothing does', async () => {
    await write({ 'sops/ato-investigation/a.mdx': EN, 'sops/ato-investigation/a.zh-cn.mdx': ZH });
    expect(await fingerprintCommand.run(['--all', '--content', dir])).toBe(0);
    expect(output.replaceAll(dir, '')).toBe(
      '/sops/ato-investigation/a.zh-cn.mdx: ATO-001, ATO-002\n1 of 1 translations up to date\n',
    );
    const text = await readFile(path.join(folder(), 'a.zh-cn.mdx'), 'utf8');
    expect(text).toContain(
      `translates:\n  ATO-001: "${fingerprintOf('Another', 'Hold.')}"\n  ATO-002: "${fingerprintOf('A rule', 'Check.')}"\n---\n`,
    );
    output = '';
    expect(await fingerprintCommand.run([path.join(folder(), 'a.zh-cn.mdx')])).toBe(0);
    expect(output).toBe('1 of 1 translations up to date\n');
    output = '';
    // As hints of check name it: from the content folder.
    expect(await fingerprintCommand.run(['sops/ato-investigation/a.zh-cn.mdx', '--content', dir])).toBe(0);
    expect(output).toBe('1 of 1 translations up to date\n');
    expect((await readdir(folder())).sort()).toEqual(['a.mdx', 'a.zh-cn.mdx']);
  });

  test('refuses a rule without English and leaves the file alone', async () => {
    await write({
      'sops/ato-investigation/a.mdx': EN.replace('ATO-001', 'ATO-003'),
      'sops/ato-investigation/a.zh-cn.mdx': ZH,
    });
    const before = await readFile(path.join(folder(), 'a.zh-cn.mdx'), 'utf8');
    expect(await fingerprintCommand.run(['--all', '--content', dir])).toBe(1);
    expect(output).toContain('refused: no English rule ATO-001 in');
    expect(await readFile(path.join(folder(), 'a.zh-cn.mdx'), 'utf8')).toBe(before);
  });

  test('wants files or --all, and translations', async () => {
    await expect(fingerprintCommand.run([])).rejects.toMatchObject({ exitCode: 2 });
    await write({ 'sops/ato-investigation/a.mdx': EN });
    expect(await fingerprintCommand.run([path.join(folder(), 'a.mdx')])).toBe(1);
    expect(output).toContain('refused: not a translation');
  });
});
