import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ledgerSchema, reportSchema } from '../../src/coverage/ledger.ts';
import { coverage } from './command.ts';
import { referenceAccuracy, referenceReport } from './reference.ts';
import type { World } from './world.ts';

/** The command's arguments for a world. */
export function argumentsOf({ contentFolder, files, question }: World, ledger: string): string[] {
  const { asOf, since, until } = question;
  return [
    '--json',
    '--content',
    contentFolder,
    '--as-of',
    asOf,
    '--ledger',
    ledger,
    ...(since === null ? [] : ['--since', since]),
    ...(until === null ? [] : ['--until', until]),
    ...files.flatMap((file) => ['--cases', file]),
  ];
}

/** Runs the command on a world and gives its report as printed. */
export async function reportOf(world: World, ledger: string): Promise<string> {
  const { code, stdout, stderr } = await coverage(argumentsOf(world, ledger));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

/** Runs the command on a world; every figure of its report equals the reference's. Gives it as printed. */
export async function expectReference(world: World, ledger: string): Promise<string> {
  const printed = await reportOf(world, ledger);
  const report = reportSchema.parse(JSON.parse(printed));
  const { records, accepted, rejected, duplicates } = report.input;
  expect(accepted + rejected + duplicates).toBe(records);
  const expected = await referenceReport(world.files, world.content, world.question);
  expectSame(withoutJudgements(report), expected, 'report');
  const { accuracy, caseTypes } = ledgerSchema.parse(
    JSON.parse(readFileSync(join(ledger, 'ledger.json'), 'utf8')),
  );
  const twins = {
    total: accuracy,
    caseTypes: caseTypes.map(({ id, accuracy: twin }) => ({ id, accuracy: twin })),
  };
  expectSame(twins, await referenceAccuracy(world.files, world.content, world.question), 'accuracy');
  return printed;
}

/** Drops the gaps and adds `uncited` and `gap` up: the format determines only their sum. */
export function withoutJudgements(report: unknown): unknown {
  if (Array.isArray(report)) return report.map(withoutJudgements);
  if (typeof report !== 'object' || report === null) return report;
  const entries = Object.entries(report).filter(([name]) => !['gaps', 'uncited', 'gap'].includes(name));
  const rest = Object.fromEntries(entries.map(([name, value]) => [name, withoutJudgements(value)]));
  const { uncited, gap } = report as { uncited?: number; gap?: number };
  return uncited === undefined || gap === undefined ? rest : { ...rest, open: uncited + gap };
}

/** Deep equality with numbers to within 1e-12, all differences named by their place. */
export function expectSame(got: unknown, expected: unknown, place: string): void {
  const differences: string[] = [];
  collect(got, expected, place, differences);
  expect(differences).toEqual([]);
}

function collect(got: unknown, expected: unknown, place: string, differences: string[]): void {
  if (typeof got === 'number' && typeof expected === 'number') {
    if (Math.abs(got - expected) > 1e-12) differences.push(`${place}: got ${got}, expected ${expected}`);
  } else if (isRecord(got) && isRecord(expected)) {
    for (const key of new Set([...Object.keys(got), ...Object.keys(expected)])) {
      collect(
        got[key],
        expected[key],
        `${place}.${got[key] && isRecord(got[key]) && 'id' in got[key] ? got[key].id : key}`,
        differences,
      );
    }
  } else if (got !== expected) {
    differences.push(`${place}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
