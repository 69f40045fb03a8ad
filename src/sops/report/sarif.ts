import { type CheckMessage, MESSAGES, type MessageName } from '../messages.ts';
import type { Place } from '../types.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Findings as SARIF 2.1.0, which code hosts and editors read.
 *
 * @param base address of the content folder: relative to where the check runs, or a `file:` URL
 */
export function formatSarif(messages: readonly CheckMessage[], base: string): object {
  const names = [...new Set(messages.map(({ name }) => name))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sop check', rules: names.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: messages.map((message) => resultOf(message, names.indexOf(message.name), base)),
      },
    ],
  };
}

function ruleOf(name: MessageName): object {
  const { severity, what, why, fix } = MESSAGES[name];
  return {
    id: name,
    shortDescription: words(what),
    fullDescription: words(why),
    help: words(fix),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(message: CheckMessage, ruleIndex: number, base: string): object {
  const { name, severity, place, related } = message;
  const others = related.map((other, id) => ({
    id,
    ...location(other.place, base),
    message: words(other.note),
  }));
  return {
    ruleId: name,
    ruleIndex,
    level: LEVELS[severity],
    message: words(`${message.message}. ${message.hint}`),
    locations: [location(place, base)],
    ...(others.length > 0 && { relatedLocations: others }),
  };
}

/**
 * Words that a viewer shows as they are: braces are written twice (SARIF 2.1.0, 3.11.5), and what a
 * page wrote never makes a link (3.11.6).
 */
function words(text: string) {
  return { text: text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}

function location({ file, line, column }: Place, base: string) {
  const region = { startLine: line, startColumn: column };
  return { physicalLocation: { artifactLocation: { uri: base + uriPath(file) }, region } };
}

/** A path as part of a URI: each of its names escaped. */
export function uriPath(file: string): string {
  return file
    .toWellFormed()
    .split('/')
    .map((name) => encodeURIComponent(name))
    .join('/');
}
