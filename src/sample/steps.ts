import { madeUp, spell } from './citations.ts';
import type { Queue, Subject, Tombstone } from './library.ts';
import type { GapTheme } from './phrases/gap-theme.ts';
import type { Random } from './random.ts';
import {
  aboutGap,
  aboutRule,
  accepted,
  housekeeping,
  paraphrased,
  type Saying,
  withCitation,
} from './sentences.ts';
import type { Scene } from './template.ts';
import type { CalendarDate, Intent, SampleStep, Truth } from './types.ts';

/** What the steps of one case have in common. */
export interface Story {
  readonly queue: Queue;
  /** ID of the SOP the case is mainly about; null for a case about many things. */
  readonly focus: string | null;
  /** The gap theme the case meets; null for most. */
  readonly theme: GapTheme | null;
  readonly scene: Scene;
  readonly date: CalendarDate;
  /** How badly the ROCA release of the day cites, against the usual 1. */
  readonly sloppiness: number;
  readonly isRule: (id: string) => boolean;
}

export interface MadeStep {
  readonly step: SampleStep;
  readonly truth: Truth;
  /** The words do not belong to the rule that is cited. */
  readonly misread: boolean;
}

/** Makes one step. An intent the catalogue has nothing for gives way to one it has. */
export function makeStep(story: Story, intent: Intent, step: number): MadeStep {
  switch (intent) {
    case 'empty':
      return { step: emptyStep(story, step), truth: { intent }, misread: false };
    case 'housekeeping':
      return finish(story, step, housekeeping(story.scene), { intent });
    case 'gap':
      return gapStep(story, step);
    case 'uncited':
      return uncitedStep(story, step);
    case 'retired':
    case 'pending':
      return tombstoneStep(story, step, intent, story.queue[intent]);
    case 'misapplied':
      return tombstoneStep(story, step, intent, story.queue.foreign);
    case 'unknown':
      return unknownStep(story, step);
    case 'bound':
      return boundStep(story, step);
    case 'cited':
      return citedStep(story, step);
  }
}

function citedStep(story: Story, step: number): MadeStep {
  const { queue, scene, date, sloppiness } = story;
  const { random } = scene;
  const subject = drawSubject(story);
  if (!subject) return gapStep(story, step);

  // A retired rule still cited: covered today through its replacement, not when ROCA decided.
  if (queue.replaced.length > 0 && random.chance(0.012)) {
    const { rule, subject: speaker } = random.pick(queue.replaced);
    const saying = aboutRule(queue, speaker, scene);
    return finish(story, step, saying, { intent: 'cited', ruleId: speaker.rule.id }, [rule.id]);
  }
  const misread = queue.catchAll !== null && random.chance(0.025);
  const cited = misread ? (queue.catchAll as Subject) : subject;
  const truth: Truth = { intent: 'cited', ruleId: subject.rule.id };
  const saying =
    (random.chance(0.06) ? accepted(queue, subject, scene) : null) ?? aboutRule(queue, subject, scene);
  const signals = random.chance(0.5) ? someSignals(cited, random) : [];

  if (random.chance(0.035)) {
    const text = withCitation(saying.text, cited.rule.id, scene);
    return { ...finish(story, step, { ...saying, text }, truth, [], signals), misread };
  }
  const ids = [spell(cited.facts, date, random, sloppiness)];
  if (random.chance(0.07)) {
    const second = queue.draw(random, cited.rule.sop);
    if (second !== cited) ids.push(spell(second.facts, date, random, sloppiness));
  } else if (random.chance(0.012 * sloppiness)) {
    ids.push(madeUp(queue, story.isRule, random));
  }
  return { ...finish(story, step, saying, truth, ids, signals), misread };
}

function boundStep(story: Story, step: number): MadeStep {
  const { queue, scene } = story;
  const subject = drawSubject(story);
  if (!subject) return gapStep(story, step);
  const truth: Truth = { intent: 'bound', ruleId: subject.rule.id };
  const bySignal = subject.rule.signals.length > 0 && scene.random.chance(0.5);
  if (bySignal) {
    const saying = aboutRule(queue, subject, scene);
    return finish(story, step, saying, truth, [], someSignals(subject, scene.random));
  }
  const saying = accepted(queue, subject, scene);
  return saying ? finish(story, step, saying, truth) : citedStep(story, step);
}

function uncitedStep(story: Story, step: number): MadeStep {
  const subject = drawSubject(story);
  if (!subject) return gapStep(story, step);
  const saying = paraphrased(story.queue, subject, story.scene);
  return finish(story, step, saying, { intent: 'uncited', ruleId: subject.rule.id }, [], idleSignals(story));
}

function tombstoneStep(
  story: Story,
  step: number,
  intent: 'retired' | 'pending' | 'misapplied',
  pool: readonly Tombstone[],
): MadeStep {
  const { queue, scene } = story;
  if (pool.length === 0) return unknownStep(story, step);
  const { rule, subject } = scene.random.pick(pool);
  // Half of the misapplied citations fit the words; the other half are slips.
  const own = intent === 'misapplied' && scene.random.chance(0.5) ? drawSubject(story) : null;
  const speaker = own ?? subject;
  const saying = paraphrased(queue, speaker, scene);
  return finish(story, step, saying, { intent, ruleId: speaker.rule.id }, [rule.id]);
}

function unknownStep(story: Story, step: number): MadeStep {
  const { queue, scene, isRule } = story;
  const id = madeUp(queue, isRule, scene.random);
  const subject = drawSubject(story);
  if (!subject) {
    return finish(story, step, housekeeping(scene), { intent: 'unknown' }, [id]);
  }
  const saying = paraphrased(queue, subject, scene);
  return finish(story, step, saying, { intent: 'unknown', ruleId: subject.rule.id }, [id]);
}

function gapStep(story: Story, step: number): MadeStep {
  const { queue, scene, theme } = story;
  const spoken = theme ?? queue.themes[0];
  if (!spoken) return finish(story, step, housekeeping(scene), { intent: 'gap' });
  const saying = aboutGap(queue, spoken, scene);
  const signals = scene.random.chance(0.55) ? spoken.signals : idleSignals(story);
  return finish(story, step, saying, { intent: 'gap', theme: spoken.id }, [], signals);
}

/** Models leave steps blank in more than one way. */
function emptyStep({ scene: { random } }: Story, step: number): SampleStep {
  const kind = random.pick(['check', 'summary']);
  return random.chance(0.5)
    ? { step, text: '', rule_ids: [], signals: [], kind }
    : { step, kind, confidence: confidence(random) };
}

/** A rule to talk about, most often of the case's own SOP and in force on its day. */
function drawSubject({ queue, focus, scene: { random }, date }: Story): Subject | null {
  if (queue.subjects.length === 0) return null;
  let subject = queue.draw(random, random.chance(0.6) ? focus : null);
  if (subject.rule.effective > date && random.chance(0.9)) subject = queue.draw(random, null);
  return subject;
}

function someSignals({ rule: { signals } }: Subject, random: Random): readonly string[] {
  return signals.length > 1 && random.chance(0.6) ? [random.pick(signals)] : signals;
}

function idleSignals({ queue: { idleSignals: idle }, scene: { random } }: Story): readonly string[] {
  return idle.length > 0 && random.chance(0.12) ? [random.pick(idle)] : [];
}

function confidence(random: Random): number {
  return Math.round((0.97 - Math.abs(random.normal()) * 0.13) * 100) / 100;
}

function finish(
  { scene: { random } }: Story,
  step: number,
  { text, kind }: Saying,
  truth: Truth,
  ruleIds: readonly string[] = [],
  signals: readonly string[] = [],
): MadeStep {
  return {
    step: {
      step,
      text,
      rule_ids: ruleIds,
      ...(signals.length > 0 ? { signals } : {}),
      kind,
      confidence: Math.max(0.3, confidence(random)),
    },
    truth,
    misread: false,
  };
}
