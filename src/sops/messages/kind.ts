export type Severity = 'error' | 'warning' | 'info';

/** A message explained, in Markdown of plain words and code spans. */
export interface Explanation {
  /** What happened. */
  readonly what: string;
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/** A kind of message, explained in English. */
export interface MessageKind<P> extends Explanation {
  readonly severity: Severity;
  /** The content cannot be read for certain: nothing may be computed from it. */
  readonly fatal: boolean;
  /** The message itself, "Unexpected X, expected Y". */
  readonly text: (parameters: P) => string;
  /** The fix made out for this case; `fix` itself when there is none. */
  readonly hint?: (parameters: P) => string | undefined;
}

const kind =
  (severity: Severity, isFatal = false) =>
  <P>(written: Omit<MessageKind<P>, 'severity' | 'fatal'>): MessageKind<P> => ({
    severity,
    fatal: isFatal,
    ...written,
  });

export const fatal = kind('error', true);
export const error = kind('error');
export const warning = kind('warning');
export const info = kind('info');

/** A value as it stands in a message: quoted, on one line, cut short. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ');
  return `"${line.length > 80 ? `${line.slice(0, 77)}...` : line}"`;
}
