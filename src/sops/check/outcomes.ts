import type { Language } from '../types.ts';

/** The outcomes a rule can decide, as they stand in bold in both languages. */
const OUTCOMES: readonly Readonly<Record<Language, readonly string[]>>[] = [
  { en: ['Allow'], 'zh-CN': ['放行'] },
  { en: ['Approve'], 'zh-CN': ['通过'] },
  { en: ['Block'], 'zh-CN': ['拦截'] },
  { en: ['Escalate'], 'zh-CN': ['上报'] },
  { en: ['Hold'], 'zh-CN': ['暂缓'] },
  { en: ['Reject', 'Refuse'], 'zh-CN': ['驳回', '拒绝'] },
  { en: ['Release'], 'zh-CN': ['释放', '解除'] },
  { en: ['Request information'], 'zh-CN': ['补充材料', '要求补充材料'] },
];

const INDEX: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: indexOf('en'),
  'zh-CN': indexOf('zh-CN'),
};

function indexOf(language: Language): ReadonlyMap<string, string> {
  const pairs = OUTCOMES.flatMap((outcome) =>
    outcome[language].map((word) => [word.toLowerCase(), outcome.en[0] ?? ''] as const),
  );
  return new Map(pairs);
}

/** The English name of the outcome that words in bold are; null when they are none. */
export function outcomeOf(words: string, language: Language): string | null {
  const plain = words
    .trim()
    .replace(/[.,;:。，；：、]+$/u, '')
    .toLowerCase();
  return INDEX[language].get(plain) ?? null;
}
