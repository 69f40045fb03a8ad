import { createHash } from 'node:crypto';

const LEFTOVER = '000000';

/** What the ID is made for. */
interface Founded {
  /** Of the case type: in the hash, so that one wording founds different gaps in different case types. */
  readonly id: string;
  readonly prefix: string;
}

/**
 * The ID of a gap, from the wording that founded it; what is left over has none.
 * @param taken IDs given already, to which this one is added: two gaps never get one ID
 */
export function gapId({ id, prefix }: Founded, foundingWording: string | null, taken: Set<string>): string {
  if (foundingWording === null) return `GAP-${prefix}-${LEFTOVER}`;
  for (let attempt = 0; ; attempt++) {
    const source = `${id} ${foundingWording}${attempt === 0 ? '' : ` ${attempt}`}`;
    const hash = createHash('sha256').update(source).digest('hex').slice(0, LEFTOVER.length);
    const gap = `GAP-${prefix}-${hash}`;
    if (hash === LEFTOVER || taken.has(gap)) continue;
    taken.add(gap);
    return gap;
  }
}

/** Whether it holds what is left when every theme that enough cases share has its own gap. */
export function isLeftover({ id }: { readonly id: string }): boolean {
  return id.endsWith(`-${LEFTOVER}`);
}

/** Whether two gaps belong to one case type: a gap never takes over wordings of another. */
export function ofOneCaseType(a: string, b: string): boolean {
  return prefixOf(a) === prefixOf(b);
}

function prefixOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}
