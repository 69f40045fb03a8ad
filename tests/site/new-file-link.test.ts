import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFileLink } from '../../src/site/new-file-link.ts';
import type { Repository } from '../../src/sops/types.ts';

const GITHUB: Repository = { host: 'github', url: 'https://github.com/org/desk', branch: 'main' };
const GITLAB: Repository = { host: 'gitlab', url: 'https://git.example.org/a/b/desk', branch: 'a/b#c' };

describe('a link to a new file', () => {
  test('has the form of its host', () => {
    expect(newFileLink(GITHUB, 'content/a.mdx', 'a & b\n')).toBe(
      'https://github.com/org/desk/new/main?filename=content%2Fa.mdx&value=a%20%26%20b%0A',
    );
    expect(newFileLink(GITLAB, 'content/a.mdx', '中')).toBe(
      'https://git.example.org/a/b/desk/-/new/a/b%23c?file_name=content%2Fa.mdx&content=%E4%B8%AD',
    );
  });

  test('gives path and text back, whatever they hold, and is never too long for an address', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 900 });
    fc.assert(
      fc.property(fc.constantFrom(GITHUB, GITLAB), words, words, (repository, path, text) => {
        const link = newFileLink(repository, path.slice(0, 50), text);
        if (link === null) {
          expect(encodeURIComponent(text).length).toBeGreaterThan(6000);
          return;
        }
        const { origin, searchParams } = new URL(link);
        expect(origin).toBe(new URL(repository.url).origin);
        expect([...searchParams.values()]).toEqual([path.slice(0, 50), text]);
        expect(link.length).toBeLessThan(8000);
      }),
    );
  });

  test('is one even when the text is cut within a character', () => {
    expect(newFileLink(GITHUB, 'a', 'x\ud83d')).toContain('value=x%EF%BF%BD');
  });

  test('is none when the text is longer', () => {
    expect(newFileLink(GITHUB, 'a', 'a'.repeat(6000))).not.toBeNull();
    expect(newFileLink(GITHUB, 'a', 'a'.repeat(6001))).toBeNull();
    expect(newFileLink(GITHUB, 'a', '中'.repeat(667))).toBeNull();
  });
});
