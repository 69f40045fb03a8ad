import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { SopDeskError } from '../../src/errors.ts';
import { checkContent } from '../../src/sops/check/run.ts';
import { MESSAGES } from '../../src/sops/messages.ts';
import { FORMATS, type Format, formatResult } from '../../src/sops/report/format.ts';
import { uriPath } from '../../src/sops/report/sarif.ts';
import { isCalendarDate } from '../../src/sops/schemas.ts';

const HELP = `Checks the content folder and says what is wrong, where, and what to do. It never writes.

Usage: sop check [--content DIR] [--json] [--format text|json|sarif|github]
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

export const checkCommand = {
  name: 'check',
  summary: 'lint the content: file:line:column, what is wrong, what to do',
  async run(argv: string[]): Promise<number> {
    const options = readOptions(argv);
    if (options === null) {
      process.stdout.write(HELP);
      return 0;
    }
    const result = await checkContent(options.content, options);
    const messages = result.messages.filter(
      ({ name }) => options.only.length === 0 || options.only.includes(name),
    );
    const prefix = prefixOf(options.content);
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

function readOptions(argv: string[]): Options | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      content: { type: 'string' },
      json: { type: 'boolean' },
      format: { type: 'string' },
      'as-of': { type: 'string' },
      base: { type: 'string' },
      only: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const format = values.json ? 'json' : (values.format ?? 'text');
  if (!isFormat(format)) throw new SopDeskError(`--format ${format} is not one of ${FORMATS.join(', ')}`);
  const asOf = values['as-of'] ?? new Date().toISOString().slice(0, 10);
  if (!isCalendarDate(asOf)) throw new SopDeskError(`--as-of ${asOf} is not a date such as 2026-06-01`);
  const only = (values.only ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
  for (const name of only) {
    if (!Object.hasOwn(MESSAGES, name)) throw new SopDeskError(`--only ${name} is not the name of a message`);
  }
  return { content: values.content ?? 'content', format, asOf, base: values.base, only };
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** What leads from here to a file of the content folder. */
function prefixOf(content: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content)).split(path.sep).join('/');
  return relative === '' ? '' : `${relative}/`;
}

/** The same as an address. One that leads upwards is refused by readers of SARIF: it is made absolute. */
function baseOf(prefix: string): string {
  return prefix.startsWith('../') ? pathToFileURL(prefix).href : uriPath(prefix);
}

/** Waits until it is written, so that an exit right after does not cut a long report off. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
