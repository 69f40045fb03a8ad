import { decisionLine } from '../sops/plain-text.ts';
import { hasPrompt } from '../sops/prompts.ts';
import type { Language, Proposal, Sop } from '../sops/types.ts';
import { nextSopId } from './next-ids.ts';
import { type Content, translationOf } from './read-desk.ts';

/** Leads what stands in a Mandarin page in English, until somebody translates it. */
const UNTRANSLATED = '（未翻译）';

/** A page to be written. */
export interface NewPage {
  readonly file: string;
  readonly text: string;
}

/**
 * The page of a new SOP for a proposal, still without its rules: the owner of the case type owns
 * it, title and description are those of its first rule, and it is reviewed within a year.
 */
export function newSop({ catalogue, files }: Content, proposal: Proposal, asOf: string): NewPage {
  const caseType = catalogue.caseTypes.find(({ id }) => id === proposal.caseType);
  const { title, description } = wordsOf(proposal, 'en');
  const text = [
    '---',
    `id: ${nextSopId(catalogue, caseType?.prefix ?? '')}`,
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(description)}`,
    `caseType: ${proposal.caseType}`,
    'version: 1.0.0',
    'status: active',
    `owner: ${JSON.stringify(caseType?.owner ?? '')}`,
    `effective: ${asOf}`,
    `reviewBy: ${oneYearAfter(asOf)}`,
    '---',
    '',
    '',
  ];
  const taken = new Set(files.map(({ path }) => path));
  return { file: freeFile(proposal, taken), text: text.join('\n') };
}

/** The translation's page beside an SOP that has none, still without rules. */
export function newTranslation(proposal: Proposal, sop: Sop | null): string {
  const { title, description } = sop ? marked(sop) : wordsOf(proposal, 'zh-CN');
  const text = [
    '---',
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(description)}`,
    'translates: {}',
    '---',
    '',
    '',
  ];
  return text.join('\n');
}

interface Words {
  readonly title: string;
  readonly description: string;
}

function wordsOf({ rules }: Proposal, language: Language): Words {
  const rule = rules[0];
  if (!rule) return { title: '', description: '' };
  const english = { title: rule.title, description: decisionLine(rule, 'en') || rule.title };
  if (language === 'en') return english;
  const title = rule.translation?.title ?? '';
  if (!/\p{Script=Han}/u.test(title) || hasPrompt(title)) return marked(english);
  const decision = decisionLine(rule, 'zh-CN');
  return { title, description: decision === '' || hasPrompt(decision) ? title : decision };
}

function marked({ title, description }: Words): Words {
  return { title: UNTRANSLATED + title, description: UNTRANSLATED + description };
}

function freeFile({ caseType, slug }: Proposal, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const file = `sops/${caseType}/${slug}${number === 1 ? '' : `-${number}`}.mdx`;
    if (!taken.has(file) && !taken.has(translationOf(file))) return file;
  }
}

function oneYearAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}
