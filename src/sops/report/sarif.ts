import { type CheckMessage, MESSAGES, type MessageName } from '../messages.ts';
import type { Place } from '../types.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Findings as SARIF 2.1.0, which code hosts and editors read. */
export function formatSarif(messages: readonly CheckMessage[], prefix: string): object {
  const names = [...new Set(messages.map(({ name }) => name))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sop check', rules: names.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: messages.map((message) => resultOf(message, names.indexOf(message.name), prefix)),
      },
    ],
  };
}

function ruleOf(name: MessageName): object {
  const { severity, what, why, fix } = MESSAGES[name];
  return {
    id: name,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(message: CheckMessage, ruleIndex: number, prefix: string): object {
  const { name, severity, place, related } = message;
  const others = related.map((other, id) => ({
    id,
    ...location(other.place, prefix),
    message: { text: other.note },
  }));
  return {
    ruleId: name,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message.message}. ${message.hint}` },
    locations: [location(place, prefix)],
    ...(others.length > 0 && { relatedLocations: others }),
  };
}

function location({ file, line, column }: Place, prefix: string) {
  // A URI reference: relative, and escaped as such.
  const uri = (prefix + file).split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, startColumn: column };
  return { physicalLocation: { artifactLocation: { uri }, region } };
}
