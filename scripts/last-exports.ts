import { holdsExports } from '../src/cases/files.ts';
import { readRunRecord } from '../src/run/ledger-file.ts';

/** What to read where no exports are named: those of the last coverage run, else `exports/`; null when there are none. */
export async function lastExports(ledger: string): Promise<string[] | null> {
  const files = (await readRunRecord(ledger))?.files.map(({ path }) => path) ?? [];
  if (files.length > 0) return files;
  return (await holdsExports('exports')) ? ['exports'] : null;
}
