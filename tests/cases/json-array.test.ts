import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonArraySplitter } from '../../src/cases/json-array.ts';
import { MAXIMUM_RECORD_BYTES } from '../../src/cases/lines.ts';
import { collector, cuts, feed, type Received } from './helpers.ts';

function split(bytes: Uint8Array | string, at: readonly number[] = []): Received[] {
  const { received, sink } = collector();
  feed(Buffer.from(bytes as string), at, new JsonArraySplitter(sink));
  return received;
}

const texts = (bytes: string) => split(bytes).map(({ text }) => text?.trim());

const hostile = fc.string({
  unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', '\n', 'a', '账', '😀', '\u0000', '\ud800'),
  maxLength: 10,
});
const { element } = fc.letrec((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    tie('object'),
    fc.array(tie('element'), { maxLength: 3 }),
  ),
  leaf: fc.oneof(
    hostile,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  object: fc.dictionary(hostile, tie('element'), { maxKeys: 3 }),
}));
const gap = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r\n'), maxLength: 3 });
const written = fc.record({
  value: element,
  before: gap,
  after: gap,
  indent: fc.constantFrom(undefined, 2),
});

describe('the elements of an array', () => {
  test('come out as they went in, with their lines, wherever the chunks end', () => {
    fc.assert(
      fc.property(
        fc.array(written, { maxLength: 5 }),
        cuts,
        fc.constantFrom('', '\ufeff'),
        (elements, at, mark) => {
          let text = `${mark}[`;
          const lines: number[] = [];
          for (const [index, { value, before, after, indent }] of elements.entries()) {
            text += before;
            lines.push(text.split('\n').length);
            text += JSON.stringify(value, null, indent) + after + (index < elements.length - 1 ? ',' : '');
          }
          const received = split(`${text}]\n`, at);
          expect(received.map(({ line }) => line)).toEqual(lines);
          expect(received.map((one) => JSON.parse(one.text ?? ''))).toEqual(
            elements.map(({ value }) => JSON.parse(JSON.stringify(value))),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('of any bytes at all do not depend on where the chunks end', () => {
    const byte = fc.constantFrom(...Buffer.from('[]{},:"\\\n a1\ufeff'), 0xff, 0xe8, 0xb4, 0xa6, 0);
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), cuts, (bytes, at) => {
        const [first, second, third] = bytes;
        fc.pre(first !== 0xef || (second === 0xbb && third === 0xbf));
        expect(split(Uint8Array.from(bytes), at)).toEqual(split(Uint8Array.from(bytes)));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['[]', []],
    [' [\n] ', []],
    ['', []],
    ['[{"a":"]},["}]', ['{"a":"]},["}']],
    ['[{"a":"\\"},{"}]', ['{"a":"\\"},{"}']],
    ['[{"a":"\\\\"},{"b":1}]', ['{"a":"\\\\"}', '{"b":1}']],
    ['[1, "a,b" ,null]', ['1', '"a,b"', 'null']],
    ['[[1,[2]],{}]', ['[1,[2]]', '{}']],
    ['[{} {}]', ['{}', '{}']],
    ['1\n2', ['1', '2']],
    ['[nonsense\n{}]', ['nonsense', '{}']],
  ])('of %j are %j', (bytes, expected) => {
    expect(texts(bytes)).toEqual(expected);
  });

  test('that are broken leave the next ones', () => {
    expect(texts('[{"a":tru},\n{"b":1},\nnonsense,\n{"c":1}]')).toEqual([
      '{"a":tru}',
      '{"b":1}',
      'nonsense',
      '{"c":1}',
    ]);
  });
});

describe('a broken element leaves the next ones', () => {
  const step = '{"step":1,"text":"a"}';
  const next = ['{"case_id":"2","chain":[]}', '{"case_id":"3"}'];

  test.each([
    ['without its closing brace', `{"case_id":"1","chain":[${step}]`],
    ['that ends before a value', '{"case_id":"1","chain":'],
    ['whose step has no closing brace', `{"case_id":"1","chain":[{"step":1,${step}]}`],
    ['whose chain has no closing bracket', `{"case_id":"1","chain":[${step}}`],
    ['with a brace for a bracket', `{"case_id":"1","chain":[${step}},"review":{}}`],
    ['with a bracket for a brace', '{"case_id":"1","review":{"label":"TP"],"chain":[]}'],
    ['with a brace too many', `{"case_id":"1","chain":[${step}]}}`],
  ])('%s', (_, broken) => {
    const cases = (bytes: string) => texts(bytes).filter((text) => text?.startsWith('{"case_id"'));
    expect(cases(`[${broken},${next}]`).slice(1)).toEqual(next);
    expect(cases(`[\n${[broken, ...next].join(',\n')}\n]`).slice(1)).toEqual(next);
  });

  test.each([
    ['in which a quote is missing', '{"case_id":"1","chain":[{"text":"a}]}'],
    ['which is too large and never ends', `{"text":"${'a'.repeat(MAXIMUM_RECORD_BYTES)}","chain":[`],
  ])('%s, when they begin lines of their own', (_, broken) => {
    for (const indent of ['', '  ']) {
      const lines = [broken, ...next].map((element) => indent + element).join(',\n');
      expect(texts(`[\n${lines}\n]`).slice(1)).toEqual(next);
    }
  });
});

describe('what has no end is said so, with the line it begins in:', () => {
  test.each([
    ['an element', '[{"a":1},\n{"b":', ['{"a":1}'], 2],
    ['a string', '[{"a":1},\n{"b":"x', ['{"a":1}'], 2],
    ['a chain that took the next case for a step', '[{"a":[{"b":1},\n{"a":[]}]', [], 1],
    ['the array, after an element', '[{"a":1}\n', ['{"a":1}'], 2],
    ['the array, after a comma', '[{"a":1},', ['{"a":1}'], 1],
    ['the array, after its bracket', '[', [], 1],
  ])('%s', (_, bytes, before, line) => {
    const received = split(bytes);
    expect(received.slice(0, -1).map(({ text }) => text)).toEqual(before);
    expect(received.at(-1)).toEqual({ line, unreadable: 'unclosed' });
  });
});

test('bare values, one after the other, are read like an array', () => {
  expect(split('{"a":\n1}\n{"b":1} {"c":1}\n')).toEqual([
    { line: 1, text: '{"a":\n1}' },
    { line: 3, text: '{"b":1}' },
    { line: 3, text: '{"c":1}' },
  ]);
});

test('an element that is not UTF-8 leaves its neighbours', () => {
  const bytes = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xff]), Buffer.from('"},\n{"b":1}]')]);
  expect(split(bytes)).toEqual([
    { line: 1, unreadable: 'invalid-encoding' },
    { line: 2, text: '{"b":1}' },
  ]);
});

describe('a byte order mark', () => {
  test('is dropped at the very beginning', () => {
    expect(split('\ufeff[1]')).toEqual([{ line: 1, text: '1' }]);
  });

  test('is dropped also when it comes in pieces', () => {
    expect(split('\ufeff[1]', [1, 2])).toEqual([{ line: 1, text: '1' }]);
  });
});

test('what only begins like a byte order mark is not dropped', () => {
  for (const at of [[], [1], [1, 2]]) {
    expect(split(Uint8Array.from([0xef, 0x61]), at)).toEqual([{ line: 1, unreadable: 'invalid-encoding' }]);
    expect(split(Uint8Array.from([0xef, 0xbb]), at)).toEqual([{ line: 1, unreadable: 'invalid-encoding' }]);
  }
});

describe('an element', () => {
  const withFirst = (length: number) =>
    Buffer.concat([Buffer.from('["'), Buffer.alloc(length - 2, 0x61), Buffer.from('",\n{"b":1}]')]);
  const chunk = 4 * 1024 * 1024;
  const inChunks = Array.from({ length: 8 }, (_, index) => (index + 1) * chunk);

  test('of the largest size is read', () => {
    const [first, second] = split(withFirst(MAXIMUM_RECORD_BYTES), inChunks);
    expect(first?.text).toHaveLength(MAXIMUM_RECORD_BYTES);
    expect(second).toEqual({ line: 2, text: '{"b":1}' });
  });

  test.each([
    ['in chunks', inChunks],
    ['in one chunk', []],
  ])('one byte larger is too large, %s, and the next one is read', (_, at) => {
    expect(split(withFirst(MAXIMUM_RECORD_BYTES + 1), at)).toEqual([
      { line: 1, unreadable: 'too-large' },
      { line: 2, text: '{"b":1}' },
    ]);
  });
});
