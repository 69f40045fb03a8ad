import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCaseTypeFinder, isFault, parseRecord } from '../../src/cases/record.ts';
import { caseRecordJsonSchema, caseRecordSchema } from '../../src/cases/schema.ts';
import { CASE_TYPES } from './helpers.ts';

const find = createCaseTypeFinder(CASE_TYPES);
const parse = (value: unknown) => parseRecord(value, find);

const RECORD = { case_id: 'C-1', case_type: 'ato', decided_at: '2026-10-01T09:10:00Z', chain: [] };

describe('a case type', () => {
  test.each([
    ['ato-investigation', 1],
    ['ATO_Investigation', 1],
    ['ato investigation', 1],
    ['A-T-O', 1],
    ['2FA reset', 2],
    ['kyc', 0],
    ['', undefined],
    ['atoinvestigations', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%j is number %j', (written, index) => {
    expect(find(written)).toBe(index);
  });

  test('stays known whatever was asked before', () => {
    for (let index = 0; index < 25_000; index++) expect(find(`type ${index}`)).toBeUndefined();
    expect(find('ATO')).toBe(1);
  });
});

describe('a record', () => {
  test('is read with all its fields', () => {
    const record = {
      ...RECORD,
      roca: { version: '2026.10.2', decision: 'block', confidence: 0.71 },
      chain: [
        {
          step: 1,
          text: 'Login',
          rule_ids: ['ATO-012'],
          signals: ['ip_risk'],
          kind: 'check',
          confidence: 0.9,
        },
        {},
      ],
      review: {
        decision: 'allow',
        label: 'FP',
        reviewed_at: '2026-10-01T11:00:00Z',
        handling_minutes: 37,
        escalated: false,
        citation_correct: true,
      },
      facets: { market: 'SEA' },
      anything: [{ else: 1 }],
    };
    expect(parse(record)).toEqual({
      caseId: 'C-1',
      caseType: 1,
      decidedAt: Date.parse('2026-10-01T09:10:00Z'),
      steps: [
        { text: 'Login', ruleIds: ['ATO-012'], signals: ['ip_risk'], kind: 'check' },
        { text: '', ruleIds: [], signals: [], kind: '' },
      ],
      reviewedAt: Date.parse('2026-10-01T11:00:00Z'),
      label: 'FP',
      citationCorrect: true,
      handlingMinutes: 37,
      rocaVersion: '2026.10.2',
      overturned: true,
      synthetic: false,
      warnings: 0,
    });
  });

  test('may write numbers and truth values as text', () => {
    const review = { handling_minutes: ' 3.5e1 ', citation_correct: 'FALSE', escalated: 'true' };
    const roca = { version: 7, confidence: '.5' };
    expect(parse({ ...RECORD, case_id: 12, roca, review })).toMatchObject({
      caseId: '12',
      handlingMinutes: 35,
      citationCorrect: false,
      rocaVersion: '7',
      warnings: 0,
    });
  });

  test('has no step text where there is only white space, and no blank rule IDs or signals', () => {
    const chain = [{ text: ' \n\t', rule_ids: ['', ' '], signals: [' ', 'x'] }];
    expect(parse({ ...RECORD, chain })).toMatchObject({
      steps: [{ text: '', ruleIds: [], signals: ['x'], kind: '' }],
      warnings: 0,
    });
  });

  test.each([
    ['a string', '"x"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1'],
  ])('is not %s', (_, json) => {
    expect(parse(JSON.parse(json))).toEqual({ reason: 'invalid-json', message: 'expected a JSON object' });
  });

  test.each([
    ['case_id', undefined, 'missing-field', 'case_id is missing'],
    ['case_id', null, 'missing-field', 'case_id is missing'],
    ['case_id', ' ', 'missing-field', 'case_id is missing'],
    ['case_type', '', 'missing-field', 'case_type is missing'],
    ['decided_at', undefined, 'missing-field', 'decided_at is missing'],
    ['chain', null, 'missing-field', 'chain is missing'],
    ['case_id', {}, 'invalid-field', 'case_id: expected a string'],
    ['case_id', true, 'invalid-field', 'case_id: expected a string'],
    ['case_type', 7, 'invalid-field', 'case_type: expected a string'],
    [
      'decided_at',
      '2026-10-01',
      'invalid-field',
      'decided_at: expected an RFC 3339 time such as 2026-10-01T09:10:00Z',
    ],
    [
      'decided_at',
      1_790_000_000,
      'invalid-field',
      'decided_at: expected an RFC 3339 time such as 2026-10-01T09:10:00Z',
    ],
    ['chain', {}, 'invalid-field', 'chain: expected an array of steps'],
    ['chain', [{}, 'x'], 'invalid-field', 'chain[1]: expected an object'],
    ['chain', [null], 'invalid-field', 'chain[0]: expected an object'],
    ['chain', [[]], 'invalid-field', 'chain[0]: expected an object'],
    [
      'case_type',
      'aml',
      'unknown-case-type',
      'case_type: no entry of case-types.yaml has this ID or alias; add an alias or correct the export',
    ],
  ])('with %s %j is rejected: %s', (field, value, reason, message) => {
    expect(parse({ ...RECORD, [field]: value })).toEqual({ reason, message });
  });

  test('is rejected by its own fields, not by those every object has', () => {
    expect(parse(JSON.parse('{"__proto__":{"case_id":"C-1"},"constructor":1}'))).toMatchObject({
      reason: 'missing-field',
    });
  });

  test('with a number for an ID that numbers cannot hold exactly is rejected, as two cases would become one', () => {
    expect(parse({ ...RECORD, case_id: JSON.parse('9007199254740993') })).toMatchObject({
      reason: 'invalid-field',
    });
  });
});

describe('an optional field that does not parse', () => {
  test.each([
    ['opened_at', { opened_at: 'yesterday' }],
    ['facets', { facets: [] }],
    ['roca', { roca: 'block' }],
    ['roca.confidence', { roca: { confidence: 'high' } }],
    ['roca.confidence', { roca: { confidence: '' } }],
    ['roca.version', { roca: { version: {} } }],
    ['review', { review: [] }],
    ['review.label', { review: { label: 'tp' } }],
    ['review.reviewed_at', { review: { reviewed_at: '2026-02-30T00:00:00Z' } }],
    ['review.handling_minutes', { review: { handling_minutes: '1e999' } }],
    ['review.handling_minutes', { review: { handling_minutes: '0x10' } }],
    // With a pattern that can read the same digits in two ways, this takes minutes.
    ['review.handling_minutes', { review: { handling_minutes: `${'1'.repeat(1_000_000)}x` } }],
    ['review.handling_minutes', { review: { handling_minutes: 1.7e308 } }],
    ['review.handling_minutes', { review: { handling_minutes: -5 } }],
    ['review.citation_correct', { review: { citation_correct: 1 } }],
    ['chain.text', { chain: [{ text: 7 }] }],
    ['chain.rule_ids', { chain: [{ rule_ids: 'ATO-012' }] }],
    ['chain.rule_ids', { chain: [{ rule_ids: ['ATO-012', 7] }] }],
    ['chain.signals', { chain: [{ signals: {} }] }],
    ['chain.step', { chain: [{ step: 'first' }] }],
    ['chain.kind', { chain: [{ kind: 1 }] }],
  ])('(%s) is dropped with one warning, and the record stays', (_, fields) => {
    const dropped = parse({ ...RECORD, ...fields });
    expect(dropped).toMatchObject({
      caseId: 'C-1',
      label: null,
      citationCorrect: null,
      handlingMinutes: null,
      warnings: 1,
    });
    expect(dropped).toMatchObject({
      steps: 'chain' in fields ? [{ text: '', ruleIds: [], signals: [], kind: '' }] : [],
    });
  });

  test('that is null is not there', () => {
    const review = { label: null, reviewed_at: null };
    expect(parse({ ...RECORD, roca: null, review, chain: [{ text: null }] })).toMatchObject({ warnings: 0 });
  });
});

describe('the schema and the reader', () => {
  const valid = {
    id: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    time: fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') })
        .map((date) => date.toISOString()),
      fc.constantFrom(
        '2026-10-01T09:10:00+08:00',
        '2024-02-29T23:59:59-11:30',
        '2026-10-01T09:10:00.123456Z',
      ),
    ),
    type: fc.constantFrom('ato', 'kyc-audit', '2FA_RESET'),
  };
  const junk = fc.oneof(
    fc.constantFrom(
      null,
      '',
      ' ',
      'x',
      '2026-02-30T00:00:00Z',
      '2026-10-01',
      '2026-10-01T09:10Z',
      '2026-10-01 09:10:00Z',
    ),
    fc.constantFrom(0, true, [], {}, [1], ['x'], [[]], [null]),
    fc.constantFrom(
      '2016-12-31T23:59:60Z',
      '2026-10-01T09:10:00+24:00',
      '2026-10-01T24:00:00Z',
      '2026-10-01T09:10:00+0800',
    ),
  );
  const maybe = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: junk as fc.Arbitrary<unknown> });
  const step = fc.record(
    {
      step: maybe(fc.nat()),
      text: maybe(fc.string()),
      rule_ids: maybe(fc.array(fc.string())),
      signals: maybe(fc.array(fc.string())),
      kind: maybe(fc.string()),
      confidence: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
    },
    { requiredKeys: [] },
  );
  const record = fc.record(
    {
      case_id: maybe(valid.id),
      case_type: maybe(valid.type),
      decided_at: maybe(valid.time),
      chain: maybe(fc.array(maybe(step), { maxLength: 3 })),
      opened_at: maybe(valid.time),
      roca: maybe(
        fc.record({ version: maybe(fc.string()), confidence: maybe(fc.nat()) }, { requiredKeys: [] }),
      ),
      review: maybe(
        fc.record(
          {
            label: maybe(fc.constantFrom('TP', 'FN')),
            reviewed_at: maybe(valid.time),
            escalated: maybe(fc.boolean()),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['case_id', 'case_type'] },
  );
  const blankId = (value: { case_id?: unknown; case_type?: unknown }) =>
    [value.case_id, value.case_type].some((id) => typeof id === 'string' && id !== '' && id.trim() === '');

  test('agree: what the schema accepts is not rejected and gives no warning', () => {
    let accepted = 0;
    fc.assert(
      fc.property(record, (value) => {
        fc.pre(!blankId(value) && caseRecordSchema.safeParse(value).success);
        accepted += 1;
        const outcome = parse(value);
        if (isFault(outcome)) expect(outcome.reason).toBe('unknown-case-type');
        else expect(outcome.warnings).toBe(0);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('agree: what is rejected for a field is refused by the schema', () => {
    fc.assert(
      fc.property(record, (value) => {
        const outcome = parse(value);
        fc.pre(!blankId(value) && isFault(outcome) && outcome.reason !== 'unknown-case-type');
        expect(caseRecordSchema.safeParse(value).success).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['case_id', 'case_type'])('agree that %s is not just blanks', (field) => {
    const blank = { ...RECORD, [field]: '  ' };
    expect(isFault(parse(blank))).toBe(!caseRecordSchema.safeParse(blank).success);
  });

  test('name the same required fields, in the published JSON Schema too', () => {
    const schema = caseRecordJsonSchema();
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required).toEqual(['case_id', 'case_type', 'decided_at', 'chain']);
    for (const field of schema.required as (keyof typeof RECORD)[]) {
      const { [field]: _, ...rest } = RECORD;
      expect(parse(rest)).toEqual({ reason: 'missing-field', message: `${field} is missing` });
    }
  });

  test('both read past fields they do not know', () => {
    const record = { ...RECORD, chain: [{ extra: 1 }], extra: { a: 1 } };
    expect(caseRecordSchema.parse(record)).toEqual(record);
    expect(isFault(parse(record))).toBe(false);
  });
});
