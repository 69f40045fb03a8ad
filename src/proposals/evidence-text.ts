import type { Language } from '../sops/types.ts';
import { type Draft, NEAR } from './draft.ts';
import { count } from './gaps-report.ts';
import { trendText } from './trend.ts';

/**
 * What speaks for a proposal, as Markdown: counts, and wordings that enough cases share. Nothing
 * of a single case ever stands in it.
 */
export function evidenceText(draft: Draft, language: Language): string {
  return language === 'en' ? english(draft) : mandarin(draft);
}

const WEEKS_SHOWN = 8;

function english(draft: Draft): string {
  const { ranked, run, candidates, signals, earlier, exemplarCases } = draft;
  const { gap, evidence, trend, owner } = ranked;
  const nearest = ranked.nearest.filter(({ score }) => score >= NEAR);
  const { TP, TN, FP, FN } = gap.labels;
  const { handling } = evidence;
  const minutes =
    handling.cases === 0
      ? 'not stated'
      : `${Math.round(handling.minutes)} minutes in ${count(handling.cases, 'case')}`;
  return paragraphs([
    '## Evidence',
    `${gap.id} as of ${run.asOf}, owner ${owner}.${run.syntheticCases > 0 ? ' The data holds synthetic cases.' : ''}`,
    table([
      ['Measure', 'Value'],
      ['Cases', String(gap.cases)],
      ['Steps', String(gap.steps)],
      ['Outcomes', `TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}`],
      ['Handling time', minutes],
      ['First and last seen', `${gap.firstSeen} to ${gap.lastSeen}`],
      ['Trend', trendText(trend)],
      ['Cases by week', weeks(draft)],
    ]),
    `Wordings that at least ${exemplarCases} cases share (# is any number, in an accepted wording written 0):`,
    list(
      candidates.map(
        ({ wording, fault }) => `“${wording}”${fault === null ? '' : `: no candidate, ${fault}`}`,
      ),
    ),
    ...(signals.length === 0
      ? ['No signal is shared by as many cases.']
      : [
          'Signals:',
          list(
            signals.map(
              ({ code, cases, fault }) =>
                `\`${code}\` in ${count(cases, 'case')}${fault === null ? '' : `: left out, ${fault}`}`,
            ),
          ),
        ]),
    ...(nearest.length === 0
      ? []
      : ['Nearest rules:', list(nearest.map(({ id, title }) => `${id} ${plain(title)}`))]),
    ...earlier.map(
      ({ id, status, reason }) => `Earlier: ${id}, ${status}${reason === null ? '' : ` (${plain(reason)})`}.`,
    ),
    '## Proposed rule',
  ]);
}

function mandarin(draft: Draft): string {
  const { ranked, run, candidates } = draft;
  const { gap } = ranked;
  const { TP, TN, FP, FN } = gap.labels;
  return paragraphs([
    '## 依据',
    `${gap.id}，截至 ${run.asOf}。${run.syntheticCases > 0 ? '数据含合成案件。' : ''}`,
    table([
      ['指标', '数值'],
      ['案件', String(gap.cases)],
      ['步骤', String(gap.steps)],
      ['结果', `TP ${TP}, TN ${TN}, FP ${FP}, FN ${FN}`],
      ['首次与最近出现', `${gap.firstSeen} 至 ${gap.lastSeen}`],
    ]),
    '足够多案件共有的措辞（# 代表任意数字）：',
    list(candidates.map(({ wording }) => `“${wording}”`)),
    '## 拟议规则',
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
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}
