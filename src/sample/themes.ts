import type { GapTheme } from './phrases/gap-theme.ts';
import { RESET_GAPS } from './phrases/gaps-2fa.ts';
import { ATO_GAPS } from './phrases/gaps-ato.ts';
import { KYC_GAPS } from './phrases/gaps-kyc.ts';
import { POA_GAPS } from './phrases/gaps-poa.ts';
import { WITHDRAWAL_GAPS } from './phrases/gaps-wda.ts';

/** Every gap theme the generator plants: the truth that gap finding is measured against. */
export const GAP_THEMES: readonly GapTheme[] = [
  ...KYC_GAPS,
  ...ATO_GAPS,
  ...RESET_GAPS,
  ...POA_GAPS,
  ...WITHDRAWAL_GAPS,
];

/** How much of its full weight a theme has at a share of the window (0 to 1). */
export function strengthOf(theme: GapTheme, at: number): number {
  if (at < theme.begins) return 0;
  if (theme.growth === 0) return theme.weight;
  return theme.weight * Math.min(1, 0.08 + (at - theme.begins) / theme.growth);
}
