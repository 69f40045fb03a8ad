import { expect, test } from 'vitest';
import { sopCommand } from '../proposals/desk.ts';

const COMMANDS = [
  ...['coverage', 'check', 'fingerprint', 'gaps', 'findings', 'propose', 'accept'],
  ...['reject', 'dismiss', 'claim', 'sample', 'eval'],
];

test.for(COMMANDS)('%s names an option it does not have', async (command) => {
  const run = (...argv: string[]) => sopCommand(command, ...argv);
  const err = `sop ${command}: unknown option --hepl (the nearest is --help); see --help\n`;
  expect(await run('--hepl')).toEqual({ code: 2, out: '', err });
  expect((await run('--zzzzzzzz')).err).toBe(`sop ${command}: unknown option --zzzzzzzz; see --help\n`);
  expect((await run('--help=1')).err).toBe(`sop ${command}: --help takes no value; see --help\n`);
});

test.for([
  [['check', '--bse', 'main'], 'sop check: unknown option --bse (the nearest is --base); see --help\n'],
  [['check', '--base'], 'sop check: --base has no value; see --help\n'],
  [['check', '--base', '--json'], 'sop check: --base has no value; see --help\n'],
  [
    ['reject', 'x', '--reson', 'y'],
    'sop reject: unknown option --reson (the nearest is --reason); see --help\n',
  ],
  [['chek'], 'sop: unknown command "chek" (the nearest is check); npm run -s sop -- --help lists them\n'],
  [['xyzzy'], 'sop: unknown command "xyzzy"; npm run -s sop -- --help lists them\n'],
] as const)('%j', async ([argv, err]) => {
  expect(await sopCommand(...argv)).toEqual({ code: 2, out: '', err });
});
