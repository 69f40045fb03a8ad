import { SopDeskError } from '../errors.ts';
import type { ContentFile } from '../sops/load.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { quotedLike, setField } from './page-edits.ts';
import { type Content, interpretDesk, proposalAt } from './read-desk.ts';

/**
 * The proposal's file with status rejected and the reason.
 *
 * @param file path of the proposal in the content folder
 * @throws SopDeskError exit 1 when the proposal is decided already, exit 2 when there is none
 */
export async function rejectProposal(content: Content, file: string, reason: string): Promise<ContentFile> {
  const proposal = proposalAt(content, file);
  const bytes = content.files.find(({ path }) => path === file)?.bytes;
  if (!isOpen(proposal)) throw new SopDeskError(`${proposal.id} is ${proposal.status} already: ${file}`, 1);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const rejected = setField(text, 'status', (old) => quotedLike(old, 'rejected'));
  // A string of JSON is one of YAML too, whatever stands in it.
  const reasoned = rejected && setField(rejected, 'reason', () => JSON.stringify(reason));
  if (reasoned === null) throw new SopDeskError(`the front matter of ${file} cannot be edited in place`);
  const changed = { path: file, bytes: Buffer.from(reasoned) };
  // Reads the result before anybody writes it: the reason may hold what no field may.
  await interpretDesk(
    content.files.map((known) => (known.path === file ? changed : known)),
    '',
  );
  return changed;
}
