import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPhraseMatcher, type Phrase } from '../../src/coverage/phrases.ts';
import { hasHan, signature } from '../../src/coverage/signature.ts';

/** Every phrase held against the text, one after the other. */
function naiveMatch(phrases: readonly Phrase[], text: string): string[] {
  const stands = (phrase: string) => {
    if (phrase === '') return false;
    return hasHan(phrase) ? text.includes(phrase) : ` ${text} `.includes(` ${phrase} `);
  };
  return [
    ...new Set(phrases.filter((phrase) => stands(signature(phrase.text))).map((phrase) => phrase.ruleId)),
  ].sort();
}

const matching = (phrase: string, text: string) =>
  createPhraseMatcher([{ text: phrase, ruleId: 'ATO-001' }]).match(signature(text)).length > 0;

describe('a phrase without Han characters', () => {
  test.each([
    ['new device', 'Login from a NEW device.'],
    ['new device', 'new device'],
    ['New-Device!', 'the new device'],
    ['within 24 hours', 'within 48 hours of it'],
    ['reset', 'reset; reset'],
    ['a a b', 'a a a b'],
  ])('%j stands in %j', (phrase, text) => {
    expect(matching(phrase, text)).toBe(true);
  });

  test.each([
    ['new device', 'a renew device'],
    ['new device', 'new devices'],
    ['new device', 'new, old device'],
    ['new device', 'device new'],
    ['reset', '请reset账户'],
    ['a b c', 'a b'],
  ])('%j does not stand in %j', (phrase, text) => {
    expect(matching(phrase, text)).toBe(false);
  });
});

describe('a phrase with Han characters', () => {
  test.each([
    ['密码重置', '客户密码重置后登录'],
    ['账户123', '该账户99被锁'],
    ['ATO 账户', '查xATO 账户中'],
    ['𠀀', '在𠀀中'],
  ])('%j stands in %j', (phrase, text) => {
    expect(matching(phrase, text)).toBe(true);
  });

  test.each([
    ['密码重置', '密码的重置'],
    ['密码重置', '密码，重置'],
    ['密码重置', 'password reset'],
    ['𠀀', '𠀁'],
  ])('%j does not stand in %j', (phrase, text) => {
    expect(matching(phrase, text)).toBe(false);
  });
});

test.each(['', '   ', '!?', '。'])('the phrase %j has an empty signature and matches nothing', (phrase) => {
  expect(matching(phrase, 'any text')).toBe(false);
  expect(matching(phrase, '任何文字')).toBe(false);
  expect(matching(phrase, '')).toBe(false);
});

test('an empty text is matched by nothing', () => {
  expect(matching('reset', '')).toBe(false);
  expect(matching('重置', '!')).toBe(false);
});

test('rules come once each, in the order of their IDs', () => {
  const matcher = createPhraseMatcher([
    { text: 'new device', ruleId: 'KYC-002' },
    { text: 'New Device', ruleId: 'ATO-009' },
    { text: 'device', ruleId: 'KYC-002' },
    { text: 'old', ruleId: 'ATO-001' },
  ]);
  expect(matcher.match('a new device')).toEqual(['ATO-009', 'KYC-002']);
});

test('finds what comparing every phrase finds', () => {
  const written = fc.string({
    unit: fc.constantFrom(
      'new',
      'ne',
      'w',
      ' ',
      ' ',
      '7',
      'device',
      '账',
      '户',
      '账户',
      '𠀀',
      '𠀁',
      '-',
      'é',
    ),
    maxLength: 8,
  });
  const phrases = fc.array(fc.record({ text: written, ruleId: fc.constantFrom('ATO-1', 'ATO-2', 'KYC-1') }), {
    maxLength: 8,
  });
  const text = fc.array(written, { maxLength: 5 }).map((parts) => signature(parts.join(' ')));
  fc.assert(
    fc.property(phrases, text, (all, step) => {
      expect(createPhraseMatcher(all).match(step)).toEqual(naiveMatch(all, step));
    }),
    { numRuns: 3000 },
  );
});
