import { describe, expect, test } from 'vitest';
import { GAP_THEMES } from '../../src/sample/themes.ts';
import { TONGUES } from '../../src/sample/types.ts';

describe.each(GAP_THEMES)('$id', (theme) => {
  test.each(TONGUES)('has at least a dozen wordings in %s, all different', (tongue) => {
    const frames = theme.frames[tongue];
    expect(frames.length).toBeGreaterThanOrEqual(12);
    expect(new Set(frames).size).toBe(frames.length);
  });

  test.each(TONGUES)('uses each of its own slots in %s', (tongue) => {
    for (const slot of Object.keys(theme.words[tongue])) {
      expect(theme.frames[tongue].join()).toContain(`{${slot}}`);
    }
  });
});

test('theme IDs are unique', () => {
  expect(new Set(GAP_THEMES.map(({ id }) => id)).size).toBe(GAP_THEMES.length);
});
