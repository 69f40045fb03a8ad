import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/coverage/ledger.ts';
import { SopDeskError } from '../../src/errors.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import { writeContent } from '../e2e/content.ts';
import { buildLedger } from '../e2e/ledger.ts';
import { loadCatalogue } from '../e2e/site.ts';

let folder: string;
let ledger: Ledger;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  writeContent(join(folder, 'content'));
  const catalogue = await loadCatalogue(join(folder, 'content'));
  ledger = buildLedger(catalogue, {
    asOf: '2026-11-22',
    verdicts: { 'ato-investigation': { cited: 90, gap: 30 } },
    gaps: [gap('GAP-ATO-000001')],
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function gap(id: string): Ledger['report']['gaps'][number] {
  return {
    id,
    caseType: 'ato-investigation',
    title: 'no rule says this',
    steps: 30,
    cases: 20,
    labels: { TP: 0, TN: 0, FP: 0, FN: 0 },
    firstSeen: '2026-10-01',
    lastSeen: '2026-11-01',
    exemplars: [],
  };
}

/** The message with which a ledger of this text is refused. */
function refusal(text: string, hash = ledger.catalogue): string {
  writeFileSync(join(folder, 'ledger.json'), text);
  try {
    readLedger(folder, hash);
  } catch (error) {
    expect(error).toBeInstanceOf(SopDeskError);
    const { message } = error as Error;
    expect(message).toContain('npm run -s sop -- coverage');
    expect(message).not.toContain('\n');
    return message;
  }
  return 'accepted';
}

const changed = (change: (ledger: Ledger) => void): string => {
  const copy = structuredClone(ledger);
  change(copy);
  return JSON.stringify(copy);
};

describe('the guarded reader', () => {
  test('reads a ledger of the SOPs being built', () => {
    writeFileSync(join(folder, 'ledger.json'), JSON.stringify(ledger));
    expect(readLedger(folder, ledger.catalogue)).toEqual(ledger);
  });

  test('refuses a missing ledger', () => {
    expect(() => readLedger(join(folder, 'nowhere'), ledger.catalogue)).toThrow(/^No ledger at .*nowhere/);
  });

  test('refuses a torn one', () => {
    expect(refusal(JSON.stringify(ledger).slice(0, -200))).toContain('not valid JSON');
    expect(refusal('')).toContain('not valid JSON');
  });

  test.each([
    ['another version', '{"schema":"sop-ledger/0"}', 'its schema is "sop-ledger/0"'],
    ['no version', '{}', 'its schema is absent'],
    ['no object', 'null', 'its schema is absent'],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test('refuses what does not fit the schema, and says where', () => {
    const text = changed((copy) => {
      (copy.report.total as { steps: unknown }).steps = 'many';
    });
    expect(refusal(text)).toContain('report.total.steps does not fit');
  });

  test('refuses fields it does not know', () => {
    expect(refusal(JSON.stringify({ ...ledger, extra: 1 }))).toContain('does not fit');
  });

  test.each<[string, (ledger: Ledger) => void, string]>([
    ['gap', (copy) => copy.report.gaps.push(gap('GAP-ATO-000001')), 'the gap "GAP-ATO-000001"'],
    ['rule', (copy) => copy.rules.push(...copy.rules.slice(0, 1)), 'the rule "2FA-003"'],
    [
      'case type',
      (copy) => copy.report.caseTypes.push(...copy.report.caseTypes.slice(0, 1)),
      'the case type "kyc-audit"',
    ],
  ])('refuses a %s that stands in it twice', (_, change, message) => {
    expect(refusal(changed(change))).toContain(`${message} stands in it twice`);
  });

  test('refuses numbers computed with no rules', () => {
    const text = changed((copy) => {
      copy.report.rules = { active: 0, retired: 0, pending: 0 };
    });
    expect(refusal(text)).toContain('no rules');
  });

  test('refuses numbers of other SOPs', () => {
    expect(refusal(JSON.stringify(ledger), 'another hash')).toContain('SOPs have changed');
  });
});
