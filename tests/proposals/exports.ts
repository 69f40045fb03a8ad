/** The wording that nothing in the content folder says. */
const planted = (hours: number) =>
  `Customer says the phone was stolen and unlocked before the first login, ${hours} hours after the theft`;

const LABELS = ['TP', 'FP', 'FP', 'FN'];

interface Step {
  readonly text: string;
  readonly rule_ids?: readonly string[];
  readonly signals?: readonly string[];
}

function line(id: string, week: number, chain: readonly Step[], changes: object = {}): string {
  const decided = new Date(Date.UTC(2026, 8, 7 + 7 * week, 9)).toISOString();
  const record = { case_id: id, case_type: 'ato-investigation', decided_at: decided, chain, ...changes };
  return `${JSON.stringify(record)}\n`;
}

const known: Step = {
  text: 'The same session token from two networks within a minute',
  rule_ids: ['ATO-020'],
  signals: ['session_token_replay'],
};

/** 36 cases that a rule covers, 14 with the planted gap over 7 weeks, and a few that only resemble it. */
export function exportWithGap(): string {
  const covered = Array.from({ length: 36 }, (_, number) => line(`K-${number}`, number % 9, [known, known]));
  const gap = Array.from({ length: 14 }, (_, number) =>
    line(
      `G-${number}`,
      number % 7,
      [
        known,
        {
          text: planted(number + 2),
          signals: number % 7 === 0 ? [] : ['device_reported_stolen'],
        },
      ],
      { review: { label: LABELS[number % 4], handling_minutes: 20 } },
    ),
  );
  // Bound, not cited: a citation would teach suggestions that the rule says this.
  const bound = line('C-1', 8, [{ text: planted(30), signals: ['session_after_reset'] }]);
  const elsewhere = line('E-1', 8, [{ text: planted(40), rule_ids: ['KYC-001'] }], {
    case_type: 'kyc-audit',
  });
  const twice = line('C-1', 7, [{ text: planted(50) }]);
  return [...covered, ...gap, bound, elsewhere, twice].join('');
}

/** A later case of the planted gap, and one that cites the accepted rule. */
export function laterExport(ruleId: string | null): string {
  const step: Step =
    ruleId === null ? { text: 'The watch was stolen too' } : { text: 'Known now', rule_ids: [ruleId] };
  return line('L-1', 12, [step]);
}
