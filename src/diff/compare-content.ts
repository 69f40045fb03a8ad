import type { CheckMessage } from '../sops/messages.ts';
import { translatable, translationState } from '../sops/translation-state.ts';
import type { Catalogue, Rule } from '../sops/types.ts';
import { type Diff, RULE_FIELDS, type RuleChange, type RuleField } from './diff-types.ts';

/** A catalogue, and what `check` says of it. */
export interface Checked {
  readonly catalogue: Catalogue;
  readonly messages: readonly CheckMessage[];
}

/** What differs between two catalogues. */
export type ContentDiff = Pick<Diff, 'sops' | 'rules' | 'translations' | 'proposals' | 'found' | 'solved'>;

/** Compares content with what it was. Lists are in the order of IDs, messages in that of files and lines. */
export function compareContent(before: Checked, after: Checked): ContentDiff {
  return {
    sops: compareSops(before.catalogue, after.catalogue),
    rules: compareRules(before.catalogue.rules, after.catalogue.rules),
    translations: leftBehind(before.catalogue, after.catalogue),
    proposals: compareProposals(before.catalogue, after.catalogue),
    ...compareMessages(before.messages, after.messages),
  };
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

function compareRules(before: Catalogue['rules'], after: Catalogue['rules']): RuleChange[] {
  return paired(before, after).flatMap(({ old, now }) => {
    const rule = now ?? old;
    if (rule === null) return [];
    const fields = old && now ? changedFields(old, now) : [];
    const change = changeOf(old, now, fields);
    if (change === null) return [];
    const { id, title, place } = rule;
    const revision = { before: old?.revision ?? null, after: now?.revision ?? null };
    return [{ id, title, ...place, change, fields, revision, covered: null }];
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
