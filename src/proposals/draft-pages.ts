import { hasHan } from '../coverage/signature.ts';
import { SopDeskError } from '../errors.ts';
import type { ContentFile } from '../sops/load.ts';
import { SECTIONS, type Section } from '../sops/sections.ts';
import type { Language } from '../sops/types.ts';
import type { Draft } from './draft.ts';
import { evidenceText } from './evidence-text.ts';
import { prompt } from './prompts.ts';
import { wordingIn } from './ranked-gaps.ts';
import { type Content, interpretDesk } from './read-desk.ts';
import { SKELETONS } from './skeletons.ts';

/**
 * Writes a proposal out, in memory: evidence and rule in English, and the translation beside it, as
 * an SOP has its own. Facts of the rule stand in the English page only.
 *
 * @returns the two pages, the English one first
 * @throws SopDeskError when the pages could not be read back, as with markup in the proposer's name
 */
export async function writeDraft(draft: Draft, { files }: Content): Promise<ContentFile[]> {
  const taken = new Set(files.map(({ path }) => path));
  const pages = draftPages(draft, taken).map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
  const after = await interpretDesk([...files, ...pages], '');
  if (!after.catalogue.proposals.some(({ id, rules }) => id === draft.id && rules.length === 1)) {
    throw new SopDeskError(`${draft.id} could not be read back`);
  }
  return pages;
}

/** A page of a draft: its path in the content folder and what stands in it. */
export interface DraftPage {
  readonly path: string;
  readonly text: string;
}

/**
 * The two pages of a draft, the English one first, not yet read back.
 *
 * @param taken paths that the content folder has already
 */
export function draftPages(draft: Draft, taken: ReadonlySet<string>): readonly [DraftPage, DraftPage] {
  const slug = freeSlug(draft, taken);
  return [
    { path: `proposals/${slug}.mdx`, text: englishPage(draft) },
    { path: `proposals/${slug}.zh-cn.mdx`, text: mandarinPage(draft) },
  ];
}

const SLUG_WORDS = 6;

function freeSlug({ ranked: { gap } }: Draft, taken: ReadonlySet<string>): string {
  const title = wordingIn(gap, 'en');
  const words = title.toLowerCase().match(/[a-z]+/g) ?? [];
  const slug =
    words.length < 2 || hasHan(title) ? gap.id.toLowerCase() : words.slice(0, SLUG_WORDS).join('-');
  for (let number = 1; ; number++) {
    const name = number === 1 ? slug : `${slug}-${number}`;
    if (!taken.has(`proposals/${name}.mdx`) && !taken.has(`proposals/${name}.zh-cn.mdx`)) return name;
  }
}

function englishPage(draft: Draft): string {
  const { id, ruleId, ranked, caseType, sop, proposer, created } = draft;
  const covers = draft.candidates.filter(({ fault }) => fault === null);
  const signals = draft.signals.filter(({ fault }) => fault === null).map(({ code }) => code);
  return [
    '---',
    `id: ${id}`,
    `gap: ${ranked.gap.id}`,
    `caseType: ${caseType.id}`,
    `sop: ${sop?.id ?? 'new'}`,
    'status: draft',
    `proposer: ${JSON.stringify(proposer)}`,
    `created: ${created}`,
    '---',
    '',
    evidenceText(draft, 'en'),
    '<Rule',
    `  id="${ruleId}"`,
    `  title="${titleFor(draft, 'en')}"`,
    `  effective="${created}"`,
    ...(signals.length > 0 ? [`  signals="${signals.join(' ')}"`] : []),
    '>',
    ...covers.map(({ phrase }) => `  <Covers phrase="${phrase}" />`),
    ...(covers.length > 0 ? [''] : []),
    sections(draft, 'en'),
    '</Rule>',
    '',
  ].join('\n');
}

function mandarinPage(draft: Draft): string {
  return [
    '---',
    'translates: {}',
    '---',
    '',
    evidenceText(draft, 'zh-CN'),
    '<Rule',
    `  id="${draft.ruleId}"`,
    `  title="${titleFor(draft, 'zh-CN')}"`,
    '>',
    '',
    sections(draft, 'zh-CN'),
    '</Rule>',
    '',
  ].join('\n');
}

/**
 * Asks for a title. How the cases say it stands in the question where it is in the page's language:
 * a signature is no title, and nobody would notice that it stayed one.
 */
function titleFor({ ranked: { gap } }: Draft, language: Language): string {
  const { title, inCases } = SKELETONS[language];
  const words = wordingIn(gap, language).replace(/#/g, ' ').replace(/\s+/g, ' ').trim();
  const said = words !== '' && hasHan(words) === (language === 'zh-CN');
  return prompt(language, said ? `${title}${inCases(words)}` : title);
}

function sections(draft: Draft, language: Language): string {
  const { prompts } = SKELETONS[language];
  const { TP, TN, FP, FN } = draft.ranked.gap.labels;
  const codes = draft.signals.filter(({ fault }) => fault === null).map(({ code }) => `\`${code}\``);
  const ask = (words: string) => prompt(language, words);
  const blocks: readonly (readonly [Section, ...string[]])[] = [
    ['when', ask(prompts.when)],
    ['check', `- [ ] ${ask(prompts.check)}`],
    ['decide', ask(prompts.decide(`TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}`)), `- ${ask(prompts.outcomes)}`],
    ['escalate', ask(prompts.escalate)],
    ['annotate', ask(prompts.annotate)],
    codes.length > 0
      ? ['signals', ...codes.map((code) => `${code} ${ask(prompts.misleads)}`)]
      : ['signals', ask(prompts.noSignals)],
  ];
  const texts = blocks.map(
    ([section, ...words]) => `### ${SECTIONS[section][language]}\n\n${words.join('\n\n')}`,
  );
  return `${texts.join('\n\n')}\n`;
}
