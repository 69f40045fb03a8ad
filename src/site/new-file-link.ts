import type { Repository } from '../sops/types.ts';

/** What web servers take in an address; the text's share of it after encoding, in bytes. */
const MOST_TEXT = 6000;

/** Names of the path and the text in the query: those of each host's page for a new file. */
const FORMS: Readonly<
  Record<Repository['host'], { readonly page: string; readonly path: string; readonly text: string }>
> = {
  github: { page: 'new', path: 'filename', text: 'value' },
  gitlab: { page: '-/new', path: 'file_name', text: 'content' },
};

/**
 * Address of the page of a repository host that makes a new file, with path and text filled in;
 * null when the text is too long for an address.
 */
export function newFileLink({ host, url, branch }: Repository, path: string, text: string): string | null {
  const form = FORMS[host];
  // Half a surrogate pair cannot be encoded.
  const encoded = encodeURIComponent(text.toWellFormed());
  if (encoded.length > MOST_TEXT) return null;
  const at = branch.split('/').map(encodeURIComponent).join('/');
  return `${url}/${form.page}/${at}?${form.path}=${encodeURIComponent(path)}&${form.text}=${encoded}`;
}
