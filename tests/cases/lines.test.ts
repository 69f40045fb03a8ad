import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter, MAXIMUM_RECORD_BYTES } from '../../src/cases/lines.ts';
import { collector, cuts, feed, type Received } from './helpers.ts';

function split(
  bytes: Uint8Array | string,
  at: readonly number[] = [],
): { received: Received[]; lines: number } {
  const { received, sink } = collector();
  const splitter = new LineSplitter(sink);
  feed(Buffer.from(bytes as string), at, splitter);
  return { received, lines: splitter.lines };
}

/** Line by line, on the whole of the bytes. */
function naiveSplit(bytes: Buffer): Received[] {
  const received: Received[] = [];
  const lines = bytes.toString('latin1').split('\n');
  for (const [index, latin] of lines.entries()) {
    const line = index + 1;
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: line > 1 })
        .decode(Buffer.from(latin, 'latin1'))
        .replace(/\r$/, '');
      if (text.trim() !== '') received.push({ line, text });
    } catch {
      received.push({ line, unreadable: 'invalid-encoding' });
    }
  }
  return received;
}

const piece = fc.constantFrom(
  ...['{}', '{"a":"账户"}', '\n', '\n', '\r\n', '\r', ' ', '\u00a0', '\ufeff', '\0', 'é', '😀', '\u2028'].map(
    (text) => Buffer.from(text),
  ),
  Buffer.from([0xff]),
  Buffer.from([0xe8, 0xb4]),
  Buffer.from([0xed, 0xa0, 0x80]),
);
const bytesOfLines = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.concat(pieces));

test('cuts bytes into lines as splitting the whole does, wherever the chunks end', () => {
  fc.assert(
    fc.property(bytesOfLines, cuts, (bytes, at) => {
      expect(split(bytes, at).received).toEqual(naiveSplit(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('counts lines, blank ones too, and the last one without an end', () => {
  expect([
    split('').lines,
    split('a').lines,
    split('a\n').lines,
    split('\n\n').lines,
    split('\na').lines,
  ]).toEqual([0, 1, 1, 2, 2]);
});

test('a byte order mark is dropped at the very beginning only', () => {
  expect(split('\ufeff{}\n\ufeff{}\n').received).toEqual([
    { line: 1, text: '{}' },
    { line: 2, text: '\ufeff{}' },
  ]);
});

test('one unreadable line leaves its neighbours', () => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xc3, 0x28, 0x0a]), Buffer.from('b')]);
  expect(split(bytes).received).toEqual([
    { line: 1, text: 'a' },
    { line: 2, unreadable: 'invalid-encoding' },
    { line: 3, text: 'b' },
  ]);
});

describe('a line', () => {
  const chunk = 4 * 1024 * 1024;
  const inChunks = Array.from({ length: 8 }, (_, index) => (index + 1) * chunk);
  const around = (length: number) => {
    const bytes = Buffer.alloc(length + 4, 0x61);
    bytes.write('x\n', 0);
    bytes.write('\ny', length + 2);
    return bytes;
  };

  test('of the largest size is read', () => {
    const { received } = split(around(MAXIMUM_RECORD_BYTES), inChunks);
    expect(received.map(({ line, text }) => [line, text?.length])).toEqual([
      [1, 1],
      [2, MAXIMUM_RECORD_BYTES],
      [3, 1],
    ]);
  });

  const tooLarge = [
    { line: 1, text: 'x' },
    { line: 2, unreadable: 'too-large' },
    { line: 3, text: 'y' },
  ];

  test('one byte larger is too large, and the next one is read', () => {
    expect(split(around(MAXIMUM_RECORD_BYTES + 1), inChunks).received).toEqual(tooLarge);
  });

  test('is too large also when it comes in one chunk', () => {
    expect(split(around(MAXIMUM_RECORD_BYTES + 1)).received).toEqual(tooLarge);
  });

  test('far too large is not kept in memory', () => {
    const { received, sink } = collector();
    const splitter = new LineSplitter(sink);
    const before = process.memoryUsage().arrayBuffers;
    const filler = Buffer.alloc(1024 * 1024, 0x61);
    for (let index = 0; index < 300; index++) splitter.push(filler);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
    splitter.end();
    expect(received).toEqual([{ line: 1, unreadable: 'too-large' }]);
  });
});
