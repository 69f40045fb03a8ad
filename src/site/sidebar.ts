import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { StarlightUserConfig } from '@astrojs/starlight/types';
import type { Language } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { type Strings, strings } from './i18n.ts';
import { pageHref, paths } from './links.ts';
import { sopText } from './rules.ts';

export type SidebarEntries = StarlightRouteData['sidebar'];

interface Item {
  readonly path: string;
  readonly label: (words: Strings, language: Language) => string;
}

interface Group {
  readonly label: Item['label'];
  readonly items: readonly Item[];
}

const OVERVIEW: Group = {
  label: ({ nav }) => nav.overview,
  items: [
    { path: paths.home, label: ({ nav }) => nav.home },
    { path: paths.dashboard, label: ({ nav }) => nav.dashboard },
    { path: paths.gaps, label: ({ nav }) => nav.gaps },
    { path: paths.findings, label: ({ nav }) => nav.findings },
    { path: paths.calibration, label: ({ nav }) => nav.calibration },
    { path: paths.proposals, label: ({ nav }) => nav.proposals },
    { path: paths.sops, label: ({ nav }) => nav.sops },
    { path: paths.rules, label: ({ nav }) => nav.rules },
    { path: paths.glossary, label: ({ nav }) => nav.glossary },
  ],
};

const HANDBOOK: Group = {
  label: ({ nav }) => nav.handbook,
  items: [
    { path: paths.readCase, label: ({ nav }) => nav.readCase },
    { path: paths.firstRule, label: ({ nav }) => nav.firstRule },
    { path: paths.writeRule, label: ({ nav }) => nav.writeRule },
    { path: paths.checkMessages, label: ({ nav }) => nav.checkMessages },
    { path: paths.metrics, label: ({ nav }) => nav.metrics },
  ],
};

/** The sidebar of the handbook, as Starlight's configuration wants it. */
export function handbookSidebar(): NonNullable<StarlightUserConfig['sidebar']> {
  const both = (label: Item['label']) => ({
    label: label(strings('en'), 'en'),
    translations: { 'zh-CN': label(strings('zh-CN'), 'zh-CN') },
  });
  return [OVERVIEW, HANDBOOK].map(({ label, items }) => ({
    ...both(label),
    items: items.map((item) => ({ ...both(item.label), link: item.path })),
  }));
}

const known = new WeakMap<Site, Map<string, SidebarEntries>>();

/**
 * The sidebar of a page that belongs to a case type (or to none): with the SOPs of that case type
 * only, so that it stays small however many SOPs there are. Made once per case type and language.
 */
export function sidebarAt(site: Site, language: Language, caseType: string | null): SidebarEntries {
  const sidebars = known.get(site) ?? new Map<string, SidebarEntries>();
  known.set(site, sidebars);
  const key = `${language} ${caseType ?? ''}`;
  const entries = sidebars.get(key) ?? groupsAt(site, caseType).map((group) => entryOf(group, language));
  sidebars.set(key, entries);
  return entries;
}

function groupsAt(site: Site, caseType: string | null): Group[] {
  const caseTypes: Group = {
    label: ({ nav }) => nav.caseTypes,
    items: site.catalogue.caseTypes.map(({ id, name }) => ({
      path: paths.caseType(id),
      label: (_, language) => name[language],
    })),
  };
  const here = caseType === null ? undefined : site.caseTypes.get(caseType);
  if (here === undefined) return [OVERVIEW, caseTypes, HANDBOOK];
  const sops: Group = {
    label: ({ nav }, language) => nav.sopsOf(here.name[language]),
    items: (site.sopsOf.get(here.id) ?? []).map((sop) => ({
      path: paths.sop(sop.caseType, sop.slug),
      label: (_, language) => sopText(sop, language).title,
    })),
  };
  return [OVERVIEW, caseTypes, sops, HANDBOOK];
}

function entryOf({ label, items }: Group, language: Language): SidebarEntries[number] {
  const words = strings(language);
  return {
    type: 'group',
    label: label(words, language),
    collapsed: false,
    badge: undefined,
    entries: items.map((item) => ({
      type: 'link',
      label: item.label(words, language),
      href: pageHref(language, item.path),
      isCurrent: false,
      badge: undefined,
      attrs: {},
    })),
  };
}
