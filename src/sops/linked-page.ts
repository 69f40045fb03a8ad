import path from 'node:path/posix';

/**
 * File of the content page that a relative address means, whether or not there is one; null when
 * the address is not relative. The ending may be left out.
 *
 * @param from file in which the address stands
 */
export function linkedPage(url: string, from: string): string | null {
  if (/^(?:[a-z]+:|[/?#]|$)/i.test(url)) return null;
  const file = path.join(path.dirname(from), decodeAddress(url.replace(/[?#].*$/, ''))).replace(/\/$/, '');
  return file.endsWith('.mdx') ? file : `${file}.mdx`;
}

/** An address without its percent signs; as it stands when they are not well formed. */
export function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
