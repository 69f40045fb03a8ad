import { join } from 'node:path';
import { writeContent } from './content.ts';
import { AS_OF, EVERY_CASE_CONTENT } from './every-case-content.ts';
import { EXAMPLES } from './every-case-steps.ts';
import { csv, jsonArray, ndjson, PLAIN_LINES, writeParquet, writeText } from './export-writer.ts';
import type { World } from './world.ts';
import type { CaseRecord } from './world-cases.ts';

const good: CaseRecord = {
  case_id: 'G',
  case_type: 'ato-investigation',
  decided_at: '2026-10-01T09:10:00Z',
  chain: [{ text: 'Nothing to see' }],
};

/** Every example of section 4 as a case of its own; then every other thing sections 2 to 4 speak of. */
export async function everyCaseWorld(folder: string): Promise<World> {
  const contentFolder = join(folder, 'content');
  writeContent(contentFolder, EVERY_CASE_CONTENT);
  const cases = join(folder, 'cases');
  const windowsLines = { bom: true, end: '\r\n', blankLines: true, lastEnd: false } as const;
  const files = [
    writeText(cases, 'a-examples.ndjson', ndjson(exampleRecords()), ''),
    writeText(cases, 'b-rejects.jsonl', ndjson(refused(), windowsLines), ''),
    writeText(cases, 'c-optional.json', jsonArray(withWarnings(), windowsLines), '.zst'),
    writeText(cases, 'd-others.ndjson', ndjson(otherCases()), '.gz'),
    writeText(cases, 'e-first.csv', csv(tellings('first'), windowsLines), '.gz'),
    await writeParquet(cases, 'f-second.parquet', tellings('second')),
    writeText(cases, 'g-third.json', jsonArray(tellings('third')), ''),
    writeText(cases, 'h-equal-shares.ndjson', ndjson(equalShares()), ''),
    writeText(cases, 'i-empty.ndjson', '', ''),
    writeText(cases, 'j-no-cases.json', '[]', '.gz'),
    writeText(cases, 'k-no-rows.csv', csv([], PLAIN_LINES), ''),
    await writeParquet(cases, 'l-no-rows.parquet', []),
  ];
  return {
    content: EVERY_CASE_CONTENT,
    contentFolder,
    files,
    question: { asOf: AS_OF, since: null, until: null },
  };
}

function exampleRecords(): CaseRecord[] {
  return EXAMPLES.map(({ caseType = 'ato-investigation', day = '2026-10-01', step }, index) => ({
    case_id: `E-${index}`,
    case_type: caseType,
    decided_at: `${day}T12:00:00Z`,
    chain: [step],
  }));
}

function refused(): (CaseRecord | Buffer)[] {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(good).filter(([field]) => field !== name));
  const fields = ['case_id', 'case_type', 'decided_at', 'chain'];
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return [
    ...['{', 'nonsense', '{"a":1}}', '{"a":01}', '{"a":"\u0000"}', "{'a':1}", '{"a":1,}', 'NaN'].map((text) =>
      Buffer.from(text),
    ),
    bytes('{"case_id":"', [0xff], '"}'),
    bytes('{"case_id":"', [0xc0, 0xaf], '"}'),
    bytes('{"case_id":"', [0xed, 0xa0, 0x80], '"}'),
    bytes('{"case_id":"', [0xf4, 0x90, 0x80, 0x80], '"}'),
    bytes('{"case_id":"', [0xe4, 0xb8], '"}'),
    ...fields.map(without),
    ...fields.map((name) => ({ ...good, [name]: null })),
    ...fields.slice(0, 3).map((name) => ({ ...good, [name]: '' })),
    ...fields.flatMap((name) => [
      { ...good, [name]: { a: 1 } },
      { ...good, [name]: true },
    ]),
    { ...good, chain: 'a step' },
    { ...without('case_id'), CASE_ID: 'G', Case_Id: 'G' },
    Buffer.from(`{"__proto__":${JSON.stringify(good)}}`),
    Buffer.from(JSON.stringify(without('case_id')).replace('{', '{"__proto__":{"case_id":"G"},')),
    ...[
      '2026-02-30T10:00:00Z',
      '2026-02-29T10:00:00Z',
      '2026-04-31T10:00:00Z',
      '2026-00-10T10:00:00Z',
      '2026-13-10T10:00:00Z',
      '2026-01-00T10:00:00Z',
      '2026-01-10T25:00:00Z',
      '2026-01-10T10:60:00Z',
      'yesterday',
    ].map((decided_at) => ({ ...good, decided_at })),
    ...['loan', 'constructor', '__proto__', 'toString', 'ato-investigations', 'ato.investigation'].map(
      (case_type) => ({
        ...good,
        case_type,
      }),
    ),
  ];
}

function withWarnings(): CaseRecord[] {
  const step = (change: object): CaseRecord => ({
    ...good,
    chain: [{ text: 'Nothing', signals: ['sig_own'], ...change }],
  });
  return [
    { ...good, opened_at: 'yesterday' },
    { ...good, opened_at: '2026-02-30T00:00:00Z' },
    { ...good, opened_at: null, roca: null, review: null, facets: null },
    { ...good, roca: 'x' },
    { ...good, roca: { version: {}, decision: [], confidence: 'high' } },
    { ...good, review: [] },
    {
      ...good,
      review: {
        label: 'tp?',
        reviewed_at: 'soon',
        handling_minutes: 'long',
        escalated: 'perhaps',
        citation_correct: {},
      },
    },
    { ...good, review: { label: 'TP', reviewer: {}, annotation: [], root_cause: {}, decision: {} } },
    { ...good, facets: 'none' },
    step({ text: {} }),
    step({ rule_ids: { a: 1 } }),
    step({ signals: { a: 1 } }),
    step({ kind: {} }),
    step({ confidence: 'high' }),
    step({ step: {} }),
    { ...good, unknown: { nested: [1, { deep: null }] }, CASE_ID: 5, constructor: 'x', toString: 7 },
    JSON.parse(`{"__proto__":{"polluted":true},${JSON.stringify({ ...good, hasOwnProperty: 1 }).slice(1)}`),
  ].map((record, index) => ({ ...record, case_id: `W-${index}` }));
}

/** Spellings of case types, empty steps and chains, exempt kinds, days that offsets move, labels. */
function otherCases(): CaseRecord[] {
  const spelled = [
    'ATO',
    'Ato_Investigation',
    'ato investigation',
    'ATOINVESTIGATION',
    'account-takeover',
    'AccountTakeOver',
  ];
  const chain = [
    {},
    { step: 2, text: '', rule_ids: [], signals: [] },
    { text: null, rule_ids: null, signals: null, kind: 'check', confidence: 0.5 },
    { text: 'Hello', rule_ids: ['ATO-001'], kind: 'greeting' },
    { text: 'Hello', rule_ids: ['ATO-001'], kind: 'Greeting-card' },
    { text: 'NUL \u0000 inside', signals: ['sig_own'] },
    { text: `${'deep '.repeat(2000)}ATO-001` },
  ];
  const covered = [
    { text: 'x', rule_ids: ['ATO-001'] },
    { text: 'y', signals: ['sig_own'] },
  ];
  return [
    ...spelled.map((case_type) => ({ ...good, case_type })),
    { ...good, chain: [] },
    { ...good, chain: [{}] },
    { ...good, chain: [{ text: 'Hello', kind: 'greeting' }] },
    { ...good, chain },
    { ...good, chain: covered },
    { ...good, chain: [...covered, {}, { text: 'Hello', kind: 'greeting' }] },
    { ...good, chain: [...covered, { text: 'z' }] },
    // 2026-06-01 in UTC, when ATO-004 was retired, and the day before, whatever the offset makes of it.
    ...[
      '2026-06-01T00:00:00Z',
      '2026-05-31T23:59:59.999Z',
      '2026-06-01T07:59:59+08:00',
      '2026-06-01T08:00:00+08:00',
      '2026-05-31T13:00:00-11:00',
      '2026-05-31T12:59:59-11:00',
      '2026-06-01T00:00:00-00:00',
    ].map((decided_at) => ({ ...good, decided_at, chain: [{ text: 'x', rule_ids: ['ATO-004'] }] })),
    ...['TP', 'TN', 'FP', 'FN', 'FN'].map((label) => ({ ...good, review: { label } })),
  ].map((record, index) => ({ ...record, case_id: `O-${index}` }));
}

/** Three tellings of the same cases; what settles which stays is told by their names. */
function tellings(file: 'first' | 'second' | 'third'): CaseRecord[] {
  const label = { first: 'TP', second: 'TN', third: 'FP' }[file];
  const time = (hour: number) => `2026-10-02T${String(hour).padStart(2, '0')}:00:00Z`;
  const order = { first: 1, second: 2, third: 3 }[file];
  const record = (case_id: string, decided_at: string, reviewed_at?: string): CaseRecord => ({
    ...good,
    case_id,
    decided_at,
    chain: [{ text: file }],
    review: { label, reviewed_at },
  });
  return [
    record('latest decision stays, read last', time(order)),
    record('latest decision stays, read first', time(9 - order)),
    record('tie by decision: read last', time(5)),
    record('tie by review: read last', time(order), time(12)),
    record('review before decision', time(order), file === 'second' ? time(20) : undefined),
    record('review may be earlier than decision', time(9), file === 'third' ? time(2) : time(1)),
    record(
      'instants, not wordings',
      {
        first: '2026-10-02T10:00:00+09:00',
        second: '2026-10-02T09:00:00+00:00',
        third: '2026-10-02T01:30:00-07:00',
      }[file],
    ),
    record(
      'parts of a second',
      { first: '2026-10-02T10:00:00.5Z', second: '2026-10-02T10:00:00.25Z', third: '2026-10-02T10:00:00Z' }[
        file
      ],
    ),
  ];
}

/** 30 cases, 7 of 25 steps covered in each: V is 0, though 7/25 · 25 is not 7 in binary fractions. */
function equalShares(): CaseRecord[] {
  const chain = Array.from({ length: 25 }, (_, index) => ({
    text: `x ${index}`,
    rule_ids: index < 7 ? ['EQ-001'] : ['nope'],
  }));
  return Array.from({ length: 30 }, (_, index) => ({
    ...good,
    case_id: `S-${index}`,
    case_type: 'equal-shares',
    chain,
  }));
}
