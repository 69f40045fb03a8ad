import type { Localized } from './types.ts';

/** Headings of the sections of a rule, in the order in which they stand. */
export const SECTIONS = {
  when: { en: 'When', 'zh-CN': '适用' },
  check: { en: 'Check', 'zh-CN': '核查' },
  decide: { en: 'Decide', 'zh-CN': '处置' },
  escalate: { en: 'Escalate', 'zh-CN': '上报' },
  annotate: { en: 'Annotate', 'zh-CN': '批注' },
  signals: { en: 'Signals', 'zh-CN': '信号' },
} as const satisfies Readonly<Record<string, Localized>>;

export type Section = keyof typeof SECTIONS;

const BY_HEADING: ReadonlyMap<string, Section> = new Map(
  (Object.keys(SECTIONS) as Section[]).flatMap((section) =>
    Object.values(SECTIONS[section]).map((heading) => [heading.toLowerCase(), section] as const),
  ),
);

/** The section that a heading begins, in either language; null for any other heading. */
export function sectionOf(heading: string): Section | null {
  return BY_HEADING.get(heading.trim().toLowerCase()) ?? null;
}
