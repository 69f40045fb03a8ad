import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** A run this slow hangs. */
const PATIENCE = 100_000;

export interface Result {
  /** Null when the run hung and was ended. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `sop coverage` as a user does, and gives back all it says. */
export function coverage(args: readonly string[], patience = PATIENCE): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = start(args);
    const hung = setTimeout(() => child.kill('SIGKILL'), patience);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(hung);
      resolve({ code, stdout, stderr });
    });
  });
}

/** Starts the command and leaves it running; it leads a process group of its own. */
export function start(args: readonly string[]) {
  return spawn(NODE, ['scripts/sop.ts', 'coverage', ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder that goes away when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sop-reference-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
