import type { RuleSource } from '../assemble.ts';
import type { ReadContent } from '../load.ts';
import type { CheckMessage } from '../messages.ts';
import type { CalendarDate, Rule } from '../types.ts';
import type { History } from './history-port.ts';

/** What a check may look at. */
export interface CheckContext {
  readonly content: ReadContent;
  readonly asOf: CalendarDate;
  /** The content at an earlier commit; null when none was asked for. */
  readonly base: History | null;
}

/** One family of checks. */
export type Check = (context: CheckContext) => Iterable<CheckMessage>;

/** Sources of the rules of SOPs, proposals left out. */
export function sopSources({ content }: CheckContext): RuleSource[] {
  return content.sources.filter((source) => source.page.kind === 'sop');
}

/** Files that cannot be read for certain: what seems to be missing in them may stand there. */
export function unclearFiles({ messages }: ReadContent): ReadonlySet<string> {
  const fatal = messages.filter((message) => message.fatal);
  // Of two rules with one ID either may be the mistyped one.
  const places = fatal.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
  return new Set(places.map(({ file }) => file));
}

const retiredSops = new WeakMap<ReadContent, ReadonlySet<string>>();

/** Whether a rule binds or will bind anyone: not retired, and in no retired SOP. */
export function isLive(rule: Rule, { content, asOf }: CheckContext): boolean {
  if (rule.retired !== null && rule.retired <= asOf) return false;
  let retired = retiredSops.get(content);
  if (!retired) {
    const sops = content.readable.sops.filter((sop) => sop.status === 'retired');
    retired = new Set(sops.map((sop) => sop.id));
    retiredSops.set(content, retired);
  }
  return !retired.has(rule.sop);
}
