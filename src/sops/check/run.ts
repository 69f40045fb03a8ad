import { interpret, isDataFile, type ReadContent, readContent } from '../load.ts';
import { type CheckMessage, sortMessages } from '../messages.ts';
import { readPath } from '../parse.ts';
import type { CalendarDate } from '../types.ts';
import type { Check, CheckContext } from './context.ts';
import { checkCovers } from './covers.ts';
import { checkGapDecisions } from './gap-decisions.ts';
import { type GitReader, gitReader } from './git.ts';
import { checkGlossary } from './glossary.ts';
import { checkHistory } from './history.ts';
import type { History } from './history-port.ts';
import { checkPrompts } from './prompts.ts';
import { checkReferences } from './references.ts';
import { checkReviews } from './reviews.ts';
import { checkSchema } from './schema.ts';
import { checkSignals } from './signals.ts';
import { checkTranslations } from './translations.ts';
import { checkValues } from './values.ts';

const CHECKS: readonly Check[] = [
  checkSchema,
  checkReferences,
  checkPrompts,
  checkTranslations,
  checkValues,
  checkReviews,
  checkCovers,
  checkSignals,
  checkGlossary,
  checkGapDecisions,
  checkHistory,
];

export interface CheckOptions {
  /** The day on which reviews are due and rules retired; a UTC calendar date. */
  readonly asOf: CalendarDate;
  /** A commit to compare with. */
  readonly base?: string | undefined;
  readonly git?: GitReader;
}

/** What `check` found, and over how much. */
export interface CheckResult {
  readonly messages: readonly CheckMessage[];
  readonly sops: number;
  readonly rules: number;
}

/** Reads a content folder and runs every check over it. It never writes. */
export async function checkContent(dir: string, options: CheckOptions): Promise<CheckResult> {
  const content = await readContent(dir);
  const base =
    options.base === undefined
      ? null
      : await readHistory(dir, options.base, content, options.git ?? gitReader);
  return runChecks({ content, asOf: options.asOf, base });
}

/** Runs every check over content that was read. */
export function runChecks(context: CheckContext): CheckResult {
  const { readable, messages } = context.content;
  const found = [...messages, ...CHECKS.flatMap((check) => [...check(context)])];
  return { messages: sortMessages(found), sops: readable.sops.length, rules: readable.rules.size };
}

/**
 * Reads the content folder as it stood at a commit.
 *
 * @param content the folder as it is now
 * @throws SopDeskError when git cannot tell
 */
export async function readHistory(
  dir: string,
  ref: string,
  content: ReadContent,
  git: GitReader,
): Promise<History> {
  const all = await git.filesAt(ref, dir);
  const files = all.filter((file) => isDataFile(file.path) || readPath(file.path));
  const earlier = await interpret(files);
  const usedBefore = new Map<string, string>();
  for (const id of content.readable.rules.keys()) {
    if (earlier.readable.rules.has(id)) continue;
    const commit = await git.lastCommitInSops(ref, `id="${id}"`, dir);
    if (commit !== null) usedBefore.set(id, commit);
  }
  return { ref, content: earlier, files, usedBefore };
}
