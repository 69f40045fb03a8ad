import { exceedsTarget } from '../../src/coverage/interval.ts';
import type { CaseTypeReport, Ledger } from '../../src/coverage/ledger.ts';
import { SopDeskError } from '../../src/errors.ts';
import { impactsText } from '../../src/proposals/impact-report.ts';
import { simulateOpen } from '../../src/proposals/simulate-open.ts';
import { type CoverageEvents, runCoverage } from '../../src/run/coverage-run.ts';
import { percent, printable } from '../../src/terminal-text.ts';
import type { Command } from '../command-line.ts';
import { coverageTable } from '../coverage-table.ts';
import { COVERAGE_OPTIONS, coverageTerms, readOptions, spreadOptions } from '../options.ts';

const HELP = `usage: npm run -s sop -- coverage [options]

Reads case exports, judges every reasoning step against the SOP rules, prints coverage per case
type and writes the ledger the site reads.

  --cases GLOB…    exports to read: files, folders or patterns (default: exports/)
  --content DIR    content folder (default: content)
  --as-of DATE     day whose SOPs the as-is clock judges by (default: today, UTC)
  --since DATE     only cases decided on this day or later
  --until DATE     only cases decided on this day or earlier
  --map FILE       mapping file for exports in another format
  --ledger DIR     where the ledger is written (default: .sop)
  --proposals      then simulate the effect of every open proposal, for its page
  --json           print the report as JSON
  --gate           exit 1 unless as-is coverage of every case type exceeds its target
  --only ID…       case types the gate looks at (default: all)

Exit code: 0 fine, 1 gate missed, 2 could not run.
`;

export const coverageCommand: Command = {
  async run(argv) {
    const given = readOptions(spreadOptions(argv, ['--cases', '--only']), HELP, {
      cases: { type: 'string', multiple: true },
      content: { type: 'string', default: 'content' },
      ...COVERAGE_OPTIONS,
      proposals: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
    });
    if (!given) return 0;
    const { values, positionals } = given;
    if (positionals.length > 0) {
      throw new SopDeskError(`unexpected ${JSON.stringify(positionals[0])}; exports are named after --cases`);
    }
    const options = {
      cases: values.cases ?? ['exports'],
      content: values.content,
      ...coverageTerms(values),
    };
    const events = terminalEvents();
    const ledger = await runCoverage(options, {
      ...events,
      caseTypes: (known) => refuseUnknown(values.only ?? [], known),
    });
    const { report } = ledger;
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : coverageTable(ledger));
    if (values.proposals) {
      const impacts = await simulateOpen(options, ledger).catch((error) => {
        if (!(error instanceof SopDeskError)) throw error;
        // The numbers stand without it; the pages of the proposals say that theirs are missing.
        events.warning(`the open proposals were not simulated: ${error.message}`);
        return null;
      });
      if (impacts && !values.json) process.stdout.write(impactsText(impacts));
    }
    if (!values.gate) return 0;
    return gate(ledger, values.only);
  },
};

/** Misses are named on stderr, so that `--json` on stdout stays what it is. */
function gate({ report }: Ledger, only: readonly string[] | undefined): number {
  const chosen = report.caseTypes.filter(({ id }) => only === undefined || only.includes(id));
  const misses = chosen.filter(({ asIs, target }) => !exceedsTarget(asIs.coverage, target));
  for (const miss of misses) process.stderr.write(`gate missed: ${reasonOf(miss)}\n`);
  return misses.length > 0 ? 1 : 0;
}

function refuseUnknown(only: readonly string[], known: readonly string[]): void {
  const unknown = only.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new SopDeskError(
    `--only: unknown case type ${JSON.stringify(unknown)}; known are ${known.join(', ')}`,
  );
}

function reasonOf({ id, asIs, target }: CaseTypeReport): string {
  if (asIs.coverage === null) return `${id} could not be assessed: no steps`;
  return `${id} is at ${percent(asIs.coverage)}, its target is above ${percent(target)}`;
}

/** Progress after two seconds, on a terminal only; warnings always. */
function terminalEvents(): CoverageEvents {
  const started = performance.now();
  const terminal = process.stderr.isTTY;
  let shown = false;
  return {
    progress(done, total) {
      if (!terminal || performance.now() - started < 2000) return;
      shown = done < total;
      const share = total === 0 ? 100 : Math.floor((done / total) * 100);
      process.stderr.write(`\rreading exports: ${share} %${shown ? '' : '\n'}`);
    },
    warning(text) {
      process.stderr.write(`${shown ? '\n' : ''}warning: ${printable(text)}\n`);
    },
  };
}
