import path from 'node:path';
import { parseArgs } from 'node:util';
import { SopDeskError } from '../../src/errors.ts';
import { type Acceptance, acceptProposal } from '../../src/proposals/accept.ts';
import { proposalPath } from '../../src/proposals/proposal-path.ts';
import { readDesk } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { isCalendarDate } from '../../src/sops/schemas.ts';
import type { Command } from '../command-line.ts';

const HELP = `usage: npm run -s sop -- accept FILE [options]

Turns a proposal into the change of its SOP, ready to commit: puts the rule at its place by ID in
the English file and its translation, raises the SOP's minor version, sets the day from which the
rule binds, and marks the proposal accepted. A proposal of a new SOP creates its files. A rule
nobody has begun to translate is left out of the translation, and check reports it as missing.

  FILE             the proposal, content/proposals/NAME.mdx
  --content DIR    content folder (default: the one the proposal stands in)
  --as-of DATE     day of acceptance; no rule binds before it (default: today, UTC)

Nothing is written when a prompt is not filled in, or when check would find an error afterwards.

Exit code: 0 accepted, 1 refused, 2 could not run.
`;

export const acceptCommand: Command = {
  name: 'accept',
  summary: 'turn a proposal into the change of its SOP, in both languages',
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        content: { type: 'string' },
        'as-of': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const [named, ...rest] = positionals;
    if (named === undefined || rest.length > 0) throw new SopDeskError('name one proposal; see --help');
    const asOf = values['as-of'] ?? new Date().toISOString().slice(0, 10);
    if (!isCalendarDate(asOf)) throw new SopDeskError(`--as-of ${asOf} is not a date such as 2026-06-01`);
    const { content: folder, file } = await proposalPath(named, values.content);
    const content = await readDesk(folder);
    const { acceptance, obstacles } = await acceptProposal(content, file, { asOf });
    if (!acceptance) {
      for (const { place, message } of obstacles) {
        process.stderr.write(`${path.join(folder, place.file)}:${place.line}:${place.column}: ${message}\n`);
      }
      process.stderr.write('sop accept: refused; nothing was written\n');
      return 1;
    }
    await writeFiles(folder, acceptance.changes, content.files);
    process.stdout.write(summaryOf(acceptance, folder));
    return 0;
  },
};

function summaryOf(
  { proposal, before, sop, rules, changes, untranslated }: Acceptance,
  folder: string,
): string {
  const version = before === null ? `new, ${sop.version}` : `${before.version} → ${sop.version}`;
  const lines = [
    `${proposal.id} is accepted into ${sop.id} (${version})`,
    ...rules.map(({ id, title, effective }) => `${id} ${title}: in force from ${effective}`),
    ...changes.map((change) => `wrote ${path.join(folder, change.path)}`),
    ...untranslated.map(
      (id) => `${id} has no Mandarin text yet; readers of the translation see it as missing`,
    ),
    'Next: npm run -s sop -- coverage, then commit',
  ];
  return `${lines.join('\n')}\n`;
}
