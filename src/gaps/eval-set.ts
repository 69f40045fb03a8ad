import { SopDeskError } from '../errors.ts';
import type { LabelledText, SuggestRule } from './examples.ts';

/** A labelled set as a folder of formats.md section 8 holds it. */
export interface EvaluationSet {
  readonly rules: readonly SuggestRule[];
  readonly train: readonly LabelledText[];
  readonly test: readonly { readonly text: string; readonly gold: readonly string[] }[];
  readonly gaps: readonly { readonly text: string; readonly theme: string }[] | null;
}

/** A line that cannot be used. */
export class EvaluationSetError extends SopDeskError {}

/** The contents of the folder's files; null for one that is not there. */
export interface EvaluationFiles {
  readonly rules: string;
  readonly train: string | null;
  readonly test: string;
  readonly gaps: string | null;
}

/** Reads the files' contents; throws an {@link EvaluationSetError} that names file and line. */
export function parseEvaluationSet(files: EvaluationFiles): EvaluationSet {
  const rules = lines('rules.jsonl', files.rules, toRule);
  const ids = new Set<string>();
  rules.forEach(({ value, line }) => {
    if (ids.has(value.id))
      throw new EvaluationSetError(
        `rules.jsonl:${line}: rule "${value.id}" stands twice; give each rule one line`,
      );
    ids.add(value.id);
  });
  const values = <T>(found: readonly { value: T }[]): T[] => found.map(({ value }) => value);
  return {
    rules: values(rules),
    train:
      files.train === null
        ? []
        : values(
            lines('train.jsonl', files.train, (row) => ({
              text: text(row, 'text'),
              ruleIds: texts(row, 'rule_ids'),
            })),
          ),
    test: values(
      lines('test.jsonl', files.test, (row) => ({ text: text(row, 'text'), gold: texts(row, 'gold') })),
    ),
    gaps:
      files.gaps === null
        ? null
        : values(
            lines('gaps.jsonl', files.gaps, (row) => ({
              text: text(row, 'text'),
              theme: text(row, 'theme'),
            })),
          ),
  };
}

type Row = Record<string, unknown>;

function toRule(row: Row): SuggestRule {
  const status = text(row, 'status');
  if (status !== 'active' && status !== 'retired')
    throw new EvaluationSetError(`"status" is "${status}", expected "active" or "retired"`);
  const replacedBy =
    row.replaced_by === undefined || row.replaced_by === null ? null : text(row, 'replaced_by');
  return {
    id: text(row, 'id'),
    texts: [text(row, 'title'), text(row, 'text')],
    retired: status === 'retired',
    replacedBy,
  };
}

function lines<T>(file: string, content: string, read: (row: Row) => T): { value: T; line: number }[] {
  const found: { value: T; line: number }[] = [];
  content.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      found.push({ value: read(parse(line)), line: index + 1 });
    } catch (error) {
      if (!(error instanceof EvaluationSetError)) throw error;
      throw new EvaluationSetError(`${file}:${index + 1}: ${error.message}`);
    }
  });
  return found;
}

function parse(line: string): Row {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new EvaluationSetError('not JSON; expected one object per line');
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new EvaluationSetError('expected an object');
  return row as Row;
}

function text(row: Row, field: string): string {
  const value = row[field];
  if (typeof value !== 'string')
    throw new EvaluationSetError(
      `"${field}" is ${value === undefined ? 'missing' : 'no string'}, expected a string`,
    );
  return value;
}

function texts(row: Row, field: string): string[] {
  const value = row[field];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw new EvaluationSetError(
      `"${field}" is ${value === undefined ? 'missing' : 'no list of strings'}, expected a list of rule IDs`,
    );
  }
  return value as string[];
}
