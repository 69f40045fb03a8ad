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

describe('a file that is cut off', () => {
  test.each([
    ['within an element', '[{"a":1},{"b":', ['{"a":1}', '{"b":']],
    ['within a string', '[{"a":1},{"b":"x', ['{"a":1}', '{"b":"x']],
    ['after an element', '[{"a":1}', ['{"a":1}', '[']],
    ['after a comma', '[{"a":1},', ['{"a":1}', '[']],
    ['after its bracket', '[', ['[']],
  ])('%s leaves a record that is no JSON', (_, bytes, expected) => {
    expect(texts(bytes)).toEqual(expected);
    expect(() => JSON.parse(expected.at(-1) as string)).toThrow();
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
    expect(split(Uint8Array.from([0xef, 0x5b]), at)).toEqual([{ line: 1, unreadable: 'invalid-encoding' }]);
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
