import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

const HELP = `usage: npm run bench -- [PART…] [--cases N]

Parts (default: all):
  coverage   the whole coverage run against DuckDB's own read-and-group of the same file
  check      check of a catalogue of 5,000 rules in 500 SOPs and two languages
  site       build of the site, this catalogue's and the large one's

Everything is measured in this run, on this machine; ratios are what compares between machines.
`;

const FOLDER = '.sop/bench';
const AS_OF = '2026-11-22';
/** Those of the npm scripts. */
const FLAGS = [
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--no-allocation-site-pretenuring',
  '--no-parallel-scavenge',
];

interface Measured {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly code: number;
  readonly output: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '400000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else {
  const parts = positionals.length > 0 ? positionals : ['coverage', 'check', 'site'];
  await mkdir(FOLDER, { recursive: true });
  if (parts.includes('coverage')) await benchCoverage(Number(values.cases));
  if (parts.includes('check')) await benchCheck();
  if (parts.includes('site')) await benchSite();
}

async function benchCoverage(cases: number): Promise<void> {
  const file = join(FOLDER, `sample-${cases}.ndjson`);
  if (!(await stat(file).catch(() => null))) {
    const made = await run([
      'scripts/sop.ts',
      'sample',
      '--cases',
      String(cases),
      '--seed',
      '1',
      '--as-of',
      AS_OF,
      '--out',
      file,
    ]);
    report('sample', `${cases} cases in ${made.seconds.toFixed(1)} s, peak ${made.peakMegabytes} MB`);
  }
  // A file written within the last seconds is never taken for unchanged.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  report('export', `${((await stat(file)).size / 1e6).toFixed(0)} MB`);
  const duckdb = await median(3, () => readAndGroup(file));
  report('DuckDB read and group', `${duckdb.toFixed(2)} s`);

  const ledger = join(FOLDER, 'ledger');
  await rm(ledger, { recursive: true, force: true });
  const command = ['scripts/sop.ts', 'coverage', '--cases', file, '--ledger', ledger, '--as-of', AS_OF];
  const first = await run(command);
  if (first.code !== 0) throw new Error(first.output);
  report(
    'coverage, from nothing',
    `${seconds(first)}, ${(first.seconds / duckdb).toFixed(1)} times DuckDB, peak ${first.peakMegabytes} MB`,
  );
  const second = await run(command);
  report(
    'coverage, nothing new',
    `${seconds(second)}, ${(second.seconds / first.seconds).toFixed(2)} of the first run`,
  );
  const anotherDay = await run([...command.slice(0, -1), '2026-11-23']);
  report(
    'coverage, exports known, another as-of date',
    `${seconds(anotherDay)}, ${(anotherDay.seconds / first.seconds).toFixed(2)} of the first run`,
  );
}

/** What DuckDB needs to read the same file and group its steps by what a verdict depends on. */
async function readAndGroup(file: string): Promise<number> {
  const started = performance.now();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.runAndReadAll(`
    SELECT case_type, step.rule_ids, step.signals, count(*)
    FROM (
      SELECT case_type, unnest(chain) AS step
      FROM read_ndjson('${file}', columns = {
        case_id: 'VARCHAR', case_type: 'VARCHAR', decided_at: 'VARCHAR',
        chain: 'STRUCT(text VARCHAR, rule_ids VARCHAR[], signals VARCHAR[], kind VARCHAR)[]'
      }, ignore_errors = true)
    )
    GROUP BY ALL`);
  connection.closeSync();
  instance.closeSync();
  return (performance.now() - started) / 1000;
}

async function benchCheck(): Promise<void> {
  const content = await largeContent();
  const checked = await run(['scripts/sop.ts', 'check', '--content', content]);
  if (checked.code !== 0) throw new Error(checked.output);
  report('check, 5,000 rules in two languages', `${seconds(checked)}, peak ${checked.peakMegabytes} MB`);
}

async function benchSite(): Promise<void> {
  const built = await run(['scripts/start.ts', '--build-only']);
  if (built.code !== 0) throw new Error(built.output);
  const pages = await countPages('dist');
  report(
    'site, this catalogue',
    `${pages} pages in ${seconds(built)}, coverage included: ${(pages / built.seconds).toFixed(0)} pages/s`,
  );

  const content = await largeContent();
  const [ledger, out] = [join(FOLDER, 'large-ledger'), join(FOLDER, 'large-dist')];
  const file = join(FOLDER, 'large.ndjson');
  await run([
    'scripts/sop.ts',
    'sample',
    '--cases',
    '1000',
    '--seed',
    '1',
    '--content',
    content,
    '--out',
    file,
  ]);
  const counted = await run([
    'scripts/sop.ts',
    'coverage',
    '--cases',
    file,
    '--content',
    content,
    '--ledger',
    ledger,
  ]);
  if (counted.code !== 0) throw new Error(counted.output);
  const large = await run(['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
    SOP_CONTENT: content,
    SOP_LEDGER: ledger,
  });
  if (large.code !== 0) throw new Error(large.output);
  const many = await countPages(out);
  report(
    'site, 5,000 rules in two languages',
    `${many} pages in ${seconds(large)}: ${(many / large.seconds).toFixed(0)} pages/s, peak ${large.peakMegabytes} MB`,
  );
}

/** A catalogue of 500 SOPs with ten rules each, in both languages; made anew, for the pages below may have changed. */
async function largeContent(): Promise<string> {
  const folder = join(FOLDER, 'large-content');
  await rm(folder, { recursive: true, force: true });
  const caseTypes = await readFile('content/case-types.yaml', 'utf8');
  const ids = [...caseTypes.matchAll(/^- id: (\S+)\n\s+prefix: (\S+)/gm)].map(([, id, prefix]) => ({
    id: id as string,
    prefix: prefix as string,
  }));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'case-types.yaml'), caseTypes);
  for (const [index, { id, prefix }] of ids.entries()) {
    await mkdir(join(folder, 'sops', id), { recursive: true });
    for (let sop = 1; sop <= 100; sop++) {
      const slug = join(folder, 'sops', id, `subject-${sop}`);
      const numbers = Array.from({ length: 10 }, (_, rule) => String(sop * 10 + rule).padStart(3, '0'));
      await writeFile(`${slug}.mdx`, englishPage(id, prefix, sop, numbers, index));
      await writeFile(`${slug}.zh-cn.mdx`, mandarinPage(prefix, sop, numbers));
    }
  }
  const confirmed = await run(['scripts/sop.ts', 'fingerprint', '--all', '--content', folder]);
  if (confirmed.code !== 0) throw new Error(confirmed.output);
  return folder;
}

function englishPage(
  caseType: string,
  prefix: string,
  sop: number,
  numbers: readonly string[],
  seed: number,
): string {
  const rules = numbers.map(
    (
      number,
    ) => `<Rule id="${prefix}-${number}" title="Situation ${number} of subject ${sop}" signals="signal_${prefix.toLowerCase()}_${number}">
  <Covers phrase="situation ${words(seed, Number(number))} seen" />

### When

The alert names situation ${number} and the account is older than 30 days.

### Check

| Evidence | Where | Decides |
| --- | --- | --- |
| Device history | Login record of the last ${(Number(number) % 28) + 2} days | known or new |
| Contact data | Profile changes of the last 72 hours | changed or not |

- [ ] Compare the two entries above.
- [ ] Note what is missing.

### Decide

Hold the case until both checks agree.

- **Allow** when both are known.
- **Block** when both are new.

### Escalate

To the team lead after 60 minutes.
</Rule>
`,
  );
  return `---
id: SOP-${prefix}-${String(sop).padStart(2, '0')}
title: Subject ${sop} of ${caseType}
description: What to do about subject ${sop}.
caseType: ${caseType}
version: 1.0.0
status: active
owner: "@risk-ops/large"
effective: 2026-01-01
reviewBy: 2027-06-30
audience: [internal]
sources: []
---

An introduction to subject ${sop}.

${rules.join('\n')}`;
}

function mandarinPage(prefix: string, sop: number, numbers: readonly string[]): string {
  const rules = numbers.map(
    (number) => `<Rule id="${prefix}-${number}" title="主题 ${sop} 的情形 ${number}">

### 适用

告警指明情形 ${number}，且账户已开立 30 天以上。

### 核查

| 证据 | 位置 | 结论 |
| --- | --- | --- |
| 设备记录 | 最近 ${(Number(number) % 28) + 2} 天的登录记录 | 已知或新增 |
| 联系方式 | 最近 72 小时的资料变更 | 有无变更 |

- [ ] 对照以上两项。
- [ ] 记录缺失内容。

### 处置

两项核查一致之前，暂缓处理。

- **放行** 两项均为已知。
- **拦截** 两项均为新增。

### 上报

60 分钟后上报组长。
</Rule>
`,
  );
  return `---
title: 主题 ${sop}
description: 主题 ${sop} 的处理办法。
translates: {}
---

主题 ${sop} 的说明。

${rules.join('\n')}`;
}

/** Letters for a number, because phrases hold no digits. */
function words(seed: number, number: number): string {
  return `${seed}${number}`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] as string);
}

async function countPages(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html')).length;
}

/** Runs a program of the project in a process of its own and watches its memory. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [...FLAGS, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const log = createWriteStream(join(FOLDER, 'last.log'));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
      log.write(data);
    });
  }
  let peakMegabytes = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakMegabytes = Math.max(
      peakMegabytes,
      Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000),
    );
  }, 20);
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 2)));
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes, code, output };
}

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const results: number[] = [];
  for (let round = 0; round < times; round++) results.push(await measure());
  return results.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}

function seconds({ seconds: value }: Measured): string {
  return `${value.toFixed(2)} s`;
}

function report(what: string, figure: string): void {
  process.stdout.write(`${what}: ${figure}\n`);
}
