import { basename } from 'node:path';
import { dayToDate, everyMonday } from '../cases/time.ts';
import { statusAgainst } from '../coverage/interval.ts';
import {
  type CaseTypeDetail,
  LEDGER_SCHEMA,
  type Ledger,
  type Report,
  type RuleUse,
  type Week,
} from '../coverage/ledger.ts';
import { ruleState } from '../coverage/rulebook.ts';
import { isShowable } from '../coverage/showable.ts';
import { noLabels, totalsOf } from '../coverage/tally.ts';
import type { RuleFacts } from '../coverage/types.ts';
import type { CaseType, Catalogue } from '../sops/types.ts';
import {
  type Counts,
  emptyWeek,
  occurrencesOf,
  type RuleCounts,
  rulesOf,
  totalOf,
  type WeekCounts,
} from './assessment.ts';
import type { FoundGap } from './find-gaps.ts';
import { ledgerOccurrences } from './ledger-occurrences.ts';
import type { RunRejects } from './run-rejects.ts';

/** Rejects listed in the ledger itself; all of them are in `rejects.ndjson`. */
const LISTED_REJECTS = 100;
/** Wrong citations listed per case type, most frequent first. */
const LISTED_MISCITED = 50;

/** What a run found out, before it is put into the shape of the ledger. */
export interface RunResult {
  readonly catalogue: Catalogue;
  readonly rules: readonly RuleFacts[];
  readonly asOf: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly inputs: Ledger['inputs'];
  readonly accepted: number;
  readonly duplicates: number;
  readonly warnings: number;
  readonly rejects: RunRejects;
  /** In the order of the catalogue. */
  readonly caseTypes: readonly Counts[];
  /** Null when it was not measured. */
  readonly suggestions: Ledger['suggestions'];
  readonly wordings: Ledger['wordings'];
  readonly gaps: readonly FoundGap[];
}

/** Puts a run's result into the ledger's shape: sorted, so that equal runs give equal bytes. */
export function buildLedger(result: RunResult): Ledger {
  const { catalogue, caseTypes } = result;
  const rules = rulesOf(caseTypes);
  const ruleIds = new Set(result.rules.map(({ id }) => id));
  return {
    schema: LEDGER_SCHEMA,
    catalogue: catalogue.hash,
    syntheticCases: caseTypes.reduce((sum, { syntheticCases }) => sum + syntheticCases, 0),
    report: buildReport(result),
    accuracy: totalOf(caseTypes).accuracy,
    caseTypes: catalogue.caseTypes.map((caseType, index) =>
      caseTypeDetail(caseType, caseTypes[index] as Counts, ruleIds, catalogue.settings.exemplarCases),
    ),
    rules: [...catalogue.rules.keys()].sort().map((id) => ruleUse(id, rules.get(id))),
    ...ledgerOccurrences(occurrencesOf(caseTypes), catalogue),
    suggestions: result.suggestions,
    wordings: [...result.wordings],
    inputs: [...result.inputs],
    rejects: result.rejects.first(LISTED_REJECTS).map(({ file, line, reason, message }) => ({
      // The site shows it; where an export lies on somebody's disk is nobody's business.
      file: basename(file),
      line,
      reason,
      message,
    })),
    gaps: result.gaps.map(({ evidence }) => evidence),
  };
}

function buildReport(result: RunResult): Report {
  const { catalogue, caseTypes, asOf } = result;
  return {
    schema: 'sop-coverage/1',
    asOf,
    window: { since: result.since, until: result.until },
    input: {
      files: result.inputs.length,
      records: result.accepted + result.rejects.count + result.duplicates,
      accepted: result.accepted,
      rejected: result.rejects.count,
      duplicates: result.duplicates,
      rejects: result.rejects.byReason(),
      warnings: result.warnings,
    },
    rules: rulesByState(result.rules, asOf),
    caseTypes: catalogue.caseTypes.map(({ id, target }, index) => {
      const totals = totalsOf((caseTypes[index] as Counts).tally);
      const status = statusAgainst(target, totals.steps, totals.asIs.interval);
      return { id, ...totals, target, status };
    }),
    total: totalsOf(totalOf(caseTypes)),
    gaps: result.gaps.map(({ gap }) => gap),
  };
}

/** Counts the catalogue's rules; a rule that only a proposal holds is none yet. */
function rulesByState(rules: readonly RuleFacts[], asOf: string): Report['rules'] {
  const counts = { active: 0, retired: 0, pending: 0 };
  for (const rule of rules) if (rule.status !== 'proposed') counts[ruleState(rule, asOf)] += 1;
  return counts;
}

function caseTypeDetail(
  { id }: CaseType,
  { tally, weeks, miscited, handling }: Counts,
  rules: ReadonlySet<string>,
  minimum: number,
): CaseTypeDetail {
  return {
    id,
    accuracy: tally.accuracy,
    weeks: allWeeks(weeks),
    handling,
    // A citation of no rule is free text and may name somebody, also in the shape of a rule ID.
    miscited: [...miscited.values()]
      .filter((entry) => rules.has(entry.id) || (entry.cases >= minimum && isShowable(entry.id)))
      .sort((a, b) => b.cases - a.cases || b.steps - a.steps || (a.id < b.id ? -1 : 1))
      .slice(0, LISTED_MISCITED),
  };
}

function allWeeks(weeks: ReadonlyMap<number, WeekCounts>): Week[] {
  return everyMonday(weeks.keys()).map((monday) => ({
    monday: dayToDate(monday),
    ...(weeks.get(monday) ?? emptyWeek()),
  }));
}

function ruleUse(id: string, counts: RuleCounts | undefined): RuleUse {
  return {
    id,
    citedSteps: counts?.citedSteps ?? 0,
    citedCases: counts?.citedCases ?? 0,
    boundSteps: counts?.boundSteps ?? 0,
    suggestedSteps: counts?.suggestedSteps ?? 0,
    labels: counts?.labels ?? noLabels(),
    lastCited: counts?.lastCited == null ? null : dayToDate(counts.lastCited),
  };
}
