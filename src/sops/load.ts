import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { SopDeskError } from '../errors.ts';
import { assemble, type RuleSource } from './assemble.ts';
import { checkCaseTypes, checkGapDecisionIds, checkGlossaryIds } from './check/entries.ts';
import { readFields } from './fields.ts';
import { parseYaml, type YamlData } from './front-matter.ts';
import { type CheckMessage, createMessage, sortMessages } from './messages.ts';
import { type ParsedPage, readPath } from './parse.ts';
import { parseChanged } from './parse-pages.ts';
import { caseTypesSchema, gapDecisionsSchema, glossarySchema, settingsSchema } from './schemas.ts';
import { decodeText, findUnreadable } from './source-text.ts';
import type { Catalogue } from './types.ts';

/** Where decisions about gaps stand in the content folder. */
export const GAP_DECISIONS_FILE = 'gap-decisions.yaml';

const YAML_FILES = ['settings.yaml', 'case-types.yaml', 'glossary.yaml', GAP_DECISIONS_FILE];

/** Whether a file of the content folder is one that is read as data. */
export function isDataFile(name: string): boolean {
  return YAML_FILES.includes(name);
}

/** What a content folder holds. */
export interface LoadedContent {
  /** Null when anything in the folder cannot be read for certain. */
  readonly catalogue: Catalogue | null;
  /** What reading found, in the order of files and lines. */
  readonly messages: readonly CheckMessage[];
}

/** The same with what the checks need: whatever could be read, even when that is not all. */
export interface ReadContent extends LoadedContent {
  readonly readable: Catalogue;
  readonly sources: readonly RuleSource[];
  readonly pages: readonly ParsedPage[];
  /** Of the files in YAML_FILES that are there. */
  readonly yaml: Readonly<Record<string, YamlData>>;
}

/** One file of the content folder. */
export interface ContentFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a content folder into a catalogue. A folder that is not there is an error (exit code 2);
 * everything wrong inside it is a message.
 */
export async function loadContent(dir: string): Promise<LoadedContent> {
  const { catalogue, messages } = await readContent(dir);
  return { catalogue, messages };
}

/** What reading a folder does to the outside world. */
export interface LoadEffects {
  readFile(file: string): Promise<Uint8Array>;
}

/** Like `loadContent`, with the parsed pages. */
export async function readContent(dir: string, effects: LoadEffects = { readFile }): Promise<ReadContent> {
  const { files, messages } = await readFiles(dir, effects);
  return interpret(files, messages);
}

/** Parses and links the files of a content folder. */
export async function interpret(
  files: readonly ContentFile[],
  found: readonly CheckMessage[] = [],
): Promise<ReadContent> {
  const messages = [...found];
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = decodeText(file.bytes);
    if (text !== null) texts.set(file.path, text);
    else messages.push(createMessage('invalid-encoding', startOf(file.path), undefined));
  }
  const yaml: Record<string, YamlData> = {};
  const data = <S extends z.ZodType>(name: string, schema: S): z.output<S> | null => {
    const text = texts.get(name);
    if (text === undefined) return null;
    const unreadable = findUnreadable(text, name, 'data');
    const parsed =
      unreadable.length > 0 ? { value: null, places: {}, messages: unreadable } : parseYaml(text, name);
    yaml[name] = parsed;
    const fields = readFields(schema, parsed, name);
    messages.push(...fields.messages);
    return fields.value;
  };
  const caseTypes = data('case-types.yaml', caseTypesSchema);
  const settings = data('settings.yaml', settingsSchema) ?? settingsSchema.parse({});
  const glossary = data('glossary.yaml', glossarySchema) ?? [];
  const gapDecisions = data(GAP_DECISIONS_FILE, gapDecisionsSchema) ?? [];
  if (!texts.has('case-types.yaml') && !files.some((file) => file.path === 'case-types.yaml')) {
    messages.push(createMessage('missing-file', startOf('case-types.yaml'), { name: 'case-types.yaml' }));
  }
  messages.push(...checkCaseTypes(caseTypes ?? [], yaml['case-types.yaml']?.places ?? {}));
  messages.push(...checkGlossaryIds(glossary, yaml['glossary.yaml']?.places ?? {}));
  messages.push(...checkGapDecisionIds(gapDecisions, yaml[GAP_DECISIONS_FILE]?.places ?? {}));
  const sources = [...texts].flatMap(([file, text]) => (readPath(file) ? [{ file, text }] : []));
  const pages = await parseChanged(sources);
  for (const page of pages) messages.push(...page.messages);
  const parts = { settings, caseTypes: caseTypes ?? [], glossary, gapDecisions, pages, hash: hashOf(files) };
  const linked = assemble(parts);
  messages.push(...linked.messages);
  return {
    catalogue: messages.some((message) => message.fatal) ? null : linked.catalogue,
    messages: sortMessages(messages),
    readable: linked.catalogue,
    sources: linked.sources,
    pages,
    yaml,
  };
}

/** The files that say when a rule is in force and for which case types: all but translations and terms. */
export function withoutTranslations(files: readonly ContentFile[]): ContentFile[] {
  return files.filter(({ path }) => !path.endsWith('.zh-cn.mdx') && path !== 'glossary.yaml');
}

/** SHA-256 over the paths and bytes of content files, sorted by path, hex. */
export function hashOf(files: readonly ContentFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file.path}\0${file.bytes.byteLength}\0`).update(file.bytes);
  }
  return hash.digest('hex');
}

function startOf(file: string) {
  return { file, line: 1, column: 1 };
}

/** Reads the files of a content folder, sorted by path, without looking into them. */
export async function readFiles(
  dir: string,
  effects: LoadEffects = { readFile },
): Promise<{ files: ContentFile[]; messages: CheckMessage[] }> {
  const root = await realFolder(dir);
  const messages: CheckMessage[] = [];
  const names: string[] = [];
  await listFiles(root, '', names, messages);
  const wanted = names.filter((name) => isDataFile(name) || isPage(name, messages)).sort();
  const files: ContentFile[] = [];
  // In portions, so that a large folder does not run out of file handles.
  for (let start = 0; start < wanted.length; start += 64) {
    const portion = wanted.slice(start, start + 64).map((name) => readOne(root, name, effects, messages));
    for (const file of await Promise.all(portion)) if (file) files.push(file);
  }
  return { files, messages };
}

async function realFolder(dir: string): Promise<string> {
  try {
    const root = await realpath(dir);
    if ((await stat(root)).isDirectory()) return root;
  } catch {
    // The same answer as for something that is no folder.
  }
  throw new SopDeskError(`no content folder at ${dir}: name one with --content DIR`, 2);
}

async function listFiles(
  root: string,
  folder: string,
  names: string[],
  messages: CheckMessage[],
): Promise<void> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((error) => {
    messages.push(createMessage('unreadable-file', startOf(folder || '.'), { reason: reasonOf(error) }));
    return [];
  });
  for (const entry of entries) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isSymbolicLink()) {
      const target = await realpath(path.join(root, name)).catch(() => null);
      const inside = target?.startsWith(root + path.sep) ? target : null;
      // A linked folder is refused too: it could lead back to one above it.
      if (inside === null || (await stat(inside)).isDirectory()) {
        messages.push(createMessage('link-out-of-content', startOf(name), { target: target ?? 'nothing' }));
      } else names.push(name);
    } else if (entry.isDirectory()) await listFiles(root, name, names, messages);
    else if (entry.isFile()) names.push(name);
  }
}

function isPage(name: string, messages: CheckMessage[]): boolean {
  if (readPath(name)) return true;
  if (/\.mdx?$/i.test(name) && /^(?:sops|proposals)\//.test(name)) {
    const expected = 'sops/<case-type>/<slug>.mdx, <slug>.zh-cn.mdx beside it, or proposals/<slug>.mdx';
    messages.push(createMessage('unexpected-file', startOf(name), { expected }));
  }
  return false;
}

async function readOne(
  root: string,
  name: string,
  effects: LoadEffects,
  messages: CheckMessage[],
): Promise<ContentFile | null> {
  try {
    return { path: name, bytes: await effects.readFile(path.join(root, name)) };
  } catch (error) {
    messages.push(createMessage('unreadable-file', startOf(name), { reason: reasonOf(error) }));
    return null;
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
