import type { Explanation } from '../messages/kind.ts';
import { MANDARIN } from '../messages/mandarin.ts';
import { MESSAGES, type MessageName } from '../messages.ts';
import type { Language } from '../types.ts';

/** What a message means, in a language. */
export function explain(name: MessageName, language: Language): Explanation {
  return language === 'en' ? MESSAGES[name] : MANDARIN[name];
}

/** The reference page of all messages, as Markdown. */
export function messageReference(): string {
  const names = (Object.keys(MESSAGES) as MessageName[]).sort();
  const sections = names.map((name) => {
    const { severity, fatal, what, why, fix } = MESSAGES[name];
    const state = fatal ? `${severity}; coverage refuses to run` : severity;
    return [`## ${name}`, `*${state}*`, what, `**Why:** ${why}`, `**What to do:** ${fix}`].join('\n\n');
  });
  const intro =
    'What `npm run -s sop -- check` can say. Every message has a permanent name. Errors make it exit 1; ' +
    'warnings and infos do not.';
  return `${['# Messages of check', intro, ...sections].join('\n\n')}\n`;
}
