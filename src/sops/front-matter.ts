import matter from 'gray-matter';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type CheckMessage, createMessage } from './messages.ts';
import { placeAt } from './source-text.ts';
import type { Place } from './types.ts';
import { explainYamlFault } from './yaml-faults.ts';

/** YAML as data, with where each of its values stands. */
export interface YamlData {
  readonly value: unknown;
  /** Places of values by dotted path, `sources.0.url`; a map's entry stands where its key does. */
  readonly places: Readonly<Record<string, Place>>;
  readonly messages: readonly CheckMessage[];
}

/** A page cut into its front matter and its body. */
export interface FrontMatter extends YamlData {
  /** The body, with the front matter blanked out, so that offsets and lines stay those of the file. */
  readonly body: string;
}

/** The rest of a file that does not parse says little. */
const MOST_FAULTS = 5;

const SECOND_FIELD = {
  found: 'second field of one name',
  expected: 'each field once',
  hint: 'Delete one of the two.',
};

/** Parses YAML 1.2: no tag constructs anything, aliases cannot multiply, keys are unique. */
export function parseYaml(text: string, file: string, firstLine = 1): YamlData {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    // The library compares every key with every other; `collectPlaces` looks each one up.
    uniqueKeys: false,
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    // Whatever follows the first is most often its consequence.
    const [first] = faults.sort((one, other) => one.pos[0] - other.pos[0]);
    const reason = first?.message.replace(/\s+/g, ' ') ?? '';
    const fault = explainYamlFault(reason, text, first?.pos[0] ?? 0);
    const messages = [createMessage('yaml-syntax', at(fault.offset), fault)];
    return { value: null, places: {}, messages };
  }
  const places: Record<string, Place> = Object.create(null);
  const twice: Place[] = [];
  try {
    collectPlaces(document.contents, '', at, { places, twice }, 0);
    if (twice.length > 0) {
      const messages = twice
        .slice(0, MOST_FAULTS)
        .map((place) => createMessage('yaml-syntax', place, SECOND_FIELD));
      return { value: null, places: {}, messages };
    }
    return { value: document.toJS({ maxAliasCount: 10 }), places: { ...places }, messages: [] };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const place = { file, line: firstLine, column: 1 };
    const fault = explainYamlFault(reason, '', 0);
    return { value: null, places: {}, messages: [createMessage('yaml-syntax', place, fault)] };
  }
}

function collectPlaces(
  node: unknown,
  path: string,
  at: (offset: number) => Place,
  found: { readonly places: Record<string, Place>; readonly twice: Place[] },
  depth: number,
): void {
  if (depth > 20) throw new Error('nested too deep');
  const child = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (isMap(node)) {
    const keys = new Set<string>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const start = isNode(pair.key) ? (pair.key as Node).range?.[0] : undefined;
      if (start !== undefined) {
        if (keys.has(key)) found.twice.push(at(start));
        found.places[child(key)] = at(start);
      }
      keys.add(key);
      collectPlaces(pair.value, child(key), at, found, depth + 1);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => {
      const start = isNode(item) ? item.range?.[0] : undefined;
      if (start !== undefined) found.places[child(String(index))] = at(start);
      collectPlaces(item, child(String(index)), at, found, depth + 1);
    });
  }
}

const FENCE = /^---[ \t]*\r?\n/;
const LANGUAGE = /^---[ \t]*([^\s-][^\r\n]*)\r?\n/;

/** Where front matter that never ends seems to end; null when it ends, or does not begin. */
function unclosedFrom(text: string): number | null {
  const start = FENCE.exec(text)?.[0].length;
  if (start === undefined || /^---[ \t]*\r?$/m.test(text.slice(start))) return null;
  // A line of hyphens or dashes that was meant to end it, or the first line that is no field.
  const rest = text.slice(start);
  const ends = [/^[ \t]*[-–—]{2,}.*$/m, /^(?:[ \t]*|[<#].*)$/m].map((end) => rest.search(end));
  return start + Math.min(...ends.filter((end) => end >= 0), rest.length);
}

/**
 * Cuts a page into front matter and body. The front matter is YAML or nothing: the engines that
 * would run it as code are refused before and inside the library that does the cutting.
 */
export function splitFrontMatter(text: string, file: string): FrontMatter {
  const start: Place = { file, line: 1, column: 1 };
  const refused = (message: CheckMessage): FrontMatter => ({
    value: null,
    places: {},
    body: text,
    messages: [message],
  });
  const language = LANGUAGE.exec(text)?.[1];
  if (language !== undefined) {
    return refused(createMessage('front-matter-code', start, { language }));
  }
  const unclosed = unclosedFrom(text);
  if (unclosed !== null) {
    return refused(createMessage('front-matter-unclosed', placeAt(text, unclosed, file), undefined));
  }
  if (!FENCE.test(text) || !/\n---[ \t]*(?:\r?\n|$)/.test(text)) {
    return refused(createMessage('front-matter-missing', start, undefined));
  }
  let yaml: YamlData = { value: null, places: {}, messages: [] };
  const refuse = (): object => {
    throw new Error('front matter is YAML only');
  };
  const cut = matter(text, {
    language: 'yaml',
    engines: {
      yaml: (source: string) => {
        yaml = parseYaml(source.replace(/^[ \t]*\r?\n|\r$/g, ''), file, 2);
        return {};
      },
      javascript: refuse,
      js: refuse,
      json: refuse,
      coffee: refuse,
    },
  });
  const bodyStart = text.length - cut.content.length;
  // A longer run of hyphens, or words after them, is where other tools disagree about the end.
  const wholeLine = text[bodyStart - 1] === '\n' || /^[ \t]*(?:\r?\n|$)/.test(cut.content);
  if (!wholeLine) return refused(createMessage('front-matter-missing', start, undefined));
  return { ...yaml, body: text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ') + cut.content };
}
