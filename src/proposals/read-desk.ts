import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { readGapHistory, undecidedHash } from '../run/gap-history-file.ts';
import { LEDGER_FILE } from '../run/ledger-file.ts';
import { type ContentFile, hashOf, interpret, type ReadContent, readFiles } from '../sops/load.ts';
import { isOpen } from '../sops/open-proposal.ts';
import type { Catalogue, Proposal } from '../sops/types.ts';

/** Content that could be read for certain, with the files it was read from. */
export interface Content extends ReadContent {
  readonly catalogue: Catalogue;
  readonly files: readonly ContentFile[];
}

/**
 * Reads a content folder.
 *
 * @throws SopDeskError when anything in it cannot be read for certain
 */
export async function readDesk(folder: string): Promise<Content> {
  const { files, messages } = await readFiles(folder);
  const content = await interpret(files, messages);
  return certain(content, files, folder);
}

/** The same for files in memory. */
export async function interpretDesk(files: readonly ContentFile[], folder: string): Promise<Content> {
  return certain(await interpret(files), files, folder);
}

function certain(content: ReadContent, files: readonly ContentFile[], folder: string): Content {
  const { catalogue, messages } = content;
  if (catalogue !== null) return { ...content, catalogue, files };
  const first = messages.find(({ fatal }) => fatal);
  const { file, line, column } = first?.place ?? { file: '.', line: 1, column: 1 };
  throw new SopDeskError(
    `the content cannot be read for certain: ${join(folder, file)}:${line}:${column}: ${first?.message ?? 'unreadable'}; npm run -s sop -- check lists all findings`,
  );
}

/** Reads a ledger file and refuses one of another catalogue; `src/site/ledger.ts` has it. */
export type LedgerReader = (folder: string, catalogueHash: string) => Ledger;

/**
 * Reads the ledger of the last run and refuses one that does not belong to the content. Proposals
 * made and gaps decided since the run are no other content: neither changes a number, and neither
 * must make the evidence unreadable.
 */
export async function readLedgerOf(content: Content, folder: string, read: LedgerReader): Promise<Ledger> {
  const made = await catalogueOf(folder);
  const run = (await readGapHistory(folder))?.run;
  const undecided = run !== undefined && run.catalogue === made ? run.undecided : null;
  const same = contentsSince(content).some(
    (files) => hashOf(files) === made || undecidedHash(files) === undecided,
  );
  const hash = same && made !== null ? made : content.catalogue.hash;
  try {
    return read(folder, hash);
  } catch (error) {
    // The reader's advice is for a build; here the run is all that is missing.
    if (error instanceof SopDeskError)
      throw new SopDeskError(error.message.replace(/, then build again/, ''));
    throw error;
  }
}

/** The content as it is, and as it was before its latest open proposals, one after the other. */
function contentsSince({ catalogue, files }: Content): ContentFile[][] {
  const contents = [[...files]];
  const left = new Map(files.map((file) => [file.path, file]));
  for (const proposal of [...catalogue.proposals].reverse()) {
    if (!isOpen(proposal)) break;
    left.delete(proposal.file);
    left.delete(translationOf(proposal.file));
    contents.push([...left.values()]);
  }
  return contents;
}

/** Which catalogue a ledger names. What else is in it is judged by its reader. */
async function catalogueOf(folder: string): Promise<string | null> {
  try {
    return JSON.parse(await readFile(join(folder, LEDGER_FILE), 'utf8')).catalogue ?? null;
  } catch {
    return null;
  }
}

/**
 * The proposal of a file.
 *
 * @param file path in the content folder
 * @throws SopDeskError when there is none
 */
export function proposalAt({ catalogue }: Content, file: string): Proposal {
  const proposal = catalogue.proposals.find((candidate) => candidate.file === file);
  if (!proposal) throw new SopDeskError(`no proposal at ${file} in the content folder`);
  return proposal;
}

/** Path of the Mandarin page that belongs to an English one. */
export function translationOf(file: string): string {
  return file.replace(/\.mdx$/, '.zh-cn.mdx');
}
