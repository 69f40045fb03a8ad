import type { CaseCounts, Ledger } from '../coverage/ledger.ts';
import type { Catalogue } from '../sops/types.ts';
import { count, percent, printable } from '../terminal-text.ts';
import type { Calibration, FaultyCitation, VersionQuality } from './calibration.ts';
import type { Part } from './comparison.ts';
import type { Evidence, OwnerFinding } from './owner-findings.ts';
import { DEAD_DAYS, FALSE_DISCOVERIES } from './thresholds.ts';
import { trendText } from './trend.ts';

/** The owners' findings as text for a terminal, under each owner those about most cases first. */
export function findingsText(
  findings: readonly OwnerFinding[],
  catalogue: Catalogue,
  ledger: Ledger,
): string {
  const head = `${count(findings.length, 'finding')} ${source(ledger)}`;
  if (findings.length === 0) {
    return `${head}\nNo rule asks for its owner's decision. Next: npm run -s sop -- findings --roca\n`;
  }
  const owners = [...new Set(findings.map(({ owner }) => owner))].sort();
  const parts = owners.map((owner) => {
    const own = findings.filter((finding) => finding.owner === owner);
    return `${printable(owner)}\n${own.map((finding) => findingText(finding, catalogue)).join('')}`;
  });
  return `${head}\n\n${parts.join('\n')}\n${ASSOCIATION}\n`;
}

const ASSOCIATION = `A share above its case type's is an association, not a cause. Compared by Fisher's exact test; of these findings at most ${percent(FALSE_DISCOVERIES)} are expected to be chance.`;

function findingText(finding: OwnerFinding, catalogue: Catalogue): string {
  const { ruleId, caseType, evidence, counts, trend } = finding;
  const title = printable(catalogue.rules.get(ruleId)?.title ?? '');
  const lines = [
    `  ${ruleId} ${title} (${caseType})`,
    `    ${evidenceText(evidence)}`,
    ...(counts === null ? [] : [`    ${countsText(counts)}`]),
    ...(trend === null ? [] : [`    cited: ${trendText(trend)}`]),
    `    next: ${NEXT[evidence.kind]}`,
  ];
  return `${lines.join('\n')}\n`;
}

const NEXT: Readonly<Record<Evidence['kind'], string>> = {
  harmful: 'read the wrong cases, then edit the decision or raise the revision',
  disputed: 'say more exactly when the rule applies',
  overturned: 'read the overturned cases, then edit the decision or raise the revision',
  tooNarrow: 'add the case type to appliesTo, or say in the rule that it does not apply there',
  catchAll: 'list the signals in the rule if it governs them; else say what it does not cover',
  mixed: 'read what it is cited for; then say what it does not cover, or split it',
  dead: 'retire it, or keep it and say in the rule how rare it is',
};

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'harmful':
      return `wrong decisions (FP or FN) in ${share(evidence)} of the labelled cases that cite it, against ${share(evidence.base)} in the case type`;
    case 'disputed':
      return `citations found wrong in ${share(evidence)} of the judged cases that cite it, against ${share(evidence.base)} in the case type`;
    case 'overturned':
      return `decisions overturned in ${share(evidence)} of the reviewed cases that cite it, against ${share(evidence.base)} in the case type`;
    case 'tooNarrow':
      return `cited although it does not apply; the decision was right in ${share(evidence)} of the labelled cases, the citation in ${share(evidence.cited)} of those judged`;
    case 'catchAll':
      return `cited in ${share(evidence)} of its cases on steps whose signals only other rules list: ${evidence.rules.map(({ id, cases }) => `${id} (${cases})`).join(', ')}`;
    case 'mixed':
      return `worded like the steps of ${count(evidence.others, 'other rule')} in ${share(evidence)} of the steps compared, against ${share(evidence.base)} in the case type: ${evidence.nearest.map(({ id, steps }) => `${id} (${steps})`).join(', ')}`;
    case 'dead':
      return `not cited, bound or suggested since ${evidence.since}: ${evidence.days} days (at least ${DEAD_DAYS}) and ${count(evidence.cases, 'case')}`;
  }
}

/** The batch for the ROCA team as text for a terminal. */
export function calibrationText(
  { versions, faults }: Calibration,
  catalogue: Catalogue,
  ledger: Ledger,
): string {
  const head = `${count(faults.length, 'faulty citation')} ${source(ledger)}`;
  if (versions.length === 0) return `${head}\n`;
  const types = [...new Set(versions.map(({ caseType }) => caseType))];
  const releases = types.map((type) => {
    const own = versions.filter(({ caseType }) => caseType === type);
    return `${type}\n${own.map(versionText).join('')}`;
  });
  return `${head}\n\n${releases.join('\n')}\n${faults.map((fault) => faultText(fault, catalogue)).join('')}`;
}

function versionText({ version, cases, faulty, byFault, worse, firstSeen }: VersionQuality): string {
  const kinds = Object.entries(byFault)
    .filter(([, counts]) => counts.cases > 0)
    .map(([fault, counts]) => `${fault} ${counts.cases}`);
  const mark = worse === null ? '' : `; cites worse than ${worse.than}`;
  const part = share({ part: faulty?.cases ?? 0, whole: cases });
  return `  ${version ?? 'other or not stated'}, since ${firstSeen}: ${part} cases with a fault (${kinds.join(', ') || 'none'})${mark}\n`;
}

function faultText(
  { fault, citation, caseType, cite, counts, trend, versions }: FaultyCitation,
  catalogue: Catalogue,
) {
  const title = catalogue.rules.get(citation)?.title;
  const made = versions.map(({ version, cases }) => `${version ?? 'other'} ${cases}`).join(', ');
  const lines = [
    `${fault} ${citation}${title === undefined ? '' : ` ${printable(title)}`} (${caseType})${cite === null ? '' : `; cite ${cite}`}`,
    `  ${countsText(counts)}`,
    `  by version: ${made}; ${trendText(trend)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function countsText({
  cases,
  labels: { TP, TN, FP, FN },
  handling,
  firstSeen,
  lastSeen,
}: CaseCounts): string {
  const minutes =
    handling.cases === 0
      ? 'handling time not stated'
      : `${Math.round(handling.minutes)} handling minutes in ${count(handling.cases, 'case')}`;
  return `${count(cases, 'case')}, ${firstSeen} to ${lastSeen}; TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}; ${minutes}`;
}

function source({ report, syntheticCases }: Ledger): string {
  const synthetic = syntheticCases > 0 ? `; synthetic data: ${syntheticCases} of ${report.total.cases}` : '';
  return `as of ${report.asOf}, from ${count(report.total.cases, 'case')}${synthetic}`;
}

function share({ part, whole }: Part): string {
  return whole === 0 ? '0 of 0' : `${percent(part / whole)} (${part} of ${whole})`;
}
