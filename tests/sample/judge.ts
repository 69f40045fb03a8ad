import { createCitationParser } from '../../src/coverage/citations.ts';
import { createRulebook } from '../../src/coverage/rulebook.ts';
import { signature } from '../../src/coverage/signature.ts';
import type { Verdict } from '../../src/coverage/types.ts';
import { judgeCitations, rulesByPhrase, rulesBySignal, verdictOf } from '../../src/coverage/verdict.ts';
import type { SampleStep } from '../../src/sample/types.ts';
import { ruleFacts } from '../../src/sops/facts.ts';
import type { Catalogue } from '../../src/sops/types.ts';

/** Judges a step as the coverage run does on the as-is clock; no text search, so never `uncited`. */
export function createJudge(catalogue: Catalogue, asOf: string) {
  const rulebook = createRulebook(ruleFacts(catalogue));
  const parser = createCitationParser(catalogue.caseTypes.map(({ prefix }) => prefix));
  return ({ text = '', rule_ids: ids = [], signals = [] }: SampleStep, caseType: string): Verdict => {
    const now = { caseType, date: asOf, clock: 'asIs' } as const;
    const citations = ids.length > 0 ? ids.map((id) => parser.canonical(id)) : parser.inText(text);
    const phrases = rulebook.phrases.match(signature(text));
    const bound =
      rulesBySignal(rulebook, signals, now).length > 0 ||
      rulesByPhrase(rulebook, phrases, caseType, asOf).length > 0;
    return verdictOf(judgeCitations(rulebook, citations, now).finding, bound, () => false);
  };
}
