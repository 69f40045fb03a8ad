import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportFile, listExports } from '../cases/files.ts';
import { loadMapping } from '../cases/mapping.ts';
import { type Stretch, stretchesOf } from '../cases/read.ts';
import type { Reject } from '../cases/rejects.ts';
import { dateToDay } from '../cases/time.ts';
import { hashOfCode } from '../code-hash.ts';
import type { Ledger } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { ruleFacts } from '../sops/facts.ts';
import { hashOf, interpret, type LoadedContent, readFiles, withoutTranslations } from '../sops/load.ts';
import type { CheckMessage } from '../sops/messages.ts';
import type { Catalogue } from '../sops/types.ts';
import { buildLedger } from './build-ledger.ts';
import { byCases } from './find-gaps.ts';
import { recordGapHistory } from './gap-history-file.ts';
import { type FileState, readOwnLedger, readRunRecord, writeLedger } from './ledger-file.ts';
import { ledgerWordings, lessonsOf, suggestionQuality } from './lessons.ts';
import { ReaderPool } from './pool.ts';
import type { ReaderTerms, StretchSummary } from './reader.ts';
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
  for (const path of skipped) events.warning(`${path} is no export and was left alone`);
  if (files.length === 0) throw new SopDeskError(`no export among ${options.cases.join(', ')}`);
  const mapping = options.mapping === null ? null : await loadMapping(options.mapping);
  const before = await readRunRecord(options.ledger);
  const states = await Promise.all(files.map(stateOf));
  const known = new Map(before?.files.map((file) => [file.path + file.state, file.hashes]));
  const hashes = files.map((file, index) =>
    isSettled(states[index] as string) ? (known.get(file.path + states[index]) ?? null) : null,
  );
  const content = await readFiles(options.content);
  const question = JSON.stringify([
    await hashOfCode(PROJECT, ROOMS),
    hashOf(content.files),
    mapping?.source ?? null,
    [options.asOf, options.since, options.until],
  ]);
  if (before && hashes.every((hash) => hash !== null) && before.key === runKey(question, files, hashes)) {
    const ledger = await readOwnLedger(options.ledger, before);
    if (ledger) {
      events.caseTypes?.(ledger.report.caseTypes.map(({ id }) => id));
      for (const text of before.warnings) events.warning(text);
      return ledger;
    }
  }

  const stretches = files.flatMap((file) => stretchesOf(file));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const pool = new ReaderPool(total);
  try {
    const knownHashes = files.flatMap(
      (file, index): readonly (string | null)[] => hashes[index] ?? stretchesOf(file).map(() => null),
    );
    const hashing = pool.hashAll(stretches, knownHashes);
    // Thrown where it is waited for; until then the content is parsed.
    hashing.catch(() => {});
    const termsOf = (catalogue: Catalogue): ReaderTerms => ({
      caseTypes: catalogue.caseTypes,
      rules: ruleFacts(catalogue),
      asOf: dateToDay(options.asOf) as number,
      since: options.since,
      until: options.until,
      exemptKinds: catalogue.settings.exemptKinds,
      ledger: options.ledger,
      mapping: mapping?.source ?? null,
    });
    const selection = new Selection();
    let done = 0;
    const read = async (english: Catalogue): Promise<StretchSummary[]> => {
      events.caseTypes?.(english.caseTypes.map(({ id }) => id));
      const found = await hashing;
      await pool.begin(termsOf(english));
      return pool.readAll(stretches, found, (summary, { range }) => {
        selection.add(summary);
        done += range.end - range.start;
        events.progress(done, total);
      });
    };
    const { catalogue, messages, reading } = await interpretAndRead(content, read);
    if (!catalogue || !reading) throw contentError(options.content, messages);
    const warnings = findingsIn(messages);
    for (const text of warnings) events.warning(text);
    const summaries = await reading;
    const stretchHashes = await hashing;
    await refuseChanged(files, states);

    const terms = termsOf(catalogue);
    await pool.begin(terms);
    await pool.keepAll(selection.kept);
    const lessons = lessonsOf(catalogue, terms.rules, options.asOf, await pool.wordingsAll());
    const judged = await pool.judgeAll(lessons, catalogue.settings.exemplarCases);
    const rejects = rejectsOf(stretches, summaries);
    const ledger = buildLedger({
      catalogue,
      rules: terms.rules,
      asOf: options.asOf,
      since: options.since,
      until: options.until,
      inputs: inputsOf(files, stretches, summaries),
      accepted: selection.accepted,
      duplicates: selection.duplicates,
      warnings: summaries.reduce((sum, { warnings: own }) => sum + own, 0),
      rejects,
      caseTypes: judged.map(({ counts }) => counts),
      suggestions: suggestionQuality(judged.map(({ model }) => model)),
      wordings: ledgerWordings(
        catalogue.caseTypes,
        judged.map(({ model }) => model),
      ),
      gaps: judged.flatMap(({ gaps }) => gaps).sort(byCases),
    });
    const fileStates = files.map(
      (file, index): FileState => ({
        path: file.path,
        state: states[index] as string,
        hashes: stretchHashes.filter((_, place) => stretches[place]?.file === file),
      }),
    );
    const key = runKey(
      question,
      files,
      fileStates.map((file) => file.hashes),
    );
    await recordGapHistory(options.ledger, ledger, content.files);
    await writeLedger(options.ledger, ledger, rejects, { key, warnings, files: fileStates });
    return ledger;
  } finally {
    await pool.close();
  }
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
): Promise<LoadedContent & { readonly reading: Promise<T> | null }> {
  const english = await interpret(withoutTranslations(content.files));
  const reading = english.catalogue ? read(english.catalogue) : null;
  reading?.catch(() => {});
  return { ...(await interpret(content.files, content.messages)), reading };
}

function runKey(
  question: string,
  files: readonly ExportFile[],
  hashes: readonly (readonly string[] | null)[],
): string {
  const inputs = files.map(({ path }, index) => [path, hashes[index]]);
  return createHash('sha256')
    .update(JSON.stringify([question, inputs]))
    .digest('hex');
}

/** Marks the state of a file that might be changed again within the grain of the file system's clock. */
const FRESH = ':fresh';

/**
 * What tells that a file was not touched. The change time is in it because, unlike the others, no
 * program sets it.
 */
async function stateOf({ path }: ExportFile): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  const settled = Date.now() - Number(ctimeNs / 1_000_000n) > 2000;
  return `${size}:${mtimeNs}:${ctimeNs}:${ino}${settled ? '' : FRESH}`;
}

/** Whether an equal state means an equal file. */
function isSettled(state: string): boolean {
  return !state.endsWith(FRESH);
}

async function refuseChanged(files: readonly ExportFile[], states: readonly string[]): Promise<void> {
  for (const [index, file] of files.entries()) {
    const strip = (state: string | undefined) => state?.replace(FRESH, '');
    if (strip(await stateOf(file)) !== strip(states[index])) {
      throw new SopDeskError(`${file.path} changed while it was read; run again when its export is complete`);
    }
  }
}

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Rooms that results come from. */
const ROOMS = ['cases', 'coverage', 'gaps', 'run', 'sops'];

function contentError(folder: string, messages: readonly CheckMessage[]): SopDeskError {
  const fatal = messages.filter((message) => message.fatal);
  const first = fatal[0];
  const where = first
    ? `${join(folder, first.place.file)}:${first.place.line}:${first.place.column}: ${first.message}`
    : folder;
  const more = fatal.length > 1 ? ` (and ${fatal.length - 1} more; npm run -s sop -- check lists them)` : '';
  return new SopDeskError(`the content cannot be read for certain: ${where}${more}`);
}

function findingsIn(messages: readonly CheckMessage[]): string[] {
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  const warnings = messages.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings === 0) return [];
  return [
    `check finds ${errors} errors and ${warnings} warnings in the content; npm run -s sop -- check lists them`,
  ];
}

function rejectsOf(stretches: readonly Stretch[], summaries: readonly StretchSummary[]): Reject[] {
  const rejects: Reject[] = [];
  let linesBefore = 0;
  for (const [index, { rejects: found, lines }] of summaries.entries()) {
    const { file, range } = stretches[index] as Stretch;
    if (range.start === 0) linesBefore = 0;
    for (const reject of found) {
      rejects.push({
        file: file.path,
        line: reject.line + linesBefore,
        reason: reject.reason,
        message: reject.message,
      });
    }
    linesBefore += lines;
  }
  return rejects;
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
      rejected: own.reduce((sum, { rejects }) => sum + rejects.length, 0),
    };
  });
}
