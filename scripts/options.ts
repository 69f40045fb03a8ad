import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SopDeskError } from '../src/errors.ts';
import { isCalendarDate } from '../src/sops/schemas.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the options of a command; every command knows `--help`.
 *
 * @returns null when help was asked for, which is printed
 * @throws an error of `parseArgs` for an unknown option
 */
export function readOptions<const T extends Options>(argv: string[], help: string, options: T) {
  const parsed = parseArgs({ args: argv, allowPositionals: true, options: { ...options, ...HELP } });
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

/** A text option as one line; null when there is nothing in it. */
export function lineOption(value: string | undefined): string | null {
  return value?.replace(/\s+/g, ' ').trim() || null;
}

/** The present day, UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
