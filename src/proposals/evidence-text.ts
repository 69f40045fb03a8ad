import { trendText } from '../findings/trend.ts';
import { escapeMarkdown } from '../sops/markdown.ts';
import type { Language, ProposalStatus } from '../sops/types.ts';
import { count } from '../terminal-text.ts';
import { type Draft, NEAR } from './draft.ts';

const WEEKS_SHOWN = 8;

/** What the evidence says, once per language. */
interface Words {
  readonly evidence: string;
  source(gap: string, asOf: string, owner: string): string;
  readonly synthetic: string;
  readonly measure: string;
  readonly value: string;
  readonly cases: string;
  readonly steps: string;
  readonly outcomes: string;
  readonly handling: string;
  minutes(minutes: number, cases: number): string;
  readonly notStated: string;
  readonly seen: string;
  span(first: string, last: string): string;
  readonly trend: string;
  readonly weeks: string;
  wordings(cases: number): string;
  noCandidate(fault: string): string;
  readonly signals: string;
  readonly noSignals: string;
  inCases(cases: number): string;
  leftOut(fault: string): string;
  readonly nearest: string;
  earlier(id: string, status: string, reason: string | null): string;
  readonly status: Readonly<Record<ProposalStatus, string>>;
  readonly rule: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    evidence: 'Evidence',
    source: (gap, asOf, owner) => `${gap} as of ${asOf}, owner ${owner}.`,
    synthetic: ' The data holds synthetic cases.',
    measure: 'Measure',
    value: 'Value',
    cases: 'Cases',
    steps: 'Steps',
    outcomes: 'Outcomes',
    handling: 'Handling time',
    minutes: (minutes, cases) => `${minutes} minutes in ${count(cases, 'case')}`,
    notStated: 'not stated',
    seen: 'First and last seen',
    span: (first, last) => `${first} to ${last}`,
    trend: 'Trend',
    weeks: 'Cases by week',
    wordings: (cases) =>
      `Wordings that at least ${cases} cases share (# is any number, in an accepted wording written 0):`,
    noCandidate: (fault) => `: no candidate, ${fault}`,
    signals: 'Signals:',
    noSignals: 'No signal is shared by as many cases.',
    inCases: (cases) => ` in ${count(cases, 'case')}`,
    leftOut: (fault) => `: left out, ${fault}`,
    nearest: 'Nearest rules:',
    earlier: (id, status, reason) => `Earlier: ${id}, ${status}${reason === null ? '' : ` (${reason})`}.`,
    status: { draft: 'draft', 'in-review': 'in review', accepted: 'accepted', rejected: 'rejected' },
    rule: 'Proposed rule',
  },
  'zh-CN': {
    evidence: '依据',
    source: (gap, asOf, owner) => `${gap}，截至 ${asOf}，负责人 ${owner}。`,
    synthetic: '数据含合成案件。',
    measure: '指标',
    value: '数值',
    cases: '案件',
    steps: '步骤',
    outcomes: '结果',
    handling: '处理时长',
    minutes: (minutes, cases) => `${cases} 个案件共 ${minutes} 分钟`,
    notStated: '未注明',
    seen: '首次与最近出现',
    span: (first, last) => `${first} 至 ${last}`,
    trend: '趋势',
    weeks: '每周案件',
    wordings: (cases) => `至少 ${cases} 个案件共有的措辞（# 代表任意数字，写入认可措辞时写作 0）：`,
    noCandidate: (fault) => `：不作候选，${fault}`,
    signals: '信号：',
    noSignals: '没有信号为同样多的案件共有。',
    inCases: (cases) => `：${cases} 个案件`,
    leftOut: (fault) => `；未列入，${fault}`,
    nearest: '最相近的规则：',
    earlier: (id, status, reason) =>
      `此前的提案：${id}，${status}${reason === null ? '' : `（${reason}）`}。`,
    status: { draft: '草稿', 'in-review': '评审中', accepted: '已采纳', rejected: '已否决' },
    rule: '拟议规则',
  },
};

/**
 * What speaks for a proposal, as Markdown: counts, and wordings that enough cases share. Nothing
 * of a single case ever stands in it.
 */
export function evidenceText(draft: Draft, language: Language): string {
  const { ranked, run, candidates, signals, earlier, exemplarCases } = draft;
  const { gap, evidence, trend, owner } = ranked;
  const words = WORDS[language];
  const nearest = ranked.nearest.filter(({ score }) => score >= NEAR);
  const { TP, TN, FP, FN } = gap.labels;
  const { cases, minutes } = evidence.handling;
  const shared = signals.map(
    (signal) =>
      `\`${signal.code}\`${words.inCases(signal.cases)}${signal.fault === null ? '' : words.leftOut(signal.fault[language])}`,
  );
  return paragraphs([
    `## ${words.evidence}`,
    words.source(gap.id, run.asOf, owner) + (run.syntheticCases > 0 ? words.synthetic : ''),
    table([
      [words.measure, words.value],
      [words.cases, String(gap.cases)],
      [words.steps, String(gap.steps)],
      [words.outcomes, `TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}`],
      [words.handling, cases === 0 ? words.notStated : words.minutes(Math.round(minutes), cases)],
      [words.seen, words.span(gap.firstSeen, gap.lastSeen)],
      [words.trend, trendText(trend, language)],
      [words.weeks, weeks(draft)],
    ]),
    words.wordings(exemplarCases),
    list(
      candidates.map(
        ({ wording, fault }) => `“${wording}”${fault === null ? '' : words.noCandidate(fault[language])}`,
      ),
    ),
    ...(shared.length === 0 ? [words.noSignals] : [words.signals, list(shared)]),
    ...(nearest.length === 0
      ? []
      : [words.nearest, list(nearest.map(({ id, titles }) => `${id} ${plain(titles[language])}`))]),
    ...earlier.map(({ id, status, reason }) =>
      words.earlier(id, words.status[status], reason === null ? null : plain(reason)),
    ),
    `## ${words.rule}`,
  ]);
}

function weeks({ ranked: { evidence } }: Draft): string {
  const last = evidence.weeks.slice(-WEEKS_SHOWN);
  return last.map(({ monday, cases }) => `${monday}: ${cases}`).join(', ');
}

function paragraphs(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}

function table([header = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Words out of the content folder, so that nothing in them is read as Markdown or MDX. */
function plain(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' '));
}
