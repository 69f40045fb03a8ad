import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEDGER_SCHEMA, type Ledger, ledgerSchema } from '../coverage/ledger.ts';
import { SopDeskError } from '../errors.ts';
import { LEDGER_FILE } from './ledger-file.ts';

const REMEDY = 'Run "npm run -s sop -- coverage", then build again.';

/**
 * The one way numbers reach the site. Reads `ledger.json` and throws when it is missing, torn,
 * of another schema version, contradictory, empty of rules, or computed from other SOPs than the
 * ones being built, so that neither stale nor half-read numbers can be published.
 *
 * @param folder the ledger folder
 * @param catalogueHash hash of the catalogue being built
 */
export function readLedger(folder: string, catalogueHash: string): Ledger {
  const file = join(folder, LEDGER_FILE);
  const ledger = parse(file, readJson(file));
  refuseDuplicates(file, ledger);
  const { active, retired, pending } = ledger.report.rules;
  if (active + retired + pending === 0) throw refusal(file, 'it was computed with no rules');
  if (ledger.catalogue !== catalogueHash) {
    throw refusal(file, 'the SOPs have changed since its numbers were computed');
  }
  return ledger;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new SopDeskError(`No ledger at ${file}. ${REMEDY}`);
    throw refusal(file, `it cannot be read (${code ?? String(error)})`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(file, 'it is not valid JSON');
  }
}

function parse(file: string, json: unknown): Ledger {
  const schema = (json as { schema?: unknown } | null)?.schema;
  if (schema !== LEDGER_SCHEMA) {
    throw refusal(file, `its schema is ${JSON.stringify(schema) ?? 'absent'}, expected "${LEDGER_SCHEMA}"`);
  }
  const result = ledgerSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refusal(file, `${issue?.path.join('.') || 'it'} does not fit the schema: ${issue?.message ?? ''}`);
}

function refuseDuplicates(file: string, ledger: Ledger): void {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['case type', ledger.report.caseTypes.map(({ id }) => id)],
    ['case type detail', ledger.caseTypes.map(({ id }) => id)],
    ['gap', ledger.report.gaps.map(({ id }) => id)],
    ['rule', ledger.rules.map(({ id }) => id)],
    ['gap with evidence', ledger.gaps.map(({ id }) => id)],
  ];
  for (const [what, ids] of lists) {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) throw refusal(file, `the ${what} ${JSON.stringify(id)} stands in it twice`);
      seen.add(id);
    }
  }
}

function refusal(file: string, reason: string): SopDeskError {
  return new SopDeskError(`The ledger ${file} is unusable: ${reason}. ${REMEDY}`);
}
