import { SopDeskError } from '../../src/errors.ts';
import { isToDo } from '../../src/proposals/gap-standing.ts';
import { gapsText } from '../../src/proposals/gaps-report.ts';
import { gapsValue } from '../../src/proposals/gaps-value.ts';
import { rankGaps } from '../../src/proposals/ranked-gaps.ts';
import { readDesk, readLedgerOf } from '../../src/proposals/read-desk.ts';
import { readHistoryOf } from '../../src/run/gap-history-file.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import type { Command } from '../command-line.ts';
import { readOptions, refuseNames } from '../options.ts';
import { pathFromHere } from '../path-from-here.ts';

const HELP = `usage: npm run -s sop -- gaps [options]

Lists the gaps of the last coverage run, those that touch most cases first: how the cases ended,
handling minutes, first and last seen, trend, owner, nearest rules, what was decided, and the proposal
if there is one. Dismissed gaps are left out until later cases have them; they count in every number.

  --all            dismissed gaps too
  --ledger DIR     where coverage wrote its ledger (default: .sop)
  --content DIR    content folder (default: content)
  --case-type ID   only gaps of this case type
  --json           print the list as JSON

A ledger of other content is refused; proposals made since the run are no other content.

Exit code: 0 fine, 2 could not run.
`;

export const gapsCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, {
      ledger: { type: 'string', default: '.sop' },
      content: { type: 'string', default: 'content' },
      'case-type': { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    if (!options) return 0;
    refuseNames(options.positionals);
    const { values } = options;
    const content = await readDesk(values.content);
    const only = values['case-type'];
    const known = content.catalogue.caseTypes.map(({ id }) => id);
    if (only !== undefined && !known.includes(only)) {
      throw new SopDeskError(
        `--case-type: unknown case type ${JSON.stringify(only)}; known are ${known.join(', ')}`,
      );
    }
    const ledger = await readLedgerOf(content, values.ledger, readLedger);
    const ranked = rankGaps(content.catalogue, ledger).filter(
      ({ gap }) => only === undefined || gap.caseType === only,
    );
    const gaps = ranked.filter(({ standing }) => values.all || isToDo(standing));
    const hidden = ranked.length - gaps.length;
    if (values.json) {
      const value = gapsValue(gaps, ledger, await readHistoryOf(values.ledger, ledger));
      process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    } else
      process.stdout.write(gapsText(gaps, ledger, { only, hidden, prefix: pathFromHere(values.content) }));
    return 0;
  },
};
