import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SopDeskError } from '../src/errors.ts';
import { type ProposalPath, proposalPath } from '../src/proposals/proposal-path.ts';
import { type Content, readDesk } from '../src/proposals/read-desk.ts';
import { isCalendarDate } from '../src/sops/schemas.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const COMMON = { content: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the options of a command on proposals, all of which know `--content`.
 *
 * @returns null when help was asked for, which is printed
 */
export function readOptions<const T extends Options>(argv: string[], help: string, options: T) {
  const parsed = parseArgs({ args: argv, allowPositionals: true, options: { ...options, ...COMMON } });
  if (!('help' in parsed.values)) return parsed;
  process.stdout.write(help);
  return null;
}

/** A proposal that a command is about. */
export interface NamedProposal extends ProposalPath {
  /** What the content folder holds. */
  readonly desk: Content;
}

/**
 * Reads the content of the one proposal that was named.
 *
 * @param folder the content folder when it was named
 * @throws SopDeskError when none or several were named, or the file is no proposal
 */
export async function readNamed(names: readonly string[], folder?: string): Promise<NamedProposal> {
  const [name, ...rest] = names;
  if (name === undefined || rest.length > 0)
    throw new SopDeskError('name one proposal, such as content/proposals/NAME.mdx; see --help');
  const place = await proposalPath(name, folder);
  return { ...place, desk: await readDesk(place.content) };
}

/** @throws SopDeskError when the value of a date option is none */
export function dateOption(option: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!isCalendarDate(value)) throw new SopDeskError(`${option} ${value} is not a date such as 2026-06-01`);
  return value;
}

/** The present day, UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
