import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportFile, listExports } from '../cases/files.ts';
import { loadMapping } from '../cases/mapping.ts';
import { type Stretch, stretchesOf } from '../cases/read.ts';
import { dateToDay } from '../cases/time.ts';
import { hashOfCode } from '../code-hash.ts';
import type { Ledger } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { runChecks } from '../sops/check/run.ts';
import { ruleFacts } from '../sops/facts.ts';
import { hashOf, interpret, type ReadContent, readFiles, withoutTranslations } from '../sops/load.ts';
import { type CheckMessage, countSeverities } from '../sops/messages.ts';
import type { Catalogue } from '../sops/types.ts';
import { count } from '../terminal-text.ts';
import { buildLedger, type RunResult } from './build-ledger.ts';
import { FactsStore } from './facts-store.ts';
import { byCases } from './find-gaps.ts';
import { recordGapHistory } from './gap-history-file.ts';
import { type FileState, readOwnLedger, readRunRecord, writeLedger, writeRejects } from './ledger-file.ts';
import { ledgerWordings, lessonsOf, suggestionQuality } from './lessons.ts';
import { ReaderPool } from './pool.ts';
import type { ReaderTerms, StretchSummary } from './reader.ts';
import { fileStates, inspectInputs, type RunInputs, refuseChanged, runKey } from './run-inputs.ts';
import { RunRejects } from './run-rejects.ts';
import { Selection } from './selection.ts';

export interface CoverageOptions {
  /** Paths and glob patterns of exports. */
  readonly cases: readonly string[];
  readonly content: string;
  readonly ledger: string;
  readonly asOf: string;
  readonly since: string | null;
  readonly until: string | null;
  /** Path of a mapping file for exports in somebody else's format. */
  readonly mapping: string | null;
}

/** What a run tells while it works. */
export interface CoverageEvents {
  /** @param done bytes read so far of `total` */
  progress(done: number, total: number): void;
  /** Told before any record is read or anything is written; may throw to stop the run. */
  caseTypes?(ids: readonly string[]): void;
  /** Something a person should know that does not stop the run. */
  warning(text: string): void;
}

/**
 * The main job: exports and content in, ledger out. The ledger on disk is replaced only when
 * everything else succeeded. With nothing new since the run before, its ledger is returned.
 *
 * @throws SopDeskError when content or an export cannot be read for certain, or the ledger not written
 */
export async function runCoverage(options: CoverageOptions, events: CoverageEvents): Promise<Ledger> {
  const { files, skipped } = await listExports(options.cases);
  const mapping = options.mapping === null ? null : await loadMapping(options.mapping);
  const before = await readRunRecord(options.ledger);
  const inputs = await inspectInputs(files, before);
  const content = await readFiles(options.content);
  const question = JSON.stringify([
    await hashOfCode(PROJECT, ROOMS),
    hashOf(content.files),
    mapping?.source ?? null,
    [options.asOf, options.since, options.until],
  ]);
  // Told last: a run that cannot end says nothing but why.
  const tell = (found: readonly string[]) => {
    for (const path of skipped) events.warning(`${path} is no export and was left alone`);
    for (const text of found) events.warning(text);
  };
  if (before && before.key === runKey(question, inputs)) {
    const ledger = await readOwnLedger(options.ledger, before);
    if (ledger) {
      events.caseTypes?.(ledger.report.caseTypes.map(({ id }) => id));
      tell(before.warnings);
      return ledger;
    }
  }

  const pool = new ReaderPool(files.reduce((sum, { bytes }) => sum + bytes, 0));
  try {
    const code = await hashOfCode(PROJECT, READING_ROOMS);
    const task = { options, events, inputs, content, code, mapping: mapping?.source ?? null };
    const { result, warnings, states } = await readAndJudge(pool, task);
    const ledger = buildLedger(result);
    const key = runKey(question, { files, hashes: states.map(({ hashes }) => hashes) });
    await writeRejects(options.ledger, result.rejects);
    await recordGapHistory(options.ledger, ledger, content.files);
    await writeLedger(options.ledger, ledger, { key, warnings, files: states });
    await new FactsStore(readerTerms(result.catalogue, task)).keepOnly(
      states.flatMap(({ hashes }) => hashes),
    );
    tell(warnings);
    return ledger;
  } finally {
    await pool.close();
  }
}

/** What a run works on once it is known that there is something new. */
interface Task {
  readonly options: CoverageOptions;
  readonly events: CoverageEvents;
  readonly inputs: RunInputs;
  readonly content: Awaited<ReturnType<typeof readFiles>>;
  /** Hash of the code that reads exports. */
  readonly code: string;
  /** Text of the mapping file; null when none is used. */
  readonly mapping: string | null;
}

/** Reads the exports, beside the content, and judges their cases. */
async function readAndJudge(
  pool: ReaderPool,
  task: Task,
): Promise<{
  readonly result: RunResult;
  readonly warnings: string[];
  readonly states: FileState[];
}> {
  const { options, events, inputs, content } = task;
  const { files } = inputs;
  const stretches = files.flatMap((file) => stretchesOf(file));
  const hashes = files.flatMap(
    (file, index): readonly (string | null)[] => inputs.hashes[index] ?? stretchesOf(file).map(() => null),
  );
  const selection = new Selection();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const read = async (english: Catalogue): Promise<StretchSummary[]> => {
    events.caseTypes?.(english.caseTypes.map(({ id }) => id));
    await pool.begin(readerTerms(english, task));
    return pool.readAll(stretches, hashes, (summary, { range }) => {
      selection.add(summary);
      done += range.end - range.start;
      events.progress(done, total);
    });
  };
  const { reading, ...loaded } = await interpretAndRead(content, read);
  const { messages } = runChecks({ content: loaded, asOf: options.asOf, base: null });
  const { catalogue } = loaded;
  if (!catalogue || !reading || messages.some(({ fatal }) => fatal))
    throw contentError(options.content, messages);
  const warnings = checkWarnings(messages);
  const summaries = await reading;
  await refuseChanged(inputs);

  const terms = readerTerms(catalogue, task);
  await pool.begin(terms);
  await pool.keepAll(selection.kept);
  const lessons = lessonsOf(catalogue, terms.rules, options.asOf, await pool.wordingsAll());
  const judged = await pool.judgeAll(lessons, catalogue.settings.exemplarCases);
  const models = judged.map(({ model }) => model);
  const result: RunResult = {
    catalogue,
    rules: terms.rules,
    asOf: options.asOf,
    since: options.since,
    until: options.until,
    inputs: inputsOf(files, stretches, summaries),
    accepted: selection.accepted,
    duplicates: selection.duplicates,
    warnings: summaries.reduce((sum, { warnings: own }) => sum + own, 0),
    rejects: new RunRejects(stretches, summaries),
    caseTypes: judged.map(({ counts }) => counts),
    suggestions: suggestionQuality(models),
    wordings: ledgerWordings(catalogue.caseTypes, models),
    gaps: judged.flatMap(({ gaps }) => gaps).sort(byCases),
  };
  return { result, warnings, states: fileStates(inputs, stretches, summaries) };
}

function readerTerms(
  catalogue: Catalogue,
  { options: { asOf, since, until, ledger }, code, mapping }: Task,
): ReaderTerms {
  return {
    caseTypes: catalogue.caseTypes,
    rules: ruleFacts(catalogue),
    asOf: dateToDay(asOf) as number,
    since,
    until,
    exemptKinds: catalogue.settings.exemptKinds,
    ledger,
    code,
    mapping,
  };
}

/**
 * Interprets content. Reading exports needs nothing of the translations, so it begins before they are
 * parsed, in other threads.
 *
 * @param read begins to read, by the content without translations; it may throw
 */
async function interpretAndRead<T>(
  content: Awaited<ReturnType<typeof readFiles>>,
  read: (english: Catalogue) => Promise<T>,
): Promise<ReadContent & { readonly reading: Promise<T> | null }> {
  const english = await interpret(withoutTranslations(content.files));
  const reading = english.catalogue ? read(english.catalogue) : null;
  reading?.catch(() => {});
  return { ...(await interpret(content.files, content.messages)), reading };
}

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Rooms that results come from. */
const ROOMS = ['cases', 'coverage', 'gaps', 'run', 'sops'];
/** Rooms that facts come from. */
const READING_ROOMS = ['cases', 'coverage'];

function contentError(folder: string, messages: readonly CheckMessage[]): SopDeskError {
  const fatal = messages.filter((message) => message.fatal);
  const first = fatal[0];
  const where = first
    ? `${join(folder, first.place.file)}:${first.place.line}:${first.place.column}: ${first.message}`
    : folder;
  const more = fatal.length > 1 ? ` (and ${fatal.length - 1} more; npm run -s sop -- check lists them)` : '';
  return new SopDeskError(`the content cannot be read for certain: ${where}${more}`);
}

function checkWarnings(messages: readonly CheckMessage[]): string[] {
  const { error, warning } = countSeverities(messages);
  if (error + warning === 0) return [];
  return [
    `check finds ${count(error, 'error')} and ${count(warning, 'warning')} in the content; npm run -s sop -- check lists them`,
  ];
}

function inputsOf(
  files: readonly ExportFile[],
  stretches: readonly Stretch[],
  summaries: readonly StretchSummary[],
): Ledger['inputs'] {
  return files.map((file) => {
    const own = summaries.filter((_, index) => stretches[index]?.file === file);
    return {
      name: basename(file.path),
      records: own.reduce((sum, { records }) => sum + records, 0),
      rejected: own.reduce((sum, { rejects }) => sum + rejects.lines.length, 0),
    };
  });
}
