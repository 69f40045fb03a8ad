import type { AstroIntegration } from 'astro';
import { SopDeskError } from '../../errors.ts';
import { IMPACTS_FILE } from '../../proposals/impacts-file.ts';
import { GAP_HISTORY_FILE } from '../../run/gap-history-file.ts';
import { LEDGER_FILE } from '../../run/ledger-file.ts';
import { forgetSite, loadSite, siteFolders } from '../catalogue.ts';

/**
 * Loads SOPs and ledger before anything is built, so that input nobody may publish stops the
 * build at once with one readable line.
 */
export function siteData(): AstroIntegration {
  return {
    name: 'site-data',
    hooks: {
      'astro:config:setup': async ({ command, addWatchFile, logger }) => {
        if (command === 'dev') {
          forgetSite();
          const { content, ledger } = siteFolders();
          addWatchFile(content);
          for (const file of [LEDGER_FILE, IMPACTS_FILE, GAP_HISTORY_FILE]) addWatchFile(`${ledger}/${file}`);
        }
        if (command !== 'build') return;
        try {
          await loadSite();
        } catch (error) {
          if (!(error instanceof SopDeskError)) throw error;
          logger.error(error.message);
          // Astro prints a thrown error with a stack, which helps nobody who has to run a command.
          process.exit(1);
        }
      },
    },
  };
}
