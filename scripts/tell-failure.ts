import { SopDeskError } from '../src/errors.ts';
import { printable } from '../src/terminal-text.ts';

/**
 * Says in one line on stderr why something failed, when that is meant for who sits there: everything
 * below the edge of the command line throws.
 *
 * @returns the exit code; null for a failure that nobody foresaw, of which nothing is said
 */
export function tellFailure(program: string, error: unknown): 1 | 2 | null {
  if (error instanceof SopDeskError) {
    process.stderr.write(`${program}: ${oneLine(error.message)}\n`);
    return error.exitCode;
  }
  return null;
}

function oneLine(text: string): string {
  return printable(text.replace(/\s*\n\s*/g, ' ').trim());
}
