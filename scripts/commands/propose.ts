import { userInfo } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SopDeskError } from '../../src/errors.ts';
import { planDraft } from '../../src/proposals/draft.ts';
import { writeDraft } from '../../src/proposals/draft-pages.ts';
import { simulateImpact } from '../../src/proposals/impact.ts';
import { impactJson, impactText } from '../../src/proposals/impact-report.ts';
import { proposalPath } from '../../src/proposals/proposal-path.ts';
import { readDesk, readLedgerOf } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { readLedger } from '../../src/site/ledger.ts';
import { isCalendarDate } from '../../src/sops/schemas.ts';
import type { Command } from '../command-line.ts';

const HELP = `usage: npm run -s sop -- propose GAP-ID [options]
       npm run -s sop -- propose --impact FILE --cases GLOB… [options]

Writes a proposal for a gap of the last coverage run: content/proposals/NAME.mdx with the evidence
and the rule to be filled in, and NAME.zh-cn.mdx beside it for the Mandarin text. What the author
has to write stands in [TODO: …] and [待填：…].

  --content DIR      content folder (default: content)
  --ledger DIR       where coverage wrote its ledger (default: .sop)
  --sop SOP-ID|new   SOP to extend, or a new one (default: that of the nearest rule, else new)
  --proposer NAME    who proposes (default: the name of the user)
  --as-of DATE       day of the proposal, from which its rule is to bind (default: today, UTC)

With --impact it writes nothing and simulates the effect of a proposal, finished or not: coverage
before and after over the same exports, gaps that close, and what each wording and signal catches.

  --impact FILE      the proposal
  --cases GLOB…      exports to simulate with (default: every export in exports/)
  --as-of DATE       day for which coverage is computed (default: today, UTC)
  --since DATE, --until DATE, --map FILE   as for coverage
  --json             print the effect as JSON

Exit code: 0 fine, 1 refused (thin evidence, an open proposal for the gap), 2 could not run.
`;

const EXPORTS = ['exports/**/*.{ndjson,jsonl,json,csv}{,.gz,.zst}', 'exports/**/*.parquet'];

export const proposeCommand: Command = {
  name: 'propose',
  summary: 'write a proposal for a gap, or simulate the effect of one',
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        content: { type: 'string' },
        ledger: { type: 'string', default: '.sop' },
        sop: { type: 'string' },
        proposer: { type: 'string' },
        'as-of': { type: 'string' },
        impact: { type: 'string' },
        cases: { type: 'string', multiple: true },
        since: { type: 'string' },
        until: { type: 'string' },
        map: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const asOf = date('--as-of', values['as-of']) ?? new Date().toISOString().slice(0, 10);
    if (values.impact === undefined) {
      const [gap, ...rest] = positionals;
      if (gap === undefined || rest.length > 0)
        throw new SopDeskError('name one gap; gaps lists them; see --help');
      refuseOptions(values, ['cases', 'since', 'until', 'map', 'json'], 'belongs to --impact');
      return propose(gap, { ...values, content: values.content ?? 'content', asOf });
    }
    refuseOptions(values, ['sop', 'proposer'], 'does not go with --impact');
    const { content, file } = await proposalPath(values.impact, values.content);
    // A shell turns the pattern of --cases into several names.
    const cases = [...(values.cases ?? []), ...positionals];
    const impact = await simulateImpact(
      {
        proposal: file,
        content,
        cases: cases.length > 0 ? cases : EXPORTS,
        asOf,
        since: date('--since', values.since),
        until: date('--until', values.until),
        mapping: values.map ?? null,
      },
      { progress: () => {}, warning: (text) => void process.stderr.write(`warning: ${text}\n`) },
    );
    process.stdout.write(values.json ? impactJson(impact) : impactText(impact));
    return 0;
  },
};

interface Choices {
  readonly content: string;
  readonly ledger: string;
  readonly sop?: string | undefined;
  readonly proposer?: string | undefined;
  readonly asOf: string;
}

async function propose(gap: string, choices: Choices): Promise<number> {
  const content = await readDesk(choices.content);
  const ledger = await readLedgerOf(content, choices.ledger, readLedger);
  const proposer = choices.proposer?.trim() || userInfo().username;
  const draft = planDraft(content.catalogue, ledger, {
    gap,
    sop: choices.sop ?? null,
    proposer,
    asOf: choices.asOf,
  });
  const pages = await writeDraft(draft, content);
  await writeFiles(choices.content, pages, content.files);
  const files = pages.map((page) => path.join(choices.content, page.path));
  const covers = draft.candidates.filter(({ fault }) => fault === null).length;
  process.stdout.write(
    [
      `${draft.id} proposes ${draft.ruleId} for ${gap} in ${draft.sop?.id ?? 'a new SOP'}, with ${covers} of ${draft.candidates.length} shared wordings`,
      ...files.map((file) => `wrote ${file}`),
      `Next: fill in what stands in [TODO: …] and [待填：…], then`,
      `  npm run -s sop -- propose --impact ${files[0]}`,
      `  npm run -s sop -- accept ${files[0]}`,
      '',
    ].join('\n'),
  );
  return 0;
}

function refuseOptions(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
  why: string,
): void {
  const given = names.find((name) => values[name] !== undefined && values[name] !== false);
  if (given !== undefined) throw new SopDeskError(`--${given} ${why}; see --help`);
}

function date(option: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!isCalendarDate(value)) throw new SopDeskError(`${option} ${value} is not a date such as 2026-06-01`);
  return value;
}
