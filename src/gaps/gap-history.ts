import { GAP_HISTORY_SCHEMA, type GapHistory } from '../coverage/gap-history.ts';
import type { Report } from '../coverage/ledger.ts';
import { type Regrouping, regroup } from './regrouping.ts';

/** Gaps that are gone and still listed: bookmarks and decisions name them for a while. */
const MOST_GONE = 500;
/** Changes listed of one gap, the latest. */
const MOST_CHANGES = 20;

type Present = GapHistory['gaps'][number];
type Gone = GapHistory['gone'][number];

/**
 * The history after a run. It depends on the history before and the run's report alone, and the
 * same run again changes nothing. A run that looks at something else leaves gaps as they were: one
 * of an earlier date, or whose window has another end, or begins where the other had no beginning
 * or the reverse. Real cases after synthetic ones, or the reverse, begin a new history.
 *
 * @param before null when there is none
 * @param run hashes of the content of the run, as in the result
 */
export function nextGapHistory(
  before: GapHistory | null,
  report: Report,
  synthetic: boolean,
  run: Omit<GapHistory['run'], 'asOf'>,
): GapHistory {
  const { asOf, window } = report;
  const compared = { asOf, windowed: window.since !== null, until: window.until, synthetic };
  const own = { schema: GAP_HISTORY_SCHEMA, run: { asOf, ...run } } as const;
  const known = before?.compared.synthetic === synthetic ? before : null;
  if (known && !comparable(known.compared, compared)) return { ...known, ...own };
  const { vanished, moved } = regroup(known?.gaps ?? [], report.gaps);
  const gone = goneAfter(known, vanished, moved, report);
  const gaps = report.gaps
    .filter(({ exemplars }) => exemplars.length > 0)
    .map(({ id, exemplars }): Present => {
      const earlier = known?.gaps.find((gap) => gap.id === id) ?? known?.gone.find((gap) => gap.id === id);
      const from = moved.filter(({ to }) => to === id).map((move) => move.from);
      const history = withChange(earlier?.history ?? [], from, asOf).slice(-MOST_CHANGES);
      return { id, since: earlier?.since ?? asOf, exemplars, history };
    });
  return { ...own, compared, gaps: gaps.sort(byId), gone };
}

/** Runs of one day make one change: their dates are all that is told of them. */
function withChange(history: Present['history'], from: string[], since: string): Present['history'] {
  if (from.length === 0) return history;
  const last = history.at(-1);
  if (last?.since !== since) return [...history, { from, since }];
  return [...history.slice(0, -1), { from: [...new Set([...last.from, ...from])], since }];
}

function comparable(before: GapHistory['compared'], now: GapHistory['compared']): boolean {
  return before.asOf <= now.asOf && before.windowed === now.windowed && before.until === now.until;
}

function goneAfter(
  known: GapHistory | null,
  vanished: readonly string[],
  moved: Regrouping['moved'],
  { asOf, gaps }: Report,
): Gone[] {
  const back = new Set(gaps.map(({ id }) => id));
  const fresh = (known?.gaps ?? [])
    .filter(({ id }) => vanished.includes(id))
    .map(({ id, since, history }) => {
      const into = moved.filter(({ from }) => from === id).map(({ to }) => to);
      return { id, since, until: asOf, into, history };
    });
  const earlier = (known?.gone ?? []).filter(({ id }) => !back.has(id));
  return [...fresh, ...earlier].slice(0, MOST_GONE);
}

function byId(a: Present, b: Present): number {
  return a.id < b.id ? -1 : 1;
}
