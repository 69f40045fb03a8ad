import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkCommand } from '../../scripts/commands/check.ts';
import { checkContent } from '../../src/sops/check/run.ts';
import { formatResult } from '../../src/sops/report/format.ts';
import { AS_OF, checkFiles, contentFiles, type Files } from './fixtures.ts';

const rule = (id: string, body = 'Check the device.', attributes = '') =>
  `<Rule id="${id}" title="A rule" ${attributes}>\n\n${body}\n\n</Rule>\n\n`;
const PAGE = 'sops/ato-investigation/a.mdx';
const ZH = 'sops/ato-investigation/a.zh-cn.mdx';
const CLEAN: Files = {
  [PAGE]: rule('ATO-001'),
  [ZH]: `---\ntitle: 页面\ndescription: 说明。\ntranslates: { ATO-001: "@FP@" }\n---\n\n${rule('ATO-001', '核查设备。')}`,
};
const FAULTY: Files = {
  ...CLEAN,
  [PAGE]: rule('ATO-001') + rule('ATO-001') + rule('ATO-002', 'See ATO-099, 100%.'),
};

let dir = '';
const write = async (files: Files) => {
  for (const file of contentFiles(files)) {
    await mkdir(path.dirname(path.join(dir, file.path)), { recursive: true });
    await writeFile(path.join(dir, file.path), file.bytes);
  }
};
const run = async (...argv: string[]) => {
  let output = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation(((text: string, done: () => void) => {
    output += text;
    done();
    return true;
  }) as typeof process.stdout.write);
  try {
    return { code: await checkCommand.run(['--content', dir, '--as-of', AS_OF, ...argv]), output };
  } finally {
    spy.mockRestore();
  }
};

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sop-check-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('formats', () => {
  const formatted = async (format: 'text' | 'json' | 'sarif' | 'github') =>
    formatResult(await checkFiles(FAULTY), format, { prefix: 'content/', base: 'content/' });

  test.for(['text', 'json', 'sarif', 'github'] as const)('%s', async (format) => {
    await expect(await formatted(format)).toMatchFileSnapshot(`expected/format.${format}.txt`);
  });

  test('github escapes what would end a value', () => {
    const place = { file: 'a,b:c%.mdx', line: 1, column: 2 };
    const message = {
      name: 'broken-link' as const,
      severity: 'info' as const,
      fatal: false,
      place,
      message: 'x%\r\ny::error::',
      hint: 'h',
      related: [],
    };
    const text = formatResult({ messages: [message], sops: 1, rules: 1 }, 'github', {
      prefix: '',
      base: '',
    });
    expect(text).toBe(
      '::notice file=a%2Cb%3Ac%25.mdx,line=1,col=2,title=broken-link::x%25%0D%0Ay::error::%0Ah\n',
    );
  });
});

describe('the command', () => {
  test('says how much it checked when nothing is wrong', async () => {
    await write(CLEAN);
    expect(await run()).toEqual({ code: 0, output: '1 SOP and 1 rule checked: nothing found.\n' });
  });

  test('exits 1 on errors, and shows one kind when asked', async () => {
    await write(FAULTY);
    expect((await run()).code).toBe(1);
    const only = await run('--only', 'translation-rule-missing', '--json');
    expect(only.code).toBe(0);
    expect(JSON.parse(only.output)).toMatchObject({
      schema: 'sop-check/1',
      sops: 1,
      rules: 2,
      counts: { error: 0, warning: 1, info: 0 },
    });
  });

  test('sarif addresses files outside the working folder from the root, without ..', async () => {
    await write(FAULTY);
    const log = JSON.parse((await run('--format', 'sarif')).output);
    const { uri } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe(`${pathToFileURL(await realpath(dir)).href}/${PAGE}`);
  });

  test.for([
    ['--format', 'xml'],
    ['--as-of', '2026-02-30'],
    ['--only', 'nothing'],
    ['--content', '/nowhere'],
    ['--base=--output=x'],
    ['--base', 'nowhere'],
  ])('%j could not run', async (argv) => {
    await expect(run(...argv)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.not.stringContaining('\n'),
    });
  });
});

describe('against a commit', () => {
  const git = (...argv: string[]) =>
    execFileSync(
      'git',
      [
        '-C',
        dir,
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@example.org',
        '-c',
        'commit.gpgsign=false',
        ...argv,
      ],
      { stdio: 'ignore' },
    );
  const commit = () => {
    git('add', '-A');
    git('commit', '-m', 'x', '--allow-empty');
  };

  test('finds what changed, and IDs that were used before', async () => {
    git('init', '-b', 'main');
    await write({ ...CLEAN, [PAGE]: rule('ATO-001') + rule('ATO-005') });
    commit();
    await write({ ...CLEAN, [PAGE]: rule('ATO-001') });
    commit();
    await write({ ...CLEAN, [PAGE]: rule('ATO-001', 'Check every device.') + rule('ATO-005') });
    const { messages } = await checkContent(dir, { asOf: AS_OF, base: 'HEAD' });
    const found = messages
      .filter(({ name }) => /^(?:rule|version)-/.test(name))
      .map(({ message }) => message.replace(/\([0-9a-f]+ of [\d-]+\)/, '(commit)'));
    expect(found).toEqual([
      'Unexpected version 1.0.0 of SOP-ATO-A as before, expected a new minor version: ATO-005 was added',
      'Unexpected rule "A rule" as ATO-005, expected the ID to stay with "an earlier rule (commit)"',
    ]);
  });

  test('says what to fetch when the commit, or what came before it, is not there', async () => {
    const lacks = async (content: string, base: string) =>
      checkContent(content, { asOf: AS_OF, base }).then(
        () => 'nothing',
        ({ exitCode, message }) => `${exitCode} ${message}`,
      );
    expect(await lacks(dir, 'origin/main')).toMatch(
      /^2 --base origin\/main: there is no such commit .*"git fetch origin main"/,
    );
    const folder = await mkdtemp(path.join(tmpdir(), 'sop-check-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    expect(await lacks(folder, 'main')).toMatch(/^2 --base needs the history of .*, which is in no git/);
    const shallow = path.join(folder, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', pathToFileURL(dir).href, shallow]);
    expect(await lacks(shallow, 'HEAD')).toBe('nothing');
    for (const base of ['HEAD~1', 'HEAD']) {
      expect(await lacks(shallow, base)).toMatch(/^2 --base .*"git fetch --unshallow".*"fetch-depth: 0"$/);
      await writeFile(path.join(shallow, PAGE), await readFile(path.join(dir, PAGE)));
    }
  });
});
