import { SopDeskError } from '../src/errors.ts';
import type { CoverageOptions } from '../src/run/coverage-run.ts';
import { isCalendarDate } from '../src/sops/schemas.ts';
import { type Options, parseOptions } from './parse-options.ts';

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the options of a command; every command knows `--help`.
 *
 * @returns null when help was asked for, which is printed
 * @throws SopDeskError for options that the command does not have
 */
export function readOptions<const T extends Options>(argv: string[], help: string, options: T) {
  const parsed = parseOptions(argv, { ...options, ...HELP });
  if (!('help' in parsed.values)) return parsed;
  process.stdout.write(help);
  return null;
}

/** @throws SopDeskError when anything was named beside the options */
export function refuseNames(names: readonly string[]): void {
  if (names.length > 0) throw new SopDeskError(`unexpected ${JSON.stringify(names[0])}; see --help`);
}

/** @throws SopDeskError when the value of a date option is none */
export function dateOption(option: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!isCalendarDate(value)) {
    throw new SopDeskError(`${option}: expected a date such as 2026-06-01, not ${JSON.stringify(value)}`);
  }
  return value;
}

/** The present day, UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Lets an option that may be repeated also take several values in a row, as a shell's glob gives them. */
export function spreadOptions(argv: readonly string[], options: readonly string[]): string[] {
  const result: string[] = [];
  let option: string | null = null;
  for (const [index, arg] of argv.entries()) {
    if (arg.startsWith('-')) option = options.includes(arg) ? arg : null;
    else if (option !== null && argv[index - 1] !== option) result.push(option);
    result.push(arg);
  }
  return result;
}

/** Options of every command that computes coverage. */
export const COVERAGE_OPTIONS = {
  'as-of': { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  map: { type: 'string' },
  ledger: { type: 'string', default: '.sop' },
} as const;

/** The same, read: what coverage is computed for, beside exports and content. */
export function coverageTerms(values: {
  readonly 'as-of'?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly map?: string | undefined;
  readonly ledger: string;
}): Omit<CoverageOptions, 'cases' | 'content'> {
  return {
    ledger: values.ledger,
    asOf: dateOption('--as-of', values['as-of']) ?? today(),
    since: dateOption('--since', values.since),
    until: dateOption('--until', values.until),
    mapping: values.map ?? null,
  };
}
