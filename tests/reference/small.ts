import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { reportSchema } from '../../src/coverage/ledger.ts';
import { coverage, type Result } from './command.ts';
import { writeContent } from './content.ts';
import { EVERY_CASE_CONTENT } from './every-case-content.ts';
import { ndjson, writeText } from './export-writer.ts';
import type { CaseRecord } from './world-cases.ts';

/** A case with nothing wrong about it. */
export function goodCase(id: string, change: CaseRecord = {}): CaseRecord {
  return {
    case_id: id,
    case_type: 'ato-investigation',
    decided_at: '2026-10-01T09:10:00Z',
    chain: [{ text: 'Looked at the login', rule_ids: ['ATO-001'] }],
    ...change,
  };
}

/** A folder with content, good cases beside which something bad can be put, and a ledger to keep whole. */
export class SmallWorld {
  readonly folder: string;
  readonly ledger: string;

  constructor(folder: string) {
    this.folder = folder;
    this.ledger = join(folder, 'ledger');
    writeContent(join(folder, 'content'), EVERY_CASE_CONTENT);
    this.write('a-good.ndjson', ndjson([goodCase('A-1'), goodCase('A-2')]));
  }

  write(name: string, bytes: string | Buffer): string {
    return writeText(join(this.folder, 'cases'), name, bytes, '');
  }

  /** Runs on all files written so far; `ledger` may be another place. */
  run(more: readonly string[] = [], ledger = this.ledger, patience?: number): Promise<Result> {
    const cases = join(this.folder, 'cases/*');
    const content = join(this.folder, 'content');
    const places = ['--content', content, '--cases', cases, '--ledger', ledger];
    return coverage(['--json', '--as-of', '2026-11-22', ...places, ...more], patience);
  }

  /** The ledger's own file, as bytes: what the site would read. */
  savedLedger(): string {
    return readFileSync(join(this.ledger, 'ledger.json'), 'utf8');
  }
}

/** It could not run and says so in one line. */
export function expectRefusal({ code, stdout, stderr }: Result, message: RegExp): void {
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  expect(stdout).toBe('');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expectNoStack(stderr);
}

/** It ran, and every record is accounted for. */
export function expectReport({ code, stdout, stderr }: Result, input: object): void {
  expectNoStack(stderr);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { input: counts } = reportSchema.parse(JSON.parse(stdout));
  expect(counts.accepted + counts.rejected + counts.duplicates).toBe(counts.records);
  expect(counts).toMatchObject(input);
}

export function expectNoStack(text: string): void {
  expect(text).not.toMatch(/^\s+at |node:internal|\.ts:\d+:\d+\)?$/m);
}

/** Every file below a folder, apart from the folders named. */
export function filesBelow(folder: string, except: readonly string[] = []): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (!statSync(path).isDirectory()) return [path];
    return except.includes(name) ? [] : filesBelow(path, except);
  });
}
