import { printable } from '../../terminal-text.ts';
import type { CheckMessage } from '../messages.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Findings as workflow commands, which a pull request shows beside the lines. */
export function formatGithub(messages: readonly CheckMessage[], prefix: string): string {
  return messages
    .map(({ place, severity, name, message, hint, related }) => {
      const properties = [
        `file=${property(prefix + place.file)}`,
        `line=${place.line}`,
        `col=${place.column}`,
        `title=${property(name)}`,
      ].join(',');
      const others = related.map(
        (other) => `${other.note}: ${prefix}${other.place.file}:${other.place.line}`,
      );
      return `::${COMMANDS[severity]} ${properties}::${data([message, hint, ...others].join('\n'))}\n`;
    })
    .join('');
}

function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
