import type { CheckResult } from '../check/run.ts';
import { countSeverities } from '../messages.ts';
import { formatGithub } from './github.ts';
import { formatSarif } from './sarif.ts';
import { formatText } from './text.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** What a format needs beside the findings. */
export interface ReportContext {
  /** Put before the path of a file in the content folder, so that it can be opened from here. */
  readonly prefix: string;
  /** Address of the content folder for programs, with a closing slash unless it is empty. */
  readonly base: string;
}

/** Findings as one text that ends with a line end. */
export function formatResult(result: CheckResult, format: Format, context: ReportContext): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(toJson(result), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(formatSarif(result.messages, context.base), null, 2)}\n`;
    case 'github':
      return formatGithub(result.messages, context.prefix);
    case 'text':
      return formatText(result, context.prefix);
  }
}

function toJson({ messages, sops, rules }: CheckResult) {
  return {
    schema: 'sop-check/1',
    sops,
    rules,
    counts: countSeverities(messages),
    messages: messages.map(({ name, severity, fatal, place, message, hint, related }) => ({
      name,
      severity,
      fatal,
      ...place,
      message,
      hint,
      related: related.map((other) => ({ ...other.place, note: other.note })),
    })),
  };
}
