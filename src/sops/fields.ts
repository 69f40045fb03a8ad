import type { z } from 'zod';
import type { YamlData } from './front-matter.ts';
import { shown } from './messages/kind.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import { findInPlainText } from './safety.ts';
import type { Place } from './types.ts';

/** A parsed value, or null beside the messages that say why there is none. */
export interface Fields<T> {
  readonly value: T | null;
  readonly messages: readonly CheckMessage[];
}

/** Reads YAML data by a schema: every fault becomes a message at the place of its field. */
export function readFields<S extends z.ZodType>(
  schema: S,
  yaml: YamlData,
  file: string,
): Fields<z.output<S>> {
  if (yaml.messages.length > 0) return { value: null, messages: yaml.messages };
  const unknown: CheckMessage[] = [];
  const result = schema.safeParse(yaml.value, { reportInput: true });
  let data: z.output<S> | null = result.success ? result.data : null;
  const faults: CheckMessage[] = [];
  if (!result.success) {
    for (const issue of result.error.issues) {
      if (issue.code === 'unrecognized_keys') unknown.push(...unknownFields(issue, schema, yaml, file));
      else faults.push(fieldFault(issue, yaml, file));
    }
    // Only fields that nothing reads: the rest is sound once they are taken out.
    if (faults.length === 0) {
      const stripped = schema.safeParse(withoutUnknown(yaml.value, result.error.issues));
      data = stripped.success ? stripped.data : null;
    }
  }
  return { value: data, messages: [...faults, ...unknown, ...findInFields(yaml, file)] };
}

/** The place of a field, or of the nearest thing around it. */
export function fieldPlace(
  places: Readonly<Record<string, Place>>,
  path: readonly PropertyKey[],
  file: string,
): Place {
  for (let length = path.length; length > 0; length--) {
    const place = places[path.slice(0, length).join('.')];
    if (place) return place;
  }
  return { file, line: 1, column: 1 };
}

type Issue = z.core.$ZodIssue;

function fieldFault(issue: Issue, yaml: YamlData, file: string): CheckMessage {
  const field = issue.path.length > 0 ? issue.path.join('.') : 'the whole';
  const value = valueAt(yaml.value, issue.path);
  // A condition over several fields has all of them as its input.
  const found = foundText(issue.code === 'custom' ? value : (issue.input ?? value));
  const place = fieldPlace(yaml.places, issue.path, file);
  return createMessage('front-matter-field', place, { field, found, expected: issue.message });
}

function foundText(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'missing value';
  // Messages end up in logs: user and password of an address do not belong there.
  return shown(typeof value === 'string' ? value.replace(/\/\/[^/\s@]*@/, '//…@') : value);
}

function unknownFields(
  issue: Issue & { code: 'unrecognized_keys' },
  schema: z.ZodType,
  yaml: YamlData,
  file: string,
): CheckMessage[] {
  const known = issue.path.length === 0 ? shapeOf(schema) : [];
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    return createMessage('unknown-field', fieldPlace(yaml.places, path, file), {
      field: path.join('.'),
      known: known.length > 0 ? known : ['the documented fields'],
    });
  });
}

function shapeOf(schema: z.ZodType): string[] {
  const shape = (schema as { shape?: Record<string, unknown> }).shape;
  return shape ? Object.keys(shape) : [];
}

function withoutUnknown(value: unknown, issues: readonly Issue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const owner = valueAt(copy, issue.path);
    if (owner && typeof owner === 'object') {
      for (const key of issue.keys) Reflect.deleteProperty(owner, key);
    }
  }
  return copy;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

/** Every string of the data is plain text wherever it is shown; none may hold markup or control characters. */
function findInFields(yaml: YamlData, file: string): CheckMessage[] {
  const messages: CheckMessage[] = [];
  const stack: { value: unknown; path: string[] }[] = [{ value: yaml.value, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      messages.push(...findInPlainText(value, path.join('.'), fieldPlace(yaml.places, path, file)));
    } else if (value !== null && typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) {
        messages.push(
          ...findInPlainText(
            key,
            path.join('.') || 'the whole',
            fieldPlace(yaml.places, [...path, key], file),
          ),
        );
        stack.push({ value: child, path: [...path, key] });
      }
    }
  }
  return messages;
}
