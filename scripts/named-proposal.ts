import { SopDeskError } from '../src/errors.ts';
import { type ProposalPath, proposalPath } from '../src/proposals/proposal-path.ts';
import { type Content, readDesk } from '../src/proposals/read-desk.ts';

/** A proposal that a command is about. */
export interface NamedProposal extends ProposalPath {
  /** What the content folder holds. */
  readonly desk: Content;
}

/**
 * Reads the content of the one proposal that was named, by its file or its ID.
 *
 * @param folder the content folder when it was named
 * @throws SopDeskError when none or several were named, or it is no proposal
 */
export async function readNamed(names: readonly string[], folder?: string): Promise<NamedProposal> {
  const [name, ...rest] = names;
  if (name === undefined || rest.length > 0) {
    throw new SopDeskError(
      'name one proposal, by its file such as content/proposals/NAME.mdx or its ID such as PROP-001; see --help',
    );
  }
  if (/^PROP-\d+$/i.test(name)) return readById(name.toUpperCase(), folder ?? 'content');
  const place = await proposalPath(name, folder);
  return { ...place, desk: await readDesk(place.content) };
}

async function readById(id: string, content: string): Promise<NamedProposal> {
  const desk = await readDesk(content);
  const { proposals } = desk.catalogue;
  const found = proposals.find((proposal) => proposal.id === id);
  if (found) return { content, file: found.file, desk };
  const known = proposals.map((proposal) => proposal.id).join(', ') || 'none';
  throw new SopDeskError(`no proposal ${id} in ${content}; it has ${known}`);
}
