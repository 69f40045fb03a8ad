import { describe, expect, test } from 'vitest';
import { caseRecordSchema } from '../../src/cases/schema.ts';
import { createCitationParser } from '../../src/coverage/citations.ts';
import { sampleCases } from '../../src/sample/cases.ts';
import { GAP_THEMES } from '../../src/sample/themes.ts';
import type { SampleCase, Truth } from '../../src/sample/types.ts';
import { smallCatalogue } from './catalogue.ts';
import { createJudge } from './judge.ts';

const AS_OF = '2026-11-22';
const catalogue = smallCatalogue();

function sample(cases: number, seed = 1): { cases: SampleCase[]; truths: Truth[][] } {
  const truths = new Map<string, Truth[]>();
  const records = [
    ...sampleCases(catalogue, {
      cases,
      seed,
      asOf: AS_OF,
      onTruth(caseId, step, truth) {
        const known = truths.get(caseId) ?? [];
        known[step] = truth;
        truths.set(caseId, known);
      },
    }),
  ];
  return { cases: records, truths: records.map(({ case_id }) => truths.get(case_id) ?? []) };
}

const { cases, truths } = sample(3000);
const steps = cases.flatMap(({ chain }) => chain);
const texts = steps.flatMap(({ text }) => (text ? [text] : []));

describe('records', () => {
  test('are as many as asked for, each with its own ID, and fit the schema', () => {
    expect(cases).toHaveLength(3000);
    expect(new Set(cases.map(({ case_id }) => case_id)).size).toBe(3000);
    for (const record of cases) caseRecordSchema.parse(JSON.parse(JSON.stringify(record)));
  });

  test('say that they are synthetic', () => {
    expect(cases.every((record) => record.synthetic)).toBe(true);
    expect(cases[0]?.case_id).toBe('S-2026-000001');
  });

  test('depend on the seed and on nothing else', () => {
    expect(sample(200).cases).toEqual(sample(200).cases);
    expect(sample(200, 2).cases).not.toEqual(sample(200).cases);
  });

  test('lie within 26 weeks and in order of time', () => {
    const days = cases.map(({ opened_at }) => opened_at.slice(0, 10));
    expect(days).toEqual([...days].sort());
    expect(days[0]).toBe('2026-05-25');
    expect(days.at(-1)).toBe(AS_OF);
    for (const { opened_at, decided_at, review } of cases) {
      expect(decided_at >= opened_at).toBe(true);
      const end = review?.reviewed_at ?? decided_at;
      expect(end >= decided_at && end.slice(0, 10) <= AS_OF).toBe(true);
    }
  });

  test('have chains of 4 to 9 steps, now and then none', () => {
    const lengths = new Set(cases.map(({ chain }) => chain.length));
    expect([...lengths].sort()).toEqual([0, 4, 5, 6, 7, 8, 9]);
    expect(steps.length / cases.length).toBeCloseTo(6.5, 0);
  });

  test('are written in both languages', () => {
    const mandarin = cases.filter(({ facets }) => facets.language === 'zh');
    expect(mandarin.length / cases.length).toBeCloseTo(0.35, 1);
    for (const { chain } of mandarin) {
      for (const { text } of chain) if (text) expect(text).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('texts', () => {
  test('are nearly all distinct, even with the few rules of this catalogue', () => {
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.95);
  });

  test('hold no IP address outside the documentation ranges, no email and no full wallet address', () => {
    const words = cases.flatMap(({ chain, review }) => [
      ...chain.map(({ text }) => text ?? ''),
      review?.annotation ?? '',
    ]);
    for (const text of words) {
      for (const [ip] of text.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)) {
        expect(ip).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/);
      }
      for (const [ip] of text.matchAll(/\b[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f:]+\b/g)) {
        expect(ip).toMatch(/^2001:db8:/);
      }
      expect(text).not.toMatch(/@[a-z]|0x[0-9a-f]{20}|bc1[0-9a-z]{20}|undefined|NaN|\{\w+\}/);
    }
  });

  test('cite a rule in words only where that is meant', () => {
    const parser = createCitationParser(['ATO', 'POA', 'PAR']);
    cases.forEach(({ chain }, index) => {
      chain.forEach(({ text = '' }, step) => {
        if (parser.inText(text).length > 0) expect(truths[index]?.[step]?.intent).toBe('cited');
      });
    });
  });
});

describe('truth', () => {
  const judge = createJudge(catalogue, AS_OF);

  test('is what the coverage rules find', () => {
    cases.forEach(({ case_type, chain }, index) => {
      chain.forEach((step, place) => {
        const intent = truths[index]?.[place]?.intent;
        if (intent === 'empty') {
          expect(step).not.toMatchObject({ text: expect.stringMatching(/./) });
          return;
        }
        const expected = intent === 'uncited' || intent === 'housekeeping' ? 'gap' : intent;
        expect(judge(step, case_type), JSON.stringify(step)).toBe(expected);
      });
    });
  });

  test('has every verdict in it', () => {
    const intents = new Set(truths.flat().map(({ intent }) => intent));
    expect([...intents].sort()).toEqual([
      'bound',
      'cited',
      'empty',
      'gap',
      'housekeeping',
      'misapplied',
      'pending',
      'retired',
      'uncited',
      'unknown',
    ]);
  });

  test('names the theme of every gap and the rule behind every rule step', () => {
    for (const { intent, theme, ruleId } of truths.flat()) {
      if (intent === 'uncited' || intent === 'cited') expect(catalogue.rules.has(ruleId ?? '')).toBe(true);
      if (theme !== undefined) expect(GAP_THEMES.map(({ id }) => id)).toContain(theme);
    }
  });

  test('knows themes that begin late and then grow', () => {
    const weeks = cases.flatMap(({ opened_at }, index) =>
      (truths[index] ?? []).some(({ theme }) => theme === 'voice-clone-call') ? [opened_at.slice(0, 7)] : [],
    );
    expect(weeks.filter((month) => month < '2026-08')).toEqual([]);
    const count = (month: string) => weeks.filter((it) => it === month).length;
    expect(count('2026-10')).toBeGreaterThan(count('2026-08'));
  });
});

describe('reviews', () => {
  const reviewed = cases.flatMap(({ review }, index) =>
    review ? [{ review, truth: truths[index] ?? [] }] : [],
  );
  const wrong = (list: typeof reviewed) =>
    list.filter(({ review }) => review.label === 'FP' || review.label === 'FN').length / list.length;

  test('exist for about 70 % of the cases', () => {
    expect(reviewed.length / cases.length).toBeGreaterThan(0.62);
    expect(reviewed.length / cases.length).toBeLessThan(0.8);
  });

  test('find more errors where nothing covers the steps', () => {
    const withGap = reviewed.filter(({ truth }) => truth.some(({ intent }) => intent === 'gap'));
    const covered = reviewed.filter(({ truth }) =>
      truth.every(({ intent }) => intent === 'cited' || intent === 'bound'),
    );
    expect(wrong(covered)).toBeLessThan(0.15);
    expect(wrong(withGap)).toBeGreaterThan(2 * wrong(covered));
  });

  test('stay within the range of handling times and blame a cause for every error', () => {
    for (const { review } of reviewed) {
      expect(review.handling_minutes).toBeGreaterThanOrEqual(5);
      expect(review.handling_minutes).toBeLessThanOrEqual(240);
      if (review.label === 'FP' || review.label === 'FN') expect(review.root_cause).toBeDefined();
    }
  });
});

test('a catalogue without rules or with no queue at all is no reason to fail', () => {
  const bare = { ...catalogue, sops: [], proposals: [], rules: new Map() };
  expect([...sampleCases(bare, { cases: 50, seed: 1, asOf: AS_OF })]).toHaveLength(50);
  expect([...sampleCases({ ...bare, caseTypes: [] }, { cases: 50, seed: 1, asOf: AS_OF })]).toEqual([]);
});
