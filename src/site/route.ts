import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { MarkdownHeading } from 'astro';
import type { Language } from '../sops/types.ts';
import { strings } from './i18n.ts';
import { fileHref, inLanguage, pageHref, paths } from './links.ts';
import type { SidebarEntries } from './sidebar.ts';

/** What a page of our own says about itself. */
export interface PageFacts {
  readonly language: Language;
  /** Path of the page as it is served. */
  readonly pathname: string;
  /** Public address of the site; without it no canonical address is stated. */
  readonly site: URL | undefined;
  readonly title: string;
  readonly description: string | undefined;
  /** Text above the page, such as that its numbers are synthetic. */
  readonly banner: string | null;
  readonly searchable: boolean;
  readonly headings: readonly MarkdownHeading[];
  readonly sidebar: SidebarEntries;
}

/**
 * What Starlight's page frame needs to know, made here rather than by `<StarlightPage>`: that one
 * builds and runs a validation schema for each page, which took more than half of the build.
 */
export function routeOf(page: PageFacts): StarlightRouteData {
  const { language, title, pathname } = page;
  const locale = language === 'en' ? undefined : 'zh-cn';
  const meta = { lang: language, dir: 'ltr' as const, locale };
  const id = pathname.replace(/^\/|\/$/g, '');
  return {
    ...meta,
    id,
    entryMeta: meta,
    entry: {
      id,
      collection: 'docs',
      body: '',
      filePath: '',
      data: {
        title,
        description: page.description,
        head: [],
        editUrl: false,
        template: 'doc',
        pagefind: page.searchable,
        draft: false,
        sidebar: { hidden: false, attrs: {} },
        ...(page.banner === null ? {} : { banner: { content: page.banner } }),
      },
    },
    siteTitle: strings(language).siteName,
    siteTitleHref: pageHref(language, paths.home),
    headings: [...page.headings],
    hasSidebar: true,
    sidebar: page.sidebar.map((entry) => markCurrent(entry, pathname)),
    pagination: { prev: undefined, next: undefined },
    lastUpdated: undefined,
    editUrl: undefined,
    toc:
      page.headings.length < 2
        ? undefined
        : {
            minHeadingLevel: 2,
            maxHeadingLevel: 2,
            items: page.headings.map((heading) => ({ ...heading, children: [] })),
          },
    head: headOf(page),
  };
}

type Entry = StarlightRouteData['sidebar'][number];

function markCurrent(entry: Entry, pathname: string): Entry {
  if (entry.type === 'link') return { ...entry, isCurrent: entry.href === pathname };
  return { ...entry, entries: entry.entries.map((child) => markCurrent(child, pathname)) };
}

function headOf({ language, pathname, site, title, description }: PageFacts): StarlightRouteData['head'] {
  const head: StarlightRouteData['head'] = [
    { tag: 'meta', attrs: { charset: 'utf-8' } },
    { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
    // Starlight writes the content of head elements as it stands.
    { tag: 'title', content: `${escapeText(title)} | ${strings(language).siteName}` },
    { tag: 'link', attrs: { rel: 'icon', href: fileHref('/favicon.svg'), type: 'image/svg+xml' } },
    { tag: 'meta', attrs: { property: 'og:title', content: title } },
  ];
  if (description !== undefined) {
    head.push({ tag: 'meta', attrs: { name: 'description', content: description } });
  }
  if (site !== undefined) {
    const address = (path: string) => new URL(path, site).href;
    head.push({ tag: 'link', attrs: { rel: 'canonical', href: address(pathname) } });
    for (const other of ['en', 'zh-CN'] as const) {
      const href = address(inLanguage(pathname, other));
      head.push({ tag: 'link', attrs: { rel: 'alternate', hreflang: other, href } });
    }
  }
  return head;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
