import { compareRuleIds } from '../sops/assemble.ts';
import type { Catalogue, Sop } from '../sops/types.ts';

/** SOPs keep their rules in blocks of ten numbers. */
const BLOCK = 10;

/**
 * The next free rule ID of a prefix. Tombstones and the rules of every proposal, whatever became of
 * it, hold their IDs. An SOP gets the number after its last one while its block of ten has room;
 * a new SOP gets the first number of the next block; else it is the number after the highest.
 *
 * @param sop the SOP that gets the rule; null for a new one
 */
export function nextRuleId(catalogue: Catalogue, prefix: string, sop: Sop | null): string {
  const taken = new Set(takenIds(catalogue).flatMap((id) => numberOf(id, prefix) ?? []));
  const highest = Math.max(0, ...taken);
  const number =
    sop === null
      ? Math.ceil((highest + 1) / BLOCK) * BLOCK
      : (freeInBlock(sop, prefix, taken) ?? highest + 1);
  // The very first rule is 001, not 000 or 010.
  return ruleId(prefix, taken.size === 0 ? 1 : number);
}

function takenIds({ rules, proposals }: Catalogue): string[] {
  return [...rules.keys(), ...proposals.flatMap((proposal) => proposal.rules.map(({ id }) => id))];
}

/** The number after the SOP's last one in the block that holds most of its rules; null when it is full. */
function freeInBlock(sop: Sop, prefix: string, taken: ReadonlySet<number>): number | null {
  const numbers = sop.rules.flatMap(({ id }) => numberOf(id, prefix) ?? []);
  const blocks = Map.groupBy(numbers, (number) => Math.floor(number / BLOCK));
  const largest = [...blocks].sort(([a, own], [b, other]) => other.length - own.length || b - a)[0];
  if (!largest) return null;
  const [block, own] = largest;
  for (let number = Math.max(...own) + 1; number < (block + 1) * BLOCK; number++) {
    if (!taken.has(number)) return number;
  }
  return null;
}

function numberOf(id: string, prefix: string): number | null {
  return id.startsWith(`${prefix}-`) ? Number(id.slice(prefix.length + 1)) : null;
}

function ruleId(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(3, '0')}`;
}

/** The next free proposal ID. */
export function nextProposalId({ proposals }: Catalogue): string {
  return ruleId('PROP', 1 + Math.max(0, ...proposals.map(({ id }) => Number(id.slice('PROP-'.length)))));
}

/** The next free SOP ID of a prefix, `SOP-ATO-12`. */
export function nextSopId({ sops }: Catalogue, prefix: string): string {
  const numbers = sops.flatMap(({ id }) => {
    const number = new RegExp(`^SOP-${prefix}-(\\d{1,9})$`).exec(id)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return `SOP-${prefix}-${String(1 + Math.max(0, ...numbers)).padStart(2, '0')}`;
}

/** Of a page's rules, the one that the rule with this ID stands after; null when it comes first. */
export function predecessor<T extends { readonly id: string }>(rules: readonly T[], id: string): T | null {
  const before = rules.filter((rule) => compareRuleIds(rule.id, id) < 0);
  return before.sort((a, b) => compareRuleIds(b.id, a.id))[0] ?? null;
}
