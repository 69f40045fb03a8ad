import { gentle } from './fragments.ts';
import type { Queue, Subject } from './library.ts';
import { paraphrase } from './paraphrase.ts';
import { ENGLISH_FRAMES } from './phrases/english.ts';
import { EVIDENCE } from './phrases/evidence.ts';
import type { Frames } from './phrases/frames.ts';
import type { GapTheme } from './phrases/gap-theme.ts';
import { MANDARIN_FRAMES } from './phrases/mandarin.ts';
import { ENGLISH, MANDARIN } from './phrases/slots.ts';
import { choices, compile, render, type Scene, type Slots, type Template } from './template.ts';
import { GAP_THEMES } from './themes.ts';
import type { Tongue } from './types.ts';

/** What a step says, and as what kind of step. */
export interface Saying {
  readonly text: string;
  readonly kind: string;
}

type Voice = {
  readonly [Part in keyof Frames]: Frames[Part] extends readonly string[] ? readonly Template[] : string;
} & {
  readonly evidence: Readonly<Record<string, readonly Template[]>>;
  readonly themes: ReadonlyMap<string, readonly Template[]>;
};

const VOICES: Readonly<Record<Tongue, Voice>> = {
  en: voiceOf('en', ENGLISH_FRAMES, ENGLISH),
  zh: voiceOf('zh', MANDARIN_FRAMES, MANDARIN),
};

function voiceOf(tongue: Tongue, frames: Frames, slots: Slots): Voice {
  const all = (texts: readonly string[]) => texts.map((text) => compile(text, slots));
  return {
    joint: frames.joint,
    stop: frames.stop,
    leads: all(frames.leads),
    statement: all(frames.statement),
    point: all(frames.point),
    question: all(frames.question),
    title: all(frames.title),
    outcome: all(frames.outcome),
    phrase: all(frames.phrase),
    tails: all(frames.tails),
    lacking: all(frames.lacking),
    citing: all(frames.citing),
    housekeeping: all(frames.housekeeping),
    evidence: Object.fromEntries(Object.entries(EVIDENCE).map(([type, texts]) => [type, all(texts[tongue])])),
    themes: new Map(
      GAP_THEMES.map((theme) => {
        const own = choices(theme.words[tongue], slots);
        return [theme.id, theme.frames[tongue].map((frame) => compile(frame, own))];
      }),
    ),
  };
}

/** A step about a rule, in words taken from the rule. */
export function aboutRule(queue: Queue, subject: Subject, scene: Scene): Saying {
  const { core, kind } = coreOf(subject, scene);
  return dressed(queue, core, kind, scene, 0.55);
}

/** The same in words the rule's owner has not accepted, so that only its meaning points to the rule. */
export function paraphrased(queue: Queue, subject: Subject, scene: Scene): Saying {
  const { random, tongue } = scene;
  for (let attempt = 0; attempt < 4; attempt++) {
    const first = coreOf(subject, scene);
    const second = random.chance(0.5) ? VOICES[tongue].joint + capital(coreOf(subject, scene).core) : '';
    const core = paraphrase(first.core + second, tongue, () => random.chance(attempt === 0 ? 0.75 : 1));
    const saying = dressed(queue, core, first.kind, scene, 0.45);
    if (!queue.isBound(saying.text)) return saying;
  }
  // Nothing but the queue's evidence is left to say.
  const { stop } = VOICES[tongue];
  return { text: capital(evidenceOf(queue, scene)) + stop, kind: 'evidence' };
}

/** A step that uses a wording the rule's owner has accepted; null when there is none. */
export function accepted(queue: Queue, subject: Subject, scene: Scene): Saying | null {
  const { phrases } = subject.words[scene.tongue];
  if (phrases.length === 0) return null;
  scene.clause = scene.random.pick(phrases);
  const core = render(scene.random.pick(VOICES[scene.tongue].phrase), scene);
  return dressed(queue, core, 'observation', scene, 0.6);
}

/** A step about something no rule speaks of. */
export function aboutGap(queue: Queue, theme: GapTheme, scene: Scene): Saying {
  const { random, tongue } = scene;
  const { themes, lacking, joint } = VOICES[tongue];
  const frames = themes.get(theme.id) as readonly Template[];
  for (let attempt = 0; ; attempt++) {
    // Several remarks on the theme in one step, as a model that thinks aloud writes them.
    const remarks = [random.pick(frames)];
    if (random.chance(0.6)) remarks.push(random.pick(frames));
    if (random.chance(0.3)) remarks.push(random.pick(lacking));
    scene.title = gentle(theme.title[tongue]);
    const words = remarks.map((remark) => render(remark, scene)).join(joint);
    const core = paraphrase(words, tongue, () => random.chance(0.25));
    const saying = dressed(queue, gentle(core), random.pick(GAP_KINDS), scene, 0);
    if (attempt > 3 || !queue.isBound(saying.text)) return saying;
  }
}

const GAP_KINDS = ['check', 'evidence', 'assessment', 'decision'];

/** A step about the form of the case. */
export function housekeeping(scene: Scene): Saying {
  const { housekeeping: frames, stop } = VOICES[scene.tongue];
  return { text: render(scene.random.pick(frames), scene) + stop, kind: 'housekeeping' };
}

/** Puts a citation into a step's words. */
export function withCitation(text: string, citation: string, scene: Scene): string {
  const { citing, stop } = VOICES[scene.tongue];
  scene.clause = citation;
  const words = render(scene.random.pick(citing), scene);
  const open = text.endsWith(stop) ? text.slice(0, -stop.length) : text;
  return scene.tongue === 'en' ? `${open} (${words})${stop}` : `${open}（${words}）${stop}`;
}

function coreOf(subject: Subject, scene: Scene): { core: string; kind: string } {
  const { random, tongue } = scene;
  const voice = VOICES[tongue];
  const { title, statements, points, questions, outcomes } = subject.words[tongue];
  const draw = random.next();
  if (draw < 0.24 && outcomes.length > 0) {
    const outcome = random.pick(outcomes);
    scene.finding = outcome.finding;
    scene.decision = outcome.decision;
    return { core: render(random.pick(voice.outcome), scene), kind: 'decision' };
  }
  if (draw < 0.4 && questions.length > 0) {
    scene.clause = random.pick(questions);
    return { core: render(random.pick(voice.question), scene), kind: 'check' };
  }
  const clauses = statements.length + points.length;
  if (draw < 0.84 && clauses > 0) {
    const index = random.between(0, clauses - 1);
    const point = points[index - statements.length];
    scene.clause = point ?? (statements[index] as string);
    return {
      core: render(random.pick(point === undefined ? voice.statement : voice.point), scene),
      kind: 'check',
    };
  }
  scene.title = title;
  return { core: render(random.pick(voice.title), scene), kind: 'assessment' };
}

/** Adds what a model says around its point: a lead, a hedge, facts from the systems. */
function dressed(queue: Queue, core: string, kind: string, scene: Scene, facts: number): Saying {
  const { random, tongue } = scene;
  const { leads, tails, joint, stop } = VOICES[tongue];
  const lead = random.chance(0.3) ? render(random.pick(leads), scene) : '';
  const tail = random.chance(0.33) ? (tongue === 'en' ? '; ' : '，') + render(random.pick(tails), scene) : '';
  const point = capital(lead + core) + tail;
  // Without a hedge the facts are what makes one case's words differ from the next one's.
  if (!random.chance(tail === '' ? facts + 0.3 : facts)) return { text: point + stop, kind };
  const evidence = capital(evidenceOf(queue, scene));
  return random.chance(0.25)
    ? { text: evidence + joint + point + stop, kind: kind === 'check' ? 'evidence' : kind }
    : { text: point + joint + evidence + stop, kind };
}

function evidenceOf(queue: Queue, scene: Scene): string {
  const { evidence } = VOICES[scene.tongue];
  const own = evidence[queue.caseType.id] ?? (evidence.general as readonly Template[]);
  return render(scene.random.pick(own), scene);
}

function capital(text: string): string {
  const first = text.charAt(0);
  const upper = first.toUpperCase();
  return first === upper ? text : upper + text.slice(1);
}
