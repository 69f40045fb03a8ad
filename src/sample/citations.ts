import { revisionAt } from '../coverage/rulebook.ts';
import type { RuleFacts } from '../coverage/types.ts';
import type { Queue } from './library.ts';
import type { Random } from './random.ts';
import type { CalendarDate } from './types.ts';

/** A citation of a rule the way a model writes it: mostly canonical, now and then not. */
export function spell(facts: RuleFacts, date: CalendarDate, random: Random, sloppiness: number): string {
  const draw = random.next();
  const [prefix = '', digits = ''] = facts.id.split('-');
  const current = Math.max(1, revisionAt(facts, date));
  // A model that was trained earlier names the revision it knew.
  const outdated = current > 1 && random.chance(Math.min(0.8, 0.16 * sloppiness));
  const revision = outdated ? current - 1 : current;
  if (draw < 0.83) return facts.id;
  if (draw < 0.91) return `${facts.id}@${revision}`;
  if (draw < 0.94) return `${prefix.toLowerCase()}_${Number(digits)}`;
  if (draw < 0.96) return `Rule ${prefix} ${Number(digits)} v${revision}.${random.between(0, 3)}`;
  if (draw < 0.98) return facts.id.toLowerCase();
  return wide(facts.id);
}

/** An ID that no rule has or had, or a string that is none. */
export function madeUp(queue: Queue, isRule: (id: string) => boolean, random: Random): string {
  if (random.chance(0.45)) return random.pick(FREE_STRINGS);
  // A large library may have all numbers of three digits.
  for (let highest = 999; ; highest = highest * 10 + 9) {
    const id = `${queue.caseType.prefix}-${random.between(900, highest)}`;
    if (!isRule(id)) return id;
  }
}

const FREE_STRINGS = [
  'internal playbook',
  'N/A',
  'risk policy section 4',
  'see runbook',
  'KB/2231',
  'general guideline',
  'policy:escalation',
  '内部指引',
  'previous case',
  'best practice',
];

/** Full-width forms, as an input method for Chinese writes them. */
function wide(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
