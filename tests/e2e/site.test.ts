import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { planDraft } from '../../src/proposals/draft.ts';
import { draftPages } from '../../src/proposals/draft-pages.ts';
import { sopCommand } from '../proposals/desk.ts';
import { launchChromium } from './browser.ts';
import { AWKWARD, BREAKOUT, HOSTILE, UNBROKEN } from './content.ts';
import { FORMULA } from './findings.ts';
import { type BuiltSite, buildSite, fixtureLedger, loadCatalogue } from './site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of every kind. */
const KINDS = [
  '/',
  '/dashboard/',
  '/case-types/ato-investigation/',
  '/case-types/withdrawal-anomaly/',
  '/sops/',
  '/sops/ato-investigation/new-device/',
  '/sops/2fa-reset/lost-factor/',
  '/rules/',
  '/rules/ATO-001/',
  '/rules/ATO-007/',
  '/rules/ATO-012/',
  '/rules/ATO-099/',
  '/rules/2FA-003/',
  '/gaps/',
  '/gaps/GAP-ATO-000001/',
  '/gaps/GAP-ATO-000002/',
  '/gaps/GAP-2FA-000003/',
  '/gaps/GAP-ATO-000000/',
  '/gaps/GAP-ATO-0000fe/',
  '/gaps/GAP-ATO-0000ff/',
  '/findings/',
  '/calibration/',
  '/proposals/',
  '/proposals/PROP-001/',
  '/proposals/PROP-002/',
  '/proposals/PROP-003/',
  '/proposals/PROP-004/',
  '/proposals/PROP-005/',
  '/proposals/PROP-006/',
  '/glossary/',
  '/handbook/metrics/',
  '/handbook/first-rule/',
  '/handbook/writing-a-rule/',
  '/handbook/reading-a-case/',
  '/handbook/check-messages/',
];

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([buildSite(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Reader {
  readonly page: Page;
  /** Errors of scripts, of the console and of the policy, as they come. */
  readonly errors: string[];
  readonly context: BrowserContext;
}

async function reader(width: number, colorScheme: 'light' | 'dark'): Promise<Reader> {
  const context = await browser.newContext({
    viewport: { width, height: 812 },
    colorScheme,
    bypassCSP: false,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('dialog', (dialog) => {
    errors.push(`${page.url()}: a dialog says ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, errors, context };
}

const SETTINGS = [
  [1440, 'light', ''],
  [1440, 'dark', '/zh-cn'],
  [375, 'light', '/zh-cn'],
  [375, 'dark', ''],
] as const;

describe.each(SETTINGS)('%i px, %s, language "%s"', (width, theme, folder) => {
  test('by keyboard alone: find a rule by ID, read it, reach the dashboard', async () => {
    const { page, errors, context } = await reader(width, theme);
    await page.goto(`${site.origin}${folder}/`);
    await page.keyboard.press('/');
    await page.keyboard.type('ato12');
    await page.locator('[data-rule-results] li').first().waitFor();
    const first = page.locator('[data-rule-results] li:has(.result-id)').first();
    expect(await first.textContent()).toContain('ATO-012');
    expect(await first.textContent()).toContain(
      folder ? '暂缓提现 24 小时' : 'Hold withdrawals for 24 hours',
    );
    expect(await first.textContent()).toContain(folder ? '生效中' : 'Active');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${folder}/rules/ATO-012/`);
    expect(await page.locator('h1').textContent()).toContain('ATO-012');
    expect(await page.locator('.decision').textContent()).toContain(folder ? '暂缓提现' : 'Hold withdrawals');
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);

    // On a phone the navigation opens from the menu button, which keys reach as well.
    const menu = page.locator('.sl-menu-button');
    if (await menu.isVisible()) await tabTo(page, '.sl-menu-button', 'Enter');
    await tabTo(page, `.sidebar-list a[href="${folder}/dashboard/"]`, 'Enter');
    await page.waitForURL(`**${folder}/dashboard/`);
    expect(await page.locator('table.coverage tbody tr').count()).toBe(5);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('every kind of page: accessible, within its width, quiet', async () => {
    const { page, errors, context } = await reader(width, theme);
    for (const kind of KINDS) {
      await page.goto(`${site.origin}${folder}${kind}`);
      expect(await seriousIssues(page), kind).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${kind} scrolls sideways`).toBe(0);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  test('search, open: accessible', async () => {
    const { page, errors, context } = await reader(width, theme);
    await page.goto(`${site.origin}${folder}/rules/ATO-012/`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('device');
    await page.locator('[data-rule-results] li').first().waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

async function tabTo(page: Page, selector: string, key: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (there) return page.keyboard.press(key);
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector}`);
}

async function seriousIssues(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own policy stays as it is.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ id, impact }) => id === 'landmark-unique' || impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
  });
}

/** Regions whose tables reach beyond the page, whatever may scroll in it. */
function cutTables(page: Page): Promise<(string | null)[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    return [...document.querySelectorAll('.table-box, .table-scroll')]
      .filter((box) => box.checkVisibility())
      .filter((box) =>
        [...box.querySelectorAll('th, td')].some(
          (cell) => cell.getBoundingClientRect().right > clientWidth + 1,
        ),
      )
      .map((box) => box.getAttribute('aria-label'));
  });
}

test.each(['', '/zh-cn'])('paper shows tables whole, language "%s"', async (folder) => {
  const { page, context } = await reader(718, 'dark');
  await page.emulateMedia({ media: 'print' });
  for (const kind of KINDS) {
    await page.goto(`${site.origin}${folder}${kind}`);
    expect(await cutTables(page), kind).toEqual([]);
  }
  await context.close();
});

test('a table that is cut at the side shows it', async () => {
  const { page, context } = await reader(375, 'light');
  await page.goto(`${site.origin}/dashboard/`);
  expect(await cutTables(page)).not.toEqual([]);
  const box = page.locator('.table-box').first();
  const shown = () => box.screenshot({ animations: 'disabled' });
  const shaded = await shown();
  await box.evaluate((element) => {
    element.style.background = 'none';
  });
  expect((await shown()).equals(shaded)).toBe(false);
  await context.close();
});

describe('search', () => {
  test.each([
    ['"ATO-012"', 'ATO-012'],
    ['ATO 012', 'ATO-012'],
    ['new device', 'ATO-012'],
    ['pasword reset', 'ATO-012'],
    ['device_fingerprint_mismatch', 'ATO-012'],
    ['新设备', 'ATO-012'],
    ['盗号', 'ATO-001'],
  ])('%s finds %s', async (query, id) => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/`);
    await page.keyboard.press('/');
    await page.keyboard.type(query);
    const first = page.locator('[data-rule-results] li:has(.result-id)').first();
    await first.waitFor();
    expect(await first.textContent()).toContain(id);
    await context.close();
  });

  test.each(['', '/zh-cn'])('an SOP and a gap are found by ID, and Enter opens them: %s', async (folder) => {
    const { page, context } = await reader(375, 'dark');
    for (const { kind, path } of [
      { kind: 'sop', path: '/sops/' },
      { kind: 'gap', path: '/gaps/' },
    ]) {
      await page.goto(`${site.origin}${folder}${path}`);
      const { pages } = await (
        await fetch(`${site.origin}/search/${folder === '' ? 'en' : 'zh-cn'}.json`)
      ).json();
      const { id, href } = pages.find((found: { readonly kind: string }) => found.kind === kind);
      expect(href).toMatch(`${folder}${path}`);
      await page.locator('[data-search-open]').first().click();
      await page.keyboard.type(id.toLowerCase());
      await page.locator('[data-rule-results] .result-id').filter({ hasText: id }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`${site.origin}${href}`);
    }
    await context.close();
  });

  test('an address that does not exist is answered in the language it is in', async () => {
    const { page, errors, context } = await reader(375, 'light');
    await page.goto(`${site.origin}/zh-cn/no-such-page/`);
    await page.locator('main section').first().waitFor();
    expect(await page.locator('main section').first().getAttribute('lang')).toBe('zh-CN');
    expect(await page.locator('.language-link').first().getAttribute('href')).toBe('/zh-cn/');
    expect(errors.filter((error) => !/404/.test(error))).toEqual([]);
    await context.close();
  });

  test('an ID that no rule has is said to be none, and Enter leads to no other rule', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/`);
    await page.keyboard.press('/');
    await page.keyboard.type('ATO-998');
    await page.locator('[data-rule-results] li').first().waitFor();
    expect(await page.locator('.search-status').textContent()).toContain('No rule has the ID ATO-998');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('盗号');
    await page.locator('[data-rule-results] a[href="/case-types/ato-investigation/"]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await context.close();
  });

  test('retired rules stand last and are marked; arrows choose, Escape closes', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/`);
    await page.keyboard.press('/');
    await page.keyboard.type('password');
    await page.locator('[data-rule-results] li').nth(1).waitFor();
    expect(await page.locator('[data-rule-results] li').last().textContent()).toMatch(
      /ATO-007[\s\S]*Retired/,
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await page.locator('[data-rule-results] a').nth(1).getAttribute('href');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.press('Escape');
    expect(
      await page.locator('rule-search dialog').evaluate((dialog) => (dialog as HTMLDialogElement).open),
    ).toBe(false);
    await context.close();
  });

  test('full text below', async () => {
    const { page, errors, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/`);
    await page.keyboard.press('/');
    await page.keyboard.type('effective number of steps');
    const hit = page.locator('[data-full-text-results] li').first();
    await hit.waitFor();
    expect(await hit.textContent()).toContain('What the numbers mean');
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('pages', () => {
  test('the language switch keeps the place', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/sops/ato-investigation/new-device/#ATO-012`);
    await page.locator('.right-group a.language-link').click();
    await page.waitForURL('**/zh-cn/sops/ato-investigation/new-device/#ATO-012');
    expect(await page.locator('h1').textContent()).toBe('新设备登录');
    await context.close();
  });

  test('the short address leads to the rule', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/r/ato-012`);
    await page.waitForURL('**/rules/ATO-012/');
    await page.goto(`${site.origin}/zh-cn/r/ato-012/`);
    await page.waitForURL('**/zh-cn/rules/ATO-012/');
    // As a person types it, and an ID that no rule has.
    await page.goto(`${site.origin}/r/ATO-012`);
    await page.waitForURL('**/rules/ATO-012/');
    await page.goto(`${site.origin}/rules/ATO-999`);
    await page.waitForURL('**/rules/ATO-999/');
    expect(await page.title()).toContain('There is no such page');
    // A path that begins with two slashes must not become the name of a host.
    await page.goto(`${site.origin}//elsewhere.example/r/ATO-012`);
    await page.waitForURL('**/elsewhere.example/r/ato-012/');
    expect(new URL(page.url()).origin).toBe(site.origin);
    await context.close();
  });

  test('a term leads to its entry, once a page, and says what it means', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/sops/ato-investigation/new-device/`);
    const terms = page.locator('a[data-term="account-takeover"]');
    expect(await terms.count()).toBe(1);
    expect(await terms.getAttribute('title')).toBe('账户盗用: Somebody else controls the account.');
    await terms.click();
    await page.waitForURL('**/glossary/#account-takeover');
    expect(await page.locator('tr:target th').textContent()).toBe('account takeover');
    await context.close();
  });

  test('a retired rule leads to its replacement', async () => {
    const { page, context } = await reader(375, 'light');
    await page.goto(`${site.origin}/rules/ATO-007/`);
    expect(
      await page.locator('button[data-copy]').evaluateAll((all) => all.map((copy) => copy.dataset.copy)),
    ).toEqual(['ATO-012@2']);
    await page.locator('.notice-retired a').click();
    await page.waitForURL('**/rules/ATO-012/');
    await context.close();
  });

  test('a rule that is not in force yet offers no citation', async () => {
    const { page, context } = await reader(375, 'light');
    await page.goto(`${site.origin}/rules/ATO-099/`);
    expect(await page.locator('.notice-pending').textContent()).toContain('do not cite it before 2027-01-01');
    expect(await page.locator('button[data-copy]').count()).toBe(0);
    await context.close();
  });

  test('the citation is copied', async () => {
    const { page, errors, context } = await reader(1440, 'light');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${site.origin}/rules/ATO-012/`);
    await page.locator('button.copy').click();
    await page.locator('button.copy', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('ATO-012@2');
    expect(errors).toEqual([]);
    await context.close();
  });

  test.each([
    ['is copied without a clipboard for scripts', true, 'Copied'],
    ['shows itself when it cannot be copied', false, 'ATO-012@2'],
  ])('the citation %s', async (_, copies, label) => {
    const { page, errors, context } = await reader(1440, 'light');
    await page.addInitScript((copies) => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      if (!copies) document.execCommand = () => false;
    }, copies);
    await page.goto(`${site.origin}/rules/ATO-012/`);
    await page.locator('button.copy').click();
    await page.locator('button.copy', { hasText: label }).waitFor();
    expect(await page.locator('button.copy').evaluate((button) => document.activeElement === button)).toBe(
      true,
    );
    expect(errors).toEqual([]);
    await context.close();
  });

  test('filters of the rule table live in the address', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/rules/?state=retired`);
    expect(await page.locator('tbody tr:visible').count()).toBe(1);
    await page.selectOption('select[name=state]', 'pending');
    expect(await page.locator('tbody tr:visible').textContent()).toContain('ATO-099');
    expect(page.url()).toContain('?state=pending');
    await context.close();
  });

  test('proposals show their effect or their proof, and are filtered without a script', async () => {
    const { page, context } = await reader(1440, 'light');
    await context.route('**/*.js', (route) => route.abort());
    await page.goto(`${site.origin}/proposals/`);
    const rows = page.locator('tbody tr:visible');
    expect(await rows.count()).toBe(6);
    expect(await rows.nth(0).textContent()).toContain('+11.0 points, 88 steps');
    expect(await rows.nth(4).textContent()).toContain('not simulated');
    await page.getByLabel('Accepted').check();
    expect(await rows.allTextContents()).toEqual([
      expect.stringMatching(/PROP-003[\s\S]*Proven/),
      expect.stringMatching(/PROP-004[\s\S]*Reopened/),
    ]);
    await context.close();
  });

  test.each([
    [
      'PROP-001',
      '',
      [
        /67\.5%[\s\S]*78\.5%/,
        /Below[\s\S]*→[\s\S]*Uncertain/,
        /Its rules bind from 2027-01-01/,
        /KYC audit 4 steps/,
      ],
    ],
    ['PROP-002', '', [/Rejected: its rules never came into force/, /ATO-012 says it/]],
    ['PROP-003', '', [/Accepted: what binds is the rule in its SOP/, /Proven/, /2026-11-22/]],
    ['PROP-004', '/zh-cn', [/已采纳/, /缺口重现/, /家庭成员共用平板/]],
    ['PROP-005', '/zh-cn', [/还有 2 处待填写/, /暂时无法模拟/, /此规则的中文尚未动笔/]],
    ['PROP-006', '', [/not simulated for this content[\s\S]*npm run -s sop -- coverage/]],
  ] as const)('%s%s says where it stands', async (id, folder, expected) => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}${folder}/proposals/${id}/`);
    const text = (await page.locator('main').textContent()) ?? '';
    for (const pattern of expected) expect(text).toMatch(pattern);
    await context.close();
  });

  test('a case type without cases for weeks says so, and nothing else does', async () => {
    const { page, context } = await reader(1440, 'light');
    for (const [path, words, shown] of [
      ['/case-types/poa-review/', 'The latest cases are of the week from 2026-10-', true],
      ['/zh-cn/case-types/poa-review/', '最新的案件属于 2026-10-', true],
      ['/case-types/kyc-audit/', 'The latest cases', false],
      ['/dashboard/', 'The latest cases', false],
    ] as const) {
      await page.goto(`${site.origin}${path}`);
      expect((await page.locator('main').textContent())?.includes(words), path).toBe(shown);
    }
    await context.close();
  });

  test('numbers from synthetic cases say so, on screen and in print, in both languages', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/dashboard/`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.notice-synthetic').isVisible()).toBe(true);
    expect(await page.locator('.notice-synthetic').textContent()).toMatch(
      /^Partly synthetic data: [\d,]+ of the/,
    );
    await page.goto(`${site.origin}/zh-cn/gaps/`);
    expect(await page.locator('.notice-synthetic').textContent()).toContain('部分为合成数据');
    await context.close();
  });

  test('findings stand under their owners, lead to the rule, and the rule shows them', async () => {
    const { page, context } = await reader(375, 'light');
    await page.goto(`${site.origin}/dashboard/`);
    expect(await page.locator('main').textContent()).toContain('93.0%');
    await page.locator('main a', { hasText: 'findings for SOP owners' }).click();
    await page.waitForURL('**/findings/');
    expect((await page.locator('.finding .flag').allTextContents()).sort()).toEqual([
      'Applies too narrowly',
      'Catch-all by signals',
      'Catch-all by wording',
      'Disputed citations',
      'Not used',
      'Overturned decisions',
      'Wrong decisions',
    ]);
    await page.locator('#harmful-ATO-012-ato-investigation a').first().click();
    await page.waitForURL('**/rules/ATO-012/');
    expect(await page.locator('.finding').count()).toBe(2);
    expect(await page.locator('.finding').first().textContent()).toContain('60 of 100');
    await context.close();
  });

  test('the version of ROCA that cites worse is marked', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/zh-cn/calibration/`);
    expect(await page.locator('tbody .flag').allTextContents()).toEqual([`比 ${HOSTILE} 变差`]);
    await context.close();
  });

  test('an address that does not exist is answered in both languages', async () => {
    const { page, context } = await reader(375, 'dark');
    await page.goto(`${site.origin}/no/such/page/`);
    expect(await page.locator('main').textContent()).toMatch(/There is no such page[\s\S]*没有这个页面/);
    expect(await seriousIssues(page)).toEqual([]);
    await context.close();
  });
});

describe('gaps', () => {
  const text = async (page: Page, selector: string) => (await page.locator(selector).textContent()) ?? '';

  test('one case type alone and all together again, without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/gaps/`);
    const shown = () =>
      page.locator('.filtered > section:visible').evaluateAll((all) => all.map(({ id }) => id));
    const all = await shown();
    expect(all).toEqual(
      expect.arrayContaining(['ato-investigation', '2fa-reset', 'open', 'dismissed', 'gone']),
    );
    await page.locator('.filter-links a[href="#2fa-reset"]').click();
    expect(await shown()).toEqual(['2fa-reset']);
    expect(await page.locator('.filter-links').isVisible()).toBe(true);
    await page.locator('.show-all').click();
    expect(await shown()).toEqual(all);
    await context.close();
  });

  test('a dismissed gap stands apart with its reason; one that grew since is open again', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/gaps/`);
    expect(await text(page, '.filtered')).toContain('The first 2 gaps hold');
    expect(await text(page, '#dismissed')).toContain(AWKWARD);
    expect(await text(page, '#dismissed')).not.toContain('GAP-2FA-000003');
    expect(await text(page, '#open')).toMatch(/GAP-2FA-000003\s*Open again/);
    expect(await text(page, '#open')).toMatch(/GAP-ATO-000001\s*Claimed/);
    expect(await text(page, '#open')).not.toContain('GAP-ATO-000002');
    await page.goto(`${site.origin}/zh-cn/gaps/GAP-2FA-000003/`);
    expect(await text(page, '.notice')).toMatch(/已重新打开[\s\S]*2026-11-18/);
    await context.close();
  });

  test('what became of a gap is told on its page and on that of its heir', async () => {
    const { page, context } = await reader(375, 'dark');
    await page.goto(`${site.origin}/gaps/GAP-ATO-0000fd/`);
    expect(await text(page, 'main')).toContain('since the run of 2026-11-08');
    await page.locator('main .links a').click();
    await page.waitForURL('**/gaps/GAP-ATO-000001/');
    await page.locator('main a[href$="/gaps/GAP-ATO-0000fe/"]').click();
    await page.waitForURL('**/gaps/GAP-ATO-0000fe/');
    await page.goto(`${site.origin}/gaps/GAP-ATO-0000ff/`);
    expect(await text(page, 'main')).toMatch(/did not find this gap[\s\S]*Never seen again/);
    await context.close();
  });

  test('a proposal starts with the pages that propose writes, at the repository host', async () => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}/gaps/GAP-ATO-000002/`);
    const links = await page
      .locator('main a[href^="https://github.com/"]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const draft = planDraft(await loadCatalogue(site.content), await fixtureLedger(site.content), {
      gap: 'GAP-ATO-000002',
      sop: null,
      proposer: '[TODO: your team or role]',
      asOf: '2026-11-22',
    });
    const pages = draftPages(draft, new Set());
    expect(links.map((link) => new URL(link).pathname)).toEqual(
      pages.map(() => '/example/desk/new/release/next'),
    );
    expect(links.map((link) => Object.fromEntries(new URL(link).searchParams))).toEqual(
      pages.map((written) => ({ filename: `content/${written.path}`, value: written.text })),
    );
    await page.goto(`${site.origin}/gaps/GAP-ATO-000001/`);
    expect(await page.locator('main a[href^="https://github.com/"]').count()).toBe(0);
    expect(await text(page, 'main')).toContain('A proposal for this gap is open');
    await context.close();
  });

  test('a command is copied', async () => {
    const { page, context } = await reader(1440, 'light');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${site.origin}/gaps/GAP-ATO-000002/`);
    await page.locator('.command button').first().click();
    await page.locator('.command button', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'npm run -s sop -- propose GAP-ATO-000002',
    );
    await context.close();
  });
});

describe('what others wrote comes out as text', () => {
  test('in no page is there a script, a handler or an element of theirs', async () => {
    const { page, errors, context } = await reader(375, 'light');
    for (const kind of KINDS) {
      await page.goto(`${site.origin}${kind}`);
      const foreign = await page.evaluate(
        () =>
          document.querySelectorAll('script:not([src]):not([type="application/json"]), img[src=x]').length,
      );
      expect(foreign, kind).toBe(0);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  test.each([
    ['/gaps/', HOSTILE],
    ['/gaps/GAP-ATO-000002/', BREAKOUT],
    ['/gaps/GAP-2FA-000003/', UNBROKEN],
    ['/gaps/GAP-ATO-000001/', HOSTILE],
    ['/proposals/PROP-001/', BREAKOUT],
    ['/proposals/PROP-001/', HOSTILE],
    ['/proposals/PROP-002/', AWKWARD],
    ['/proposals/PROP-005/', HOSTILE],
    ['/dashboard/', HOSTILE],
    ['/dashboard/', BREAKOUT],
    ['/rules/ATO-012/', HOSTILE],
    ['/rules/2FA-003/', 'Selfie 1 < 2'],
    ['/calibration/', HOSTILE],
    ['/calibration/', UNBROKEN],
    ['/sops/2fa-reset/lost-factor/', AWKWARD],
  ])('%s shows it', async (path, text) => {
    const { page, context } = await reader(1440, 'light');
    await page.goto(`${site.origin}${path}`);
    expect(await page.locator('main').textContent()).toContain(text);
    await context.close();
  });

  test('no file of the site holds an inline script', () => {
    for (const file of readdirSync(site.dist, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.html')) continue;
      const html = readFileSync(join(site.dist, file), 'utf8');
      expect(
        parseHTML(html).document.querySelectorAll('script:not([src]), style, [style]').length,
        file,
      ).toBe(0);
      expect(html, file).toMatch(/<head><meta http-equiv="Content-Security-Policy"/);
    }
  });
});

const read = (name: string) => readFileSync(join(site.dist, name), 'utf8');

test('programs read the same in JSON and CSV', () => {
  const rules = JSON.parse(read('api/rules.json'));
  expect(rules.schema).toBe('sop-rules/1');
  expect(rules.rules.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`)).toEqual([
    '2FA-003 active',
    'ATO-001 active',
    'ATO-007 retired',
    'ATO-012 active',
    'ATO-099 pending',
  ]);
  const coverage = JSON.parse(read('api/coverage.json'));
  expect(coverage).toMatchObject({ schema: 'sop-coverage/1', syntheticCases: expect.any(Number) });
  const [claimed, dismissed] = JSON.parse(read('api/gaps.json')).gaps;
  expect(claimed).toMatchObject({
    id: 'GAP-ATO-000001',
    owner: '@risk-ops/ato',
    standing: 'claimed',
    since: '2026-10-01',
    history: [{ from: ['GAP-ATO-0000fe'], since: '2026-11-15' }],
  });
  expect(dismissed).toMatchObject({ standing: 'dismissed', decision: { date: '2026-11-20' }, history: [] });
  const table = read('api/gaps.csv').split('\r\n');
  expect(table).toHaveLength(6);
  expect(table[1]).toContain('GAP-ATO-000001');
  expect(JSON.parse(read('api/glossary.json')).terms[0].term.en).toBe('account takeover');
  expect(read('api/coverage.csv').split('\r\n')).toHaveLength(7);
  const findings = JSON.parse(read('api/findings.json')).findings.map(({ id }: { id: string }) => id);
  expect(findings).toHaveLength(7);
  const rows = (name: string) => read(name).trimEnd().split('\r\n').slice(1);
  expect(rows('api/findings.csv')).toHaveLength(7);
  const { citations } = JSON.parse(read('api/calibration.json'));
  expect(citations[0]).toMatchObject({ fault: 'unknown', citation: FORMULA });
  expect(rows('api/calibration.csv')).toHaveLength(2 * citations.length);
  expect(read('api/calibration.csv')).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
});

test.each(['', 'zh-cn/'])('pages of every origin link the home page alike: /%s', (folder) => {
  for (const page of ['handbook/metrics/', 'dashboard/']) {
    expect(read(`${folder}${page}index.html`)).toMatch(new RegExp(`<a href="/${folder}" class="site-title`));
  }
});

test('the command prints the gaps as the site has them', async () => {
  const dirs = ['--content', site.content, '--ledger', join(site.content, '../sop')];
  const { out } = await sopCommand('gaps', '--all', '--json', ...dirs);
  expect(JSON.parse(out)).toEqual(JSON.parse(read('api/gaps.json')));
});

function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

const PUBLISHED = ['calibration', 'coverage', 'findings', 'gaps', 'glossary', 'rules'];

test('there is a JSON Schema of every JSON file for programs, and of a case record', () => {
  const inFolder = (folder: string) =>
    readdirSync(join(site.dist, folder)).filter((name) => name.endsWith('.json'));
  const files = PUBLISHED.map((name) => `${name}.json`);
  expect(inFolder('api').sort()).toEqual(files);
  expect(inFolder('api/schemas').sort()).toEqual([...files, 'case-record.json'].sort());
});

test.each(PUBLISHED)('%s.json is as its JSON Schema says, which knows every field', (name) => {
  const published = JSON.parse(read(`api/schemas/${name}.json`));
  expect(published.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const schema = z.fromJSONSchema(published);
  const value = JSON.parse(read(`api/${name}.json`));
  expect(schema.parse(value)).toEqual(value);
  for (const object of objectsIn(value)) {
    object.unknownField = 'x';
    expect(schema.safeParse(value).success, Object.keys(object).join()).toBe(false);
    delete object.unknownField;
  }
});
