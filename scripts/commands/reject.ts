import { SopDeskError } from '../../src/errors.ts';
import { proposalAt } from '../../src/proposals/read-desk.ts';
import { rejectProposal } from '../../src/proposals/reject.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import type { Command } from '../command-line.ts';
import { reasonOption } from '../line-option.ts';
import { readNamed } from '../named-proposal.ts';
import { readOptions } from '../options.ts';

const HELP = `usage: npm run -s sop -- reject FILE --reason TEXT [options]

Closes a proposal that is not accepted. The file stays, with status rejected and the reason, so
that nobody proposes the same again without knowing it.

  FILE             the proposal: content/proposals/NAME.mdx, or its ID such as PROP-001
  --reason TEXT    why, in one line of at most 500 characters; required
  --content DIR    content folder (default: the one the proposal stands in)

Exit code: 0 rejected, 1 it is decided already, 2 could not run.
`;

export const rejectCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, {
      content: { type: 'string' },
      reason: { type: 'string' },
    });
    if (!options) return 0;
    const { values, positionals } = options;
    const reason = reasonOption(values.reason);
    if (reason === null)
      throw new SopDeskError('--reason is missing: say why, for whoever proposes it again');
    const { content, file, desk } = await readNamed(positionals, values.content);
    const changed = await rejectProposal(desk, file, reason);
    await writeFiles(content, [changed], desk.files);
    process.stdout.write(
      `${proposalAt(desk, file).id} is rejected: ${reason}\nNext: npm run -s sop -- coverage, then commit\n`,
    );
    return 0;
  },
};
