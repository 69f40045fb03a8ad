import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent } from '../../src/sops/load.ts';
import { MESSAGE_GROUPS, MESSAGES, type MessageName } from '../../src/sops/messages.ts';
import { explain, messageReference } from '../../src/sops/report/reference.ts';
import { checkFiles, contentFiles, type Files, pinned, readFixture } from './fixtures.ts';

const FOLDER = path.join(import.meta.dirname, 'check');
const PAGE = 'sops/ato-investigation/a.mdx';
const RULE = '<Rule id="ATO-001" title="A rule">\n\nCheck the device.\n\n</Rule>\n';

/** Files that are better made than kept: too large, or not text. */
const MADE: Readonly<Record<string, { bad: Files; good: Files }>> = {
  'file-too-large': { bad: { [PAGE]: RULE + '\nx\n'.repeat(50_000) }, good: { [PAGE]: RULE } },
  'block-too-long': {
    bad: { [PAGE]: RULE + '*a '.repeat(6000) },
    good: { [PAGE]: `${RULE}${'*a '.repeat(600)}` },
  },
  'control-character': { bad: { [PAGE]: `${RULE}\u202E` }, good: { [PAGE]: `${RULE}\u200B` } },
  'invalid-encoding': {
    bad: { [PAGE]: Buffer.from([0x2d, 0xff, 0xfe]) },
    good: { [PAGE]: `${RULE}\n\uFEFF中文` },
  },
};

/** Messages about the disk, which no content in memory can trigger. */
const ON_DISK: readonly MessageName[] = ['link-out-of-content', 'unreadable-file', 'unexpected-file'];

const kept = readdirSync(FOLDER);

describe('every message', () => {
  test('has a folder that triggers it and one that does not', () => {
    const tested = [...kept, ...Object.keys(MADE), ...ON_DISK];
    expect(new Set(tested)).toEqual(new Set(Object.keys(MESSAGES)));
  });

  test('says what happened, why, and what to do, on the reference page', async () => {
    for (const kind of Object.values(MESSAGES)) {
      for (const text of [kind.what, kind.why, kind.fix]) expect(text).toMatch(/\S[.!]$/);
    }
    await expect(messageReference()).toMatchFileSnapshot('expected/reference.txt');
  });

  test('says the same in Mandarin, with the same codes', () => {
    const codes = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();
    for (const name of Object.keys(MESSAGES) as MessageName[]) {
      const [english, mandarin] = [explain(name, 'en'), explain(name, 'zh-CN')];
      for (const part of ['what', 'why', 'fix'] as const) {
        expect(mandarin[part], name).toMatch(/\p{Script=Han}[^。]*。$/u);
        expect(codes(mandarin[part]), name).toEqual(codes(english[part]));
      }
    }
  });

  test('stands in one group', () => {
    expect(Object.values(MESSAGE_GROUPS).flat().sort()).toEqual(Object.keys(MESSAGES).sort());
  });
});

const inMemory = kept.filter((name) => !ON_DISK.includes(name as MessageName));

describe.for([...inMemory, ...Object.keys(MADE)])('%s', (name) => {
  const files = (kind: 'bad' | 'good', part: 'content' | 'before'): Files | null => {
    const folder = path.join(FOLDER, name, kind, part);
    if (MADE[name]) return part === 'content' ? MADE[name][kind] : null;
    return existsSync(folder) ? readFixture(folder) : null;
  };

  test('is found', async () => {
    const { messages } = await checkFiles(files('bad', 'content') ?? {}, files('bad', 'before'));
    const found = messages.filter((message) => message.name === name);
    expect(found).not.toEqual([]);
    await expect(found.map(pinned).join('')).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  test('is not found where nothing is wrong', async () => {
    const { messages } = await checkFiles(files('good', 'content') ?? {}, files('good', 'before'));
    expect(messages.filter((message) => message.name === name).map(pinned)).toEqual([]);
    expect(messages.filter((message) => message.severity === 'error').map(pinned)).toEqual([]);
  });
});

async function onDisk<T>(files: Files, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sop-check-'));
  try {
    for (const file of contentFiles(files)) {
      await mkdir(path.dirname(path.join(dir, file.path)), { recursive: true });
      await writeFile(path.join(dir, file.path), file.bytes);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

describe('on disk', () => {
  test('unexpected-file', async () => {
    await onDisk({ [PAGE]: RULE, 'sops/readme.md': 'Notes.' }, async (dir) => {
      const { messages, catalogue } = await readContent(dir);
      expect(messages.map(pinned).join('')).toMatchInlineSnapshot(`
        "sops/readme.md:1:1 warning unexpected-file
          Unexpected file here, expected sops/<case-type>/<slug>.mdx, <slug>.zh-cn.mdx beside it, or proposals/<slug>.mdx
          Move or rename it to sops/<case-type>/<slug>.mdx, sops/<case-type>/<slug>.zh-cn.mdx or proposals/<slug>.mdx.
        "
      `);
      expect(catalogue?.rules.size).toBe(1);
    });
  });

  test('link-out-of-content', async () => {
    await onDisk({ [PAGE]: RULE }, async (dir) => {
      await symlink('a.mdx', path.join(dir, 'sops/ato-investigation/inside.mdx'));
      await symlink('/etc/hostname', path.join(dir, 'sops/ato-investigation/outside.mdx'));
      await symlink('..', path.join(dir, 'sops/loop'));
      const { messages, catalogue } = await readContent(dir);
      const names = messages.map(({ name, place }) => `${name} ${place.file}`);
      expect(names).toEqual([
        'duplicate-sop sops/ato-investigation/inside.mdx',
        'duplicate-rule sops/ato-investigation/inside.mdx',
        'link-out-of-content sops/ato-investigation/outside.mdx',
        'link-out-of-content sops/loop',
      ]);
      expect(catalogue).toBeNull();
    });
  });

  test('unreadable-file', async () => {
    await onDisk({ [PAGE]: RULE }, async (dir) => {
      const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
      const { messages, catalogue } = await readContent(dir, { readFile: () => Promise.reject(denied) });
      expect(messages.map(({ name }) => name)).toContain('unreadable-file');
      expect(messages.map(pinned)[0]).toMatchInlineSnapshot(`
        "case-types.yaml:1:1 fatal error missing-file
          Unexpected missing case-types.yaml, expected it in the content folder
          Create it with one entry per queue: id, prefix, name, owner, target, autoDecisionThreshold and slaMinutes.
        "
      `);
      expect(catalogue).toBeNull();
    });
  });
});
