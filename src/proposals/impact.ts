import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GapReport, Ledger, Totals } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { type CoverageEvents, type CoverageOptions, runCoverage } from '../run/coverage-run.ts';
import type { ContentFile } from '../sops/load.ts';
import { type Acceptance, acceptProposal } from './accept.ts';
import { countCatches } from './catches.ts';
import type { CaseTypeImpact, GapImpact, Impact, Standing } from './impact-types.ts';
import { type Content, readDesk } from './read-desk.ts';

/** What to simulate with; the exports and dates are those of a coverage run. */
export type ImpactOptions = Omit<CoverageOptions, 'ledger'> & {
  /** Path of the proposal in the content folder. */
  readonly proposal: string;
};

/**
 * Simulates acceptance: runs coverage over the same exports with the content as it is and as it
 * would be, both in a temporary folder. The second numbers are those that coverage gives once the
 * proposal is accepted on that day. A rule that takes effect later is simulated on its first day,
 * the numbers before too.
 *
 * @throws SopDeskError when the proposal cannot be accepted even as a draft, or coverage cannot run
 */
export async function simulateImpact(options: ImpactOptions, events: CoverageEvents): Promise<Impact> {
  const { proposal: file, ...run } = options;
  const content = await readDesk(options.content);
  const asOf = dayOfEffect(content, file, options.asOf);
  const acceptance = await acceptUnfinished(content, file, asOf);
  const folder = await mkdtemp(path.join(tmpdir(), 'sop-impact-'));
  try {
    // One folder for both runs: what the first one read, the second need not read again.
    const ledger = path.join(folder, 'ledger');
    const contents = { before: path.join(folder, 'before'), after: path.join(folder, 'after') };
    await writeContent(contents.before, content.files);
    await writeContent(contents.after, acceptance.files);
    const terms = { ...run, asOf, ledger };
    const before = await runCoverage({ ...terms, content: contents.before }, events);
    const after = await runCoverage({ ...terms, content: contents.after }, silent(events));
    const catches = await countCatches(content.catalogue, acceptance.rules, terms);
    return { ...compareLedgers(acceptance, before, after), catches };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function dayOfEffect({ catalogue }: Content, file: string, asOf: string): string {
  const proposal = catalogue.proposals.find((candidate) => candidate.file === file);
  const dates = proposal?.rules.map(({ effective }) => effective) ?? [];
  return [asOf, ...dates].sort().at(-1) as string;
}

async function acceptUnfinished(content: Content, file: string, asOf: string): Promise<Acceptance> {
  const { acceptance, obstacles } = await acceptProposal(content, file, { asOf, unfinished: true });
  if (acceptance) return acceptance;
  const { place, message } = obstacles[0] as (typeof obstacles)[number];
  throw new SopDeskError(`${place.file}:${place.line}:${place.column}: ${message}`, 1);
}

async function writeContent(folder: string, files: readonly ContentFile[]): Promise<void> {
  for (const { path: name, bytes } of files) {
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** The first run has told everything there is to tell. */
function silent({ progress }: CoverageEvents): CoverageEvents {
  return { progress, warning: () => {} };
}

/** What two ledgers say of a proposal, the second one made as if it were accepted. */
export function compareLedgers(
  { proposal, rules }: Pick<Acceptance, 'proposal' | 'rules'>,
  before: Ledger,
  after: Ledger,
): Omit<Impact, 'catches'> {
  const caseTypes = before.report.caseTypes.map((caseType): CaseTypeImpact => {
    const then = after.report.caseTypes.find(({ id }) => id === caseType.id) ?? caseType;
    const statuses = { before: caseType.status, after: then.status };
    return { id: caseType.id, target: caseType.target, status: statuses, ...change(caseType, then) };
  });
  return {
    schema: 'sop-impact/1',
    proposal: proposal.id,
    gap: proposal.gap,
    catalogue: before.catalogue,
    asOf: before.report.asOf,
    window: before.report.window,
    syntheticCases: before.syntheticCases,
    rules: rules.map(({ id, effective }) => ({ id, effective })),
    caseTypes,
    total: change(before.report.total, after.report.total),
    gaps: compareGaps(before.report.gaps, after.report.gaps),
  };
}

function change(before: Totals, after: Totals) {
  const [then, now] = [standing(before), standing(after)];
  return {
    before: then,
    after: now,
    gained: { steps: now.covered - then.covered, cases: now.fullyCoveredCases - then.fullyCoveredCases },
  };
}

function standing({ cases, steps, asIs }: Totals): Standing {
  const { covered, coverage, interval, fullyCoveredCases } = asIs;
  return { cases, steps, covered, coverage, interval, fullyCoveredCases };
}

function compareGaps(before: readonly GapReport[], after: readonly GapReport[]): Impact['gaps'] {
  const later = new Map(after.map((gap) => [gap.id, gap]));
  const earlier = new Set(before.map(({ id }) => id));
  const brief = ({ id, caseType, title, steps, cases }: GapReport): GapImpact => ({
    id,
    caseType,
    title,
    steps,
    cases,
  });
  return {
    closed: before.filter(({ id }) => !later.has(id)).map(brief),
    opened: after.filter(({ id }) => !earlier.has(id)).map(brief),
    changed: before.flatMap((gap) => {
      const now = later.get(gap.id);
      if (!now || (now.steps === gap.steps && now.cases === gap.cases)) return [];
      return [{ ...brief(gap), after: { steps: now.steps, cases: now.cases } }];
    }),
  };
}
