import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { strings } from './src/site/i18n.ts';
import { securePages } from './src/site/integrations/secure-pages.ts';
import { siteData } from './src/site/integrations/site-data.ts';
import { handbookSidebar } from './src/site/sidebar.ts';

export default defineConfig({
  // Canonical addresses and the sitemap need the public address; a local build does without.
  site: process.env.SITE_URL || undefined,
  base: process.env.SITE_BASE || '/',
  // Scripts and styles are files, so that the Content-Security-Policy can forbid inline ones.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  integrations: [
    siteData(),
    starlight({
      title: { en: strings('en').siteName, 'zh-CN': strings('zh-CN').siteName },
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      favicon: '/favicon.svg',
      sidebar: handbookSidebar(),
      customCss: ['./src/styles/site.css'],
      components: {
        LanguageSelect: './src/components/LanguageLink.astro',
        Search: './src/components/Search.astro',
        Sidebar: './src/components/Sidebar.astro',
        ThemeProvider: './src/components/ThemeProvider.astro',
        ThemeSelect: './src/components/ThemeSelect.astro',
        Banner: './src/components/Banner.astro',
      },
      routeMiddleware: './src/site/route-middleware.ts',
      disable404Route: true,
      expressiveCode: false,
      pagination: false,
      credits: false,
    }),
    // Last, so that it sees every page the others have written.
    securePages(),
  ],
});
