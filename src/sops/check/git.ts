import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { SopDeskError } from '../../errors.ts';
import type { ContentFile } from '../load.ts';

/** What the checks ask of a repository; nothing in it writes. */
export interface GitReader {
  /** The files below a folder at a commit, with paths relative to the folder, sorted. */
  filesAt(ref: string, dir: string): Promise<ContentFile[]>;
  /**
   * The latest commit up to a ref that added or took away a text in the SOPs of a content folder; null
   * when none did. What only a proposal held never bound anyone.
   */
  lastCommitInSops(ref: string, text: string, dir: string): Promise<string | null>;
}

const run = promisify(execFile);
const LARGE = 1 << 30;

/** Reads through the `git` program, without a shell. */
export const gitReader: GitReader = {
  async filesAt(ref, dir) {
    const commit = await commitOf(ref, dir);
    // Full names of what stands below the folder the command runs in.
    const listing = await git(dir, ['ls-tree', '-r', '-z', commit, '--', '.']);
    const entries = listing.split('\0').flatMap((line) => {
      const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line);
      return match?.[1] && match[2] ? [{ object: match[1], path: match[2] }] : [];
    });
    const blobs = await readBlobs(
      dir,
      entries.map((entry) => entry.object),
    );
    return entries
      .map(({ path: name }, index) => ({ path: name, bytes: blobs[index] ?? Buffer.alloc(0) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  },
  async lastCommitInSops(ref, text, dir) {
    if (await isShallow(dir)) {
      throw new SopDeskError(
        `--base ${ref}: this clone lacks the earlier commits, in which new rule IDs may have been used; ${UNSHALLOW}`,
      );
    }
    const format = ['--format=%h of %cs', '-1', `-S${text}`];
    const found = await git(dir, ['log', ...format, '--end-of-options', ref, '--', 'sops']);
    return found.trim() || null;
  },
};

const UNSHALLOW = 'run "git fetch --unshallow"; in CI, check out with "fetch-depth: 0"';

/** @throws SopDeskError that says how to get the commit */
async function commitOf(ref: string, dir: string): Promise<string> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const commit = await git(dir, asked).catch(() => null);
  if (commit !== null) return commit.trim();
  // Says why where git itself is the reason: not there, or no repository.
  if (await isShallow(dir)) {
    throw new SopDeskError(
      `--base ${ref}: there is no such commit in this clone, which has only the latest; ${UNSHALLOW}`,
    );
  }
  const [, remote, branch] = /^(origin|upstream)\/(.+)$/.exec(ref) ?? [];
  const fetch = remote && branch ? `git fetch ${remote} ${branch}` : 'git fetch';
  throw new SopDeskError(
    `--base ${ref}: there is no such commit or branch here; run "${fetch}", or name another such as origin/main`,
  );
}

async function isShallow(dir: string): Promise<boolean> {
  return (await git(dir, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

async function git(dir: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', path.resolve(dir), ...args], { maxBuffer: LARGE });
    return stdout;
  } catch (thrown) {
    const { stderr, code } = thrown as { stderr?: string; code?: unknown };
    if (code === 'ENOENT') throw new SopDeskError('--base needs git, which is not installed here');
    if (/not a git repository/.test(stderr ?? '')) {
      throw new SopDeskError(`--base needs the history of ${dir}, which is in no git repository`);
    }
    const reason = stderr?.trim().split('\n')[0] || `git ended with ${String(code)}`;
    throw new SopDeskError(`cannot read the base commit: ${reason}`, 2);
  }
}

async function readBlobs(dir: string, objects: readonly string[]): Promise<Buffer[]> {
  const child = spawn('git', ['-C', path.resolve(dir), 'cat-file', '--batch'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(`${objects.join('\n')}\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const output = Buffer.concat(chunks);
  const blobs: Buffer[] = [];
  for (let offset = 0; blobs.length < objects.length; ) {
    const end = output.indexOf(10, offset);
    if (end < 0) throw new SopDeskError('cannot read the base commit: git answered too little', 2);
    const size = Number(output.toString('latin1', offset, end).split(' ')[2] ?? 0);
    blobs.push(output.subarray(end + 1, end + 1 + size));
    offset = end + size + 2;
  }
  return blobs;
}
