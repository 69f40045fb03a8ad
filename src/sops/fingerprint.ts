import { createHash } from 'node:crypto';

/**
 * Fingerprint of an English rule: changes when its title or body does; the form of line ends,
 * white space at their ends and blank lines around the body aside.
 */
export function fingerprintOf(title: string, markdown: string): string {
  const text = `${title.trim()}\n\n${normalise(markdown)}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function normalise(markdown: string): string {
  return markdown
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}
