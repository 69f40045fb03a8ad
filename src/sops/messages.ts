import { HISTORY } from './messages/history.ts';
import type { MessageKind, Severity } from './messages/kind.ts';
import { READING } from './messages/reading.ts';
import { REFERENCES } from './messages/references.ts';
import { SAFETY } from './messages/safety.ts';
import { TRANSLATIONS } from './messages/translations.ts';
import { UPKEEP } from './messages/upkeep.ts';
import type { Place } from './types.ts';

/** Every message there is, by its permanent name. */
export const MESSAGES = {
  ...READING,
  ...SAFETY,
  ...REFERENCES,
  ...TRANSLATIONS,
  ...UPKEEP,
  ...HISTORY,
};

export type MessageName = keyof typeof MESSAGES;

/** The names of all messages by what they are about, as the reference page lists them. */
export const MESSAGE_GROUPS = {
  reading: namesOf(READING),
  safety: namesOf(SAFETY),
  references: namesOf(REFERENCES),
  translations: namesOf(TRANSLATIONS),
  upkeep: namesOf(UPKEEP),
  history: namesOf(HISTORY),
};

export type MessageGroup = keyof typeof MESSAGE_GROUPS;

function namesOf<N extends MessageName>(messages: Readonly<Record<N, unknown>>): readonly MessageName[] {
  return (Object.keys(messages) as N[]).sort();
}

type ParametersOf<N extends MessageName> = (typeof MESSAGES)[N] extends MessageKind<infer P> ? P : never;

/** Another place that takes part in a problem, and in which role. */
export interface Related {
  readonly place: Place;
  readonly note: string;
}

/** One finding about the content folder. */
export interface CheckMessage {
  /** Permanent; its documentation is filed under it. */
  readonly name: MessageName;
  readonly severity: Severity;
  /** The content cannot be read for certain: nothing may be computed from it. */
  readonly fatal: boolean;
  readonly place: Place;
  readonly message: string;
  readonly hint: string;
  readonly related: readonly Related[];
}

/** Makes out one message for one place. */
export function createMessage<N extends MessageName>(
  name: N,
  place: Place,
  parameters: ParametersOf<N>,
  related: readonly Related[] = [],
): CheckMessage {
  const kind = MESSAGES[name] as MessageKind<ParametersOf<N>>;
  return {
    name,
    severity: kind.severity,
    fatal: kind.fatal,
    place,
    message: kind.text(parameters),
    hint: kind.hint?.(parameters) ?? kind.fix,
    related,
  };
}

/** Puts messages into the order in which they are read: by file, line, column, name. */
export function sortMessages(messages: readonly CheckMessage[]): CheckMessage[] {
  return [...messages].sort(
    (a, b) =>
      order(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      order(a.name, b.name) ||
      order(a.message, b.message),
  );
}

/** How many messages there are of each severity. */
export function countSeverities(
  messages: readonly Pick<CheckMessage, 'severity'>[],
): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of messages) counts[severity]++;
  return counts;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
