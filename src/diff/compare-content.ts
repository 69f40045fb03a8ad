import type { RuleSource } from '../sops/assemble.ts';
import { changedValues } from '../sops/check/changed-values.ts';
import type { ReadContent } from '../sops/load.ts';
import type { CheckMessage } from '../sops/messages.ts';
import { translatable, translationState } from '../sops/translation-state.ts';
import type { Catalogue, Rule } from '../sops/types.ts';
import { type Diff, RULE_FIELDS, type RuleChange, type RuleField } from './diff-types.ts';

/** Content, and what `check` says of it. */
export interface Checked {
  readonly content: ReadContent;
  readonly messages: readonly CheckMessage[];
}

/** What differs between two catalogues. */
export type ContentDiff = Pick<Diff, 'sops' | 'rules' | 'translations' | 'proposals' | 'found' | 'solved'>;

/** Compares content with what it was. Lists are in the order of IDs, messages in that of files and lines. */
export function compareContent(before: Checked, after: Checked): ContentDiff {
  const [earlier, now] = [before.content.readable, after.content.readable];
  return {
    sops: compareSops(earlier, now),
    rules: compareRules(sourcesOf(before), sourcesOf(after)),
    translations: leftBehind(earlier, now),
    proposals: compareProposals(earlier, now),
    ...compareMessages(before.messages, after.messages),
  };
}

function sourcesOf({ content }: Checked): ReadonlyMap<string, RuleSource> {
  const sources = content.sources.filter(({ page }) => page.kind === 'sop');
  return new Map(sources.map((source) => [source.rule.id, source]));
}

/** Entries that two maps have under one key, in the order of keys. */
function paired<V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>) {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.map((key) => ({ key, old: before.get(key) ?? null, now: after.get(key) ?? null }));
}

function byId<V extends { readonly id: string }>(values: readonly V[]): ReadonlyMap<string, V> {
  return new Map(values.map((value) => [value.id, value]));
}

function compareSops(before: Catalogue, after: Catalogue): Diff['sops'] {
  return paired(byId(before.sops), byId(after.sops)).flatMap(({ key, old, now }) => {
    const version = { before: old?.version ?? null, after: now?.version ?? null };
    const status = { before: old?.status ?? null, after: now?.status ?? null };
    if (version.before === version.after && status.before === status.after) return [];
    return [{ id: key, file: now?.file ?? old?.file ?? '', version, status }];
  });
}

function compareProposals(before: Catalogue, after: Catalogue): Diff['proposals'] {
  return paired(byId(before.proposals), byId(after.proposals)).flatMap(({ key, old, now }) => {
    const status = { before: old?.status ?? null, after: now?.status ?? null };
    if (status.before === status.after) return [];
    return [{ id: key, file: now?.file ?? old?.file ?? '', status }];
  });
}

function compareRules(
  before: ReadonlyMap<string, RuleSource>,
  after: ReadonlyMap<string, RuleSource>,
): RuleChange[] {
  return paired(before, after).flatMap(({ old, now }) => {
    const rule = (now ?? old)?.rule;
    if (rule === undefined) return [];
    const fields = old && now ? changedFields(old.rule, now.rule) : [];
    const change = changeOf(old?.rule ?? null, now?.rule ?? null, fields);
    if (change === null) return [];
    const { id, title, place } = rule;
    const revision = { before: old?.rule.revision ?? null, after: now?.rule.revision ?? null };
    const values = old && now && rule.retired === null ? changedValues(old, now) : null;
    return [{ id, title, ...place, change, fields, revision, values, covered: null }];
  });
}

function changeOf(
  old: Rule | null,
  now: Rule | null,
  fields: readonly RuleField[],
): RuleChange['change'] | null {
  if (old === null) return 'added';
  if (now === null) return 'removed';
  if (old.retired === null && now.retired !== null) return 'retired';
  if (old.retired !== null && now.retired === null) return 'revived';
  if (old.revision !== now.revision) return 'revised';
  if (old.fingerprint !== now.fingerprint) return 'reworded';
  return fields.length > 0 ? 'amended' : null;
}

const FIELDS: Readonly<Record<RuleField, (rule: Rule) => unknown>> = {
  title: ({ title }) => title,
  text: ({ body }) => body.markdown.trim(),
  sop: ({ sop }) => sop,
  effective: ({ effective }) => effective,
  revised: ({ revised }) => revised,
  retired: ({ retired }) => retired,
  replacedBy: ({ replacedBy }) => replacedBy,
  caseTypes: ({ caseTypes }) => caseTypes,
  signals: ({ signals }) => signals,
  covers: ({ covers }) => covers.map(({ phrase }) => phrase),
  audience: ({ audience }) => audience,
};

function changedFields(old: Rule, now: Rule): RuleField[] {
  return RULE_FIELDS.filter(
    (field) => JSON.stringify(FIELDS[field](old)) !== JSON.stringify(FIELDS[field](now)),
  );
}

function leftBehind(before: Catalogue, after: Catalogue): Diff['translations'] {
  return after.sops.flatMap(translatable).flatMap((rule) => {
    const state = translationState(rule);
    const old = before.rules.get(rule.id);
    if (state === 'current' || (old && translationState(old) === state)) return [];
    return [{ rule: rule.id, ...(rule.translation?.place ?? rule.place), state }];
  });
}

/** Lines move when something is written above them: a message is the same when it says the same of the same file. */
function compareMessages(before: readonly CheckMessage[], after: readonly CheckMessage[]) {
  const left = new Map<string, number>();
  for (const message of before) left.set(keyOf(message), (left.get(keyOf(message)) ?? 0) + 1);
  const found: Diff['found'] = [];
  for (const message of after) {
    const known = left.get(keyOf(message)) ?? 0;
    if (known > 0) left.set(keyOf(message), known - 1);
    else {
      const { name, severity, place, message: text, hint } = message;
      found.push({ name, severity, ...place, message: text, hint });
    }
  }
  return { found, solved: [...left.values()].reduce((sum, number) => sum + number, 0) };
}

function keyOf({ name, place, message }: CheckMessage): string {
  return JSON.stringify([name, place.file, message]);
}
