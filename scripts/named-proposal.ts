import { SopDeskError } from '../src/errors.ts';
import { type ProposalPath, proposalPath } from '../src/proposals/proposal-path.ts';
import { type Content, readDesk } from '../src/proposals/read-desk.ts';

/** A proposal that a command is about. */
export interface NamedProposal extends ProposalPath {
  /** What the content folder holds. */
  readonly desk: Content;
}

/**
 * Reads the content of the one proposal that was named.
 *
 * @param folder the content folder when it was named
 * @throws SopDeskError when none or several were named, or the file is no proposal
 */
export async function readNamed(names: readonly string[], folder?: string): Promise<NamedProposal> {
  const [name, ...rest] = names;
  if (name === undefined || rest.length > 0)
    throw new SopDeskError('name one proposal, such as content/proposals/NAME.mdx; see --help');
  const place = await proposalPath(name, folder);
  return { ...place, desk: await readDesk(place.content) };
}
