import { dateOf, dayOf, timeOf, weekdayOf, windowOf } from './calendar.ts';
import { type Queue, queuesOf } from './library.ts';
import type { GapTheme } from './phrases/gap-theme.ts';
import { COUNTRIES, DEVICES } from './phrases/slots.ts';
import { createRandom, createWheel, type Random } from './random.ts';
import { type Release, releasesOf } from './releases.ts';
import { outcomeOf, reviewOf, rulingOf } from './reviews.ts';
import { type MadeStep, makeStep, type Story } from './steps.ts';
import type { Scene } from './template.ts';
import { strengthOf } from './themes.ts';
import type { CalendarDate, Catalogue, Intent, SampleCase, SampleOptions, Tongue } from './types.ts';

/** Part of the steps of a case that has met a gap theme which talk about it. */
const THEME_DENSITY = 0.4;
const MARKETS = ['SEA', 'EU', 'LATAM', 'MENA', 'APAC', 'AFRICA'];
const CHINESE_MARKETS = ['SEA', 'APAC', 'APAC', 'EU'];

/**
 * Synthetic cases, in the order of their opening days. The same catalogue, seed, count, months and
 * as-of date give the same cases; one case at a time is held in memory.
 */
export function* sampleCases(catalogue: Catalogue, options: SampleOptions): Generator<SampleCase> {
  const { cases, seed, asOf, months = 6, onTruth } = options;
  const queues = queuesOf(catalogue, asOf);
  if (queues.length === 0) return;
  const random = createRandom(seed, 'cases');
  const { first, last } = windowOf(asOf, months);
  const releases = releasesOf(first, last);
  const isRule = (id: string) => catalogue.rules.has(id);
  const year = asOf.slice(0, 4);

  let number = 0;
  for (const { day, count, draw } of daysOf(queues, first, last, cases)) {
    const release = releases[day - first] as Release;
    const at = (day - first) / Math.max(1, last - first);
    for (let index = 0; index < count; index++) {
      const caseId = `S-${year}-${String(++number).padStart(6, '0')}`;
      const made = makeCase({ caseId, queue: draw(random), day, at, release, random, isRule, asOf });
      if (onTruth) for (const [step, { truth }] of made.steps.entries()) onTruth(caseId, step, truth);
      yield made.record;
    }
  }
}

interface Day {
  readonly day: number;
  readonly count: number;
  readonly draw: (random: Random) => Queue;
}

/** Shares the cases out over the days; each day's rounding error is carried to the next. */
function* daysOf(queues: readonly Queue[], first: number, last: number, cases: number): Generator<Day> {
  const weights: number[] = [];
  const weigh = (queue: Queue, day: number): number =>
    queue.profile.volume * (queue.profile.week[weekdayOf(day)] ?? 1);
  for (let day = first; day <= last; day++) {
    // Business grows a little over the half year.
    const trend = 0.88 + (0.24 * (day - first)) / Math.max(1, last - first);
    weights.push(trend * queues.reduce((sum, queue) => sum + weigh(queue, day), 0));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let done = 0;
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    sum += weight;
    const until = index === weights.length - 1 ? cases : Math.round((cases * sum) / total);
    const day = first + index;
    yield { day, count: until - done, draw: createWheel(queues, (queue) => weigh(queue, day)) };
    done = until;
  }
}

interface Setting {
  readonly caseId: string;
  readonly queue: Queue;
  readonly day: number;
  /** Where the day stands in the window, 0 to 1. */
  readonly at: number;
  readonly release: Release;
  readonly random: Random;
  readonly isRule: (id: string) => boolean;
  readonly asOf: CalendarDate;
}

function makeCase(setting: Setting): { record: SampleCase; steps: readonly MadeStep[] } {
  const { queue, day, random, release, asOf } = setting;
  const { profile, caseType } = queue;
  const tongue: Tongue = random.chance(0.35) ? 'zh' : 'en';
  const openedAt = day * 86_400 + Math.floor(86_400 * hourOf(random));
  const end = (dayOf(asOf) + 1) * 86_400 - 1;
  const decidedAt = Math.min(end, openedAt + Math.round(Math.exp(5.6 + random.normal())));
  const amount = Math.exp(7.6 + random.normal() * 1.5);
  const scene: Scene = {
    random,
    tongue,
    day,
    amount,
    device: random.pick(DEVICES),
    country: random.between(0, COUNTRIES.en.length - 1),
    title: '',
    clause: '',
    finding: '',
    decision: '',
  };
  const theme = themeOf(setting);
  const steps = chainOf(setting, scene, theme, dateOf(Math.floor(decidedAt / 86_400)));
  const outcome = outcomeOf(steps, theme?.error ?? null, queue.harmful?.id ?? null);
  const ruling = rulingOf(outcome, profile, random);
  const automatic = ruling.confidence >= caseType.autoDecisionThreshold;
  const review = reviewOf(ruling, outcome, profile, scene, decidedAt, asOf, automatic);
  const record: SampleCase = {
    case_id: setting.caseId,
    case_type: caseType.id,
    opened_at: timeOf(openedAt),
    decided_at: timeOf(decidedAt),
    roca: { version: release.version, decision: ruling.decision, confidence: ruling.confidence },
    chain: steps.map(({ step }) => step),
    ...(review ? { review } : {}),
    facets: {
      market: random.pick(tongue === 'zh' ? CHINESE_MARKETS : MARKETS),
      language: tongue,
      amount_band: bandOf(amount),
    },
    synthetic: true,
  };
  return { record, steps };
}

function chainOf(
  { queue, release, random, isRule }: Setting,
  scene: Scene,
  theme: GapTheme | null,
  date: CalendarDate,
): MadeStep[] {
  if (random.chance(0.006)) return [];
  const story: Story = {
    queue,
    focus: queue.subjects.length > 0 ? queue.draw(random, null).rule.sop : null,
    theme,
    scene,
    date,
    sloppiness: release.faultiness,
    isRule,
  };
  // Cases differ: some chains are sound from end to end, others are faulty throughout.
  const quality = Math.exp(random.normal() * 0.55 - 0.15) * release.faultiness;
  const length = 4 + Math.min(5, Math.floor(random.next() * 6));
  return Array.from({ length }, (_, index) =>
    makeStep(story, intentOf(queue, quality, theme, random), index + 1),
  );
}

function intentOf({ profile }: Queue, quality: number, theme: GapTheme | null, random: Random): Intent {
  const form = random.next();
  if (form < 0.01) return 'empty';
  if (form < 0.015) return 'housekeeping';
  if (theme && random.chance(THEME_DENSITY)) return 'gap';
  let point = random.next() / quality;
  for (const intent of ['uncited', 'unknown', 'misapplied', 'retired', 'pending'] as const) {
    point -= profile[intent];
    if (point < 0) return intent;
  }
  return random.chance(0.13) ? 'bound' : 'cited';
}

/** The gap theme a case meets: more of them once a new one has begun to grow. */
function themeOf({ queue: { themes, profile }, at, random }: Setting): GapTheme | null {
  let point = random.next() * (THEME_DENSITY / profile.gap);
  for (const theme of themes) {
    point -= strengthOf(theme, at);
    if (point < 0) return theme;
  }
  return null;
}

/** Time of day as a share: busiest in the middle, never quite still. */
function hourOf(random: Random): number {
  if (random.chance(0.3)) return random.next();
  return (random.next() + random.next() + random.next()) / 3;
}

function bandOf(amount: number): string {
  if (amount < 1000) return '<1k';
  if (amount < 10_000) return '1k-10k';
  return amount < 50_000 ? '10k-50k' : '50k+';
}
