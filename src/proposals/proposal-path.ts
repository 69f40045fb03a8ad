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
 * @param file from where the command runs, or from the content folder or its `proposals`
 * @param content the folder when it was named; else it is the one above the file's `proposals`
 * @throws SopDeskError when the file cannot be a proposal
 */
export async function proposalPath(file: string, content: string | undefined): Promise<ProposalPath> {
  const folder = content ?? 'content';
  const candidates = [file, path.join(folder, file), path.join(folder, 'proposals', file)];
  const found = await Promise.all(candidates.map((name) => realpath(name).catch(() => null)));
  const there = found.filter((name) => name !== null);
  if (there.length === 0) {
    const example = path.join(folder, 'proposals', 'NAME.mdx');
    throw new SopDeskError(`no file ${file}; name a proposal such as ${example}, or its ID such as PROP-001`);
  }
  const named = content === undefined ? null : await realpath(content).catch(() => null);
  const rootOf = (name: string) => path.dirname(path.dirname(name));
  const fits = (name: string) =>
    path.basename(path.dirname(name)) === 'proposals' &&
    (content === undefined || rootOf(name) === named) &&
    name.endsWith('.mdx');
  const proposal = there.find(fits);
  if (proposal === undefined) {
    const where = path.join(folder, 'proposals', 'NAME.mdx');
    throw new SopDeskError(`${file} is no proposal of the content folder, expected ${where}`);
  }
  if (proposal.endsWith('.zh-cn.mdx')) {
    throw new SopDeskError(`${file} is a translation; name ${file.replace(/\.zh-cn\.mdx$/, '.mdx')}`);
  }
  return {
    content: content ?? (path.relative(process.cwd(), rootOf(proposal)) || '.'),
    file: `proposals/${path.basename(proposal)}`,
  };
}
