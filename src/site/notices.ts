import type { Language } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { formatCount } from './format.ts';
import { strings } from './i18n.ts';

/** What a page with numbers says about synthetic cases; null when there are none. Plain text. */
export function syntheticNotice({ ledger }: Site, language: Language): string | null {
  const synthetic = ledger.syntheticCases;
  const { accepted } = ledger.report.input;
  if (synthetic === 0) return null;
  const { banner } = strings(language);
  return synthetic >= accepted
    ? banner.all(formatCount(language, accepted))
    : banner.some(formatCount(language, synthetic), formatCount(language, accepted));
}
