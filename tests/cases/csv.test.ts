import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvCase, readCsv } from '../../src/cases/csv.ts';
import { cuts } from './helpers.ts';

async function* chunked(bytes: Buffer, at: readonly number[]): AsyncGenerator<Buffer> {
  const ends = [...at.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    if (end > start) {
      const chunk = Buffer.from(bytes.subarray(start, end));
      yield chunk;
      chunk.fill(0x22);
    }
    start = end;
  }
}

const read = (text: string | Uint8Array, at: readonly number[] = []): Promise<CsvCase[]> =>
  readCsv('export.csv', chunked(Buffer.from(text as string), at));

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

test('steps come out as they went in, wherever the chunks end', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ';', ' ', '账', '😀'),
    minLength: 1,
    maxLength: 8,
  });
  const rows = fc.array(fc.record({ id: fc.constantFrom('A', 'B', 'C'), text }), { maxLength: 8 });
  const style = fc.record({
    mark: fc.constantFrom('', '\ufeff'),
    end: fc.constantFrom('\n', '\r\n', '\n\n\n'),
  });
  await fc.assert(
    fc.asyncProperty(rows, cuts, style, async (steps, at, { mark, end }) => {
      let written = `${mark}case_id,text${end}`;
      const expected = new Map<string, { line: number; texts: string[] }>();
      for (const { id, text } of steps) {
        const known = expected.get(id) ?? { line: written.split('\n').length, texts: [] };
        known.texts.push(text);
        expected.set(id, known);
        written += `${id},${quoted(text)}${end}`;
      }
      const cases = await read(written, at);
      expect(cases).toEqual(
        Array.from(expected, ([case_id, { line, texts }]) => ({
          line,
          value: { case_id, chain: texts.map((text) => ({ text })) },
        })),
      );
    }),
  );
});

test('lines of white space are no rows, and line ends may differ within a file', async () => {
  const text = 'case_id,kind,label\nA,check,TP\r\n\r\n   \r\nB,check,FN\n \nC,check,TN\r\n';
  expect(await read(text)).toEqual([
    { line: 2, value: { case_id: 'A', review: { label: 'TP' }, chain: [{ kind: 'check' }] } },
    { line: 5, value: { case_id: 'B', review: { label: 'FN' }, chain: [{ kind: 'check' }] } },
    { line: 7, value: { case_id: 'C', review: { label: 'TN' }, chain: [{ kind: 'check' }] } },
  ]);
});

test('every column has its place in the record', async () => {
  const columns = {
    case_id: 'C-1',
    case_type: 'ato',
    opened_at: '2026-10-01T08:00:00Z',
    decided_at: '2026-10-01T09:10:00Z',
    roca_version: '2026.10',
    roca_decision: 'block',
    roca_confidence: '0.71',
    review_decision: 'allow',
    label: 'FP',
    reviewed_at: '2026-10-01T11:00:00Z',
    handling_minutes: '37',
    citation_correct: 'true',
    step: '1',
    text: 'Login',
    rule_ids: 'ATO-012; ATO-013|KYC 4',
    signals: 'ip_risk;velocity|geo new_device',
    kind: 'check',
    confidence: '0.9',
    weather: 'fine',
  };
  const [only] = await read(`${Object.keys(columns)}\n${Object.values(columns)}\n`);
  expect(only?.value).toEqual({
    case_id: 'C-1',
    case_type: 'ato',
    opened_at: '2026-10-01T08:00:00Z',
    decided_at: '2026-10-01T09:10:00Z',
    roca: { version: '2026.10', decision: 'block', confidence: '0.71' },
    review: {
      decision: 'allow',
      label: 'FP',
      reviewed_at: '2026-10-01T11:00:00Z',
      handling_minutes: '37',
      citation_correct: 'true',
    },
    chain: [
      {
        step: '1',
        text: 'Login',
        rule_ids: ['ATO-012', ' ATO-013', 'KYC 4'],
        signals: ['ip_risk', 'velocity', 'geo', 'new_device'],
        kind: 'check',
        confidence: '0.9',
      },
    ],
  });
});

test('the first row that fills a field of the case decides it', async () => {
  const [only] = await read(
    'case_id,case_type,label,reviewer,text\nA,,TP,,x\nA,ato,FP,r-1,y\nA,kyc,,r-2,z\n',
  );
  expect(only?.value).toEqual({
    case_id: 'A',
    case_type: 'ato',
    review: { label: 'TP', reviewer: 'r-1' },
    chain: [{ text: 'x' }, { text: 'y' }, { text: 'z' }],
  });
});

test('a row that says nothing of a step adds none', async () => {
  const [only] = await read('case_id,case_type,text\nA,ato,\n');
  expect(only?.value).toEqual({ case_id: 'A', case_type: 'ato', chain: [] });
});

test.each([
  ['CRLF', 'case_id,text\r\nA,x\r\nB,y'],
  ['blanks around the names of columns', ' case_id , text\nA,x\nB,y\n'],
  ['columns the other way round', 'text,case_id\nx,A\ny,B\n'],
])('%s makes no difference', async (_, text) => {
  expect(await read(text)).toEqual([
    { line: 2, value: { case_id: 'A', chain: [{ text: 'x' }] } },
    { line: 3, value: { case_id: 'B', chain: [{ text: 'y' }] } },
  ]);
});

test('a byte order mark makes no difference', async () => {
  expect(await read('\ufeffcase_id,text\nA,x\n')).toEqual(await read('case_id,text\nA,x\n'));
});

test('a stray quote within a cell is part of it', async () => {
  const [only] = await read('case_id,text\nA,say "hi"\n');
  expect(only?.value).toMatchObject({ chain: [{ text: 'say "hi"' }] });
});

test('columns named like parts of every object are data', async () => {
  const [only] = await read('case_id,__proto__,constructor,text\nA,x,y,z\n');
  expect(only?.value).toEqual({ case_id: 'A', chain: [{ text: 'z' }] });
});

test('an empty file and a header alone have no cases', async () => {
  expect(await read('')).toEqual([]);
  expect(await read('case_id,text\n')).toEqual([]);
});

describe('a row that cannot be read', () => {
  test('takes its whole case with it, and no other', async () => {
    const bytes = Buffer.concat([
      Buffer.from('case_id,text\nA,x\nB,y\nA,'),
      Buffer.from([0xff]),
      Buffer.from('\nB,z\nC,1,2\n'),
    ]);
    expect(await read(bytes)).toEqual([
      { line: 2, value: { reason: 'invalid-encoding', message: 'not UTF-8' } },
      { line: 3, value: { case_id: 'B', chain: [{ text: 'y' }, { text: 'z' }] } },
      {
        line: 6,
        value: {
          reason: 'invalid-field',
          message: 'the row has 3 cells, the header 2; quote cells that hold a comma',
        },
      },
    ]);
  });

  test('and has no case is rejected by itself', async () => {
    expect(await read('case_id,text\nA,x\n,y\n  ,z\n')).toEqual([
      { line: 2, value: { case_id: 'A', chain: [{ text: 'x' }] } },
      { line: 3, value: { reason: 'missing-field', message: 'case_id is missing' } },
      { line: 4, value: { reason: 'missing-field', message: 'case_id is missing' } },
    ]);
  });
});

describe('a file whose structure is broken is refused:', () => {
  const unclosed = () => read('case_id,text\nA,x\nB,"y\nC,z\n');

  test('a quote that is never closed', async () => {
    await expect(unclosed()).rejects.toThrow('a quoted cell is never closed');
  });

  test('and the message names the line from which on nothing could be read', async () => {
    await expect(unclosed()).rejects.toThrow(
      'cannot read export.csv from line 3 on: a quoted cell is never closed',
    );
  });

  test('a row without end', async () => {
    const row = `A,"${'x'.repeat(17 * 1024 * 1024)}"\n`;
    await expect(read(`case_id,text\n${row}`)).rejects.toThrow(
      'a row is larger than 16 MiB; is a quote missing?',
    );
  });
});

test('a file larger than memory may be is refused, also when it is so only once decompressed', async () => {
  const bytes = Buffer.from('case_id\nA\n');
  const sized = (maximum: number) => readCsv('export.csv.gz', chunked(bytes, [3]), undefined, maximum);
  expect(await sized(bytes.length)).toHaveLength(1);
  await expect(sized(bytes.length - 1)).rejects.toThrow(
    'cannot read export.csv.gz: it holds more than 9 bytes of CSV; export it in several files',
  );
});

describe('the line of a case is where its first row begins', () => {
  const linesOf = async (text: string) => (await read(text)).map(({ line }) => line);

  test('after cells of several lines', async () => {
    expect(await linesOf('case_id,text\nA,"1\n2\n3"\nB,x\n')).toEqual([2, 5]);
  });

  test('after blank lines', async () => {
    expect(await linesOf('case_id,text\nA,x\n\n\nB,y\n')).toEqual([2, 5]);
  });

  test('after cells of several lines that end in CRLF', async () => {
    expect(await linesOf('case_id,text\r\nA,"1\r\n2\r\n3"\r\nB,x\r\n')).toEqual([2, 5]);
  });
});
