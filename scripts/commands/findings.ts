import { SopDeskError } from '../../src/errors.ts';
import { calibrationOf } from '../../src/findings/calibration.ts';
import { ownerFindings } from '../../src/findings/owner-findings.ts';
import {
  calibrationTable,
  calibrationValue,
  findingsTable,
  findingsValue,
} from '../../src/findings/tables.ts';
import { calibrationText, findingsText } from '../../src/findings/text.ts';
import { readDesk, readLedgerOf } from '../../src/proposals/read-desk.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import { csv } from '../../src/site/csv.ts';
import type { Command } from '../command-line.ts';
import { readOptions, refuseNames } from '../options.ts';

const HELP = `usage: npm run -s sop -- findings [options]

Lists what the last coverage run says of rules, for the owners of their SOPs: rules under which
decisions go wrong, citations are found wrong or decisions are overturned, rules that seem to apply
to too few case types, rules that stand for others, and rules that nothing uses. With --roca, what
the ROCA team should calibrate: unknown, retired, pending, misapplied and outdated citations, and
uncited steps a rule exists for, by ROCA version. What touches most cases comes first.

  --owner OWNER    only findings of this owner
  --roca           the batch for the ROCA team instead
  --json           print as JSON
  --csv            print as CSV
  --ledger DIR     where coverage wrote its ledger (default: .sop)
  --content DIR    content folder (default: content)

Exit code: 0 fine, 2 could not run.
`;

export const findingsCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, {
      owner: { type: 'string' },
      roca: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
      ledger: { type: 'string', default: '.sop' },
      content: { type: 'string', default: 'content' },
    });
    if (!options) return 0;
    refuseNames(options.positionals);
    const { values } = options;
    if (values.json && values.csv) throw new SopDeskError('--json and --csv exclude each other');
    if (values.roca && values.owner !== undefined) {
      throw new SopDeskError('--roca and --owner exclude each other: the batch for ROCA has no SOP owner');
    }
    const content = await readDesk(values.content);
    const { catalogue } = content;
    const owners = [...new Set(catalogue.sops.map(({ owner }) => owner))].sort();
    if (values.owner !== undefined && !owners.includes(values.owner)) {
      throw new SopDeskError(
        `--owner: ${JSON.stringify(values.owner)} owns no SOP; owners are ${owners.join(', ')}`,
      );
    }
    const ledger = await readLedgerOf(content, values.ledger, readLedger);
    if (values.roca) {
      const calibration = calibrationOf(catalogue, ledger);
      const { header, rows } = calibrationTable(calibration, ledger);
      if (values.json) print(calibrationValue(calibration, ledger));
      else
        process.stdout.write(
          values.csv ? csv(header, rows) : calibrationText(calibration, catalogue, ledger),
        );
      return 0;
    }
    const findings = ownerFindings(catalogue, ledger).filter(
      ({ owner }) => values.owner === undefined || owner === values.owner,
    );
    const { header, rows } = findingsTable(findings, ledger);
    if (values.json) print(findingsValue(findings, ledger));
    else process.stdout.write(values.csv ? csv(header, rows) : findingsText(findings, catalogue, ledger));
    return 0;
  },
};

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
