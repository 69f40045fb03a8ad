import { pathToFileURL } from 'node:url';
import { SopDeskError } from '../../src/errors.ts';
import { checkContent } from '../../src/sops/check/run.ts';
import { MESSAGES } from '../../src/sops/messages.ts';
import { FORMATS, type Format, formatResult } from '../../src/sops/report/format.ts';
import { uriPath } from '../../src/sops/report/sarif.ts';
import type { Command } from '../command-line.ts';
import { dateOption, readOptions, refuseNames, today } from '../options.ts';
import { pathFromHere } from '../path-from-here.ts';

const HELP = `Checks the content folder and says what is wrong, where, and what to do. It never writes.

usage: npm run -s sop -- check [--content DIR] [--json] [--format text|json|sarif|github]
                                  [--as-of DATE] [--base REF] [--only NAME…]

  --content DIR   the content folder (default: content)
  --json          the same as --format json
  --format        text for a terminal, json for programs, sarif for code hosts and editors,
                  github for annotations in a pull request (default: text)
  --as-of DATE    the day on which reviews are due and rules retired (default: today, UTC)
  --base REF      a git commit to compare with: changed rules without a version, reused IDs
  --only NAME     only messages of this name; may be given several times

Exit: 0 no errors, 1 errors found, 2 could not run.
`;

export const checkCommand: Command = {
  async run(argv) {
    const options = readChoices(argv);
    if (options === null) return 0;
    const result = await checkContent(options.content, options);
    const messages = result.messages.filter(
      ({ name }) => options.only.length === 0 || options.only.includes(name),
    );
    const prefix = pathFromHere(options.content);
    const context = { prefix, base: baseOf(prefix) };
    await write(formatResult({ ...result, messages }, options.format, context));
    return messages.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

interface Options {
  readonly content: string;
  readonly format: Format;
  readonly asOf: string;
  readonly base: string | undefined;
  readonly only: readonly string[];
}

function readChoices(argv: string[]): Options | null {
  const given = readOptions(argv, HELP, {
    content: { type: 'string' },
    json: { type: 'boolean' },
    format: { type: 'string' },
    'as-of': { type: 'string' },
    base: { type: 'string' },
    only: { type: 'string', multiple: true },
  });
  if (!given) return null;
  refuseNames(given.positionals);
  const { values } = given;
  const format = values.json ? 'json' : (values.format ?? 'text');
  if (!isFormat(format)) throw new SopDeskError(`--format ${format} is not one of ${FORMATS.join(', ')}`);
  const asOf = dateOption('--as-of', values['as-of']) ?? today();
  const only = (values.only ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
  for (const name of only) {
    if (!Object.hasOwn(MESSAGES, name)) throw new SopDeskError(`--only ${name} is not the name of a message`);
  }
  return { content: values.content ?? 'content', format, asOf, base: values.base, only };
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** The path of the content folder as an address. One that leads upwards is refused by readers of SARIF: it is made absolute. */
function baseOf(prefix: string): string {
  return prefix.startsWith('../') ? pathToFileURL(prefix).href : uriPath(prefix);
}

/** Waits until it is written, so that an exit right after does not cut a long report off. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
