import { exceedsTarget } from '../coverage/interval.ts';
import { casesText, caseTypeLines, changeText, gapChanges } from '../proposals/impact-report.ts';
import type { Comparison } from '../proposals/impact-types.ts';
import { valuesText } from '../sops/check/changed-values.ts';
import { escapeMarkdown } from '../sops/markdown.ts';
import { countSeverities } from '../sops/messages.ts';
import { count, printable } from '../terminal-text.ts';
import type { Diff, RuleChange } from './diff-types.ts';

/** What speaks against merging; empty when nothing does. */
export function reasonsAgainst({ found, coverage }: Diff): string[] {
  const { error } = countSeverities(found);
  const fallen = (coverage?.caseTypes ?? []).filter(
    ({ target, before, after }) =>
      exceedsTarget(before.coverage, target) && !exceedsTarget(after.coverage, target),
  );
  return [
    ...(error > 0 ? [`check finds ${count(error, 'new error')}`] : []),
    ...fallen.map(({ id }) => `${id} no longer exceeds its target`),
  ];
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Longer lists are cut: `--json` has all of them. */
const SHOWN = 50;

/** @param prefix put before the path of a content file, so that it can be opened from here */
export function diffText(diff: Diff, prefix: string): string {
  const parts = sectionsOf(diff, prefix).map(({ title, lines }) =>
    [printable(title), ...shown(lines).map((line) => `  ${printable(line)}`)].join('\n'),
  );
  return `${[printable(headingOf(diff)), ...parts, printable(answerOf(diff))].join('\n\n')}\n`;
}

/** The same for the comment of a pull request; nothing in it is read as markup. */
export function diffMarkdown(diff: Diff, prefix: string): string {
  const parts = sectionsOf(diff, prefix).map(({ title, lines }) =>
    [`### ${escaped(title)}`, '', ...shown(lines).map((line) => `- ${escaped(line)}`)].join('\n'),
  );
  return `${[`## ${escaped(headingOf(diff))}`, `**${escaped(answerOf(diff))}**`, ...parts].join('\n\n')}\n`;
}

function headingOf({ base, asOf }: Diff): string {
  return `Changes of the SOPs since ${base}, as of ${asOf}`;
}

function answerOf(diff: Diff): string {
  const against = reasonsAgainst(diff);
  return against.length === 0
    ? 'Nothing here speaks against merging.'
    : `Do not merge: ${against.join('; ')}.`;
}

function shown(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `and ${more} more; --json lists all`] : [...lines];
}

function sectionsOf(diff: Diff, prefix: string): Section[] {
  const { sops, rules, translations, proposals } = diff;
  const changed: Section[] = [
    { title: 'SOPs', lines: sops.map((sop) => `${sop.id} ${sopText(sop)} (${prefix}${sop.file})`) },
    { title: 'Rules', lines: rules.map((rule) => ruleText(rule, prefix)) },
    {
      title: 'Mandarin left behind',
      lines: translations.map(({ rule, state, file, line }) => `${rule} ${state} (${prefix}${file}:${line})`),
    },
    {
      title: 'Proposals',
      lines: proposals.map(({ id, status, file }) => `${id} ${betweenText(status)} (${prefix}${file})`),
    },
  ];
  const content = changed.filter(({ lines }) => lines.length > 0);
  return [
    ...(content.length > 0 ? content : [{ title: 'SOPs', lines: ['no SOP, rule or proposal changed'] }]),
    { title: 'Check', lines: checkLines(diff, prefix) },
    { title: 'Coverage as-is', lines: coverageLines(diff) },
  ];
}

function sopText({ version, status }: Diff['sops'][number]): string {
  if (version.before === null) return `new, version ${version.after}, ${status.after}`;
  if (version.after === null) return `gone, was version ${version.before}, ${status.before}`;
  const versions = version.before === version.after ? [] : [`version ${betweenText(version)}`];
  const statuses = status.before === status.after ? [] : [betweenText(status)];
  return [...versions, ...statuses].join(', ');
}

function ruleText(rule: RuleChange, prefix: string): string {
  const { id, title, covered, file, line } = rule;
  const parts = [
    changeOfRule(rule),
    ...(rule.values === null ? [] : [valuesText(rule.values)]),
    ...fieldsBeside(rule),
    ...(covered === null || covered.before === covered.after
      ? []
      : [`covers ${covered.before} → ${count(covered.after, 'step')}`]),
  ];
  return `${id} ${parts.join('; ')}: ${title} (${prefix}${file}:${line})`;
}

function changeOfRule({ change, revision, values }: RuleChange): string {
  if (change === 'revised') return `revised (${betweenText(revision)})`;
  return change === 'reworded' && values !== null ? 'values changed without a new revision' : change;
}

/** Fields that changed, but for the one that the change is named after. */
function fieldsBeside({ change, fields }: RuleChange): string[] {
  const others = fields.filter((field) => field !== change);
  return others.length > 0 ? [others.join(', ')] : [];
}

/** `new, 1.0.0`, `1.0.0 → 1.1.0`, `gone, was 1.1.0`. */
function betweenText<T>({ before, after }: { readonly before: T | null; readonly after: T | null }): string {
  if (before === null) return `new, ${after}`;
  return after === null ? `gone, was ${before}` : `${before} → ${after}`;
}

function checkLines({ found, solved }: Diff, prefix: string): string[] {
  const lines = found.map(
    ({ file, line, column, severity, name, message, hint }) =>
      `${prefix}${file}:${line}:${column} ${severity} ${name} ${message} (${hint})`,
  );
  if (solved > 0) lines.push(`${count(solved, 'message')} of before ${solved === 1 ? 'is' : 'are'} gone`);
  return lines.length > 0 ? lines : ['nothing new'];
}

function coverageLines({ coverage, coverageMissing }: Diff): string[] {
  if (coverage === null) return [`not compared: ${coverageMissing}`];
  const changed = caseTypeLines(coverage);
  return [
    `compared over ${casesText(coverage)}`,
    ...(changed.length > 0 ? changed : ['no case type changes']),
    `total: ${changeText(coverage.total)}`,
    ...gapLines(coverage),
  ];
}

/**
 * Gaps of case types in which other steps are covered than before. Elsewhere steps are only grouped
 * anew, because every text of a rule teaches what resembles it: nobody has to act on that.
 */
function gapLines(coverage: Comparison): string[] {
  const changed = new Set(
    coverage.caseTypes.filter(({ before, after }) => before.covered !== after.covered).map(({ id }) => id),
  );
  const { closed, opened, changed: sized } = coverage.gaps;
  const concerns = ({ caseType }: { readonly caseType: string }) => changed.has(caseType);
  const gaps = {
    closed: closed.filter(concerns),
    opened: opened.filter(concerns),
    changed: sized.filter(concerns),
  };
  const lines = gapChanges({ ...coverage, gaps });
  const others = closed.length + opened.length + sized.length - lines.length;
  if (others > 0) lines.push(`${count(others, 'gap')} grouped anew where no coverage changes`);
  return lines;
}

/** No character is left that Markdown, HTML or a code host's mentions could begin with. */
function escaped(text: string): string {
  return escapeMarkdown(printable(text)).replaceAll('@', '@\u2060');
}
