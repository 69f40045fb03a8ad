import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coverage, temporaryFolder } from './command.ts';
import { argumentsOf, expectSame, withoutJudgements } from './compare.ts';
import { writeContent } from './content.ts';
import { ndjson, writeText } from './export-writer.ts';
import { Random } from './random.ts';
import { referenceReport } from './reference.ts';
import { type CaseRecord, randomCase, type StepRecord } from './world-cases.ts';
import { randomContent } from './world-content.ts';

/** Foreign exports (section 2): the same cases, told in somebody else's fields. */

const folder = temporaryFolder();
const question = { asOf: '2026-11-22', since: null, until: null };

test('a foreign export with its mapping gives the report of the same cases in our own format', async () => {
  const random = new Random(99);
  const content = randomContent(random);
  const contentFolder = join(folder, 'content');
  writeContent(contentFolder, content);
  const records = Array.from({ length: 150 }, (_, index) =>
    randomCase(`task${index}-${index % 4}`, content, random),
  );
  const canonical = writeText(join(folder, 'own'), 'a.ndjson', ndjson(records), '');
  const foreign = writeText(
    join(folder, 'foreign'),
    'a.json',
    JSON.stringify(records.map(foreignRecord)),
    '.gz',
  );
  const mapping = join(folder, 'mapping.yaml');
  writeFileSync(
    mapping,
    `case_id: "{task_id}-{trial}"
case_type: queue.name
decided_at: meta.times.finished
chain: "traj[role=assistant]"
chain.text: content
chain.rule_ids: "citations[].ref"
chain.signals: "evidence.signals[].code"
chain.kind: sort
review.label: { path: verdict, values: { fraud_confirmed: TP, false_alarm: FP, fine: TN, missed: FN } }
review.reviewed_at: checked_at
`,
  );
  const world = { content, contentFolder, files: [foreign], question };
  const { code, stdout, stderr } = await coverage([
    ...argumentsOf(world, join(folder, 'ledger')),
    '--map',
    mapping,
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expectSame(
    withoutJudgements(JSON.parse(stdout)),
    await referenceReport([canonical], content, question),
    'report',
  );
});

function foreignRecord(record: CaseRecord): unknown {
  const [task, trial] = String(record.case_id).split('-');
  const review = record.review as { label?: string; reviewed_at?: string } | undefined;
  const verdicts: Record<string, string> = {
    TP: 'fraud_confirmed',
    FP: 'false_alarm',
    TN: 'fine',
    FN: 'missed',
  };
  const steps = (record.chain as StepRecord[]).flatMap((step) => [
    { role: 'user', content: 'ATO-001 KYC-001', citations: [{ ref: 'nope' }] },
    {
      role: 'assistant',
      content: step.text,
      sort: step.kind,
      citations: (step.rule_ids as string[] | undefined)?.map((ref) => ({ ref, page: 1 })),
      evidence: { signals: (step.signals as string[] | undefined)?.map((code) => ({ code })) },
    },
    { content: 'said by nobody' },
  ]);
  return {
    task_id: task,
    trial: Number(trial),
    queue: { name: record.case_type },
    meta: { times: { finished: record.decided_at } },
    traj: steps,
    verdict: review?.label === undefined ? undefined : verdicts[review.label],
    checked_at: review?.reviewed_at,
  };
}

const example = join(import.meta.dirname, '../../../shared/examples/agent-trajectories.json');

test.skipIf(!existsSync(example))(
  'the example of agent runs reads with constants for what it does not have',
  async () => {
    const content = randomContent(new Random(5));
    const contentFolder = join(folder, 'example-content');
    writeContent(contentFolder, content);
    const mapping = join(folder, 'example.yaml');
    writeFileSync(
      mapping,
      `case_id: "{task_id}-{trial}"
case_type: { const: poa-review }
decided_at: { const: "2026-05-01T00:00:00Z" }
chain: "traj[role=assistant]"
chain.text: content
`,
    );
    const runs = JSON.parse(readFileSync(example, 'utf8')) as Run[];
    const own = runs.map((run) => ({
      case_id: `${run.task_id}-${run.trial}`,
      case_type: 'poa-review',
      decided_at: '2026-05-01T00:00:00Z',
      chain: run.traj.filter(({ role }) => role === 'assistant').map(({ content: text }) => ({ text })),
    }));
    const canonical = writeText(join(folder, 'example'), 'a.ndjson', ndjson(own), '');
    const world = { content, contentFolder, files: [example], question };
    const { code, stdout, stderr } = await coverage([
      ...argumentsOf(world, join(folder, 'ledger-2')),
      '--map',
      mapping,
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expectSame(
      withoutJudgements(JSON.parse(stdout)),
      await referenceReport([canonical], content, question),
      'report',
    );
  },
);

interface Run {
  task_id: number;
  trial: number;
  traj: { role: string; content: string | null }[];
}
