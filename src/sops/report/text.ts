import { count, printable } from '../../terminal-text.ts';
import type { CheckResult } from '../check/run.ts';
import { countSeverities } from '../messages.ts';
import type { Place } from '../types.ts';

/** Path of the page that explains every message, on the site in English. */
const REFERENCE = '/handbook/check-messages/';

/** Findings for a terminal: by file, each with its hint and the other places involved. */
export function formatText(result: CheckResult, prefix: string): string {
  const at = ({ file, line, column }: Place) => `${printable(prefix + file)}:${line}:${column}`;
  const files = [...Map.groupBy(result.messages, (message) => message.place.file).values()];
  const groups = files.map((messages) =>
    messages
      .map(({ place, severity, name, message, hint, related }) =>
        [
          `${at(place)} ${severity} ${name} ${message}`,
          `    ${hint}`,
          ...related.map((other) => `    ${at(other.place)} ${other.note}`),
        ].join('\n'),
      )
      .join('\n'),
  );
  return `${[...groups, closingLine(result)].join('\n\n')}\n`;
}

function closingLine({ messages, sops, rules }: CheckResult): string {
  const checked = `${count(sops, 'SOP')} and ${count(rules, 'rule')} checked`;
  if (messages.length === 0) return `${checked}: nothing found.`;
  const { error, warning, info } = countSeverities(messages);
  const counts = `${checked}: ${count(error, 'error')}, ${count(warning, 'warning')}, ${info} info.`;
  return `${counts}\nWhy each of them matters stands on the site, under its name: ${REFERENCE}`;
}
