import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { SopDeskError } from '../errors.ts';

/** A proposal as a command names it. */
export interface ProposalPath {
  readonly content: string;
  /** Relative to the content folder, with forward slashes. */
  readonly file: string;
}

/**
 * Finds the content folder a proposal's file stands in, and its path there.
 *
 * @param content the folder when it was named; else it is the one above the file's `proposals`
 * @throws SopDeskError when the file cannot be a proposal
 */
export async function proposalPath(file: string, content: string | undefined): Promise<ProposalPath> {
  const found = await realpath(file).catch(() => null);
  if (found === null)
    throw new SopDeskError(`no file ${file}; name a proposal such as content/proposals/NAME.mdx`);
  const folder = path.dirname(found);
  const root = path.dirname(folder);
  const expected = content === undefined ? root : await realpath(content).catch(() => null);
  const name = path.basename(found);
  if (path.basename(folder) !== 'proposals' || root !== expected || !name.endsWith('.mdx')) {
    const where = path.join(content ?? 'content', 'proposals', 'NAME.mdx');
    throw new SopDeskError(`${file} is no proposal of the content folder, expected ${where}`);
  }
  if (name.endsWith('.zh-cn.mdx')) {
    throw new SopDeskError(`${file} is a translation; name ${file.replace(/\.zh-cn\.mdx$/, '.mdx')}`);
  }
  return { content: content ?? (path.relative(process.cwd(), root) || '.'), file: `proposals/${name}` };
}
