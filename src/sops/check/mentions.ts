import { type Passage, placeIn } from '../passages.ts';
import { RULE_MENTION } from '../schemas.ts';

/** An ID that stands in the text, with its place in it. */
export interface Mention {
  readonly id: string;
  readonly line: number;
  readonly column: number;
}

const SOP = /(?<![A-Za-z0-9_@-])(SOP-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+|PROP-\d{3,})(?![A-Za-z0-9_]|-[A-Za-z0-9])/g;

/** Rule IDs of the known prefixes that the passages name. */
export function* ruleMentions(
  passages: readonly Passage[],
  prefixes: ReadonlySet<string>,
): Iterable<Mention> {
  for (const mention of mentions(passages, RULE_MENTION)) {
    if (prefixes.has(mention.id.slice(0, mention.id.lastIndexOf('-')))) yield mention;
  }
}

/** SOP and proposal IDs that the passages name. */
export function sopMentions(passages: readonly Passage[]): Iterable<Mention> {
  return mentions(passages, SOP);
}

function* mentions(passages: readonly Passage[], pattern: RegExp): Iterable<Mention> {
  for (const passage of passages) {
    if (passage.kind !== 'text' && passage.kind !== 'heading') continue;
    // Most words name nothing, and that is seen quicker this way.
    if (!passage.text.includes('-')) continue;
    for (const match of passage.text.matchAll(pattern)) {
      yield { id: match[1] ?? '', ...placeIn(passage, match.index) };
    }
  }
}
