import path from 'node:path';
import { type Acceptance, acceptProposal } from '../../src/proposals/accept.ts';
import { translationOf } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { printable } from '../../src/terminal-text.ts';
import type { Command } from '../command-line.ts';
import { readNamed } from '../named-proposal.ts';
import { dateOption, readOptions, today } from '../options.ts';

const HELP = `usage: npm run -s sop -- accept FILE [options]

Turns a proposal into the change of its SOP, ready to commit: puts the rule at its place by ID in
the English file and its translation, raises the SOP's minor version, sets the day from which the
rule binds, and marks the proposal accepted. A proposal of a new SOP creates its files. A rule
nobody has begun to translate is left out of the translation, and check reports it as missing.

  FILE             the proposal: content/proposals/NAME.mdx, or its ID such as PROP-001
  --content DIR    content folder (default: the one the proposal stands in)
  --as-of DATE     day of acceptance; no rule binds before it (default: today, UTC)

Nothing is written when a prompt is not filled in, or when check would find an error afterwards.

Exit code: 0 accepted, 1 refused, 2 could not run.
`;

export const acceptCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, {
      content: { type: 'string' },
      'as-of': { type: 'string' },
    });
    if (!options) return 0;
    const { values, positionals } = options;
    const asOf = dateOption('--as-of', values['as-of']) ?? today();
    const { content, file, desk } = await readNamed(positionals, values.content);
    const { acceptance, obstacles } = await acceptProposal(desk, file, { asOf });
    if (!acceptance) {
      for (const { place, message } of obstacles) {
        process.stderr.write(
          `${printable(path.join(content, place.file))}:${place.line}:${place.column}: ${printable(message)}\n`,
        );
      }
      process.stderr.write('sop accept: refused; nothing was written; correct this and run it again\n');
      return 1;
    }
    await writeFiles(content, acceptance.changes, desk.files);
    process.stdout.write(summaryOf(acceptance, content));
    return 0;
  },
};

function summaryOf(
  { proposal, before, sop, rules, changes, untranslated }: Acceptance,
  folder: string,
): string {
  const version = before === null ? `new, ${sop.version}` : `${before.version} → ${sop.version}`;
  const page = path.join(folder, sop.file);
  const translation = path.join(folder, translationOf(sop.file));
  const lines = [
    `${proposal.id} is accepted into ${sop.id} (${version})`,
    ...rules.map(({ id, title, effective }) => `${id} ${printable(title)}: in force from ${effective}`),
    ...changes.map((change) => `wrote ${path.join(folder, change.path)}`),
    ...(before === null ? [`${sop.id} is new: look at its title, description and reviewBy in ${page}`] : []),
    ...untranslated.map(
      (id) =>
        `${id} has no Mandarin text yet, and readers see that; write it into ${translation}, then run: npm run -s sop -- fingerprint ${translation}`,
    ),
    'Next: npm run -s sop -- coverage, then commit',
  ];
  return `${lines.join('\n')}\n`;
}
