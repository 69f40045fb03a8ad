import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { casesOf, readFacts, rejectsOf } from './helpers.ts';

/** A folder is a case: an export, with its mapping file if it needs one, and what is read from it. */
const ROOT = fileURLToPath(new URL('fixtures', import.meta.url));

test.each(readdirSync(ROOT))('%s', async (name) => {
  const folder = join(ROOT, name);
  const map = join(folder, 'map.yaml');
  const file = readdirSync(folder).find((entry) => entry.startsWith('export.')) as string;
  const facts = await readFacts(join(folder, file), existsSync(map) ? readFileSync(map, 'utf8') : null);
  const { records, warnings } = facts;
  const rejects = rejectsOf(facts);
  expect(records).toBe(facts.caseTypes.length + rejects.length);
  const read = { records, warnings, rejects, cases: casesOf(facts) };
  await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'));
});
