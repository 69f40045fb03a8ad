import { loadSite } from '../../site/catalogue.ts';
import { json } from '../../site/json.ts';
import { paths } from '../../site/links.ts';

/** Every rule with its state at the as-of date: what ROCA may cite, and what it may not. */
export async function GET(): Promise<Response> {
  const site = await loadSite();
  return json({
    schema: 'sop-rules/1',
    asOf: site.asOf,
    catalogue: site.catalogue.hash,
    rules: [...site.catalogue.rules.values()].map((rule) => ({
      id: rule.id,
      revision: rule.revision,
      state: site.state(rule.id),
      title: { en: rule.title, 'zh-CN': rule.translation?.title ?? null },
      sop: rule.sop,
      caseTypes: rule.caseTypes,
      effective: rule.effective,
      revised: rule.revised,
      retired: rule.retired,
      replacedBy: rule.replacedBy,
      signals: rule.signals,
      phrases: rule.covers.map(({ phrase }) => phrase),
      fingerprint: rule.fingerprint,
      page: paths.rule(rule.id),
    })),
  });
}
