import { describe, expect, test } from 'vitest';
import { findUnreadable } from '../../src/sops/source-text.ts';

const names = (text: string) =>
  findUnreadable(text, 'a.mdx').map(({ name, place: { line }, message }) => [name, line, message]);

describe('a stretch without a blank line', () => {
  test('may hold the emphasis of a long table, and signal codes without number', () => {
    const rows = '| **bold** | _slanted_ | `device_fingerprint_mismatch` |\n'.repeat(100);
    expect(names(rows)).toEqual([]);
  });

  test.each(['*_', '*a_', '~', '**a'])('of %j is refused where it begins', (signs) => {
    expect(names(`Text.\n\n${signs.repeat(700)}`)).toEqual([
      [
        'block-too-long',
        3,
        'Unexpected paragraph or table of more than 640 signs of emphasis, expected shorter ones',
      ],
    ]);
  });

  test('is judged by itself', () => {
    expect(names(`${'*a* '.repeat(300)}\n\n${'*a* '.repeat(300)}`)).toEqual([]);
  });
});
