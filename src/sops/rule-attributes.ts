import { shown } from './messages/kind.ts';
import { type CheckMessage, createMessage } from './messages.ts';
import type { ParsedRule } from './parse.ts';
import { isCalendarDate, isSlug, RULE_ID, SIGNAL_CODE } from './schemas.ts';
import type { Place } from './types.ts';

/** The facts a rule itself states; null where it leaves one to its SOP. */
export interface RuleAttributes {
  readonly id: string;
  readonly title: string;
  readonly effective: string | null;
  readonly revision: number;
  readonly revised: string | null;
  readonly retired: string | null;
  readonly replacedBy: string | null;
  readonly appliesTo: readonly string[];
  readonly signals: readonly string[];
  readonly audience: readonly string[] | null;
}

const DATE = 'a date such as 2026-06-01';
const ID = 'a rule ID such as ATO-012';

/** Reads a rule's attributes; null when one of them cannot be read for certain. */
export function readRuleAttributes(rule: ParsedRule): {
  value: RuleAttributes | null;
  messages: CheckMessage[];
} {
  const messages: CheckMessage[] = [];
  const read = <T>(name: string, expected: string, convert: (text: string) => T | null): T | null => {
    const written = Object.hasOwn(rule.attributes, name) ? rule.attributes[name] : undefined;
    if (written === undefined) return null;
    const value = convert(written.trim());
    if (value === null) messages.push(fault(rule, name, shown(written), expected));
    return value;
  };
  const date = (text: string) => (isCalendarDate(text) ? text : null);
  const ruleId = (text: string) => (RULE_ID.test(text) ? text : null);
  const title = (text: string) => (text === '' ? null : text);
  for (const name of ['id', 'title']) {
    if (!Object.hasOwn(rule.attributes, name)) {
      messages.push(fault(rule, name, 'missing value', name === 'id' ? ID : 'a title'));
    }
  }
  const value = {
    id: read('id', ID, ruleId) ?? '',
    title: read('title', 'a title', title) ?? '',
    effective: read('effective', DATE, date),
    revision: read('revision', 'a whole number, 1 or more', positive) ?? 1,
    revised: read('revised', DATE, date),
    retired: read('retired', DATE, date),
    replacedBy: read('replacedBy', ID, ruleId),
    appliesTo: read('appliesTo', 'case types separated by spaces', slugs) ?? [],
    signals:
      read('signals', 'signal codes of letters, digits, _, ., : and -, separated by spaces', codes) ?? [],
    audience: read('audience', 'audiences separated by spaces', (text) =>
      text.trim() === '' ? null : slugs(text),
    ),
  };
  return { value: messages.length === 0 ? value : null, messages };
}

/** A rule's ID as written, without blanks around it; empty when there is none. */
export function writtenId({ attributes }: Pick<ParsedRule, 'attributes'>): string {
  return attributes.id?.trim() ?? '';
}

/** The place of a rule's attribute, or of the rule where it has none. */
export function attributePlace(rule: ParsedRule, name: string): Place {
  return (Object.hasOwn(rule.places, name) ? rule.places[name] : undefined) ?? rule.place;
}

function fault(rule: ParsedRule, attribute: string, found: string, expected: string): CheckMessage {
  return createMessage('rule-attribute', attributePlace(rule, attribute), { attribute, found, expected });
}

function positive(text: string): number | null {
  const value = Number(text);
  return /^\d{1,6}$/.test(text) && value >= 1 ? value : null;
}

function words(text: string, fits: (word: string) => boolean): string[] | null {
  const list = text.split(/\s+/).filter((word) => word !== '');
  return list.every(fits) ? [...new Set(list)] : null;
}

function slugs(text: string): string[] | null {
  return words(text, isSlug);
}

function codes(text: string): string[] | null {
  return words(text, (word) => SIGNAL_CODE.test(word));
}
