import { diffContent } from '../../src/diff/diff.ts';
import { diffMarkdown, diffText, reasonsAgainst } from '../../src/diff/diff-report.ts';
import { SopDeskError } from '../../src/errors.ts';
import { printable } from '../../src/terminal-text.ts';
import type { Command } from '../command-line.ts';
import { lastExports } from '../last-exports.ts';
import { COVERAGE_OPTIONS, coverageTerms, readOptions, refuseNames, spreadOptions } from '../options.ts';
import { pathFromHere } from '../path-from-here.ts';

const HELP = `usage: npm run -s sop -- diff --base REF [options]

Says what the SOPs as they are now change against a git commit: rules added, retired, revised and
reworded, Mandarin left behind, new messages of check, and coverage before and after over the same
exports. Run it before a pull request is merged. It writes nothing into the project but what it
read of the exports, which the next run need not read again.

  --base REF       git commit, branch or tag to compare with
  --content DIR    content folder (default: content)
  --cases GLOB…    exports to compare coverage over (default: those of the last coverage run)
  --as-of DATE     day for which both are judged (default: today, UTC)
  --since DATE, --until DATE, --map FILE   as for coverage
  --ledger DIR     where coverage writes its ledger (default: .sop)
  --json           print the diff as JSON
  --markdown       print it as Markdown, for the pull request

Exit code: 0 nothing speaks against merging, 1 check finds new errors or a case type no longer
exceeds its target, 2 could not run.
`;

export const diffCommand: Command = {
  async run(argv) {
    const given = readOptions(spreadOptions(argv, ['--cases']), HELP, {
      base: { type: 'string' },
      content: { type: 'string', default: 'content' },
      cases: { type: 'string', multiple: true },
      ...COVERAGE_OPTIONS,
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    });
    if (!given) return 0;
    refuseNames(given.positionals);
    const { values } = given;
    if (!values.base) throw new SopDeskError('--base is missing: name a commit, such as origin/main');
    if (values.json && values.markdown) throw new SopDeskError('--json and --markdown exclude each other');
    const { asOf, ...terms } = coverageTerms(values);
    const cases = values.cases ?? (await lastExports(values.ledger));
    const diff = await diffContent(
      {
        content: values.content,
        base: values.base,
        asOf,
        cases: cases === null ? null : { ...terms, cases },
      },
      (text) => process.stderr.write(`warning: ${printable(text)}\n`),
    );
    const prefix = pathFromHere(values.content);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(diff, null, 2)}\n`
        : (values.markdown ? diffMarkdown : diffText)(diff, prefix),
    );
    return reasonsAgainst(diff).length > 0 ? 1 : 0;
  },
};
