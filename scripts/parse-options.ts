import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SopDeskError } from '../src/errors.ts';
import { nearest } from './nearest.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

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
