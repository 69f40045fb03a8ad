import type { CaseTypeReport, ClockReport, Ledger, Totals } from '../src/coverage/ledger.ts';
import { count, percent } from '../src/terminal-text.ts';

/** The report as a table for a terminal. */
export function coverageTable({ report, syntheticCases, accuracy }: Ledger): string {
  const header = [
    'case type',
    'cases',
    'steps',
    'as-is',
    '95 % interval',
    'target',
    'status',
    'as-was',
    'uncovered',
    'defects',
  ];
  const rows = [
    ...report.caseTypes.map((caseType) => row(caseType.id, caseType, caseType)),
    row('total', report.total, null),
  ];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const { input, rules } = report;
  const rejects = Object.entries(input.rejects).map(([reason, rejected]) => `${reason} ${rejected}`);
  const judged =
    accuracy.judged === 0
      ? 'not judged'
      : `${percent(accuracy.correct / accuracy.judged)} of ${accuracy.judged} judged cases`;
  const notes = [
    `as of ${report.asOf}; rules: ${rules.active} active, ${rules.pending} pending, ${rules.retired} retired`,
    `records: ${input.records} = ${input.accepted} accepted + ${input.rejected} rejected + ${input.duplicates} duplicates, from ${count(input.files, 'file')}; ${count(input.warnings, 'warning')}`,
    ...(rejects.length > 0 ? [`rejected: ${rejects.join(', ')}`] : []),
    `citation accuracy: ${judged}`,
    ...(syntheticCases > 0 ? [`synthetic data: ${syntheticCases} of ${report.total.cases} cases`] : []),
  ];
  return `${[line(header), ...rows.map(line), '', ...notes].join('\n')}\n`;
}

function row(name: string, totals: Totals, caseType: CaseTypeReport | null): string[] {
  const { asIs, asWas } = totals;
  return [
    name,
    String(totals.cases),
    String(totals.steps),
    coverage(asIs),
    asIs.interval === null ? '-' : `${percent(asIs.interval[0])} to ${percent(asIs.interval[1])}`,
    caseType === null ? '' : `> ${percent(caseType.target)}`,
    caseType?.status ?? '',
    coverage(asWas),
    String(totals.steps - asIs.covered),
    String(Object.values(asIs.defects).reduce((sum, count) => sum + count, 0)),
  ];
}

function coverage(clock: ClockReport): string {
  return clock.coverage === null ? '-' : percent(clock.coverage);
}
