import type { Content, Rule, Sop } from './content.ts';

/** Sections 3 and 4 of formats.md, written out word by word: slow, and meant to be obviously right. */

export type Finding = 'cited' | 'retired' | 'pending' | 'misapplied' | 'unknown';
/** `open` is `uncited` or `gap`: which of the two is a judgement the format leaves to the program. */
export type Verdict = 'cited' | 'bound' | 'retired' | 'pending' | 'misapplied' | 'unknown' | 'open';
export type Defect = 'retired' | 'pending' | 'misapplied' | 'unknown' | 'outdated';
export type Clock = 'asIs' | 'asWas';

export interface Citation {
  id: string;
  /** Major part of the version it names. */
  revision: number | null;
}

export interface Step {
  text: string;
  ruleIds: string[];
  signals: string[];
  kind: string | null;
}

const DASHES = '\\-\\u2010\\u2011\\u2012\\u2013\\u2014\\u2015\\u2212';

/** "NFKC, trim, upper case; an optional leading SOP or RULE; PREFIX; …" */
export function canonical(written: string, prefixes: readonly string[]): Citation {
  const id = written.normalize('NFKC').trim().toUpperCase();
  for (const prefix of prefixes) {
    const match = new RegExp(
      `^(?:(?:SOP|RULE)[ _${DASHES}]*)?${prefix}[ _${DASHES}]*([0-9]+)(?:[ ]*[@V]([0-9]+)(?:\\.[0-9]+)*)?$`,
      'u',
    ).exec(id);
    if (match) {
      return {
        id: `${prefix}-${match[1]?.padStart(3, '0')}`,
        revision: match[2] === undefined ? null : Number(match[2]),
      };
    }
  }
  return { id, revision: null };
}

/** "only a known prefix, a hyphen and digits, standing as a word of its own, in any case" */
export function citationsInText(text: string, prefixes: readonly string[]): Citation[] {
  const other = '[\\p{L}\\p{M}\\p{N}_]';
  const han = '\\p{Script=Han}';
  const found: Citation[] = [];
  for (const prefix of prefixes) {
    const pattern = new RegExp(
      `(?:(?<=${han})|(?<!${other}))${prefix}-([0-9]+)(?:(?=${han})|(?!${other}))`,
      'giu',
    );
    for (const match of text.matchAll(pattern)) found.push(canonical(match[0], prefixes));
  }
  return found;
}

/** The citations of a step: its `rule_ids`, or, where it has none, the IDs in its text. */
export function citationsOf(step: Step, content: Content): Citation[] {
  const prefixes = content.caseTypes.map(({ prefix }) => prefix);
  if (step.ruleIds.length > 0) return step.ruleIds.map((written) => canonical(written, prefixes));
  return citationsInText(step.text, prefixes);
}

interface Placed {
  rule: Rule;
  /** Null for a rule of a proposal. */
  sop: Sop | null;
}

function placed(content: Content): Placed[] {
  return [
    ...content.sops.flatMap((sop) => sop.rules.map((rule) => ({ rule, sop }))),
    ...content.proposals.flatMap(({ rules }) => rules.map((rule) => ({ rule, sop: null }))),
  ];
}

export type RuleState = 'active' | 'retired' | 'pending';

function stateAt({ rule, sop }: Placed, day: string): RuleState {
  if (sop === null) return 'pending';
  if (sop.status === 'retired' || (rule.retired !== undefined && rule.retired <= day)) return 'retired';
  if (sop.status === 'draft' || (rule.effective ?? sop.effective) > day) return 'pending';
  return 'active';
}

/** States of all rules of the catalogue; a proposed rule is not yet one of them. */
export function ruleStates(content: Content, day: string): RuleState[] {
  return placed(content)
    .filter(({ sop }) => sop !== null)
    .map((each) => stateAt(each, day));
}

function applies({ rule, sop }: Placed, caseType: string): boolean {
  return sop?.caseType === caseType || (rule.appliesTo ?? []).includes(caseType);
}

interface Resolution {
  finding: Finding;
  /** The rule that has the cited ID. */
  rule: Rule | null;
}

/** The table of section 4. */
export function resolve(
  id: string,
  caseType: string,
  day: string,
  clock: Clock,
  content: Content,
): Resolution {
  const all = placed(content);
  const cited = all.find(({ rule }) => rule.id === id);
  if (!cited) return { finding: 'unknown', rule: null };
  const state = stateAt(cited, day);
  if (state === 'active') {
    return applies(cited, caseType)
      ? { finding: 'cited', rule: cited.rule }
      : { finding: 'misapplied', rule: cited.rule };
  }
  if (state === 'pending') return { finding: 'pending', rule: cited.rule };
  if (clock === 'asIs') {
    let next: Placed | undefined = cited;
    while (next?.rule.replacedBy !== undefined) {
      const target: string = next.rule.replacedBy;
      next = all.find(({ rule }) => rule.id === target);
      if (next && stateAt(next, day) === 'active' && applies(next, caseType)) {
        return { finding: 'cited', rule: cited.rule };
      }
    }
  }
  return { finding: 'retired', rule: cited.rule };
}

/** "`revision` from `revised` on, the one before until then" */
function revisionInForce(rule: Rule, day: string): number {
  const revision = rule.revision ?? 1;
  return rule.revised !== undefined && day < rule.revised ? revision - 1 : revision;
}

const signatures = new Map<string, string>();

/** The signature of section 4, worked out once per text. */
export function signature(text: string): string {
  const known = signatures.get(text) ?? workOutSignature(text);
  signatures.set(text, known);
  return known;
}

function workOutSignature(text: string): string {
  const characters = [...text.normalize('NFKC').toLowerCase()];
  const breaks = (character: string) => /\s|\p{Script=Han}/u.test(character);
  let result = '';
  let run = '';
  const endRun = () => {
    if (/[0-9]|@|:\/\//u.test(run)) result += '#';
    else result += [...run].map((character) => (/[\p{L}\p{M}]/u.test(character) ? character : ' ')).join('');
    run = '';
  };
  for (const character of characters) {
    if (!breaks(character)) {
      run += character;
      continue;
    }
    endRun();
    result += /[\p{L}\p{M}]/u.test(character) ? character : ' ';
  }
  endRun();
  return result.replace(/ +/g, ' ').trim();
}

/** "a run of whole tokens of the text's signature; a phrase with Han characters, when it is a substring" */
export function stands(phrase: string, text: string): boolean {
  const wanted = signature(phrase);
  if (wanted === '') return false;
  if (/\p{Script=Han}/u.test(wanted)) return signature(text).includes(wanted);
  return ` ${signature(text)} `.includes(` ${wanted} `);
}

function bound(step: Step, caseType: string, day: string, content: Content): boolean {
  return placed(content).some(
    (each) =>
      stateAt(each, day) === 'active' &&
      applies(each, caseType) &&
      (step.signals.some((signal) => (each.rule.signals ?? []).includes(signal)) ||
        (each.rule.phrases ?? []).some((phrase) => stands(phrase, step.text))),
  );
}

export interface Judgement {
  verdict: Verdict;
  defects: Defect[];
}

/** Verdict and defects of one step on one clock; `day` is D. */
export function judge(step: Step, caseType: string, day: string, clock: Clock, content: Content): Judgement {
  const findings: Finding[] = [];
  const defects: Defect[] = [];
  for (const citation of citationsOf(step, content)) {
    const { finding, rule } = resolve(citation.id, caseType, day, clock, content);
    findings.push(finding);
    if (finding !== 'cited') defects.push(finding);
    else if (rule && citation.revision !== null && citation.revision < revisionInForce(rule, day)) {
      defects.push('outdated');
    }
  }
  return { verdict: verdictOf(findings, step, caseType, day, content), defects };
}

function verdictOf(
  findings: readonly Finding[],
  step: Step,
  caseType: string,
  day: string,
  content: Content,
): Verdict {
  if (findings.includes('cited')) return 'cited';
  if (bound(step, caseType, day, content)) return 'bound';
  for (const finding of ['retired', 'pending', 'misapplied', 'unknown'] as const) {
    if (findings.includes(finding)) return finding;
  }
  return 'open';
}
