import { parseArgs } from 'node:util';
import { SopDeskError } from '../../src/errors.ts';
import { proposalPath } from '../../src/proposals/proposal-path.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import { rejectProposal } from '../../src/proposals/reject.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import type { Command } from '../command-line.ts';

const HELP = `usage: npm run -s sop -- reject FILE --reason TEXT [options]

Closes a proposal that is not accepted. The file stays, with status rejected and the reason, so
that nobody proposes the same again without knowing it.

  FILE             the proposal, content/proposals/NAME.mdx
  --reason TEXT    why; required
  --content DIR    content folder (default: the one the proposal stands in)

Exit code: 0 rejected, 1 it is decided already, 2 could not run.
`;

export const rejectCommand: Command = {
  name: 'reject',
  summary: 'close a proposal with the reason it was not accepted',
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
        content: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const [named, ...rest] = positionals;
    if (named === undefined || rest.length > 0) throw new SopDeskError('name one proposal; see --help');
    const reason = values.reason?.replace(/\s+/g, ' ').trim() ?? '';
    if (reason === '') throw new SopDeskError('--reason is missing: say why, for whoever proposes it again');
    const { content: folder, file } = await proposalPath(named, values.content);
    const content = await readDesk(folder);
    const changed = await rejectProposal(content, file, reason);
    await writeFiles(folder, [changed], content.files);
    process.stdout.write(`${named} is rejected: ${reason}\n`);
    return 0;
  },
};
