import { parseMarkdown } from '../../src/sops/markdown.ts';
import type { Catalogue, Proposal, Prose, Rule, Sop } from '../../src/sops/types.ts';

const PLACE = { file: 'made-up.mdx', line: 1, column: 1 };

function prose(markdown: string): Prose {
  const tree = parseMarkdown(markdown);
  if ('reason' in tree) throw new Error(tree.reason);
  return { markdown, content: tree.children };
}

/** A rule with enough words to build sentences from, or a tombstone when it is retired. */
function rule(id: string, title: string, title_zh: string, more: Partial<Rule> = {}): Rule {
  const number = Number(id.split('-')[1]);
  const bare = more.retired != null;
  const body = bare
    ? ''
    : `### When\n\nThe ${title} happens twice in one session.\n\n### Check\n\n- [ ] Age of the ${title} in days, and who asked.\n- [ ] Was the ${title} seen by the owner?\n- [ ] Log entry ${number} of the event store shows the source.\n\n### Decide\n\n| Finding | Decision |\n| --- | --- |\n| The ${title} is confirmed | **Block** |\n\n- **Allow**: the ${title} was a test of ours.\n`;
  const body_zh = bare
    ? ''
    : `### 适用\n\n同一会话中发生两次${title_zh}。\n\n### 核查\n\n- [ ] ${title_zh}距今的天数，以及由谁提出。\n- [ ] 客户本人是否看到${title_zh}？\n\n### 处置\n\n| 发现 | 处置 |\n| --- | --- |\n| 已确认${title_zh} | **拦截** |\n`;
  return {
    id,
    sop: `SOP-${id.split('-')[0]}-01`,
    title,
    effective: '2025-01-01',
    revision: 2,
    revised: '2026-03-01',
    retired: null,
    replacedBy: null,
    caseTypes: [],
    signals: bare ? [] : [`signal_${id.toLowerCase().replace('-', '_')}`],
    covers: bare
      ? []
      : [
          { phrase: `accepted wording for ${title}`, place: PLACE },
          { phrase: `已认可的${title_zh}说法`, place: PLACE },
        ],
    audience: ['internal'],
    body: prose(body),
    fingerprint: id,
    translation: { title: title_zh, body: prose(body_zh), place: PLACE, translates: id },
    place: PLACE,
    ...more,
  };
}

function sop(caseType: string, prefix: string, rules: Rule[]): Sop {
  return {
    id: `SOP-${prefix}-01`,
    slug: 'one',
    title: 'One',
    description: 'One.',
    caseType,
    version: '1.0.0',
    status: 'active',
    owner: '@team',
    effective: '2025-01-01',
    reviewBy: '2027-01-01',
    audience: ['internal'],
    sources: [],
    intro: prose(''),
    rules: rules.map((it) => ({ ...it, caseTypes: [caseType, ...it.caseTypes] })),
    translation: null,
    file: `sops/${caseType}/one.mdx`,
  };
}

const TOPICS = [
  ['torn corner of the form', '表格缺角'],
  ['late courier parcel', '快递延误'],
  ['second passport in the drawer', '抽屉里的第二本护照'],
  ['unplugged office printer', '未插电的打印机'],
  ['borrowed umbrella at the desk', '前台借出的雨伞'],
  ['early morning bell', '清晨铃声'],
  ['blue ink signature', '蓝墨水签名'],
  ['empty parking space', '空车位'],
] as const;

/**
 * Two queues that the generator knows and one that it does not, with every kind of rule: in
 * force, retired with and without a replacement, not yet effective, lent to another queue,
 * proposed.
 */
export function smallCatalogue(): Catalogue {
  const queue = (prefix: string, first: number): Rule[] =>
    TOPICS.map(([en, zh], index) =>
      rule(`${prefix}-${String(first + index).padStart(3, '0')}`, `${prefix} ${en}`, zh),
    );
  const lent = (rules: Rule[], to: string) =>
    rules.map((it, index) => (index === 0 ? { ...it, caseTypes: [to] } : it));
  const sops = [
    sop('ato-investigation', 'ATO', [
      ...lent(queue('ATO', 10), 'poa-review'),
      rule('ATO-030', 'old lock', '旧锁', { retired: '2026-04-01', replacedBy: 'ATO-010' }),
      rule('ATO-031', 'older lock', '更旧的锁', { retired: '2026-02-01' }),
      rule('ATO-032', 'lock to come', '未来的锁', { effective: '2030-01-01' }),
    ]),
    sop('poa-review', 'POA', queue('POA', 10)),
    sop('parcel-desk', 'PAR', queue('PAR', 1)),
  ];
  const proposal: Proposal = {
    id: 'PROP-001',
    slug: 'one',
    gap: 'GAP-POA-1',
    caseType: 'poa-review',
    sop: 'new',
    status: 'draft',
    reason: null,
    proposer: '@team',
    created: '2026-05-01',
    intro: prose(''),
    translatedIntro: null,
    rules: [rule('POA-090', 'proposed stamp', '拟议印章', { caseTypes: ['poa-review'] })],
    file: 'proposals/one.mdx',
  };
  const caseType = (id: string, prefix: string) => ({
    id,
    prefix,
    name: { en: id, 'zh-CN': id },
    owner: '@team',
    target: 0.8,
    autoDecisionThreshold: 0.9,
    slaMinutes: 240,
    aliases: [],
  });
  return {
    settings: { exemptKinds: [], exemplarCases: 5, repository: null },
    caseTypes: [
      caseType('ato-investigation', 'ATO'),
      caseType('poa-review', 'POA'),
      caseType('parcel-desk', 'PAR'),
    ],
    glossary: [],
    gapDecisions: [],
    sops,
    proposals: [proposal],
    rules: new Map(sops.flatMap(({ rules }) => rules).map((it) => [it.id, it])),
    hash: 'made-up',
  };
}
