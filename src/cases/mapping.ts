import { readFile } from 'node:fs/promises';
import { parse, YAMLError } from 'yaml';
import { z } from 'zod';
import { SopDeskError } from '../errors.ts';
import type { CsvRow } from './csv.ts';
import { jsonOrText } from './json-text.ts';
import { REVIEW_FIELDS } from './record.ts';

/** Turns a record of somebody else's export into one of ours. */
export interface Mapping {
  apply(record: unknown): unknown;
  /** The same for a row of a CSV export, whose paths are column names for case and step alike. */
  applyRow(row: Readonly<Record<string, string>>): CsvRow;
  /** The mapping file's text: part of what a cached reading depends on. */
  readonly source: string;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const entrySchema = z.union([
  z.string().min(1),
  z.strictObject({ const: scalar }),
  z.strictObject({ path: z.string().min(1), values: z.record(z.string(), scalar).optional() }),
]);
type Entry = z.infer<typeof entrySchema>;

const FIELDS = new Set([
  'case_id',
  'case_type',
  'opened_at',
  'decided_at',
  'chain',
  'synthetic',
  ...['version', 'decision', 'confidence'].map((name) => `roca.${name}`),
  ...['step', 'text', 'rule_ids', 'signals', 'kind', 'confidence'].map((name) => `chain.${name}`),
  ...REVIEW_FIELDS.map((name) => `review.${name}`),
]);

/**
 * Reads a mapping file (formats.md section 2).
 *
 * @throws SopDeskError naming the file and what is wrong in it
 */
export async function loadMapping(path: string): Promise<Mapping> {
  const source = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SopDeskError(`cannot read the mapping file ${path}: ${error.code}`);
  });
  try {
    return createMapping(source);
  } catch (error) {
    if (error instanceof YAMLError) {
      throw new SopDeskError(`${path}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n', 1)[0]}`);
    }
    throw new SopDeskError(`${path}: ${(error as Error).message}`);
  }
}

/** Compiles the text of a mapping file. */
export function createMapping(source: string): Mapping {
  const fields = z.record(z.string(), z.unknown()).safeParse(parse(source));
  if (!fields.success) throw new Error('expected a map of field: where it lives');
  const top: [string[], Getter][] = [];
  const step: [string, Getter][] = [];
  let chain: Getter | null = null;
  for (const [field, value] of Object.entries(fields.data)) {
    if (!FIELDS.has(field) && !field.startsWith('facets.')) {
      throw new Error(`unknown field ${field}; known are ${[...FIELDS].join(', ')} and facets.*`);
    }
    const entry = entrySchema.safeParse(value);
    if (!entry.success) {
      throw new Error(`${field}: expected a path, a template, { const: … } or { path: …, values: { … } }`);
    }
    const get = getter(entry.data);
    if (field === 'chain') chain = get;
    else if (field.startsWith('chain.')) step.push([field.slice('chain.'.length), get]);
    else top.push([field.split('.'), get]);
  }
  const caseFields = (record: unknown) => {
    const mapped: Record<string, unknown> = {};
    for (const [[outer, inner], get] of top as [[string, string?], Getter][]) {
      const value = get(record);
      if (inner === undefined) mapped[outer] = value;
      else mapped[outer] = { ...(mapped[outer] as object | undefined), [inner]: value };
    }
    return mapped;
  };
  const stepFields = (item: unknown) => Object.fromEntries(step.map(([name, get]) => [name, get(item)]));
  return {
    source,
    apply(record) {
      const items = opened(chain?.(record));
      return { ...caseFields(record), chain: Array.isArray(items) ? items.map(stepFields) : items };
    },
    applyRow: (row) => ({ record: caseFields(row), step: stepFields(row) }),
  };
}

type Getter = (record: unknown) => unknown;

function getter(entry: Entry): Getter {
  if (typeof entry === 'string') return entry.includes('{') ? template(entry) : path(entry);
  if ('const' in entry) return () => entry.const;
  const get = path(entry.path);
  const values = entry.values;
  if (!values) return get;
  // A value the map does not name is passed on, so that it is counted as one that does not parse.
  return (record) => {
    const value = get(record);
    const key = textOf(value);
    return key !== null && Object.hasOwn(values, key) ? values[key] : value;
  };
}

/** `{task_id}-{trial}`: undefined as soon as one of its paths leads nowhere. */
function template(text: string): Getter {
  const parts = text.split(/\{([^{}]*)\}/);
  const gets = parts.map((part, index) => (index % 2 === 1 ? path(part) : null));
  return (record) => {
    let result = '';
    for (const [index, part] of parts.entries()) {
      const get = gets[index];
      const value = get ? get(record) : part;
      const written = textOf(value);
      if (value === null || written === null) return undefined;
      result += written;
    }
    return result;
  };
}

interface Segment {
  readonly key: string;
  /** `[]` takes every item of a list, `[field=value]` those whose field has this value. */
  readonly list: { readonly field: string | null; readonly value: string } | null;
}

function path(text: string): Getter {
  const segments = parsePath(text);
  return (record) => follow(record, segments, 0);
}

function parsePath(text: string): Segment[] {
  const segments: Segment[] = [];
  const pattern = /([^.[\]]+)(?:\[(?:([^\]=]+)=([^\]]*))?\])?(?:\.|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match?.[1]) throw new Error(`cannot read the path ${text}`);
    const isList = match[0].includes('[');
    segments.push({
      key: match[1].trim(),
      list: isList ? { field: match[2] ?? null, value: match[3] ?? '' } : null,
    });
  }
  if (segments.length === 0) throw new Error('a path is empty');
  return segments;
}

function follow(value: unknown, segments: readonly Segment[], index: number): unknown {
  const segment = segments[index];
  if (!segment) return value;
  const parent = opened(value);
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, segment.key)) return undefined;
  const written = (parent as Record<string, unknown>)[segment.key];
  const next = segment.list ? opened(written) : written;
  if (!segment.list) return follow(next, segments, index + 1);
  if (!Array.isArray(next)) return undefined;
  const { field, value: wanted } = segment.list;
  return next
    .filter((item) => field === null || textOf(follow(item, parsePath(field), 0)) === wanted)
    .map((item) => follow(item, segments, index + 1))
    .filter((item) => item !== undefined && item !== null);
}

/** A value as text; null for lists and objects, which are equal to none that a mapping names. */
function textOf(value: unknown): string | null {
  return value === undefined || (typeof value === 'object' && value !== null) ? null : String(value);
}

/** What a path goes into: tables and Parquet often hold lists and objects as JSON text. */
function opened(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? jsonOrText(value) : value;
}
