import type { RuleSource } from '../assemble.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import { attributePlace } from '../rule-attributes.ts';
import type { Rule, Sop } from '../types.ts';
import { changedValues, valuesText } from './changed-values.ts';
import { type Check, type CheckContext, sopSources, unclearFiles } from './context.ts';
import type { History } from './history-port.ts';

/** What changed since a base commit without what must change along with it. */
export const checkHistory: Check = function* (context) {
  const { base } = context;
  if (!base) return;
  const before = new Map(
    base.content.sources
      .filter(({ page }) => page.kind === 'sop')
      .map((source) => [source.rule.id, source] as const),
  );
  const drafts = new Set(
    base.content.readable.sops.filter((sop) => sop.status === 'draft').map((sop) => sop.id),
  );
  const now = new Map(sopSources(context).map((source) => [source.rule.id, source] as const));
  const [unclearBefore, unclear] = [unclearFiles(base.content), unclearFiles(context.content)];
  for (const [id, source] of now) {
    const earlier = before.get(id);
    if (!earlier && unclearBefore.has(source.page.file)) continue;
    if (!earlier) yield* checkReuse(source, base);
    else if (!drafts.has(earlier.rule.sop) && !unclear.has(source.page.file))
      yield* checkRule(earlier, source);
  }
  for (const [id, { rule, page }] of before) {
    if (now.has(id) || drafts.has(rule.sop) || !isComplete(context)) continue;
    yield createMessage('rule-removed', { file: page.file, line: 1, column: 1 }, { id });
  }
  yield* checkVersions(context, base, before, now);
};

function isComplete({ content }: CheckContext): boolean {
  return !content.messages.some((message) => message.fatal);
}

function* checkReuse({ rule, parsed }: RuleSource, base: History): Iterable<CheckMessage> {
  const commit = base.usedBefore.get(rule.id);
  if (commit === undefined) return;
  const parameters = { id: rule.id, before: `an earlier rule (${commit})`, now: rule.title };
  yield createMessage('rule-reused', attributePlace(parsed, 'id'), parameters);
}

function* checkRule(earlier: RuleSource, source: RuleSource): Iterable<CheckMessage> {
  const before = earlier.rule;
  const { rule, parsed } = source;
  const { id } = rule;
  const at = (attribute: string) => attributePlace(parsed, attribute);
  if (isOther(before, rule)) {
    yield createMessage('rule-reused', at('id'), { id, before: before.title, now: rule.title });
    return;
  }
  if (rule.effective !== before.effective) {
    yield createMessage('effective-changed', at('effective'), {
      id,
      before: before.effective,
      now: rule.effective,
    });
  }
  if (before.retired !== null && rule.retired === null) {
    yield createMessage('rule-revived', at('id'), { id, retired: before.retired });
  }
  if (before.retired === null && rule.retired !== null && rule.replacedBy === null) {
    yield createMessage('retired-unreplaced', at('retired'), { id });
  }
  if (rule.revision < before.revision) {
    yield createMessage('revision-lowered', at('revision'), {
      id,
      before: before.revision,
      now: rule.revision,
    });
  } else if (rule.revision > before.revision) {
    if (rule.revised !== null && before.revised !== null && rule.revised <= before.revised) {
      yield createMessage('revised-unchanged', at('revised'), {
        id,
        revision: rule.revision,
        revised: rule.revised,
      });
    }
  } else if (rule.retired === null && rule.fingerprint !== before.fingerprint) {
    const [certain, all] = [
      changedValues(earlier, source),
      changedValues(earlier, source, { doubtful: true }),
    ];
    if (certain !== null) {
      yield createMessage('revision-unraised', at('id'), { id, change: valuesText(certain) });
    } else if (all !== null) {
      yield createMessage('revision-doubtful', at('id'), { id, change: valuesText(all) });
    }
  }
}

/** Whether the words of a rule have next to nothing in common with those of before. */
function isOther(before: Rule, now: Rule): boolean {
  // A rule that becomes a tombstone loses its text and stays the same rule.
  if (now.retired !== null || before.body.markdown === '') return false;
  const earlier = wordsOf(before);
  const words = wordsOf(now);
  const shared = [...words].filter((word) => earlier.has(word)).length;
  return shared / Math.max(1, Math.min(words.size, earlier.size)) < 0.25;
}

function wordsOf(rule: Rule): Set<string> {
  const text = `${rule.title} ${rule.body.markdown}`.toLowerCase();
  return new Set(text.match(/\p{L}{4,}/gu) ?? []);
}

const LEVELS = ['unchanged', 'patch', 'minor', 'major'] as const;
type Level = (typeof LEVELS)[number];

interface Change {
  readonly level: Level;
  readonly reason: string;
}

type Sources = ReadonlyMap<string, RuleSource>;

function* checkVersions(
  { content }: CheckContext,
  base: History,
  before: Sources,
  now: Sources,
): Iterable<CheckMessage> {
  const earlier = new Map(base.content.readable.sops.map((sop) => [sop.id, sop] as const));
  const unclear = new Set([...unclearFiles(base.content), ...unclearFiles(content)]);
  for (const sop of content.readable.sops) {
    const old = earlier.get(sop.id);
    if (!old || old.status === 'draft' || unclear.has(sop.file)) continue;
    const page = content.pages.find((candidate) => candidate.file === sop.file);
    const place = page?.places.version ?? { file: sop.file, line: 1, column: 1 };
    const changes = changesOf(sop, old, before, now);
    const needed = changes.reduce<Level>((level, change) => higher(level, change.level), 'unchanged');
    const raised = levelBetween(old.version, sop.version);
    if (raised === null) {
      yield createMessage('version-lowered', place, { sop: sop.id, before: old.version, now: sop.version });
    } else if (raised === 'unchanged' && needed !== 'unchanged') {
      const reasons = changes.filter(({ level }) => level === needed).map(({ reason }) => reason);
      const { version } = sop;
      yield createMessage('version-missing', place, { sop: sop.id, version, level: needed, reasons });
    } else if (rank(raised) < rank(needed)) {
      const reason = changes.find((change) => change.level === needed)?.reason ?? '';
      const versions = { before: old.version, now: sop.version };
      yield createMessage('version-level', place, { sop: sop.id, ...versions, level: needed, reason });
    }
  }
}

function changesOf(sop: Sop, earlierSop: Sop, before: Sources, now: Sources): Change[] {
  const changes: Change[] = [];
  for (const rule of sop.rules) {
    const old = before.get(rule.id);
    const source = now.get(rule.id);
    const earlier = old?.rule;
    const change = (level: Level, reason: string) => changes.push({ level, reason: `${rule.id} ${reason}` });
    const values = old && source && rule.retired === null ? changedValues(old, source) : null;
    if (!earlier) change('minor', 'was added');
    else if (rule.revision > earlier.revision) change('major', 'has a new revision');
    else if (rule.retired !== null && earlier.retired === null) change('minor', 'was retired');
    else if (values !== null) change('major', `can decide otherwise (${valuesText(values)})`);
    else if (rule.fingerprint !== earlier.fingerprint) change('patch', 'was reworded');
    else if (factsOf(rule) !== factsOf(earlier)) change('patch', 'has other facts');
  }
  for (const { id } of earlierSop.rules) {
    if (!now.has(id)) changes.push({ level: 'minor', reason: `${id} was removed` });
  }
  return changes;
}

function factsOf({ caseTypes, signals, covers, replacedBy, audience }: Rule): string {
  // The first is the SOP's own, which its rules do not choose.
  const appliesTo = caseTypes.slice(1);
  return JSON.stringify([appliesTo, signals, covers.map(({ phrase }) => phrase), replacedBy, audience]);
}

/** What was raised between two versions; null when the later one is lower. */
function levelBetween(before: string, now: string): Level | null {
  const old = before.split('.').map(Number);
  const parts = now.split('.').map(Number);
  for (const [index, level] of (['major', 'minor', 'patch'] as const).entries()) {
    const difference = (parts[index] ?? 0) - (old[index] ?? 0);
    if (difference !== 0) return difference > 0 ? level : null;
  }
  return 'unchanged';
}

function rank(level: Level): number {
  return LEVELS.indexOf(level);
}

function higher(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
