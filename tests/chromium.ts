import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './e2e/browser.ts';

/** Sees to a browser before the tests begin: installs Debian's where that is possible. */
export default function setup(): void {
  if (findChromium() !== null) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('No Chromium found; installing the one of Debian …\n');
    const apt = (...args: string[]) =>
      execFileSync('apt-get', ['-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  }
  if (findChromium() === null) {
    throw new Error(
      'No Chromium found: install one (Debian and Ubuntu: apt-get install chromium) or name yours in CHROMIUM.',
    );
  }
}
