import { join } from 'node:path';
import { type Content, writeContent } from './content.ts';
import {
  type Compression,
  CSV_COLUMNS,
  csv,
  jsonArray,
  type LineStyle,
  ndjson,
  writeParquet,
  writeText,
} from './export-writer.ts';
import { Random } from './random.ts';
import type { Question } from './reference.ts';
import { type CaseRecord, randomCase, refuse, spoil, timeOf } from './world-cases.ts';
import { randomContent } from './world-content.ts';

/** Content, exports and question, as files in a folder. */
export interface World {
  content: Content;
  contentFolder: string;
  files: string[];
  question: Question;
}

/** Writes the random world of a seed into a folder. */
export async function randomWorld(seed: number, folder: string): Promise<World> {
  const random = new Random(seed);
  const content = randomContent(random);
  const contentFolder = join(folder, 'content');
  writeContent(contentFolder, content);
  const files = await writeExports(join(folder, 'cases'), content, random);
  return { content, contentFolder, files, question: randomQuestion(random) };
}

function randomQuestion(random: Random): Question {
  const asOf = random.pick(['2026-11-22', random.date('2024-06-01', '2028-01-01')]);
  const since = random.chance(0.3) ? random.date('2024-12-01', '2026-04-01') : null;
  const until = random.chance(0.3) ? random.date('2026-06-01', '2027-01-01') : null;
  return { asOf, since, until };
}

const FORMATS = ['ndjson', 'jsonl', 'json', 'csv', 'parquet'] as const;

/** Several files of different formats; some cases stand in more than one of them. */
async function writeExports(folder: string, content: Content, random: Random): Promise<string[]> {
  const files: string[] = [];
  const earlier: CaseRecord[] = [];
  for (const [index, format] of random
    .shuffled([...FORMATS, ...FORMATS])
    .slice(0, random.int(4, 8))
    .entries()) {
    const records = Array.from({ length: random.int(5, 90) }, (_, number) =>
      randomCase(`C-${index}-${number}`, content, random, format === 'csv'),
    );
    const again = random
      .some(earlier, random.int(0, 12))
      .map((record) => anotherTelling(record, content, random, format));
    const name = `export-${String.fromCharCode(97 + index)}`;
    files.push(await writeExport(folder, name, format, random.shuffled([...records, ...again]), random));
    earlier.push(...records);
  }
  return files;
}

/** The same case once more: earlier, later, or at the very same time. */
function anotherTelling(record: CaseRecord, content: Content, random: Random, format: string): CaseRecord {
  const fresh = randomCase(String(record.case_id), content, random, format === 'csv');
  const settled = (record.review as { reviewed_at: string } | undefined)?.reviewed_at ?? record.decided_at;
  return random.pick([
    () => fresh,
    () => ({ ...fresh, review: { label: 'TN', reviewed_at: settled } }),
    () => ({ ...fresh, decided_at: settled, review: { label: 'FP' } }),
    () => ({ ...fresh, review: { reviewed_at: timeOf('2027-02-01', random) } }),
  ])();
}

async function writeExport(
  folder: string,
  name: string,
  format: (typeof FORMATS)[number],
  records: CaseRecord[],
  random: Random,
): Promise<string> {
  const compression = random.pick<Compression>(['', '', '.gz', '.zst']);
  const style: LineStyle = {
    bom: random.chance(0.25),
    end: random.pick(['\n', '\r\n']),
    blankLines: random.chance(0.4),
    lastEnd: random.chance(0.8),
  };
  if (format === 'parquet')
    return writeParquet(
      folder,
      `${name}.parquet`,
      records.map((record) => parquetFault(record, random)),
    );
  if (format === 'csv') {
    const bytes = csv(
      records.map((record) => csvFault(record, random)),
      style,
      random.shuffled([...CSV_COLUMNS, 'queue']),
      random.pick([';', '|']),
    );
    return writeText(folder, `${name}.csv`, bytes, compression);
  }
  const faulty = records.map((record) => jsonFault(record, random));
  if (format === 'json') return writeText(folder, `${name}.json`, jsonArray(faulty, style), compression);
  const lines = faulty.flatMap((record) => (random.chance(0.03) ? [record, brokenLine(random)] : [record]));
  return writeText(folder, `${name}.${format}`, ndjson(lines, style), compression);
}

function jsonFault(record: CaseRecord, random: Random): CaseRecord {
  if (random.chance(0.03)) return refuse(record, random);
  if (random.chance(0.04)) return spoil(record, random);
  return random.chance(0.04) ? withOddities(record) : record;
}

/** Fields nobody knows, with names and depths that trip readers up. */
function withOddities(record: CaseRecord): CaseRecord {
  let deep: unknown = 'bottom';
  for (let level = 0; level < 60; level++) deep = level % 2 ? [deep] : { deep };
  return {
    ...JSON.parse('{"__proto__":{"case_id":"no","polluted":true},"constructor":null}'),
    Case_ID: 7,
    deep,
    ...record,
  };
}

function brokenLine(random: Random): Buffer {
  return random.pick([
    Buffer.from('{"case_id":"C-1",'),
    Buffer.from('not json at all'),
    Buffer.from("{'case_id':'C-1'}"),
    Buffer.from('{"case_id":"C-1"} trailing'),
    Buffer.concat([Buffer.from('{"case_id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    Buffer.concat([Buffer.from('{"note":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
  ]);
}

const WRONG = {
  decided_at: ['2026-02-30T10:00:00Z', 'tomorrow', ''],
  case_type: ['loan-review', ''],
  case_id: [''],
};

function parquetFault(record: CaseRecord, random: Random): CaseRecord {
  if (random.chance(0.02))
    return { ...record, [random.pick(['case_id', 'case_type', 'decided_at', 'chain'])]: null };
  return csvFault(record, random);
}

/** Faults every format can hold. A case without an ID has one row, for nothing says which rows belong together. */
function csvFault(record: CaseRecord, random: Random): CaseRecord {
  if (random.chance(0.02)) return { ...record, review: { label: 'MAYBE' }, chain: [{ text: 'One row' }] };
  if (random.chance(0.96)) return record;
  const field = random.pick(['decided_at', 'case_type', 'case_id'] as const);
  return { ...record, [field]: random.pick(WRONG[field]), chain: [{ text: 'One row' }] };
}
