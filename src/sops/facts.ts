import type { RuleFacts } from '../coverage/types.ts';
import type { Catalogue, Rule } from './types.ts';

/**
 * What the judgement needs to know of every rule, sorted by ID: those of the SOPs, and those that
 * only a proposal holds.
 */
export function ruleFacts(catalogue: Catalogue): RuleFacts[] {
  const facts = new Map<string, RuleFacts>();
  for (const sop of catalogue.sops) {
    for (const rule of sop.rules) facts.set(rule.id, factsOf(rule, sop.status));
  }
  for (const proposal of catalogue.proposals) {
    for (const rule of proposal.rules) {
      if (!facts.has(rule.id)) facts.set(rule.id, factsOf(rule, 'proposed'));
    }
  }
  return [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function factsOf(rule: Rule, status: RuleFacts['status']): RuleFacts {
  return {
    id: rule.id,
    status,
    effective: rule.effective,
    retired: rule.retired,
    replacedBy: rule.replacedBy,
    revision: rule.revision,
    revised: rule.revised,
    caseTypes: rule.caseTypes,
    signals: rule.signals,
    phrases: rule.covers.map((covers) => covers.phrase),
  };
}
