import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeContent } from './content.ts';
import { build, fixtureLedger, writeLedger } from './site.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refusal-'));
  writeContent(join(folder, 'content'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exit code and output of a build that must fail. */
async function failure(): Promise<{ code: number; output: string }> {
  const env = { SOP_CONTENT: join(folder, 'content'), SOP_LEDGER: join(folder, 'sop') };
  try {
    await build(env, join(folder, 'dist'));
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
  throw new Error('the build did not fail');
}

test('without a ledger nothing is built, and the reason is one line', async () => {
  const { code, output } = await failure();
  expect(code).toBe(1);
  expect(output).toMatch(/No ledger at .*Run "npm run -s sop -- coverage"/);
  expect(output).not.toMatch(/^\s+at /m);
});

test('stale numbers are never published', async () => {
  const ledger = await fixtureLedger(join(folder, 'content'));
  writeLedger(join(folder, 'sop'), { ...ledger, catalogue: 'of other SOPs' });
  const { code, output } = await failure();
  expect(code).toBe(1);
  expect(output).toContain('the SOPs have changed since its numbers were computed');
});
