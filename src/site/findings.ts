import { type Calibration, calibrationOf } from '../findings/calibration.ts';
import { type OwnerFinding, ownerFindings } from '../findings/owner-findings.ts';
import type { Site } from './catalogue.ts';

/** What the cases say of rules and of ROCA, found once per build. */
export interface SiteFindings {
  /** By the cases they are about. */
  readonly all: readonly OwnerFinding[];
  /** In the order of the owners' names. */
  readonly byOwner: ReadonlyMap<string, readonly OwnerFinding[]>;
  readonly byRule: ReadonlyMap<string, readonly OwnerFinding[]>;
  readonly calibration: Calibration;
}

const known = new WeakMap<Site, SiteFindings>();

export function siteFindings(site: Site): SiteFindings {
  const findings = known.get(site) ?? findAll(site);
  known.set(site, findings);
  return findings;
}

function findAll({ catalogue, ledger }: Site): SiteFindings {
  const all = ownerFindings(catalogue, ledger);
  const owners = [...new Set(all.map(({ owner }) => owner))].sort();
  return {
    all,
    byOwner: new Map(owners.map((owner) => [owner, all.filter((finding) => finding.owner === owner)])),
    byRule: Map.groupBy(all, ({ ruleId }) => ruleId),
    calibration: calibrationOf(catalogue, ledger),
  };
}
