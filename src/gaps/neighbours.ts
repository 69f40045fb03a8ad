import { ofLengthOne, sumsOf, transposed } from './class-sums.ts';
import { type Likeness, likenessTo } from './likeness.ts';
import type { LabelledRows } from './linear.ts';

/** For every class, the classes whose examples are most like its own: `each` entries per class. */
export interface Neighbours {
  readonly each: number;
  readonly classes: Int32Array;
  /** What each of them counts; per class they add up to 1 at most. */
  readonly shares: Float32Array;
}

/** Most that one neighbour counts: more, and two classes that are alike would take each other's place. */
const MOST = 0.25;

/** What neighbours' scores count beside a class's own; chosen on the evaluation sets' dev halves. */
const LIFT = 1.4;

/** Score of a class against which every margin holds. */
export const LOWEST = -1;

/** With fewer classes per neighbour, there are none. */
const FEWEST_PER_NEIGHBOUR = 2;

/** Classes with the highest scores that are looked at again. */
const CONTENDERS = 12;

/** What is known of how classes resemble each other and texts. */
export interface Resemblances {
  readonly neighbours: Neighbours;
  /** Counts only where there are neighbours. */
  readonly likeness: Likeness | null;
}

/**
 * The classes with the highest scores, scored again: each score is raised by how far the mean of its
 * neighbours is above the lowest score. What speaks for classes that are alike speaks for each of them,
 * and a class that few examples were seen of is helped by those it resembles. Where likeness counts, a
 * class is raised, too, by how much the text points where its examples do.
 */
export class Contest {
  /** Best first; ties go to the lower class. */
  readonly classes: Int32Array;
  readonly scores: Float32Array;
  count = 0;
  readonly #neighbours: Neighbours;
  readonly #likeness: Likeness | null;
  readonly #first: Int32Array;
  readonly #places: number;

  /** @param wanted classes that are asked for; without neighbours no others need be looked at */
  constructor({ neighbours, likeness }: Resemblances, wanted = CONTENDERS) {
    this.#neighbours = neighbours;
    this.#likeness = likeness;
    this.#places = neighbours.each === 0 ? wanted : CONTENDERS;
    this.classes = new Int32Array(this.#places);
    this.scores = new Float32Array(this.#places);
    this.#first = new Int32Array(this.#places);
  }

  /**
   * Holds it anew, among the allowed classes.
   *
   * @param direction where the text points; without it, likeness does not count
   */
  hold(scores: Float32Array, allowed: Int32Array, direction?: Float32Array): void {
    const places = this.#places;
    this.count = 0;
    let bar = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < allowed.length; index++) {
      const label = allowed[index] as number;
      const score = scores[label] as number;
      if (score <= bar) continue;
      this.#enter(label, score);
      if (this.count === places) bar = this.scores[places - 1] as number;
    }
    if (this.#neighbours.each === 0) return;
    const { count } = this;
    this.#first.set(this.classes);
    this.count = 0;
    for (let place = 0; place < count; place++) {
      const label = this.#first[place] as number;
      this.#enter(label, (scores[label] as number) + this.#lift(label, scores, direction));
    }
  }

  #enter(label: number, score: number): void {
    const { classes, scores } = this;
    if (this.count < this.#places) this.count += 1;
    let place = this.count - 1;
    for (; place > 0; place--) {
      const before = scores[place - 1] as number;
      if (before > score || (before === score && (classes[place - 1] as number) < label)) break;
      scores[place] = before;
      classes[place] = classes[place - 1] as number;
    }
    scores[place] = score;
    classes[place] = label;
  }

  #lift(label: number, scores: Float32Array, direction: Float32Array | undefined): number {
    const { each, classes, shares } = this.#neighbours;
    let lift = 0;
    for (let place = label * each; place < (label + 1) * each; place++)
      lift += (shares[place] as number) * ((scores[classes[place] as number] as number) - LOWEST);
    const alike = this.#likeness !== null && direction ? likenessTo(this.#likeness, label, direction) : 0;
    return LIFT * lift + alike;
  }
}

/**
 * Finds the neighbours of every class by the cosine of their examples' sums.
 *
 * @param chosen the examples to go by
 * @param classes how many there are
 * @param columns of the rows
 * @param wanted neighbours per class; none are found among few classes
 */
export function findNeighbours(
  examples: LabelledRows,
  chosen: Int32Array,
  classes: number,
  columns: number,
  wanted: number,
): Neighbours {
  // Among few classes, two that are alike would get nearly the same scores.
  const each = classes < FEWEST_PER_NEIGHBOUR * wanted ? 0 : wanted;
  const found = {
    each,
    classes: new Int32Array(classes * each),
    shares: new Float32Array(classes * each),
  };
  if (each === 0) return found;
  const sums = ofLengthOne(sumsOf(examples, chosen, classes, columns));
  const holders = transposed(sums, columns);
  const similarities = new Float32Array(classes);
  for (let label = 0; label < classes; label++) {
    similarities.fill(0);
    for (let at = sums.start[label] as number; at < (sums.start[label + 1] as number); at++) {
      const id = sums.ids[at] as number;
      const value = sums.values[at] as number;
      for (let place = holders.start[id] as number; place < (holders.start[id + 1] as number); place++) {
        const other = holders.ids[place] as number;
        similarities[other] = (similarities[other] as number) + value * (holders.values[place] as number);
      }
    }
    similarities[label] = 0;
    keepLargest(similarities, each, found, label * each);
  }
  return found;
}

/** Writes the largest numbers above 0 and where they stand, as shares of their sum up to MOST, from `begin` on. */
function keepLargest(
  numbers: Float32Array,
  count: number,
  { classes, shares }: Neighbours,
  begin: number,
): void {
  let kept = 0;
  for (const [index, number] of numbers.entries()) {
    if (number <= 0 || (kept === count && number <= (shares[begin + kept - 1] as number))) continue;
    let place = begin + Math.min(kept, count - 1);
    for (; place > begin && (shares[place - 1] as number) < number; place--) {
      shares[place] = shares[place - 1] as number;
      classes[place] = classes[place - 1] as number;
    }
    shares[place] = number;
    classes[place] = index;
    kept = Math.min(kept + 1, count);
  }
  const own = shares.subarray(begin, begin + count);
  const sum = own.reduce((total, share) => total + share, 0);
  if (sum > 0) for (const [place, share] of own.entries()) own[place] = Math.min(share / sum, MOST);
}
