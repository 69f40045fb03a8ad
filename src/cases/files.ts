import { constants } from 'node:fs';
import { access, glob, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SopDeskError } from '../errors.ts';

export type Format = 'ndjson' | 'json' | 'csv' | 'parquet';
export type Compression = 'none' | 'gzip' | 'zstd';

/** An export on disk. */
export interface ExportFile {
  readonly path: string;
  readonly format: Format;
  readonly compression: Compression;
  readonly bytes: number;
}

const FORMATS: Readonly<Record<string, Format>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  csv: 'csv',
  parquet: 'parquet',
};
const COMPRESSIONS: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };
const KNOWN_ENDINGS = '.ndjson, .jsonl, .json, .csv or .parquet, the first four also with .gz or .zst';

const NO_EXPORTS =
  'put case exports there, or make synthetic ones: npm run -s sop -- sample --cases 4000 --seed 1 --out exports/sample.ndjson';

/** Everything in a folder and those below it, but what is hidden. */
const EVERYTHING = '**/*';

/** What lies beside exports for a reason of its own: notes and mapping files. */
const BESIDE_EXPORTS = /\.(?:md|ya?ml)$/i;

/** Whether there is an export in a folder or those below it. */
export async function holdsExports(folder: string): Promise<boolean> {
  for await (const name of glob(EVERYTHING, { cwd: folder })) if (formatOf(name)) return true;
  return false;
}

/** Format and compression by the file's name; null when the ending is none we read. */
export function formatOf(path: string): { format: Format; compression: Compression } | null {
  const parts = basename(path).toLowerCase().split('.').slice(1);
  const compression = COMPRESSIONS[parts.at(-1) ?? ''];
  const format = FORMATS[(compression ? parts.at(-2) : parts.at(-1)) ?? ''];
  if (!format || (format === 'parquet' && compression)) return null;
  return { format, compression: compression ?? 'none' };
}

export interface ExportListing {
  /** In name order, each once. */
  readonly files: readonly ExportFile[];
  /** What was found that is no export, left alone. */
  readonly skipped: readonly string[];
}

/**
 * Lists the exports that paths of files and folders and glob patterns name.
 *
 * @throws SopDeskError when there is none, or a named file is missing, cannot be read or has an unknown ending
 */
export async function listExports(patterns: readonly string[]): Promise<ExportListing> {
  /** By the file's real path, so that none is read twice under two names. */
  const files = new Map<string, ExportFile>();
  const skipped = new Set<string>();
  for (const pattern of patterns) {
    const named = await isFile(pattern);
    const paths = named ? [pattern] : await expand(pattern, skipped);
    if (paths.length === 0) throw new SopDeskError(`no export found at ${pattern}; ${NO_EXPORTS}`);
    for (const path of paths) {
      const kind = formatOf(path);
      if (kind) {
        const bytes = await readableSize(path);
        const real = await realpath(path);
        if (!files.has(real)) files.set(real, { path, ...kind, bytes });
      } else if (named)
        throw new SopDeskError(`cannot tell the format of ${path}: expected ${KNOWN_ENDINGS}`);
      else skipped.add(path);
    }
  }
  if (files.size === 0) {
    throw new SopDeskError(
      `no export among ${patterns.join(', ')}: expected files ending in ${KNOWN_ENDINGS}; ${NO_EXPORTS}`,
    );
  }
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    files: [...files.values()].sort((a, b) => byName(a.path, b.path)),
    skipped: [...skipped].sort(byName),
  };
}

/** Files that a folder or pattern names; a pipe or a broken link with the name of an export is left alone, but not in silence. */
async function expand(pattern: string, skipped: Set<string>): Promise<string[]> {
  const paths: string[] = [];
  const folder = await isFolder(pattern);
  const named = folder ? glob(EVERYTHING, { cwd: pattern }) : glob(pattern);
  for await (const name of named) {
    if (folder && BESIDE_EXPORTS.test(name)) continue;
    const path = folder ? join(pattern, name) : name;
    if (await isFile(path)) paths.push(path);
    else if (formatOf(path) && !(await isFolder(path))) skipped.add(path);
  }
  return paths;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function readableSize(path: string): Promise<number> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).size;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EACCES' ? 'permission denied' : String(code);
    throw new SopDeskError(`cannot read ${path}: ${why}`);
  }
}
