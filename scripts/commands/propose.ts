import { userInfo } from 'node:os';
import path from 'node:path';
import { SopDeskError } from '../../src/errors.ts';
import { type Draft, planDraft } from '../../src/proposals/draft.ts';
import { writeDraft } from '../../src/proposals/draft-pages.ts';
import { simulateImpacts } from '../../src/proposals/impact.ts';
import { impactJson, impactText } from '../../src/proposals/impact-report.ts';
import { proposalAt, readDesk, readLedgerOf } from '../../src/proposals/read-desk.ts';
import { writeFiles } from '../../src/proposals/write-files.ts';
import { readLedger } from '../../src/run/read-ledger.ts';
import { printable } from '../../src/terminal-text.ts';
import type { Command } from '../command-line.ts';
import { lastExports } from '../last-exports.ts';
import { lineOption } from '../line-option.ts';
import { readNamed } from '../named-proposal.ts';
import { COVERAGE_OPTIONS, coverageTerms, dateOption, readOptions, today } from '../options.ts';

const HELP = `usage: npm run -s sop -- propose GAP-ID [options]
       npm run -s sop -- propose --impact FILE [options]

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

  --impact FILE      the proposal: content/proposals/NAME.mdx, or its ID such as PROP-001
  --cases GLOB…      exports to simulate with (default: those of the last coverage run)
  --as-of DATE       day for which coverage is computed (default: today, UTC)
  --since DATE, --until DATE, --map FILE   as for coverage
  --json             print the effect as JSON

Exit code: 0 fine, 1 refused (thin evidence, an open proposal for the gap), 2 could not run.
`;

const OPTIONS = {
  content: { type: 'string' },
  sop: { type: 'string' },
  proposer: { type: 'string' },
  impact: { type: 'string' },
  cases: { type: 'string', multiple: true },
  ...COVERAGE_OPTIONS,
  json: { type: 'boolean', default: false },
} as const;

export const proposeCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, OPTIONS);
    if (!options) return 0;
    const { values, positionals } = options;
    const asOf = dateOption('--as-of', values['as-of']) ?? today();
    if (values.impact === undefined) {
      const [gap, ...rest] = positionals;
      if (gap === undefined || rest.length > 0)
        throw new SopDeskError('name one gap; npm run -s sop -- gaps lists them; see --help');
      refuseOptions(values, ['cases', 'since', 'until', 'map', 'json'], 'belongs to --impact');
      return propose(gap, { ...values, content: values.content ?? 'content', asOf });
    }
    refuseOptions(values, ['sop', 'proposer'], 'does not go with --impact');
    const { file, desk } = await readNamed([values.impact], values.content);
    // A shell turns the pattern of --cases into several names.
    const cases = [...(values.cases ?? []), ...positionals];
    const terms = {
      cases: cases.length > 0 ? cases : ((await lastExports(values.ledger)) ?? ['exports']),
      ...coverageTerms(values),
    };
    const proposal = proposalAt(desk, file);
    const [result] = await simulateImpacts(desk, [proposal], terms, null, (text) => {
      process.stderr.write(`warning: ${printable(text)}\n`);
    });
    if (!result?.impact) throw result?.obstacle;
    process.stdout.write(values.json ? impactJson(result.impact) : impactText(result.impact));
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
  const desk = await readDesk(choices.content);
  const ledger = await readLedgerOf(desk, choices.ledger, readLedger);
  const proposer = lineOption('--proposer', choices.proposer, 80) ?? userInfo().username;
  const draft = planDraft(desk.catalogue, ledger, {
    gap,
    sop: choices.sop ?? null,
    proposer,
    asOf: choices.asOf,
  });
  const pages = await writeDraft(draft, desk);
  await writeFiles(choices.content, pages, desk.files);
  const [english = '', mandarin = ''] = pages.map((page) => path.join(choices.content, page.path));
  process.stdout.write(nextSteps(draft, english, mandarin, choices.content));
  return 0;
}

function nextSteps(draft: Draft, english: string, mandarin: string, content: string): string {
  const { id, ruleId, ranked, sop, candidates } = draft;
  const signals = draft.signals.filter(({ fault }) => fault === null);
  const covers = candidates.filter(({ fault }) => fault === null).length;
  const folder = content === 'content' ? '' : ` --content ${content}`;
  const lines = [
    `${id} proposes ${ruleId} for ${ranked.gap.id} in ${sop?.id ?? 'a new SOP'}, with ${covers} of ${candidates.length} shared wordings`,
    `wrote ${english}`,
    `wrote ${mandarin}`,
    ...(covers + signals.length === 0
      ? ['no wording fits and no signal is shared: steps will count as covered only once they cite the rule']
      : []),
    'Next:',
    '  fill in what stands in [TODO: …] in the first file and in [待填：…] in the second, then',
    `  npm run -s sop -- check${folder}`,
    `  npm run -s sop -- propose --impact ${english}`,
    `  npm run -s sop -- accept ${english}`,
  ];
  return `${lines.join('\n')}\n`;
}

function refuseOptions(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
  why: string,
): void {
  const given = names.find((name) => values[name] !== undefined && values[name] !== false);
  if (given !== undefined) throw new SopDeskError(`--${given} ${why}; see --help`);
}
