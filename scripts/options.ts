import path from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SopDeskError } from '../src/errors.ts';
import { findMarkup } from '../src/sops/safety.ts';
import { isCalendarDate } from '../src/sops/schemas.ts';
import { findUnreadable } from '../src/sops/source-text.ts';
import { nearest } from './nearest.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads options and names.
 *
 * @throws SopDeskError that names an option which is unknown, or has no value, or one too many
 */
export function parseOptions<const T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw thrown;
    throw new SopDeskError(`${optionFault(message, Object.keys(options))}; see --help`);
  }
}

/** What is wrong with an option, from the words of `parseArgs`, which are for programmers. */
function optionFault(message: string, known: readonly string[]): string {
  const unknown = /^Unknown option '([^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    const name = nearest(unknown.replace(/^-+/, ''), known);
    return `unknown option ${unknown}${name === null ? '' : ` (the nearest is --${name})`}`;
  }
  const option = /--[\w-]+/.exec(message)?.[0] ?? 'an option';
  if (message.includes('does not take')) return `${option} takes no value`;
  return `${option} has no value`;
}

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

/**
 * A text option as one line; null when there is nothing in it.
 *
 * @throws SopDeskError when it is too long for a field of the content, or holds what no field may
 */
export function lineOption(option: string, value: string | undefined, most = 500): string | null {
  const line = value?.replace(/\s+/g, ' ').trim() || null;
  if (line === null) return null;
  if (line.length > most) {
    throw new SopDeskError(`${option}: expected at most ${most} characters, not ${line.length}`);
  }
  const place = { file: '', line: 1, column: 1 };
  const [fault] = [...findUnreadable(line, '', 'data'), ...findMarkup(line, option, place)];
  if (fault) throw new SopDeskError(`${option}: ${fault.message.replace(` in \`${option}\``, '')}`);
  return line;
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
