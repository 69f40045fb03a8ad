import path from 'node:path';
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

/** What leads from here to a file of the content folder. */
export function pathFromHere(content: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content)).split(path.sep).join('/');
  return relative === '' ? '' : `${relative}/`;
}
