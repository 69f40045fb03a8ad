import { isMap, isNode, parseDocument } from 'yaml';

/** Fingerprints by rule ID. */
export type Translates = Readonly<Record<string, string>>;

/**
 * Sets the `translates` map in a translation's front matter, sorted, and leaves every other byte of
 * the text as it is. Null when the text has no front matter to set it in.
 */
export function setTranslates(text: string, translates: Translates): string | null {
  const fence = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0];
  if (fence === undefined) return null;
  const close = /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(fence.length));
  if (!close) return null;
  const start = fence.length;
  const end = start + close.index;
  const yaml = text.slice(start, end);
  const lineEnd = fence.endsWith('\r\n') ? '\r\n' : '\n';
  const [from, to] = findEntry(yaml) ?? [yaml.length, yaml.length];
  const entry = writeEntry(translates, lineEnd);
  // A block value may or may not take its line end along; the entry brings its own.
  const rest = yaml.slice(to).replace(/^[ \t]*(?:\r?\n)?/, '');
  return text.slice(0, start) + yaml.slice(0, from) + entry + rest + text.slice(end);
}

/** Offsets of the `translates` entry in a YAML map; null when it has none. */
function findEntry(yaml: string): [number, number] | null {
  const { contents, errors } = parseDocument(yaml, { logLevel: 'silent' });
  if (errors.length > 0 || !isMap(contents)) return null;
  for (const { key, value } of contents.items) {
    if (String(key) !== 'translates' || !isNode(key) || !key.range) continue;
    const end = isNode(value) && value.range ? value.range[1] : key.range[1] + 1;
    return [key.range[0], Math.max(end, key.range[1] + 1)];
  }
  return null;
}

/** Fingerprints are quoted: one of digits only would be read as a number. */
function writeEntry(translates: Translates, lineEnd: string): string {
  const ids = Object.keys(translates).sort();
  if (ids.length === 0) return `translates: {}${lineEnd}`;
  return ['translates:', ...ids.map((id) => `  ${id}: "${translates[id]}"`), ''].join(lineEnd);
}
