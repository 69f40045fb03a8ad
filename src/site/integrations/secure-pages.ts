import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headersFile, isSecured, SECURITY_HEADERS, STYLES_FILE, secureHtml } from '../csp.ts';
import { declarations, keepDeclarations } from '../declarations.ts';

/** Files looked at together: enough to keep the disk busy, few enough to keep memory small. */
const AT_A_TIME = 32;

/**
 * Makes every page fit a strict Content-Security-Policy, and fails the build when one cannot be
 * made to. Pages are secured as they are rendered (src/site/secure-response.ts), which spares
 * reading and writing them again; what did not pass there is secured when the build is done.
 */
export function securePages(): AstroIntegration {
  let base = '/';
  return {
    name: 'secure-pages',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware, updateConfig }) => {
        if (command === 'build') {
          const entrypoint = new URL('../secure-response.ts', import.meta.url);
          addMiddleware({ entrypoint, order: 'post' });
        }
        // The development server injects inline scripts of its own.
        if (command === 'preview') updateConfig({ server: { headers: { ...SECURITY_HEADERS } } });
      },
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const pages = await secureFolder(fileURLToPath(dir), base);
        logger.info(`${pages} pages under a strict policy`);
      },
    },
  };
}

/**
 * Secures the HTML files of a folder that are not yet, and writes what pages refer to.
 *
 * @returns how many pages there are
 */
export async function secureFolder(folder: string, base: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name));
  const queue = files.values();
  const work = async () => {
    for (const file of queue) await secureFile(file, folder, base);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));

  const styles = join(folder, STYLES_FILE);
  await mkdir(dirname(styles), { recursive: true });
  await writeFile(styles, styleSheet());
  await writeFile(join(folder, '_headers'), headersFile());
  return files.length;
}

async function secureFile(file: string, folder: string, base: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  if (isSecured(html)) return;
  try {
    await writeFile(file, secureHtml(html, keepDeclarations, base));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${relative(folder, file)} does not fit the Content-Security-Policy: ${reason}`);
  }
}

function styleSheet(): string {
  return [...declarations()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, css]) => `[data-style="${key}"]{${css}}`)
    .join('\n');
}
