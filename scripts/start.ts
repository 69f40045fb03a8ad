import { dirname } from 'node:path';
import { holdsExports } from '../src/cases/files.ts';
import { SopDeskError } from '../src/errors.ts';
import { makeFolder } from '../src/run/folder.ts';
import { runCommandLine } from './command-line.ts';
import { keepCompiled } from './compile-cache.ts';
import { parseOptions } from './parse-options.ts';
import { tellFailure } from './tell-failure.ts';

const HELP = `usage: npm start -- [EXPORT…] [options]

Computes coverage from case exports, builds the site and serves it.

  EXPORT…          export files, folders of exports or glob patterns (default: exports/);
                   without any export, a synthetic sample is made and marked as such
  --as-of DATE     day whose SOPs are asked (default: today, UTC)
  --map FILE       mapping file for exports in another format
  --port N         port to serve on (default: 4321)
  --build-only     leave the site in dist/ and stop
`;

const SAMPLE = '.sop/sample/synthetic.ndjson';

keepCompiled();
process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  const code = tellFailure('start', error);
  // Where in a page a build failed stands beside the message only.
  if (code === null) throw error;
  return code;
});

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    'as-of': { type: 'string' },
    map: { type: 'string' },
    port: { type: 'string', default: '4321' },
    'build-only': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const port = portOf(values.port);
  const asOf = values['as-of'] ? ['--as-of', values['as-of']] : [];
  const mapping = values.map ? ['--map', values.map] : [];
  const code = await runCommandLine([
    'coverage',
    '--proposals',
    ...asOf,
    ...mapping,
    '--cases',
    ...(await exportsOf(positionals, asOf)),
  ]);
  if (code !== 0) return code;
  const { build, preview } = await import('astro');
  await build({});
  if (values['build-only']) return 0;
  const server = await preview({ server: { port } });
  process.stdout.write(`\nThe desk is at http://localhost:${server.port}/ (Ctrl-C stops it)\n`);
  await server.closed();
  return 0;
}

/** Read before the work begins that would be for nothing. */
function portOf(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new SopDeskError(`--port: expected a number up to 65535, not ${JSON.stringify(value)}`);
}

/** The exports to read: those named, else those in `exports/`, else a synthetic sample. */
async function exportsOf(named: readonly string[], asOf: readonly string[]): Promise<string[]> {
  if (named.length > 0) return [...named];
  if (await holdsExports('exports')) return ['exports'];
  process.stdout.write('No exports in exports/: making a synthetic sample of 4,000 cases.\n');
  await makeFolder(dirname(SAMPLE));
  const code = await runCommandLine(['sample', '--cases', '4000', '--seed', '1', '--out', SAMPLE, ...asOf]);
  if (code !== 0) process.exit(code);
  return [SAMPLE];
}
