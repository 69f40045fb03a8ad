import { SopDeskError } from '../../src/errors.ts';
import { sampleLines } from '../../src/sample/lines.ts';
import { writeLines } from '../../src/sample/write.ts';
import { loadContent } from '../../src/sops/load.ts';
import type { Command } from '../command-line.ts';
import { dateOption, readOptions, refuseNames, today } from '../options.ts';

const HELP = `Usage: sample --cases N --seed S --out FILE [options]

Writes a synthetic case export: chains that talk about the rules of the content folder, with
reviews, gaps, faulty citations and a few broken lines. Every record is marked "synthetic": true.
The same content, seed, count and date give the same bytes.

  --cases N      number of cases
  --seed S       whole number; another seed gives other cases
  --out FILE     .ndjson or .jsonl; with .gz at the end it is compressed
  --content DIR  folder with the SOPs (default: content)
  --as-of DATE   last day of the export (default: today, UTC)
  --months M     how far it reaches back, 1 to 60 (default: 6, which is 26 weeks)
  --faults R     repeated and broken lines per case, 0 to 1 (default: 0.001)
  --help         show this text

Exit status: 0 written, 2 could not run.
`;

export const sampleCommand: Command = {
  async run(argv) {
    const given = readOptions(argv, HELP, {
      cases: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      content: { type: 'string', default: 'content' },
      'as-of': { type: 'string' },
      months: { type: 'string', default: '6' },
      faults: { type: 'string', default: '0.001' },
    });
    if (!given) return 0;
    refuseNames(given.positionals);
    const { values } = given;
    const options = {
      cases: numberOf('--cases', values.cases, { low: 0, high: 100_000_000, whole: true }),
      seed: numberOf('--seed', values.seed, { low: 0, high: Number.MAX_SAFE_INTEGER, whole: true }),
      asOf: dateOption('--as-of', values['as-of']) ?? today(),
      months: numberOf('--months', values.months, { low: 1, high: 60, whole: false }),
      faults: numberOf('--faults', values.faults, { low: 0, high: 1, whole: false }),
    };
    const out = fileOf(values.out);
    const { catalogue, messages } = await loadContent(values.content);
    if (catalogue === null) {
      const errors = messages.filter(({ severity }) => severity === 'error').length;
      throw new SopDeskError(
        `the content in ${values.content} cannot be read for certain (${errors} errors); npm run -s sop -- check lists them`,
      );
    }
    await writeLines(sampleLines(catalogue, options), out);
    return 0;
  },
};

interface Limits {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

function numberOf(option: string, value: string | undefined, { low, high, whole }: Limits): number {
  if (value === undefined) throw new SopDeskError(`${option} is missing; see --help`);
  const number = Number(value);
  const fits =
    value.trim() !== '' && number >= low && number <= high && (!whole || Number.isSafeInteger(number));
  if (fits) return number;
  const kind = whole ? 'a whole number' : 'a number';
  throw new SopDeskError(`${option} ${value}: expected ${kind} from ${low} to ${high}`);
}

function fileOf(value: string | undefined): string {
  if (value === undefined || value === '')
    throw new SopDeskError('--out is missing: name a file, such as --out exports/sample.ndjson; see --help');
  if (/\.(?:ndjson|jsonl)(?:\.gz)?$/.test(value)) return value;
  throw new SopDeskError(
    `--out ${value}: expected a name that ends in .ndjson or .jsonl, or either with .gz`,
  );
}
