import type { Content } from './content.ts';
import type { Random } from './random.ts';
import { PHRASES, SIGNALS } from './world-content.ts';

export interface StepRecord {
  step?: unknown;
  text?: unknown;
  rule_ids?: unknown;
  signals?: unknown;
  kind?: unknown;
  confidence?: unknown;
}

/** One record of an export, as JSON gives it. */
export interface CaseRecord {
  case_id?: unknown;
  case_type?: unknown;
  decided_at?: unknown;
  chain?: unknown;
  [field: string]: unknown;
}

/** Where every wording of a citation comes from: the ID's parts, never its canonical form alone. */
export function spell(id: string, random: Random): string {
  const [prefix, number] = id.split('-') as [string, string];
  const short = number.replace(/^0+/, '');
  const separator = random.pick([
    '-',
    '-',
    '-',
    '_',
    ' ',
    '',
    '--',
    ' - ',
    '\u2010',
    '\u2011',
    '\u2012',
    '\u2013',
    '\u2014',
    '\u2015',
    '\u2212',
    '－',
    '＿',
    '\u3000',
    '\u00a0',
  ]);
  const digits = random.pick([number, number, short, wide(number)]);
  const lead = random.pick(['', '', '', '', 'Rule ', 'SOP ', 'rule ', 'ＲＵＬＥ ']);
  const body = `${lead}${random.pick([prefix, prefix, prefix.toLowerCase(), wide(prefix)])}${separator}${digits}`;
  return random.pick(['', '', '', ' ', '\u3000']) + body + random.pick(['', '', '', '  ']);
}

/** Full-width forms, which NFKC folds back. */
function wide(text: string): string {
  return [...text].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
}

const VERSIONS = ['@1', '@2', '@3', 'v1', ' v2', ' v2.1', ' V1.9.3', '@10', '＠2'];
const UNKNOWN = [
  'policy 7',
  'XYZ-001',
  'constructor',
  '__proto__',
  'ATO',
  'ATO-',
  'KYC-ABC',
  '第十二条',
  'n/a',
  '12',
];
const WORDS = [
  'Login',
  'from',
  'a',
  'the',
  'customer',
  'says',
  'phone',
  'was',
  'lost',
  'block',
  'hold',
  'ＷＩＤＥ',
  'naïve',
  'Straße',
  'it’s',
  'own-name',
];
const THINGS = [
  '3',
  '1,250.00',
  '2026-05-01',
  'bob@example.com',
  'https://example.com/x',
  '0xAbC123',
  '10.0.0.1',
  '€5',
  'a1',
  '№ 7',
  'ftp://',
  '@',
  'T+1',
  '2FA 3 attempts',
  '1st',
  '٪',
];
const HAN = [
  '客户更换了手机',
  '在3小时内',
  '，',
  '。',
  '登录',
  '验证码123456，请核对',
  '余额USDT不足',
  '已联系bob@example.com',
  '二〇二六年',
  '人々',
];

/** A text of a step: words, numbers, addresses, Han, phrases as somebody would write them, IDs. */
function textOf(content: Content, random: Random): string {
  const parts = Array.from({ length: random.int(2, 7) }, () =>
    random.pick([
      () => random.pick(WORDS),
      () => random.pick(WORDS),
      () => random.pick(THINGS),
      () => random.pick(HAN),
    ])(),
  );
  if (random.chance(0.3))
    parts.splice(random.int(0, parts.length), 0, disguise(random.pick(PHRASES), random));
  const text = parts.join(random.pick([' ', ' ', '  ', ', ', '; ', ' – ', '\n', '\t', '']));
  return random.chance(0.25) ? withIds(text, content, random) : text;
}

/** The same phrase with other numbers, case, spaces and punctuation; sometimes with a foreign word inside. */
function disguise(phrase: string, random: Random): string {
  const numbers = random.chance(0.5) ? phrase.replace(/[0-9]+/g, () => String(random.int(0, 99999))) : phrase;
  const cased = random.pick([numbers, numbers.toUpperCase(), numbers.toLowerCase()]);
  const spaced = random.pick([
    cased,
    cased.replaceAll(' ', '  '),
    cased.replaceAll(' ', ' ; '),
    cased.replace(' ', ' not '),
  ]);
  return (
    random.pick(['', '', '(', '"', 'x', '请']) + spaced + random.pick(['', '', ')', '.', '!', 'x', '了'])
  );
}

/** IDs in the text: words of their own, and look-alikes that are none. */
function withIds(text: string, content: Content, random: Random): string {
  const ids = random.some(knownIds(content), random.int(1, 2)).map((id) => {
    const [prefix, number] = id.split('-') as [string, string];
    const written = random.pick([
      () => id,
      () => id.toLowerCase(),
      () => `${prefix}-${number.replace(/^0+/, '')}`,
      () => `${prefix} ${number}`,
      () => `${prefix}${number}`,
      () => `X${id}`,
      () => `${id}th`,
      () => `${prefix}--${number}`,
    ])();
    return random.pick([
      ` ${written} `,
      ` (${written}) `,
      ` ${written}, `,
      `按${written}处理`,
      `，${written}。`,
      ` "${written}" `,
    ]);
  });
  return random.chance(0.5) ? text + ids.join(' and ') : ids.join(' and ') + text;
}

function knownIds(content: Content): string[] {
  return [
    ...content.sops.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...content.proposals.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...content.caseTypes.map(({ prefix }) => `${prefix}-777`),
  ];
}

/** Citations of one step: different rules, in any spelling, some with a version. */
function citationsOf(content: Content, caseType: string, random: Random): string[] {
  const own = content.sops.filter((sop) => sop.caseType === caseType).flatMap(({ rules }) => rules);
  const pool = random.chance(0.6) && own.length > 0 ? own.map(({ id }) => id) : knownIds(content);
  const rules = content.sops.flatMap((sop) => sop.rules.map((rule) => ({ ...rule, sop })));
  const ids = random.some(pool, random.pick([0, 1, 1, 1, 2, 3])).map((id) => {
    const replaced = rules.find((rule) => rule.id === id)?.replacedBy !== undefined;
    // Whether a version of a replaced rule is held against its own revision or its successor's is open.
    return spell(id, random).trimEnd() + (!replaced && random.chance(0.3) ? random.pick(VERSIONS) : '');
  });
  return random.chance(0.12) ? [...ids, random.pick(UNKNOWN)] : ids;
}

function stepOf(content: Content, caseType: string, index: number, random: Random): StepRecord {
  const rule_ids = citationsOf(content, caseType, random);
  const step: StepRecord = {
    step: index + 1,
    text: textOf(content, random),
    rule_ids,
    signals: random.some(SIGNALS, random.pick([0, 0, 0, 1, 2])),
    kind: random.pick(['check', 'check', 'decision', 'greeting', 'summary', 'toString']),
    confidence: random.int(0, 100) / 100,
  };
  if (random.chance(0.1)) delete step.kind;
  if (random.chance(0.1)) delete step.signals;
  if (rule_ids.length === 0 && random.chance(0.5)) delete step.rule_ids;
  if (random.chance(0.1)) step.text = random.pick(['', null]);
  if (random.chance(0.05))
    return random.pick([
      {},
      { step: index + 1 },
      { text: '', rule_ids: [], signals: [] },
      { text: null, confidence: 0.5 },
    ]);
  return step;
}

/** A time whose UTC day may differ from the day it is written with. */
export function timeOf(date: string, random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
  return `${date}T${clock}${random.pick(['', '', '.5', '.123'])}${random.pick(['Z', 'Z', '+00:00', '-00:00', '+08:00', '-11:30', '+14:00', '+05:45'])}`;
}

/** Case types as exports spell them. */
function spellCaseType(id: string, aliases: readonly string[], random: Random): string {
  const name = random.pick([id, id, id, ...aliases]);
  return random.pick([
    name,
    name,
    name.toUpperCase(),
    name.replaceAll('-', '_'),
    name.replaceAll('-', ' '),
    name.replace(/[-_ ]/g, ''),
  ]);
}

/** A valid case. `cells` keeps to what a CSV can say: at least one step, and a last one that says something. */
export function randomCase(id: string, content: Content, random: Random, cells = false): CaseRecord {
  const { id: caseType, aliases } = random.pick(content.caseTypes.slice(0, -1));
  const chain = Array.from({ length: random.pick([1, 2, 3, 3, 4, 6]) }, (_, index) =>
    stepOf(content, caseType, index, random),
  );
  if (cells)
    chain.push({ step: chain.length + 1, text: 'Done', rule_ids: [], signals: [], kind: 'decision' });
  const record: CaseRecord = {
    case_id: id,
    case_type: spellCaseType(caseType, aliases, random),
    decided_at: timeOf(random.date('2025-01-01', '2026-12-31'), random),
    chain: !cells && random.chance(0.02) ? [] : chain,
  };
  if (random.chance(0.7)) record.roca = { version: '2026.10.2', confidence: random.int(0, 100) / 100 };
  if (random.chance(0.6)) {
    record.review = {
      label: random.pick(['TP', 'TN', 'FP', 'FN']),
      reviewed_at: timeOf(random.date('2025-01-01', '2027-01-31'), random),
      citation_correct: random.pick([true, false, undefined]),
    };
  }
  return record;
}

/** Optional fields of the wrong kind, each dropped with one warning while its record stays. */
export function spoil(record: CaseRecord, random: Random): CaseRecord {
  const [first] = Array.isArray(record.chain) ? (record.chain as StepRecord[]) : [];
  const step = (change: StepRecord): CaseRecord => ({
    ...record,
    chain: [{ ...first, ...change }, { text: 'Done' }],
  });
  return random.pick([
    () => ({ ...record, opened_at: 'yesterday' }),
    () => ({ ...record, opened_at: '2026-02-30T00:00:00Z' }),
    () => ({ ...record, review: { label: 'MAYBE' } }),
    () => ({ ...record, review: { label: 'TP', reviewed_at: 'soon' } }),
    () => ({ ...record, review: { label: 'FN', escalated: 'perhaps', citation_correct: {} } }),
    () => ({ ...record, review: 'later' }),
    () => ({ ...record, roca: [1] }),
    () => ({ ...record, roca: { confidence: 'high' } }),
    () => ({ ...record, facets: 'none' }),
    () => step({ text: {} }),
    () => step({ rule_ids: {} }),
    () => step({ signals: {} }),
    () => step({ kind: ['check'] }),
    () => step({ confidence: 'high' }),
  ])();
}

/** A record that is refused, each with one fault only. */
export function refuse(record: CaseRecord, random: Random): CaseRecord {
  const field = random.pick(['case_id', 'case_type', 'decided_at', 'chain']);
  return random.pick([
    () => Object.fromEntries(Object.entries(record).filter(([name]) => name !== field)),
    () => ({ ...record, [field]: null }),
    () => ({ ...record, [random.pick(['case_id', 'case_type', 'decided_at'])]: '' }),
    () => ({ ...record, [field]: { a: 1 } }),
    () => ({ ...record, [field]: true }),
    () => ({
      ...record,
      decided_at: random.pick([
        '2026-02-30T10:00:00Z',
        '2025-02-29T10:00:00Z',
        '2026-13-01T10:00:00Z',
        '2026-01-01T24:30:00Z',
        'last week',
        '0',
        '2026-00-10T00:00:00Z',
      ]),
    }),
    () => ({
      ...record,
      case_type: random.pick(['loan-review', 'constructor', '__proto__', 'kyc-audits', 'ato!']),
    }),
    () => ({ ...record, chain: 'a step' }),
  ])();
}
