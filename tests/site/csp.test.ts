import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEADER_POLICY, PAGE_POLICY, secureHtml } from '../../src/site/csp.ts';
import { secureFolder } from '../../src/site/integrations/secure-pages.ts';

const secure = (html: string) => secureHtml(html, (css) => `[${css}]`, '/');
const page = (body: string, head = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

describe('a page under the policy', () => {
  test('states it before anything else', () => {
    expect(secure(page('', '<title>x</title>'))).toContain(
      `<head><meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}"><title>`,
    );
  });

  test('allows no inline script or style, no plugin, no foreign base', () => {
    expect(PAGE_POLICY).not.toContain("'unsafe-inline'");
    expect(PAGE_POLICY).not.toContain("'unsafe-eval'");
    expect(PAGE_POLICY).toContain("object-src 'none'");
    expect(PAGE_POLICY).toContain("base-uri 'self'");
    expect(HEADER_POLICY).toContain("frame-ancestors 'none'");
  });

  test('keeps its style attributes as references', () => {
    const html = secure(page('<p style="--a: 1; color: red">x</p><i style=\'--b:&quot;c&quot;\'>y</i>'));
    expect(html).toContain('<p data-style="[--a: 1; color: red]">x</p>');
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).toContain('<link rel="stylesheet" href="/_astro/attributes.css"></head>');
  });

  test('needs no style sheet without them', () => {
    expect(secure(page('<p>x</p>'))).not.toContain('attributes.css');
  });

  test('keeps script files and data', () => {
    const body =
      '<script type="module" src="/a.js"></script><script type="application/json">{"a":"<b onclick=1>"}</script>';
    expect(secure(page(body))).toContain(body);
  });

  test('leaves alone what only looks active', () => {
    const body =
      '<!-- <script>1</script> --><p title="<b onclick=1> style=2">a &lt;script&gt; onclick= style= 1 < 2</p>' +
      '<textarea><script>x</script></textarea>';
    expect(secure(page(body))).toContain(body);
  });
});

describe('refused', () => {
  test.each([
    ['an inline script', '<script>alert(1)</script>', 'inline <script>: alert(1)'],
    ['an inline module', '<script type="module">import "/a.js"</script>', 'inline <script>'],
    ['an inline style sheet', '<style>p{}</style>', 'inline <style>'],
    ['an event handler', '<img src=x onerror=alert(1)>', '<img> has the event handler "onerror"'],
    ['one without spaces', '<svg/onload=alert(1)>', '<svg> has the event handler "onload"'],
    ['one in capitals', '<p ONCLICK="x">', '<p> has the event handler "onclick"'],
    ['a javascript: address', '<a href=" javascript:alert(1)">', '<a> has a javascript: address'],
  ])('%s', (_, body, message) => {
    expect(() => secure(page(body))).toThrow(message);
  });
});

describe('a built folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'csp-'));
    mkdirSync(join(folder, 'a'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is secured once, with its headers', async () => {
    writeFileSync(join(folder, 'a/index.html'), page('<p style="color: red">x</p>'));
    expect(await secureFolder(folder, '/')).toBe(1);
    const once = readFileSync(join(folder, 'a/index.html'), 'utf8');
    await secureFolder(folder, '/');
    expect(readFileSync(join(folder, 'a/index.html'), 'utf8')).toBe(once);
    expect(readFileSync(join(folder, '_headers'), 'utf8')).toContain(HEADER_POLICY);
    expect(readFileSync(join(folder, '_astro/attributes.css'), 'utf8')).toContain('{color: red}');
  });

  test('is refused by the name of the page', async () => {
    writeFileSync(join(folder, 'a/index.html'), page('<script>alert(1)</script>'));
    await expect(secureFolder(folder, '/')).rejects.toThrow('a/index.html does not fit');
  });
});
