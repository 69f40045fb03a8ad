import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSuggester, type Suggestion, trainSuggester } from '../../src/gaps/suggest.ts';
import { LABELLED, RULES, reordered } from './fixtures.ts';

const words = LABELLED.flatMap(({ text }) => text.split(' ')).concat([
  '設備',
  '新设备登录',
  '#',
  '42',
  'zebra',
  '<b>',
]);
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((list) => list.join(' ')),
  fc.string(),
);

test('the rule whose words a step uses comes first', () => {
  const suggester = createSuggester(trainSuggester(RULES, LABELLED));
  expect(suggester.suggest('a new device was used to log in')[0]?.ruleId).toBe('ATO-001');
  expect(suggester.suggest('funds went to a mixer')[0]?.ruleId).toBe('WDA-001');
});

test('a Chinese step finds a rule through its Chinese text, blanks or not', () => {
  const suggester = createSuggester(trainSuggester(RULES, LABELLED));
  expect(suggester.suggest('发现新设备登录行为')[0]?.ruleId).toBe('ATO-001');
  expect(suggester.suggest('提现 至 混币器')).toEqual(suggester.suggest('提现至混币器'));
});

test('the best suggestion is the first one, when it reaches the threshold', () => {
  const suggester = createSuggester(trainSuggester(RULES, LABELLED, { threshold: 0.3 }));
  let found = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const [first] = suggester.suggest(text, 1);
      const best = suggester.best(text);
      expect(best).toEqual(first && first.score >= suggester.threshold ? first : null);
      if (best !== null) found += 1;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(10);
});

test('a glossary bridges languages', () => {
  const rules = [
    { id: 'A-001', texts: ['账户盗用。'] },
    { id: 'B-001', texts: ['地址证明。'] },
  ];
  const without = createSuggester(trainSuggester(rules, []));
  expect(without.suggest('account takeover suspected')).toEqual([]);
  const suggester = createSuggester(
    trainSuggester(rules, [], { glossary: [['ATO', 'account takeover', '账户盗用']] }),
  );
  expect(suggester.suggest('account takeover suspected')[0]?.ruleId).toBe('A-001');
});

test('a text and its signature get the same suggestions', () => {
  const suggester = createSuggester(trainSuggester(RULES, LABELLED));
  expect(suggester.suggest('utility bill from # with # pages 账单#份')).toEqual(
    suggester.suggest('Utility bill from 2026-01-02, with 3 pages; 账单3份'),
  );
});

test('a retired rule is never suggested; its steps train the rule in its place', () => {
  const rules = [
    ...RULES.map((rule) =>
      rule.id === 'POA-001' ? { ...rule, retired: true, replacedBy: 'POA-002' } : rule,
    ),
    { id: 'POA-002', texts: ['x'], retired: true, replacedBy: 'POA-003' },
    { id: 'POA-003', texts: ['Residence evidence'] },
    { id: 'OLD-001', texts: ['utility bill shows the address'], retired: true, replacedBy: 'OLD-001' },
  ];
  const suggester = createSuggester(trainSuggester(rules, LABELLED));
  expect(suggester.suggest('utility bill shows the address')[0]?.ruleId).toBe('POA-003');
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { ruleId } of suggester.suggest(text, 10))
        expect(['POA-001', 'POA-002', 'OLD-001']).not.toContain(ruleId);
    }),
    { numRuns: 50 },
  );
});

test('scores are probabilities, best first, and at most as many as asked for', () => {
  const suggester = createSuggester(trainSuggester(RULES, LABELLED));
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 6 }), (text, limit) => {
      const found = suggester.suggest(text, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      found.forEach(({ score }, index) => {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (index > 0) expect(score).toBeLessThanOrEqual((found[index - 1] as Suggestion).score);
      });
    }),
    { numRuns: 100 },
  );
});

test('training does not depend on the order of rules, steps and unlabelled texts', () => {
  const unlabelled = ['a login on another device', 'the bill proves where they live', 'mixer again'];
  const model = trainSuggester(RULES, LABELLED, { unlabelled });
  expect(
    trainSuggester(reordered(RULES), reordered(LABELLED), { unlabelled: reordered(unlabelled) }),
  ).toEqual(model);
});

test('a model survives being posted to a worker', () => {
  const model = trainSuggester(RULES, LABELLED);
  expect(createSuggester(structuredClone(model)).suggest('new device')).toEqual(
    createSuggester(model).suggest('new device'),
  );
});

test('earlier texts leave no trace in later suggestions', () => {
  const model = trainSuggester(RULES, LABELLED);
  const used = createSuggester(model);
  fc.assert(
    fc.property(anyText, anyText, (before, text) => {
      used.suggest(before);
      expect(used.suggest(text)).toEqual(createSuggester(model).suggest(text));
    }),
    { numRuns: 30 },
  );
});

test('no rules, no words: no suggestions', () => {
  expect(createSuggester(trainSuggester([], [])).suggest('anything')).toEqual([]);
  const suggester = createSuggester(trainSuggester(RULES, LABELLED));
  expect(suggester.suggest('')).toEqual([]);
  expect(suggester.suggest('… !!')).toEqual([]);
});

test('what suggestions are worth is measured on labelled texts kept from training', () => {
  const endings = 'today again twice surely once still now then here there first last'.split(' ');
  const many = LABELLED.flatMap(({ text, ruleIds }) =>
    endings.map((word) => ({ text: `${text} ${word}`, ruleIds })),
  );
  const { selfMeasure } = trainSuggester(RULES, many);
  expect(selfMeasure.heldOut).toBeGreaterThan(3);
  expect(selfMeasure.heldOut).toBeLessThan(many.length / 2);
  expect(selfMeasure.recallAt1).toBeGreaterThan(0.8);
  expect(selfMeasure.suggested).toBeLessThanOrEqual(selfMeasure.heldOut);
  expect(trainSuggester(reordered(RULES), reordered(many)).selfMeasure).toEqual(selfMeasure);
});

test('a step that cited a retired rule is measured against its replacement', () => {
  const rules = [...RULES, { id: 'ATO-000', texts: [], retired: true, replacedBy: 'ATO-001' }];
  const many = LABELLED.flatMap(({ text, ruleIds }) =>
    'today again twice surely once still now then here there'
      .split(' ')
      .map((word) => ({ text: `${text} ${word}`, ruleIds })),
  );
  const old = many.map((step) => ({
    ...step,
    ruleIds: step.ruleIds.map((id) => (id === 'ATO-001' ? 'ATO-000' : id)),
  }));
  expect(trainSuggester(rules, old).selfMeasure).toEqual(trainSuggester(RULES, many).selfMeasure);
});

test('nothing labelled: nothing measured', () => {
  expect(trainSuggester(RULES, []).selfMeasure).toEqual({
    heldOut: 0,
    recallAt1: null,
    suggested: 0,
    precision: null,
  });
});

describe('with too few rules to try anything', () => {
  const library = [
    {
      id: 'ATO-001',
      texts: [
        'Login from a new device',
        'Hold the withdrawal when the login comes from a device that was first seen within 24 hours.',
      ],
    },
    {
      id: 'ATO-002',
      texts: ['Password reset', 'Freeze the withdrawal when the password was reset within 72 hours.'],
    },
    {
      id: 'ATO-003',
      texts: ['SIM swap', 'Block the account when the carrier confirms that the SIM was swapped in 7 days.'],
    },
  ];
  test.each([1, 2, 3])('%i, a text is suggested only a rule that has most of its words', (count) => {
    const suggester = createSuggester(trainSuggester(library.slice(0, count), []));
    const best = (text: string) => suggester.suggest(text, 1)[0]?.score ?? 0;
    expect(best('the login comes from a device first seen # hours ago')).toBeGreaterThan(suggester.threshold);
    for (const text of ['the phone was stolen on holiday', 'a relative walks the dog in the park']) {
      expect(best(text)).toBeLessThan(suggester.threshold);
    }
  });
});
