import type { GapReport, Ledger, Totals } from '../coverage/ledger.ts';
import { heirOf } from './followed-gaps.ts';
import type { CaseTypeImpact, Comparison, GapImpact, Standing } from './impact-types.ts';

/** Two ledgers of the same cases and day, made with different content. */
export function compareLedgers(before: Ledger, after: Ledger): Comparison {
  const caseTypes = before.report.caseTypes.map((caseType): CaseTypeImpact => {
    const then = after.report.caseTypes.find(({ id }) => id === caseType.id) ?? caseType;
    const statuses = { before: caseType.status, after: then.status };
    return { id: caseType.id, target: caseType.target, status: statuses, ...change(caseType, then) };
  });
  return {
    asOf: before.report.asOf,
    window: before.report.window,
    syntheticCases: before.syntheticCases,
    caseTypes,
    total: change(before.report.total, after.report.total),
    gaps: compareGaps(before.report.gaps, after.report.gaps),
  };
}

function change(before: Totals, after: Totals) {
  const [then, now] = [standing(before), standing(after)];
  return {
    before: then,
    after: now,
    gained: { steps: now.covered - then.covered, cases: now.fullyCoveredCases - then.fullyCoveredCases },
  };
}

function standing({ cases, steps, asIs }: Totals): Standing {
  const { covered, coverage, interval, fullyCoveredCases } = asIs;
  return { cases, steps, covered, coverage, interval, fullyCoveredCases };
}

/** A gap that only changes its ID neither closes nor opens. */
function compareGaps(before: readonly GapReport[], after: readonly GapReport[]): Comparison['gaps'] {
  const earlier = new Set(before.map(({ id }) => id));
  const later = new Map(after.filter(({ id }) => earlier.has(id)).map((gap) => [gap.id, gap]));
  const opened = new Set(after.filter(({ id }) => !earlier.has(id)));
  for (const gap of before) {
    const heir = later.has(gap.id) ? null : heirOf(gap.id, gap.exemplars, [...opened]);
    if (heir === null) continue;
    later.set(gap.id, heir);
    opened.delete(heir);
  }
  const brief = ({ id, caseType, title, steps, cases }: GapReport): GapImpact => ({
    id,
    caseType,
    title,
    steps,
    cases,
  });
  return {
    closed: before.filter(({ id }) => !later.has(id)).map(brief),
    opened: [...opened].map(brief),
    changed: before.flatMap((gap) => {
      const now = later.get(gap.id);
      if (!now || (now.steps === gap.steps && now.cases === gap.cases)) return [];
      return [{ ...brief(gap), after: { steps: now.steps, cases: now.cases } }];
    }),
  };
}
