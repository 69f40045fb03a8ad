import { nearest } from './nearest.ts';
import { tellFailure } from './tell-failure.ts';

/** One command of `sop`. */
export interface Command {
  /** @returns the exit code: 0 fine, 1 the answer is no, 2 could not run */
  run(argv: string[]): Promise<number>;
}

/** Loaded one at a time: a command starts faster without the parts it does not use. */
const COMMANDS: Readonly<Record<string, { summary: string; load(): Promise<Command> }>> = {
  coverage: {
    summary: 'read case exports, judge every step, write the ledger the site reads',
    load: async () => (await import('./commands/coverage.ts')).coverageCommand,
  },
  check: {
    summary: 'lint the content: file, line, what is wrong and what to do',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  fingerprint: {
    summary: 'state that a translation is up to date with its English rules',
    load: async () => (await import('./commands/fingerprint.ts')).fingerprintCommand,
  },
  gaps: {
    summary: 'list what the SOPs do not say, ranked by the cases it touches',
    load: async () => (await import('./commands/gaps.ts')).gapsCommand,
  },
  findings: {
    summary: 'list what cases say of rules, for SOP owners and for the ROCA team',
    load: async () => (await import('./commands/findings.ts')).findingsCommand,
  },
  propose: {
    summary: 'write a proposal for a gap, or simulate the effect of one',
    load: async () => (await import('./commands/propose.ts')).proposeCommand,
  },
  accept: {
    summary: 'turn a proposal into the change of its SOP, in both languages',
    load: async () => (await import('./commands/accept.ts')).acceptCommand,
  },
  reject: {
    summary: 'close a proposal with the reason it was not accepted',
    load: async () => (await import('./commands/reject.ts')).rejectCommand,
  },
  dismiss: {
    summary: 'say that no rule is to close a gap, and why',
    load: async () => (await import('./commands/decide.ts')).dismissCommand,
  },
  claim: {
    summary: 'say that a team works on a gap',
    load: async () => (await import('./commands/decide.ts')).claimCommand,
  },
  diff: {
    summary: 'say what the SOPs as they are now change against a git commit',
    load: async () => (await import('./commands/diff.ts')).diffCommand,
  },
  sample: {
    summary: 'write a synthetic case export',
    load: async () => (await import('./commands/sample.ts')).sampleCommand,
  },
  eval: {
    summary: 'measure suggestions and gap finding on a labelled set',
    load: async () => (await import('./commands/eval.ts')).evalCommand,
  },
};

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `usage: npm run -s sop -- <command> [options]\n\n${lines.join('\n')}\n\nEach command explains itself with --help.\n`;
}

/** Runs one command. Errors end here, as an exit code and a line on stderr. */
export async function runCommandLine([name, ...argv]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    const near = nearest(name, Object.keys(COMMANDS));
    process.stderr.write(
      `sop: unknown command ${JSON.stringify(name)}${near === null ? '' : ` (the nearest is ${near})`}; npm run -s sop -- --help lists them\n`,
    );
    return 2;
  }
  try {
    return await (await entry.load()).run([...argv]);
  } catch (error) {
    const code = tellFailure(`sop ${name}`, error);
    if (code !== null) return code;
    const detail = process.env.SOP_DEBUG ? (error as Error).stack : (error as Error).message;
    process.stderr.write(`sop ${name}: unexpected failure: ${detail}\n`);
    return 2;
  }
}
