import { expect, test } from 'vitest';
import { followGaps, gapOfProposal, heirOf } from '../../src/proposals/followed-gaps.ts';
import type { GapDecision, Proposal } from '../../src/sops/types.ts';
import { contentOf, PROPOSAL, PROPOSAL_ZH, proposal, RULE_ZH } from './desk.ts';

const wording = 'customer says the phone was stolen and unlocked';
const gap = (id: string, ...exemplars: string[]) => ({ id, exemplars });
const decision = (about: string, changes: Partial<GapDecision> = {}): GapDecision => ({
  gap: about,
  decision: 'claimed',
  by: '@risk-ops/ato',
  date: '2026-11-01',
  reason: null,
  proposal: null,
  wording,
  ...changes,
});
const decisionOf = (id: string, decisions: readonly GapDecision[], ...exemplars: string[]) =>
  followGaps({ gapDecisions: decisions, proposals: [] }, [gap(id, ...exemplars)]).decisions.get(id) ?? null;

test('a decision follows the wording when the gap has another ID', () => {
  const made = decision('GAP-ATO-aaaaaa');
  expect(decisionOf('GAP-ATO-aaaaaa', [made], 'something else entirely here')).toBe(made);
  expect(decisionOf('GAP-ATO-bbbbbb', [made], 'other words first', `${wording} before the first login`)).toBe(
    made,
  );
  expect(decisionOf('GAP-ATO-bbbbbb', [made], 'something else entirely here')).toBeNull();
  expect(decisionOf('GAP-KYC-bbbbbb', [made], wording)).toBeNull();
  expect(decisionOf('GAP-ATO-bbbbbb', [decision('GAP-ATO-aaaaaa', { wording: null })], wording)).toBeNull();
});

test('a decision about a gap that is still found is not held against another', () => {
  const made = decision('GAP-ATO-aaaaaa');
  const gaps = [gap('GAP-ATO-aaaaaa', 'something else entirely here'), gap('GAP-ATO-bbbbbb', wording)];
  const { decisions } = followGaps({ gapDecisions: [made], proposals: [] }, gaps);
  expect([...decisions.keys()]).toEqual(['GAP-ATO-aaaaaa']);
});

test('of several decisions the one that names the gap counts, then the latest', () => {
  const older = decision('GAP-ATO-aaaaaa', { date: '2026-10-01' });
  const latest = decision('GAP-ATO-cccccc', { date: '2026-11-20' });
  const named = decision('GAP-ATO-bbbbbb', { date: '2026-09-01', wording: null });
  for (const all of [
    [older, latest, named],
    [named, latest, older],
  ]) {
    expect(decisionOf('GAP-ATO-bbbbbb', all, wording)).toBe(named);
    expect(
      decisionOf(
        'GAP-ATO-bbbbbb',
        all.filter((entry) => entry !== named),
        wording,
      ),
    ).toBe(latest);
  }
});

test('the heir holds most of the wordings', () => {
  const [one, two] = ['the caller answers after a fixed pause', 'the same keyboard layout on every login'];
  const leftOver = gap('GAP-ATO-000000', one, two);
  const gaps = [leftOver, gap('GAP-ATO-bbbbbb', one), gap('GAP-ATO-cccccc', two, one)];
  expect(heirOf('GAP-ATO-aaaaaa', [one, two], gaps)?.id).toBe('GAP-ATO-cccccc');
  expect(heirOf('GAP-ATO-aaaaaa', [], gaps)).toBeNull();
  expect(heirOf('GAP-ATO-aaaaaa', [one, two], [leftOver])).toBeNull();
});

test('a proposal follows what it would cover, and finds its gap by ID when it can', async () => {
  const { catalogue } = await contentOf({ [PROPOSAL]: proposal(), [PROPOSAL_ZH]: RULE_ZH });
  const [open] = catalogue.proposals as [Proposal];
  const other = gap('GAP-ATO-bbbbbb', wording);
  const followed = followGaps(catalogue, [other]);
  expect(gapOfProposal(open, [other])).toBe(other);
  expect(followed.proposals.get(other.id)).toEqual([open]);
  const itself = gap(open.gap, 'something else entirely here');
  expect(gapOfProposal(open, [other, itself])).toBe(itself);
  const elsewhere = [gap('GAP-KYC-bbbbbb', wording)];
  expect(gapOfProposal(open, elsewhere)).toBeNull();
  expect([...followGaps(catalogue, elsewhere).proposals.keys()]).toEqual([null]);
});
