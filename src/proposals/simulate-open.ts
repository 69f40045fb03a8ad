import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '../coverage/ledger.ts';
import type { CoverageOptions } from '../run/coverage-run.ts';
import { readRunRecord } from '../run/ledger-file.ts';
import { splitFrontMatter } from '../sops/front-matter.ts';
import { readFiles } from '../sops/load.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { decodeText } from '../sops/source-text.ts';
import { simulateImpacts } from './impact.ts';
import { IMPACTS_SCHEMA, type Impacts } from './impact-types.ts';
import { hashOfLedger, readImpacts, writeImpacts } from './impacts-file.ts';
import { readDesk } from './read-desk.ts';

/**
 * Simulates every open proposal after a coverage run and leaves the effects beside its ledger. With
 * nothing new since they were simulated, they are taken over.
 *
 * @param options those of the run
 * @param ledger what it returned
 * @returns null when no proposal is open, or when the content is no longer that of the run
 */
export async function simulateOpen(options: CoverageOptions, ledger: Ledger): Promise<Impacts | null> {
  // Parsing all content takes as long as a run with nothing new: not for nothing.
  if (!(await anyOpen(options.content))) {
    await writeImpacts(options.ledger, null);
    return null;
  }
  const key = await keyOf(options.ledger);
  const known = await readImpacts(options.ledger, ledger.catalogue);
  if (known?.key === key) return known;
  const content = await readDesk(options.content);
  const hash = await hashOfLedger(options.ledger);
  const open = content.catalogue.proposals.filter(isOpen);
  if (hash === null || open.length === 0 || content.catalogue.hash !== ledger.catalogue) return null;
  const simulated = await simulateImpacts(content, open, options, ledger, () => {});
  const impacts: Impacts = {
    schema: IMPACTS_SCHEMA,
    catalogue: ledger.catalogue,
    ledger: hash,
    key,
    impacts: simulated.flatMap(({ impact }) => impact ?? []),
    refused: simulated.flatMap((result) =>
      result.impact ? [] : { proposal: result.proposal.id, reason: result.obstacle.message },
    ),
  };
  await writeImpacts(options.ledger, impacts);
  return impacts;
}

async function anyOpen(content: string): Promise<boolean> {
  const { files } = await readFiles(content);
  return files.some(({ path, bytes }) => {
    const text = path.startsWith('proposals/') ? decodeText(bytes) : null;
    return text !== null && isOpen(splitFrontMatter(text, path).value ?? {});
  });
}

/** Changes with whatever the run was made from, and with the code that simulates. */
async function keyOf(ledger: string): Promise<string> {
  const hash = createHash('sha256').update((await readRunRecord(ledger))?.key ?? '');
  const names: string[] = [];
  for await (const name of glob('*.ts', { cwd: import.meta.dirname })) names.push(name);
  for (const name of names.sort()) {
    hash.update(name).update(await readFile(join(import.meta.dirname, name)));
  }
  return hash.digest('hex');
}
