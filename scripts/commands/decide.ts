import { SopDeskError } from '../../src/errors.ts';
import { decideGap } from '../../src/proposals/decide-gap.ts';
import { findGap, rankGaps } from '../../src/proposals/ranked-gaps.ts';
import { readDesk, readLedgerOf } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import type { GapDecision } from '../../src/sops/types.ts';
import type { Command } from '../command-line.ts';
import { lineOption, reasonOption } from '../line-option.ts';
import { dateOption, readOptions, today } from '../options.ts';

const OPTIONS = `  --by TEAM        the team or role that decides (default: the owner of the case type)
  --proposal ID    the proposal that is to close it
  --as-of DATE     the day of the decision (default: today, UTC)
  --content DIR    content folder (default: content)
  --ledger DIR     where coverage wrote its ledger (default: .sop)

The decision goes into gap-decisions.yaml of the content folder, in place of an earlier one about
the same gap; commit it like any other change. To take it back, delete its entry.`;

const DISMISS_HELP = `usage: npm run -s sop -- dismiss GAP-ID --reason TEXT [options]

Says that no rule is to close a gap, and why. The gap leaves the list of open gaps; its steps stay
uncovered in every number. Cases decided on a later day open it again.

  --reason TEXT    why; required
${OPTIONS}

Exit code: 0 dismissed, 1 refused, 2 could not run.
`;

const CLAIM_HELP = `usage: npm run -s sop -- claim GAP-ID [options]

Says that a team works on a gap, so that no other begins as well.

  --reason TEXT    what is going on
${OPTIONS}

Exit code: 0 claimed, 1 refused, 2 could not run.
`;

export const dismissCommand: Command = {
  run: (argv) => decide('dismissed', DISMISS_HELP, argv),
};

export const claimCommand: Command = {
  run: (argv) => decide('claimed', CLAIM_HELP, argv),
};

async function decide(decision: GapDecision['decision'], help: string, argv: string[]): Promise<number> {
  const options = readOptions(argv, help, {
    reason: { type: 'string' },
    by: { type: 'string' },
    proposal: { type: 'string' },
    'as-of': { type: 'string' },
    content: { type: 'string', default: 'content' },
    ledger: { type: 'string', default: '.sop' },
  });
  if (!options) return 0;
  const { values, positionals } = options;
  const [named, ...rest] = positionals;
  if (named === undefined || rest.length > 0) {
    throw new SopDeskError('name one gap; gaps lists them; see --help');
  }
  const reason = reasonOption(values.reason);
  if (decision === 'dismissed' && reason === null) {
    throw new SopDeskError('--reason is missing: say why, for whoever meets the gap again');
  }
  const date = dateOption('--as-of', values['as-of']) ?? today();
  const content = await readDesk(values.content);
  const ledger = await readLedgerOf(content, values.ledger, readLedger);
  const ranked = findGap(rankGaps(content.catalogue, ledger), named);
  const { id: gap, exemplars } = ranked.gap;
  const by = lineOption('--by', values.by, 80) ?? ranked.owner;
  const wording = exemplars[0]?.slice(0, 200) ?? null;
  const entry = { gap, decision, by, date, reason, proposal: values.proposal ?? null, wording };
  const changed = await decideGap(content, entry, today());
  await writeFiles(values.content, [changed], content.files);
  process.stdout.write(
    `${gap} is ${decision} by ${by}${reason === null ? '' : `: ${reason}`}\nwrote ${values.content}/${changed.path}\n`,
  );
  return 0;
}
