import type { Facts } from '../cases/facts.ts';
import { listExports } from '../cases/files.ts';
import { loadMapping } from '../cases/mapping.ts';
import { TextReader } from '../cases/packed-texts.ts';
import { readStretch, stretchesOf } from '../cases/read.ts';
import type { StepKey } from '../cases/step-keys.ts';
import { dateToDay } from '../cases/time.ts';
import { createPhraseMatcher } from '../coverage/phrases.ts';
import { createRulebook } from '../coverage/rulebook.ts';
import { rulesByPhrase } from '../coverage/verdict.ts';
import type { CoverageOptions } from '../run/coverage-run.ts';
import { KeyJudge } from '../run/key-judge.ts';
import { type Candidates, selectCases } from '../run/selection.ts';
import { ruleFacts } from '../sops/facts.ts';
import type { Catalogue, Rule } from '../sops/types.ts';
import type { Catch } from './impact-types.ts';

type Terms = Pick<CoverageOptions, 'cases' | 'asOf' | 'since' | 'until' | 'mapping'>;

/** One step that a wording or signal catches. */
interface Hit {
  /** Index into the catchers. */
  readonly catcher: number;
  /** Index of the record in its stretch. */
  readonly record: number;
  readonly caseType: string;
  /** Rules that cover the step today; empty when none does. */
  readonly coveredBy: readonly string[];
}

type Catcher = Pick<Catch, 'rule' | 'kind' | 'text'> & { readonly caseTypes: readonly string[] };

/**
 * Counts, over the exports, the steps that each wording and signal of new rules catches, with what
 * covers those steps in the catalogue as it is. The exports are read once for all proposals: texts
 * whose verdict a citation settles are not among the facts that a run keeps.
 *
 * @param proposed the rules of each proposal
 * @returns the catches of each proposal
 */
export async function countCatches(
  catalogue: Catalogue,
  proposed: readonly (readonly Rule[])[],
  terms: Terms,
): Promise<Catch[][]> {
  const perProposal = proposed.map((rules) => rules.flatMap(catchersOf));
  const catchers = perProposal.flat();
  if (catchers.length === 0) return perProposal.map(() => []);
  const mapping = terms.mapping === null ? null : await loadMapping(terms.mapping);
  const { files } = await listExports(terms.cases);
  const asOf = dateToDay(terms.asOf) ?? 0;
  const find = createFinder(catalogue, catchers, terms);
  const read: (Candidates & { hits: Hit[] })[] = [];
  for (const stretch of files.flatMap(stretchesOf)) {
    // Without rules no citation settles a verdict, so every text is kept.
    const facts = await readStretch(stretch, { caseTypes: catalogue.caseTypes, rules: [], asOf }, mapping);
    read.push({ caseIds: facts.caseIds, settledAt: facts.settledAt, hits: find(facts) });
  }
  const { kept } = selectCases(read);
  const counted = read.flatMap(({ hits }, stretch) =>
    hits
      .filter(({ record }) => kept[stretch]?.[record] === 1)
      .map((hit) => ({ ...hit, case: `${stretch} ${hit.record}` })),
  );
  const byCatcher = Map.groupBy(counted, ({ catcher }) => catcher);
  const catches = catchers.map((catcher, index) => sumUp(catcher, byCatcher.get(index) ?? []));
  return perProposal.map((own) => catches.splice(0, own.length));
}

function catchersOf({ id, covers, signals, caseTypes }: Rule): Catcher[] {
  return [
    ...covers.map(({ phrase }) => ({ rule: id, kind: 'phrase' as const, text: phrase, caseTypes })),
    ...signals.map((text) => ({ rule: id, kind: 'signal' as const, text, caseTypes })),
  ];
}

/** Prepares a search for what the catchers catch in a stretch, under the rules as they are. */
function createFinder(
  catalogue: Catalogue,
  catchers: readonly Catcher[],
  terms: Terms,
): (facts: Facts) => Hit[] {
  const caseTypes = catalogue.caseTypes.map(({ id }) => id);
  const exemptKinds = new Set(catalogue.settings.exemptKinds);
  const rulebook = createRulebook(ruleFacts(catalogue));
  const standard = { ...terms, rulebook, caseTypes, exemptKinds };
  // The number of a catcher stands in for a rule ID.
  const numbered = catchers.map((catcher, number) => ({ ...catcher, number: String(number) }));
  const phrases = createPhraseMatcher(
    numbered.filter(({ kind }) => kind === 'phrase').map(({ text, number }) => ({ text, ruleId: number })),
  );
  const signals = Map.groupBy(
    numbered.filter(({ kind }) => kind === 'signal'),
    ({ text }) => text,
  );
  const [first, last] = [
    boundary(terms.since, Number.NEGATIVE_INFINITY),
    boundary(terms.until, Number.POSITIVE_INFINITY),
  ];

  return (facts) => {
    const judge = new KeyJudge(standard, facts.keys);
    const texts = new TextReader(facts.texts);
    const hits: Hit[] = [];
    for (let record = 0; record < facts.decidedDays.length; record++) {
      const day = facts.decidedDays[record] as number;
      if (day < first || day > last) continue;
      const index = facts.caseTypes[record] as number;
      const caseType = caseTypes[index] as string;
      const end = facts.firstStep[record + 1] as number;
      for (let step = facts.firstStep[record] as number; step < end; step++) {
        const key = facts.stepKeys[step] as number;
        const { signals: codes, kind } = facts.keys[key] as StepKey;
        if (exemptKinds.has(kind)) continue;
        const place = facts.stepTexts[step] as number;
        const text = place < 0 ? '' : texts.at(place);
        const caught = new Set([
          ...(text === '' ? [] : phrases.match(text)),
          ...codes.flatMap((code) => signals.get(code)?.map(({ number }) => number) ?? []),
        ]);
        if (caught.size === 0) continue;
        const { finding, cited, bound } = judge.asIs(index, key);
        const matched = text === '' ? [] : rulebook.phrases.match(text);
        const byPhrase = rulesByPhrase(rulebook, matched, caseType, terms.asOf);
        const coveredBy = finding === 'cited' ? cited : [...new Set([...bound, ...byPhrase])];
        for (const catcher of caught) hits.push({ catcher: Number(catcher), record, caseType, coveredBy });
      }
    }
    return hits;
  };
}

function boundary(date: string | null, open: number): number {
  return date === null ? open : (dateToDay(date) ?? open);
}

function sumUp(
  { rule, kind, text, caseTypes }: Catcher,
  hits: readonly (Hit & { readonly case: string })[],
): Catch {
  const sum = (some: typeof hits) => ({
    steps: some.length,
    cases: new Set(some.map((hit) => hit.case)).size,
  });
  const own = hits.filter(({ caseType }) => caseTypes.includes(caseType));
  const covered = own.filter(({ coveredBy }) => coveredBy.length > 0);
  const others = Map.groupBy(
    hits.filter(({ caseType }) => !caseTypes.includes(caseType)),
    ({ caseType }) => caseType,
  );
  const byRule = new Map<string, number>();
  for (const { coveredBy } of covered) for (const id of coveredBy) byRule.set(id, (byRule.get(id) ?? 0) + 1);
  return {
    rule,
    kind,
    text,
    uncovered: sum(own.filter(({ coveredBy }) => coveredBy.length === 0)),
    covered: {
      ...sum(covered),
      rules: [...byRule]
        .map(([id, steps]) => ({ id, steps }))
        .sort((a, b) => b.steps - a.steps || (a.id < b.id ? -1 : 1)),
    },
    elsewhere: [...others]
      .map(([caseType, some]) => ({ caseType, ...sum(some) }))
      .sort((a, b) => b.steps - a.steps || (a.caseType < b.caseType ? -1 : 1)),
  };
}
