import type { RuleSource } from '../assemble.ts';
import { fieldPlace } from '../fields.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import { isOpen } from '../open-proposal.ts';
import type { ParsedPage, ProposalFields } from '../parse.ts';
import type { Passage } from '../passages.ts';
import { attributePlace, writtenId } from '../rule-attributes.ts';
import type { Rule } from '../types.ts';
import { type Check, type CheckContext, isLive } from './context.ts';
import { checkLinks } from './links.ts';
import { ruleMentions, sopMentions } from './mentions.ts';

/** IDs that rules, proposals and their words point at. */
export const checkReferences: Check = function* (context) {
  // A page that was not read may hold what seems to be missing.
  const complete = !context.content.messages.some(({ fatal, name }) => fatal && name !== 'duplicate-rule');
  yield* checkReplacements(context, complete);
  yield* checkProposals(context, complete);
  if (!complete) return;
  const known = knownIds(context);
  for (const words of wordsOf(context)) {
    yield* checkRuleMentions(words, known, context);
    yield* checkSopMentions(words, known);
    yield* checkLinks(words, context);
  }
};

/** Words of one rule or introduction in one language. */
export interface Words {
  readonly page: ParsedPage;
  readonly passages: readonly Passage[];
  /** Null for an introduction. */
  readonly rule: Rule | null;
}

/** What words may name, beside the rules of the catalogue. */
interface KnownIds {
  readonly prefixes: ReadonlySet<string>;
  /** Those of proposals and translations too: what is wrong with such an ID is said where it stands. */
  readonly writtenRules: ReadonlySet<string>;
  readonly sopsAndProposals: ReadonlySet<string>;
}

function knownIds({ content }: CheckContext): KnownIds {
  const { caseTypes, sops, proposals } = content.readable;
  return {
    prefixes: new Set(caseTypes.map((type) => type.prefix)),
    writtenRules: new Set(content.pages.flatMap(({ rules }) => rules.map(writtenId))),
    sopsAndProposals: new Set([...sops, ...proposals].map(({ id }) => id)),
  };
}

function* wordsOf({ content }: CheckContext): Iterable<Words> {
  for (const page of content.pages) yield { page, passages: page.introPassages, rule: null };
  for (const { page, parsed, rule, translated } of content.sources) {
    yield { page, passages: parsed.passages, rule };
    if (translated) yield { page: translated.page, passages: translated.parsed.passages, rule };
  }
}

function* checkReplacements({ content }: CheckContext, complete: boolean): Iterable<CheckMessage> {
  const rules = new Map(content.sources.map((source) => [source.rule.id, source] as const));
  for (const source of content.sources) {
    const { rule, parsed } = source;
    const { id, replacedBy } = rule;
    if (replacedBy === null) continue;
    const place = attributePlace(parsed, 'replacedBy');
    if (!rules.has(replacedBy)) {
      if (complete) yield createMessage('replaced-by-unknown', place, { id, replacedBy });
      continue;
    }
    if (rule.retired === null) yield createMessage('replaced-not-retired', place, { id, replacedBy });
    const path = cycleFrom(id, rules);
    // Said once, at its first rule.
    if (path?.every((other) => id <= other)) {
      const related = path.slice(1).flatMap((other) => {
        const place = rules.get(other)?.rule.place;
        return place && other !== id ? [{ place, note: other }] : [];
      });
      yield createMessage('replaced-by-cycle', place, { path }, related);
    }
  }
}

/** The circle that replacements of a rule make, from it and back to it; null when there is none. */
function cycleFrom(id: string, rules: ReadonlyMap<string, RuleSource>): string[] | null {
  const path = [id];
  const seen = new Set(path);
  for (let next = rules.get(id)?.rule.replacedBy; next; next = rules.get(next)?.rule.replacedBy) {
    path.push(next);
    if (next === id) return path;
    if (seen.has(next)) return null;
    seen.add(next);
  }
  return null;
}

function* checkProposals({ content }: CheckContext, complete: boolean): Iterable<CheckMessage> {
  const sops = new Set(content.readable.sops.map((sop) => sop.id));
  const holders = new Map<string, Rule>(content.readable.rules);
  for (const page of content.pages) {
    if (page.kind !== 'proposal' || page.fields === null) continue;
    const fields = page.fields as ProposalFields;
    if (complete && fields.sop !== 'new' && !sops.has(fields.sop)) {
      yield createMessage('proposal-sop-unknown', fieldPlace(page.places, ['sop'], page.file), {
        sop: fields.sop,
      });
    }
    if (complete && fields.status === 'accepted') yield* checkAccepted(page, content.readable.rules);
    if (!isOpen(fields)) continue;
    for (const { rule, parsed } of content.sources.filter((source) => source.page === page)) {
      const holder = holders.get(rule.id);
      if (holder) {
        const related = [{ place: holder.place, note: `${rule.id} of ${holder.sop}` }];
        const place = attributePlace(parsed, 'id');
        yield createMessage('proposal-rule-taken', place, { id: rule.id, holder: holder.sop }, related);
      } else holders.set(rule.id, rule);
    }
  }
}

/** A proposal called accepted whose rules nobody put into an SOP: they bind no one. */
function* checkAccepted(page: ParsedPage, rules: ReadonlyMap<string, Rule>): Iterable<CheckMessage> {
  const { id } = page.fields as ProposalFields;
  const missing = page.rules.map(writtenId).filter((rule) => !rules.has(rule));
  if (missing.length === 0) return;
  const place = fieldPlace(page.places, ['status'], page.file);
  yield createMessage('proposal-unwritten', place, { id, missing, file: page.file });
}

function* checkRuleMentions(
  { page, passages, rule }: Words,
  known: KnownIds,
  context: CheckContext,
): Iterable<CheckMessage> {
  const { readable } = context.content;
  for (const { id, line, column } of ruleMentions(passages, known.prefixes)) {
    const place = { file: page.file, line, column };
    const mentioned = readable.rules.get(id);
    if (!mentioned) {
      if (known.writtenRules.has(id)) continue;
      yield createMessage('unknown-rule-mention', place, { mentioned: id });
    } else if (!isLive(mentioned, context) && speaksOfToday(rule, mentioned, context)) {
      const related = [{ place: mentioned.place, note: 'retired here' }];
      const successor = successorOf(mentioned, context);
      yield createMessage('retired-rule-mention', place, { mentioned: id, successor }, related);
    }
  }
}

/** The rule that binds in the place of a retired one; null when none does, or replacements lead nowhere. */
function successorOf({ id, replacedBy }: Rule, context: CheckContext): string | null {
  const seen = new Set([id]);
  for (let next = replacedBy; next !== null && !seen.has(next); ) {
    const rule = context.content.readable.rules.get(next);
    if (!rule) return null;
    if (isLive(rule, context)) return rule.id;
    seen.add(next);
    next = rule.replacedBy;
  }
  return null;
}

/** Retired rules may speak of each other, and a rule of what it replaced. */
function speaksOfToday(rule: Rule | null, mentioned: Rule, context: CheckContext): boolean {
  if (rule === null) return false;
  return isLive(rule, context) && mentioned.replacedBy !== rule.id;
}

function* checkSopMentions({ page, passages }: Words, known: KnownIds): Iterable<CheckMessage> {
  for (const { id, line, column } of sopMentions(passages)) {
    if (known.sopsAndProposals.has(id)) continue;
    yield createMessage('unknown-sop-mention', { file: page.file, line, column }, { mentioned: id });
  }
}
