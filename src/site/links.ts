import { LANGUAGES, type Language } from '../sops/types.ts';

/** First part of a language's addresses; English lives at the root. */
const FOLDERS: Readonly<Record<Language, string | undefined>> = { en: undefined, 'zh-CN': 'zh-cn' };

/** The folder the site is served from, without a closing slash. */
const base = (import.meta.env?.BASE_URL ?? '/').replace(/\/$/, '');

/**
 * One entry per language for the `[...locale]` part of a page's address. A new list each time:
 * Astro keeps its own notes on the list it is given.
 */
export function localePaths() {
  return LANGUAGES.map((language) => ({
    params: { locale: FOLDERS[language] },
    props: { language },
  }));
}

/** Address of a page in a language. `path` is site-absolute: `/rules/ATO-012/`. */
export function pageHref(language: Language, path: string): string {
  const folder = FOLDERS[language];
  return `${base}${folder === undefined ? '' : `/${folder}`}${path}`;
}

/** Address of a file that has no language, such as `/api/rules.json`. */
export function fileHref(path: string): string {
  return `${base}${path}`;
}

/** Address of the same page in another language, from the address of a page. */
export function inLanguage(pathname: string, language: Language): string {
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  const folder = Object.values(FOLDERS).find(
    (name) => name !== undefined && (path === `/${name}` || path.startsWith(`/${name}/`)),
  );
  const bare = folder === undefined ? path : path.slice(folder.length + 1);
  return pageHref(language, bare === '' ? '/' : bare);
}

/** Site-absolute paths of every kind of page, without language. */
export const paths = {
  home: '/',
  dashboard: '/dashboard/',
  gaps: '/gaps/',
  gap: (id: string) => `/gaps/${id}/`,
  findings: '/findings/',
  calibration: '/calibration/',
  proposals: '/proposals/',
  proposal: (id: string) => `/proposals/${id}/`,
  rules: '/rules/',
  rule: (id: string) => `/rules/${id}/`,
  short: (id: string) => `/r/${id.toLowerCase()}/`,
  sops: '/sops/',
  sop: (caseType: string, slug: string) => `/sops/${caseType}/${slug}/`,
  caseType: (id: string) => `/case-types/${id}/`,
  glossary: '/glossary/',
  metrics: '/handbook/metrics/',
  firstRule: '/handbook/first-rule/',
  writeRule: '/handbook/writing-a-rule/',
  readCase: '/handbook/reading-a-case/',
  checkMessages: '/handbook/check-messages/',
} as const;
