import type { Language } from '../sops/types.ts';

/** What the author of a rule is asked, for its title and under each heading. */
interface Skeleton {
  readonly title: string;
  /** @param words how the cases say it */
  inCases(words: string): string;
  readonly prompts: {
    readonly when: string;
    readonly check: string;
    /** @param labels how the cases of the gap ended */
    decide(labels: string): string;
    readonly outcomes: string;
    readonly escalate: string;
    readonly annotate: string;
    readonly misleads: string;
    readonly noSignals: string;
  };
}

export const SKELETONS: Readonly<Record<Language, Skeleton>> = {
  en: {
    title: 'what happened, in the words a reviewer would type',
    inCases: (words) => `; the cases say “${words}”`,
    prompts: {
      when: 'the facts that make this rule apply, with their thresholds',
      check: 'one thing to look at, where it is found, and what it shows',
      decide: (labels) => `one sentence with outcome, amount and duration; so far the cases ended ${labels}`,
      outcomes: 'an outcome in bold, such as Allow, Hold or Block, and when it is due',
      escalate: 'when and to whom, or that it is not needed',
      annotate: 'what the next reviewer must find written down',
      misleads: 'when it misleads, and which rule clears it',
      noSignals: 'signals that point to this and when they mislead, or delete this section',
    },
  },
  'zh-CN': {
    title: '发生了什么，用审核员会输入的说法',
    inCases: (words) => `；案件中写作“${words}”`,
    prompts: {
      when: '使本规则适用的事实及其阈值',
      check: '一项核查内容、在哪里查看、说明什么',
      decide: (labels) => `用一句话写明结论、金额和时长；目前相关案件的结果为 ${labels}`,
      outcomes: '以粗体写出结论（如放行、暂缓、拦截）及其条件',
      escalate: '何时上报、上报给谁，或写明无需上报',
      annotate: '下一位审核员必须能看到的记录',
      misleads: '何时会误导，以及由哪条规则排除',
      noSignals: '指向此情形的信号及其何时误导；没有则删除本节',
    },
  },
};
