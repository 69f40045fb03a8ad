import type { Tongue } from '../types.ts';

type Wordings = Readonly<Record<Tongue, readonly string[]>>;

/** Verdicts a reviewer writes first. `{decision}` is ROCA's decision, `{title}` the right one. */
export const OPENINGS: Readonly<Record<'right' | 'wrong', Wordings>> = {
  right: {
    en: ['{decision} is right.', 'Agree with {decision}.', '{decision} confirmed.'],
    zh: ['{decision} 正确。', '同意 {decision}。', '{decision} 已确认。'],
  },
  wrong: {
    en: [
      '{decision} is wrong, {title} is right.',
      'Changed {decision} to {title}.',
      '{title} instead of {decision}.',
    ],
    zh: ['{decision} 有误，应为 {title}。', '由 {decision} 改为 {title}。', '应 {title}，而非 {decision}。'],
  },
};

/** Which rule decides, given as `{clause}`. */
export const GROUNDS: Wordings = {
  en: ['{clause} decides.', 'Rule: {clause}.', 'By {clause}.', '{clause} applies.'],
  zh: ['适用 {clause}。', '规则：{clause}。', '依据 {clause}。'],
};

/** Evidence the reviewer saw, without personal data. */
export const SEEN: Wordings = {
  en: [
    'Event log at {time}, entry {ref}.',
    'Console shows {n} entries, last {date}.',
    'Checked {ref} and {n} related records.',
    'File ending {hash} seen on {date}.',
    'Amount {amount}, country {country}.',
    'Device {device} confirmed by entry {ref}.',
  ],
  zh: [
    '{time} 的事件日志，条目 {ref}。',
    '后台显示 {n} 条记录，最近 {date}。',
    '已查 {ref} 及 {n} 条相关记录。',
    '尾号 {hash} 的文件，日期 {date}。',
    '金额 {amount}，国家{country}。',
    '设备 {device}，条目 {ref} 可证。',
  ],
};

/** Why ROCA went wrong, by root cause. */
export const CAUSES: Readonly<Record<string, Wordings>> = {
  sop_gap: {
    en: ['No rule says what to do here.', 'Not covered by the SOPs, decided by the team lead.'],
    zh: ['现有规则没有规定此情形。', 'SOP 未涵盖，由组长决定。'],
  },
  sop_wrong: {
    en: ['The rule was followed and led to the wrong result.', 'Threshold of the rule is too strict here.'],
    zh: ['按规则执行，结果有误。', '规则阈值在此过严。'],
  },
  signal_drift: {
    en: ['The signal fired on a normal change.', 'The signal stayed silent with correct inputs.'],
    zh: ['信号对正常变化误触发。', '输入正确但信号未触发。'],
  },
  data_quality: {
    en: ['An input arrived late.', 'One field was empty at decision time.'],
    zh: ['一项输入迟到。', '决定时有字段为空。'],
  },
  model_reasoning: {
    en: ['Inputs and rules right, conclusion wrong in step {n}.', 'Step {n} draws the wrong conclusion.'],
    zh: ['输入和规则正确，第 {n} 步结论错误。', '第 {n} 步推断有误。'],
  },
  reviewer_error: {
    en: ['First review took the wrong record.', 'Corrected after second review.'],
    zh: ['首次复核看错记录。', '二次复核后更正。'],
  },
};

/** What was not checked. */
export const DOUBTS: Wordings = {
  en: [
    'Not checked: issuer.',
    'Not checked: older history.',
    'Doubt: none.',
    'Customer contacted, answer matches.',
  ],
  zh: ['未查：出具方。', '未查：更早记录。', '疑点：无。', '已联系客户，答复一致。'],
};
