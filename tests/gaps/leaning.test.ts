import { expect, test } from 'vitest';
import { agreement, conflict, NO_LEANING, SignalUse } from '../../src/gaps/leaning.ts';

const steps = (count: number, ...signals: string[]) => [
  { steps: count, signals: signals.length === 0 ? [] : new Array<string[]>(count).fill(signals) },
];

const AIRSHIP = [...steps(12, 'airship', 'reopened'), ...steps(8)];
const HUNTING = [...steps(12, 'hunting'), ...steps(8, 'reopened')];
const CHATTER = [...steps(20), ...steps(10, 'reopened')];
const use = new SignalUse([AIRSHIP, HUNTING, CHATTER]);

test('a group leans to the signals that are unusual in others', () => {
  expect([...use.leaning(AIRSHIP).weights.keys()]).toEqual(['airship', 'reopened']);
  expect([...use.leaning(HUNTING).weights.keys()]).toEqual(['hunting']);
  expect(use.leaning(CHATTER)).toEqual(NO_LEANING);
});

test('one step says nothing, many are certain', () => {
  expect(use.leaning(steps(1, 'airship')).certainty).toBe(0);
  const few = use.leaning(steps(3, 'airship')).certainty;
  const many = use.leaning(steps(30, 'airship')).certainty;
  expect(few).toBe(0.5);
  expect(many).toBeGreaterThan(0.9);
});

test('groups agree when they lean to the same, and conflict when they do not', () => {
  const [airship, other, hunting] = [
    use.leaning(steps(30, 'airship')),
    use.leaning(steps(40, 'airship')),
    use.leaning(HUNTING),
  ];
  expect(agreement(airship, other)).toBeGreaterThan(0.8);
  expect(conflict(airship, other)).toBe(0);
  expect(agreement(airship, hunting)).toBe(0);
  expect(conflict(airship, hunting)).toBeGreaterThan(0.6);
  expect(agreement(airship, NO_LEANING)).toBe(0);
  expect(conflict(airship, NO_LEANING)).toBe(0);
});
