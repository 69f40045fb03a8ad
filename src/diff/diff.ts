import type { Ledger } from '../coverage/ledger.ts';
import { compareLedgers } from '../proposals/compare-ledgers.ts';
import { startScratchRuns } from '../proposals/scratch-runs.ts';
import type { CoverageOptions } from '../run/coverage-run.ts';
import { type GitReader, gitReader } from '../sops/check/git.ts';
import { readHistory, runChecks } from '../sops/check/run.ts';
import { type ContentFile, interpret, readFiles } from '../sops/load.ts';
import type { CheckMessage } from '../sops/messages.ts';
import { compareContent } from './compare-content.ts';
import { DIFF_SCHEMA, type Diff, type RuleChange } from './diff-types.ts';

export interface DiffOptions {
  readonly content: string;
  /** The commit to compare with. */
  readonly base: string;
  readonly asOf: string;
  /** What coverage is compared over; null when there are no exports to compare it over. */
  readonly cases: Omit<CoverageOptions, 'content' | 'asOf'> | null;
  readonly git?: GitReader;
}

/**
 * What a change of the content folder does, against a commit: to rules and translations, to what
 * `check` says, and to coverage, which is computed with both contents over the same cases on the same
 * day. Nothing is written where anybody would look.
 *
 * @throws SopDeskError when git cannot read the commit, or an export cannot be read
 */
export async function diffContent(options: DiffOptions, onWarning: (text: string) => void): Promise<Diff> {
  const { content: dir, base, asOf, git = gitReader } = options;
  const { files, messages: reading } = await readFiles(dir);
  const content = await interpret(files, reading);
  const history = await readHistory(dir, base, content, git);
  const before = runChecks({ content: history.content, asOf, base: null });
  const after = runChecks({ content, asOf, base: history });
  const differences = compareContent(
    { content: history.content, messages: before.messages },
    { content, messages: after.messages },
  );
  const { ledgers, missing } = await judgeBoth(
    { before: { ...before, files: history.files }, after: { ...after, files } },
    options,
    onWarning,
  );
  return {
    schema: DIFF_SCHEMA,
    base,
    asOf,
    ...differences,
    rules: ledgers === null ? differences.rules : withCovered(differences.rules, ledgers),
    coverage: ledgers === null ? null : compareLedgers(ledgers.before, ledgers.after),
    coverageMissing: missing,
  };
}

interface Both<T> {
  readonly before: T;
  readonly after: T;
}

interface Judged {
  readonly messages: readonly CheckMessage[];
  readonly files: readonly ContentFile[];
}

/** Coverage of both contents, or why it cannot be compared. */
async function judgeBoth(
  { before, after }: Both<Judged>,
  { base, cases, asOf }: DiffOptions,
  onWarning: (text: string) => void,
): Promise<
  | { readonly ledgers: Both<Ledger>; readonly missing: null }
  | { readonly ledgers: null; readonly missing: string }
> {
  const isUncertain = ({ messages }: Judged) => messages.some(({ fatal }) => fatal);
  const without = (missing: string) => ({ ledgers: null, missing });
  if (isUncertain(after)) return without('the content cannot be read for certain, as check says');
  if (isUncertain(before)) return without(`the content at ${base} cannot be read for certain`);
  if (cases === null) return without('there are no exports; name some with --cases');
  const runs = await startScratchRuns(cases, onWarning);
  try {
    const now = await runs.coverage(after.files, asOf);
    return { ledgers: { before: await runs.coverage(before.files, asOf), after: now }, missing: null };
  } finally {
    await runs.close();
  }
}

function withCovered(rules: readonly RuleChange[], ledgers: Both<Ledger>): RuleChange[] {
  const stepsOf = (ledger: Ledger) =>
    new Map(ledger.rules.map(({ id, citedSteps, boundSteps }) => [id, citedSteps + boundSteps]));
  const [before, after] = [stepsOf(ledgers.before), stepsOf(ledgers.after)];
  return rules.map((rule) => ({
    ...rule,
    covered: { before: before.get(rule.id) ?? 0, after: after.get(rule.id) ?? 0 },
  }));
}
