import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type KnownPage, PageCache } from '../../src/sops/page-cache.ts';
import { parsePage } from '../../src/sops/parse.ts';
import { temporaryFolder } from '../run/helpers.ts';

const SOURCE = `---
id: ato-new-device
---
A login from a device that was never seen.

<Rule id="ATO-001" title="New device">
<Covers phrase="new device" />

## When

- [ ] Look at the **fingerprint**
</Rule>
`;

const PAGES = new Map<string, KnownPage>([
  ['sops/ato/a.mdx', { hash: 'h', page: parsePage(SOURCE, 'sops/ato/a.mdx') }],
  ['sops/ato/b.mdx', { hash: 'i', page: parsePage('# faulty {code}', 'sops/ato/b.mdx') }],
]);

async function project(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'src/sops'), { recursive: true });
  await writeFile(join(folder, 'package-lock.json'), '{}');
  await writeFile(join(folder, 'src/sops/parse.ts'), 'one');
  return folder;
}

test('pages come back as they were parsed', async () => {
  const folder = await project();
  await new PageCache(folder).save(PAGES);
  expect(await new PageCache(folder).load()).toEqual(PAGES);
});

test('pages that other code or other libraries parsed are not taken over', async () => {
  const folder = await project();
  await new PageCache(folder).save(PAGES);
  await writeFile(join(folder, 'src/sops/parse.ts'), 'two');
  expect(await new PageCache(folder).load()).toEqual(new Map());
  await new PageCache(folder).save(PAGES);
  await writeFile(join(folder, 'package-lock.json'), '{"x":1}');
  expect(await new PageCache(folder).load()).toEqual(new Map());
});

test('a damaged file, a missing one and a folder that cannot be made are no errors', async () => {
  const folder = await project();
  expect(await new PageCache(folder).load()).toEqual(new Map());
  await new PageCache(folder).save(PAGES);
  const kept = join(folder, 'node_modules/.cache/sop-pages');
  for (const name of await readdir(kept)) await writeFile(join(kept, name), 'cut off');
  expect(await new PageCache(folder).load()).toEqual(new Map());
  const blocked = await project();
  await writeFile(join(blocked, 'node_modules'), 'a file');
  await new PageCache(blocked).save(PAGES);
});
