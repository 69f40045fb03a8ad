import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { type Facts, NO_TEXT, UNKEPT_TEXT } from '../../src/cases/facts.ts';
import { type ExportFile, formatOf } from '../../src/cases/files.ts';
import type { RecordSink } from '../../src/cases/lines.ts';
import { createMapping } from '../../src/cases/mapping.ts';
import { TextReader, unpackTexts } from '../../src/cases/packed-texts.ts';
import { readStretch } from '../../src/cases/read.ts';
import { type Reject, unpackRejects } from '../../src/cases/rejects.ts';
import type { ReadingTerms } from '../../src/cases/settling.ts';
import { dayToDate } from '../../src/cases/time.ts';
import { LABELS } from '../../src/coverage/types.ts';
import type { CaseType } from '../../src/sops/types.ts';

export const CASE_TYPES: readonly CaseType[] = (
  [
    ['kyc-audit', 'KYC', ['kyc']],
    ['ato-investigation', 'ATO', ['ato', 'ATO_INVESTIGATION']],
    ['2fa-reset', '2FA', []],
  ] as const
).map(([id, prefix, aliases]) => ({
  id,
  prefix,
  aliases,
  name: { en: id, 'zh-CN': id },
  owner: '@risk-ops',
  target: 0.8,
  autoDecisionThreshold: 0.9,
  slaMinutes: 240,
}));

/** Without rules every text is kept. */
export const TERMS: ReadingTerms = { caseTypes: CASE_TYPES, rules: [], asOf: 20_000 };

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sop-desk-cases-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function exportFile(path: string): Promise<ExportFile> {
  const kind = formatOf(path);
  if (!kind) throw new Error(`${path} is no export`);
  return { path, ...kind, bytes: (await stat(path)).size };
}

export async function readFacts(
  path: string,
  mapping: string | null = null,
  terms: ReadingTerms = TERMS,
): Promise<Facts> {
  const file = await exportFile(path);
  const stretch = { file, range: { start: 0, end: file.bytes } };
  return readStretch(stretch, terms, mapping === null ? null : createMapping(mapping));
}

/** Its rejects, unpacked. */
export function rejectsOf({ rejects }: Facts): Omit<Reject, 'file'>[] {
  return [...unpackRejects(rejects)];
}

/** Writes an export into a folder of its own and reads it. */
export async function readContent(
  content: string | Uint8Array,
  name = 'export.ndjson',
  mapping: string | null = null,
): Promise<Facts> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return readFacts(path, mapping);
}

export function caseIdsOf({ caseIds }: Facts): string[] {
  return unpackTexts(caseIds);
}

/** The columns of facts put together again, as one plain object per case. */
export function casesOf(facts: Facts) {
  return caseIdsOf(facts).map((caseId, index) => {
    const minutes = facts.handlingMinutes[index] as number;
    return {
      caseId,
      caseType: CASE_TYPES[facts.caseTypes[index] as number]?.id,
      decided: dayToDate(facts.decidedDays[index] as number),
      settled: new Date(facts.settledAt[index] as number).toISOString(),
      label: LABELS[(facts.labels[index] as number) - 1] ?? null,
      citationCorrect: [null, false, true][facts.citationCorrect[index] as number],
      minutes: Number.isNaN(minutes) ? null : minutes,
      synthetic: facts.synthetic[index] === 1,
      steps: stepsOf(facts, index),
    };
  });
}

function stepsOf(facts: Facts, index: number) {
  const texts = new TextReader(facts.texts);
  const steps = [];
  for (let step = facts.firstStep[index] as number; step < (facts.firstStep[index + 1] as number); step++) {
    const text = facts.stepTexts[step] as number;
    const key = facts.keys[facts.stepKeys[step] as number];
    const written = text === NO_TEXT ? null : text === UNKEPT_TEXT ? 'not kept' : texts.at(text);
    steps.push({
      citations: key?.citations.map(({ id, revision }) => (revision === null ? id : `${id}@${revision}`)),
      signals: key?.signals,
      kind: key?.kind,
      text: written,
    });
  }
  return steps;
}

export interface Received {
  readonly line: number;
  readonly text?: string;
  readonly unreadable?: string;
}

/** A sink that remembers what it is given. */
export function collector(): { received: Received[]; sink: RecordSink } {
  const received: Received[] = [];
  return {
    received,
    sink: {
      record: (text, line) => void received.push({ line, text }),
      unreadable: (unreadable, line) => void received.push({ line, unreadable }),
    },
  };
}

/**
 * Feeds bytes in chunks that are cut at the given places. The memory of a chunk is overwritten
 * after it was taken, as a reader does that uses its buffer again.
 */
export function feed(
  bytes: Uint8Array,
  cuts: readonly number[],
  splitter: { push(chunk: Buffer): void; end(): void },
): void {
  const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  let start = 0;
  for (const end of ends) {
    if (end === start && bytes.length > 0) continue;
    const chunk = Buffer.from(bytes.subarray(start, end));
    splitter.push(chunk);
    chunk.fill(0x7b);
    start = end;
  }
  splitter.end();
}

/** Places to cut a short text at, from not at all to after every byte. */
export const cuts = fc.oneof(
  fc.array(fc.nat(200), { maxLength: 8 }),
  fc.constant(Array.from({ length: 400 }, (_, index) => index)),
);
