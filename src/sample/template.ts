import type { Random } from './random.ts';
import type { Tongue } from './types.ts';

/** What the words of one step may refer to. One scene serves a whole case and is refilled. */
export interface Scene {
  readonly random: Random;
  tongue: Tongue;
  /** Day of the decision, in days since 1970-01-01. */
  day: number;
  /** Device, country and amount stay the same through a case, so that its steps agree. */
  device: string;
  country: number;
  amount: number;
  /** Words of the rule a step talks about. */
  title: string;
  clause: string;
  finding: string;
  decision: string;
}

type Part = string | ((scene: Scene) => string);

/** A frame whose `{slots}` have been looked up. */
export type Template = readonly Part[];

/** What a slot says, given the scene. */
export type Slots = Readonly<Record<string, (scene: Scene) => string>>;

const SLOT = /\{(\w+)\}/;

/**
 * Prepares a frame such as `{min} minutes after {time}`. A slot nobody defined is a mistake in the
 * phrase material and throws at once.
 */
export function compile(frame: string, slots: Slots): Template {
  return frame.split(SLOT).flatMap((piece, index): Part[] => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    const slot = slots[piece];
    if (!slot) throw new Error(`No slot {${piece}} for the frame: ${frame}`);
    return [slot];
  });
}

/** Fills a frame. */
export function render(template: Template, scene: Scene): string {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : part(scene);
  return text;
}

/** Slots that pick one of several wordings, which may themselves have slots. */
export function choices(lists: Readonly<Record<string, readonly string[]>>, slots: Slots): Slots {
  const made: Record<string, (scene: Scene) => string> = { ...slots };
  for (const [name, wordings] of Object.entries(lists)) {
    const templates = wordings.map((wording) => compile(wording, slots));
    made[name] = (scene) => render(scene.random.pick(templates), scene);
  }
  return made;
}
