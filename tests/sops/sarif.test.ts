import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckMessage, createMessage, MESSAGES } from '../../src/sops/messages.ts';
import { formatSarif } from '../../src/sops/report/sarif.ts';

interface Location {
  id?: number;
  message?: { text: string };
  physicalLocation: {
    artifactLocation: { uri: string };
    region: { startLine: number; startColumn: number };
  };
}
interface Log {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; rules: Descriptor[] } };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: Location[];
      relatedLocations?: Location[];
    }[];
  }[];
}
interface Descriptor {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string };
  defaultConfiguration: { level: string };
}

// As a program reads it.
const read = (messages: readonly CheckMessage[], base = 'content/'): Log =>
  JSON.parse(JSON.stringify(formatSarif(messages, base)));

const LEVELS = { error: 'error', warning: 'warning', info: 'note' };
const names = fc.constantFrom(...(Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]));
const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('{0}', '{{1}}', '[click](https://a.example/)', '[here](0)', '}{', ''),
);
const file = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a b', 'ü', '100%', 'c:d', '?', '#', '\ud800')),
  )
  .map((parts) => `sops/${parts.join('/')}`);
const place = fc.record({ file, line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) });
const messages = fc.array(
  fc
    .record({ name: names, place, text: words, hint: words, note: words, other: place })
    .map(({ name, place, text, hint, note, other }) => ({
      ...createMessage('invalid-encoding', place, undefined, [{ place: other, note }]),
      name,
      severity: MESSAGES[name].severity,
      message: text,
      hint,
    })),
  { maxLength: 8 },
);

/** A message string as a viewer shows it: braces single again; a placeholder or a link is none. */
function shownText(text: string): string {
  expect(text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
  expect(text).not.toContain('](');
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

test('whatever the findings say, the log is one that the format allows', () => {
  fc.assert(
    fc.property(messages, (findings) => {
      const log = read(findings);
      expect(log).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'utf16CodeUnits' }] });
      const [run] = log.runs;
      expect(log.runs).toHaveLength(1);
      const rules = run?.tool.driver.rules ?? [];
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      expect(new Set(rules.map(({ id }) => id))).toEqual(new Set(findings.map(({ name }) => name)));
      expect(run?.results).toHaveLength(findings.length);
      for (const [index, result] of (run?.results ?? []).entries()) {
        const finding = findings[index] as CheckMessage;
        expect(result.ruleId).toBe(finding.name);
        expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
        expect(result.level).toBe(LEVELS[finding.severity]);
        expect(shownText(result.message.text).replaceAll('] (', '](')).toBe(
          `${finding.message}. ${finding.hint}`.toWellFormed().replaceAll('] (', ']('),
        );
        const related = result.relatedLocations ?? [];
        expect(related.map(({ id }) => id)).toEqual(finding.related.map((_, id) => id));
        const places = [finding.place, ...finding.related.map((other) => other.place)];
        for (const [at, { physicalLocation }] of [...result.locations, ...related].entries()) {
          const { uri } = physicalLocation.artifactLocation;
          // RFC 3986: a relative reference of path characters only.
          expect(uri).toMatch(/^content\/(?:[A-Za-z0-9\-._~!*'()/]|%[0-9A-F]{2})*$/);
          expect(decodeURIComponent(uri)).toBe(`content/${places[at]?.file.toWellFormed()}`);
          expect(physicalLocation.region.startLine).toBe(places[at]?.line);
          expect(physicalLocation.region.startColumn).toBe(places[at]?.column);
        }
      }
    }),
  );
});

test('every kind of message describes itself', () => {
  const findings = (Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]).map((name) => ({
    ...createMessage('invalid-encoding', { file: 'a.mdx', line: 1, column: 1 }, undefined),
    name,
  }));
  for (const rule of read(findings).runs[0]?.tool.driver.rules ?? []) {
    const { what, why, fix, severity } = MESSAGES[rule.id as keyof typeof MESSAGES];
    expect(
      [rule.shortDescription, rule.fullDescription, rule.help].map(({ text }) => shownText(text)),
    ).toEqual([what, why, fix]);
    expect(rule.defaultConfiguration.level).toBe(LEVELS[severity]);
  }
});
