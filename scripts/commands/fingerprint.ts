import { existsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SopDeskError } from '../../src/errors.ts';
import { fingerprintOf } from '../../src/sops/fingerprint.ts';
import { readContent } from '../../src/sops/load.ts';
import { type ParsedPage, parsePage, readPath } from '../../src/sops/parse.ts';
import { writtenId } from '../../src/sops/rule-attributes.ts';
import { setTranslates } from '../../src/sops/translates.ts';
import type { Command } from '../command-line.ts';
import { readOptions } from '../options.ts';

const HELP = `Records in a translation which English text each of its rules was made from.

usage: npm run -s sop -- fingerprint FILE… | --all [--content DIR]

  FILE            translations (*.zh-cn.mdx), from here or from the content folder
  --all           every translation of the content folder
  --content DIR   content folder (default: content)

Running it states "I compared these translations with the English and they are up to date":
from then on a change of the English shows them as outdated. Only the fingerprints under
\`translates\` are written. A translation with a rule that its English file does not have
is refused and stays as it was.

Exit: 0 recorded, 1 a file was refused, 2 could not run.
`;

export const fingerprintCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, { all: { type: 'boolean' }, content: { type: 'string' } });
    if (!options) return 0;
    const { values, positionals } = options;
    if ((values.all ?? false) === positionals.length > 0)
      throw new SopDeskError('name translations, or --all');
    const content = values.content ?? 'content';
    const files = values.all
      ? await listTranslations(content)
      : positionals.map((file) => inFolder(file, content));
    let refused = 0;
    for (const file of files) {
      const outcome = await recordOne(file);
      if (outcome.refused) refused++;
      if (outcome.line !== null) process.stdout.write(`${file}: ${outcome.line}\n`);
    }
    process.stdout.write(`${files.length - refused} of ${files.length} translations up to date\n`);
    return refused > 0 ? 1 : 0;
  },
};

/** The file as it was named, or the one of that name in the content folder when there is none. */
function inFolder(file: string, content: string): string {
  const inContent = path.join(content, file);
  return !existsSync(file) && existsSync(inContent) ? inContent : file;
}

interface Outcome {
  /** What to say about the file; null when nothing changed. */
  readonly line: string | null;
  readonly refused: boolean;
}

async function listTranslations(content: string): Promise<string[]> {
  const { pages } = await readContent(content);
  const translations = pages.filter(({ kind }) => kind.endsWith('translation'));
  return translations.map(({ file }) => path.join(content, file)).sort();
}

async function recordOne(file: string): Promise<Outcome> {
  const refuse = (reason: string): Outcome => ({ line: `refused: ${reason}`, refused: true });
  const name = contentName(file);
  if (!file.endsWith('.zh-cn.mdx') || name === null)
    return refuse('not a translation (sops/<case-type>/<slug>.zh-cn.mdx)');
  const text = await readText(file);
  const translation = parsePage(stripMark(text), name);
  const source = file.replace(/\.zh-cn\.mdx$/, '.mdx');
  const english = await readText(source).catch(() => null);
  if (english === null) return refuse(`its English file ${source} cannot be read`);
  const page = parsePage(stripMark(english), name.replace(/\.zh-cn\.mdx$/, '.mdx'));
  for (const { file: where, messages } of [translation, page]) {
    const fatal = messages.find((message) => message.fatal);
    if (fatal) return refuse(`${where}:${fatal.place.line} ${fatal.message}`);
  }
  const current = fingerprintsOf(page);
  const ids = translation.rules.map(writtenId);
  const missing = ids.filter((id) => !current.has(id));
  if (missing.length > 0) return refuse(`no English rule ${missing.join(', ')} in ${source}`);
  const translates = Object.fromEntries(ids.map((id) => [id, current.get(id) ?? '']));
  const result = setTranslates(text, translates);
  if (result === null) return refuse('no front matter');
  if (result === text) return { line: null, refused: false };
  await replaceFile(file, result);
  const recorded = recordedIn(translation);
  const changed = ids.filter((id) => recorded[id] !== translates[id]);
  const removed = Object.keys(recorded).filter((id) => !ids.includes(id));
  const parts = [...changed, ...removed.map((id) => `${id} taken out`)];
  return { line: parts.length > 0 ? parts.join(', ') : 'sorted', refused: false };
}

function recordedIn(page: ParsedPage): Readonly<Record<string, string>> {
  return (page.fields as { translates?: Record<string, string> } | null)?.translates ?? {};
}

function fingerprintsOf(page: ParsedPage): Map<string, string> {
  return new Map(
    page.rules.map((rule) => [
      writtenId(rule),
      fingerprintOf((rule.attributes.title ?? '').trim(), rule.body.markdown),
    ]),
  );
}

/** The file's name as the content folder has it; null when it cannot stand in one. */
function contentName(file: string): string | null {
  const parts = path.resolve(file).split(path.sep);
  for (const count of [3, 2]) {
    const name = parts.slice(-count).join('/');
    if (readPath(name)) return name;
  }
  return null;
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new SopDeskError(`cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SopDeskError(`${file} is not UTF-8`);
  }
}

/** Without the byte order mark that the parser does not expect. */
function stripMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Replaces a file in one step: whoever reads it meanwhile reads the old or the new one, whole. */
async function replaceFile(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, text, { mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new SopDeskError(`cannot write ${file} (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
}
