import { expect, test } from 'vitest';
import { sampleLines } from '../../src/sample/lines.ts';
import type { SampleCase } from '../../src/sample/types.ts';
import { smallCatalogue } from './catalogue.ts';

const options = { cases: 2000, seed: 5, asOf: '2026-11-22' };
const catalogue = smallCatalogue();
const parsed = (line: string): Partial<SampleCase> | null => {
  try {
    return JSON.parse(line) as Partial<SampleCase>;
  } catch {
    return null;
  }
};

test('without faults there is one line per case, and the faults do not change it', () => {
  const clean = [...sampleLines(catalogue, { ...options, faults: 0 })];
  const faulty = [...sampleLines(catalogue, { ...options, faults: 0.05 })];
  expect(clean).toHaveLength(2000);
  expect(faulty.length).toBeGreaterThan(2050);
  const kept = new Set(faulty);
  expect(clean.every((line) => kept.has(line))).toBe(true);
});

test('faults are of every kind a reader must tell apart', () => {
  const clean = new Set(sampleLines(catalogue, { ...options, faults: 0 }));
  const originals = new Map([...clean].map(parsed).map((record) => [record?.case_id, record]));
  const kinds = { cut: 0, repeated: 0, type: 0, field: 0 };
  for (const line of sampleLines(catalogue, { ...options, faults: 0.05 })) {
    if (clean.has(line)) continue;
    const record = parsed(line);
    if (record === null) kinds.cut++;
    else if (originals.has(record.case_id)) {
      kinds.repeated++;
      const first = originals.get(record.case_id)?.review?.reviewed_at;
      expect((record.review?.reviewed_at ?? '') >= (first ?? '')).toBe(true);
    } else if (record.decided_at === undefined) kinds.field++;
    else if (record.case_type === 'card-chargeback') kinds.type++;
  }
  expect(Object.values(kinds).every((count) => count > 3)).toBe(true);
});
