import { resolve } from 'node:path';
import type { GapHistory } from '../coverage/gap-history.ts';
import type {
  CaseTypeDetail,
  CaseTypeReport,
  GapEvidence,
  GapReport,
  Ledger,
  RuleUse,
} from '../coverage/ledger.ts';
import { type RuleState, ruleState } from '../coverage/rulebook.ts';
import type { RuleFacts } from '../coverage/types.ts';
import { SopDeskError } from '../errors.ts';
import { gapOfProposal } from '../proposals/followed-gaps.ts';
import type { Impacts } from '../proposals/impact-types.ts';
import { readImpacts } from '../proposals/impacts-file.ts';
import { readHistoryOf } from '../run/gap-history-file.ts';
import { readLedger } from '../run/read-ledger.ts';
import { ruleFacts } from '../sops/facts.ts';
import { loadContent } from '../sops/load.ts';
import type { CaseType, Catalogue, Proposal, Rule, Sop } from '../sops/types.ts';

/** Everything pages are made of: the SOPs and the numbers computed with exactly these SOPs. */
export interface Site {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  /** The day for which rule states and numbers hold. */
  readonly asOf: string;
  readonly sops: ReadonlyMap<string, Sop>;
  readonly caseTypes: ReadonlyMap<string, CaseType>;
  readonly sopsOf: ReadonlyMap<string, readonly Sop[]>;
  readonly reports: ReadonlyMap<string, CaseTypeReport>;
  readonly details: ReadonlyMap<string, CaseTypeDetail>;
  readonly uses: ReadonlyMap<string, RuleUse>;
  /** What is known of a gap besides its line in the report. */
  readonly evidence: ReadonlyMap<string, GapEvidence>;
  /** What became of gaps from run to run; null when it is of another run than the ledger. */
  readonly gapHistory: GapHistory | null;
  /** Rules that a rule replaced, by its ID. */
  readonly replaced: ReadonlyMap<string, readonly Rule[]>;
  /** The gap that a proposal would close; null when the run did not find it. */
  readonly gapOf: (proposal: Proposal) => GapReport | null;
  /** Simulated effects of the open proposals; null when none were simulated for this content. */
  readonly impacts: Impacts | null;
  readonly state: (ruleId: string) => RuleState;
}

/** Where a build finds its input. */
export interface SiteFolders {
  readonly content: string;
  readonly ledger: string;
}

export function siteFolders(env: NodeJS.ProcessEnv = process.env): SiteFolders {
  return { content: resolve(env.SOP_CONTENT || 'content'), ledger: resolve(env.SOP_LEDGER || '.sop') };
}

/**
 * The build loads the configuration and the pages as separate module graphs of one process. The
 * site's data is kept on the global object so that both see one load.
 */
const shared = globalThis as { sopDeskSite?: Promise<Site> | undefined };

/** The data of this build, loaded on first use. */
export function loadSite(): Promise<Site> {
  shared.sopDeskSite ??= readSite(siteFolders());
  return shared.sopDeskSite;
}

/** Forgets what was loaded: the development server calls it when an input changed. */
export function forgetSite(): void {
  shared.sopDeskSite = undefined;
}

/** Reads SOPs and ledger; throws a one-line error when either cannot be trusted. */
async function readSite(folders: SiteFolders): Promise<Site> {
  const { catalogue, messages } = await loadContent(folders.content);
  if (catalogue === null) {
    const fatal = messages.find((message) => message.fatal);
    const { file, line, column } = fatal?.place ?? { file: folders.content, line: 1, column: 1 };
    throw new SopDeskError(
      `${file}:${line}:${column}: ${fatal?.message ?? 'unreadable'}. Run "npm run -s sop -- check" for all findings.`,
    );
  }
  const ledger = readLedger(folders.ledger, catalogue.hash);
  const impacts = await readImpacts(folders.ledger, catalogue.hash);
  return assemble(catalogue, ledger, impacts, await readHistoryOf(folders.ledger, ledger));
}

function assemble(
  catalogue: Catalogue,
  ledger: Ledger,
  impacts: Impacts | null,
  gapHistory: GapHistory | null,
): Site {
  const asOf = ledger.report.asOf;
  const facts = new Map<string, RuleFacts>(ruleFacts(catalogue).map((rule) => [rule.id, rule]));
  const rules = [...catalogue.rules.values()];
  return {
    catalogue,
    ledger,
    asOf,
    sops: byKey(catalogue.sops, (sop) => sop.id),
    caseTypes: byKey(catalogue.caseTypes, (caseType) => caseType.id),
    sopsOf: groupBy(catalogue.sops, (sop) => sop.caseType),
    reports: byKey(ledger.report.caseTypes, ({ id }) => id),
    details: byKey(ledger.caseTypes, ({ id }) => id),
    uses: byKey(ledger.rules, ({ id }) => id),
    evidence: byKey(ledger.gaps, ({ id }) => id),
    gapHistory,
    replaced: groupBy(rules, (rule) => rule.replacedBy),
    gapOf: (proposal) => gapOfProposal(proposal, ledger.report.gaps),
    impacts,
    state: (ruleId) => {
      const rule = facts.get(ruleId);
      return rule === undefined ? 'pending' : ruleState(rule, asOf);
    },
  };
}

function byKey<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item> {
  return new Map(items.map((item) => [key(item), item]));
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
