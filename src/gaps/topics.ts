import { type Leaning, lengthOf, type SignalledSteps, type SignalUse } from './leaning.ts';
import type { SuggestModel } from './suggest.ts';
import { stem } from './tokens.ts';
import { WordReader } from './word-reader.ts';

/** Weight per word, by its number in a {@link TopicSpace}. */
export type Words = Map<number, number>;

/** A wording that nothing covers. */
export interface Wording extends SignalledSteps {
  readonly text: string;
}

/** What a group of wordings is about. */
export interface Topic {
  /** Those that join wordings, weighed by how many hold them; with all others, of length 1. */
  readonly words: Words;
  readonly signals: Leaning;
}

/** Words of one wording, each once; reused by the next call. */
interface Reading {
  /** How many can join it to others. */
  count: number;
  readonly numbers: number[];
  readonly weights: number[];
  /** Sum of the squared weights of those that no other wording holds. */
  aloneSquares: number;
  /** Length of all weights as a vector. */
  length: number;
}

/**
 * What wordings are about: the few words that many of them hold and that rules and cited steps do not
 * use.
 */
export class TopicSpace {
  readonly #reader: WordReader;
  readonly #weigh: (word: string) => number;
  /** Numbers of words by their stems, and by the reader's numbers. */
  readonly #numbers = new Map<string, number>();
  #known: number[] = [];
  /** Squared weights of words that join nothing, by the reader's numbers. */
  #aloneSquares: number[] = [];
  #generation = 0;
  readonly #weights = [0];
  /** The reading in which a word was last met. */
  readonly #met: number[] = [];
  #readings = 0;
  readonly #reading: Reading = { count: 0, numbers: [], weights: [], aloneSquares: 0, length: 0 };
  readonly #counts = new Map<string, number>();

  /** @param reference wordings that tell which words are frequent among them */
  constructor(reference: readonly Wording[], background: SuggestModel | null) {
    this.#reader = new WordReader(background?.space.glossary ?? []);
    for (const { text } of reference) {
      for (const word of this.#stemsOf(text)) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
    const novelty = noveltyOf(background);
    this.#weigh = (word) => {
      const count = Math.max(1, this.#counts.get(word) ?? 0);
      return Math.sqrt(novelty(word) * Math.sqrt(Math.log((reference.length + 1) / (count + 0.5))));
    };
  }

  /** Words of a wording that can join it to others. */
  read(text: string): Readonly<Reading> {
    const reading = this.#reading;
    reading.count = 0;
    reading.aloneSquares = 0;
    this.#readings += 1;
    let squares = 0;
    const reader = this.#reader;
    reader.read(text);
    if (reader.generation !== this.#generation) {
      this.#generation = reader.generation;
      this.#known = [];
      this.#aloneSquares = [];
    }
    while (this.#known.length < reader.size) this.#learn(reader.name(this.#known.length));
    for (let at = 0; at < reader.count; at++) {
      const read = reader.words[at] as number;
      const number = this.#known[read] as number;
      if (number === 0) {
        reading.aloneSquares += this.#aloneSquares[read] as number;
        continue;
      }
      if (this.#met[number] === this.#readings) continue;
      const weight = this.#weights[number] as number;
      this.#met[number] = this.#readings;
      reading.numbers[reading.count] = number;
      reading.weights[reading.count++] = weight;
      squares += weight * weight;
    }
    reading.length = Math.sqrt(squares + reading.aloneSquares);
    return reading;
  }

  topic(wordings: readonly Wording[], use: SignalUse): Topic {
    const words: Words = new Map();
    let alone = 0;
    for (const { text } of wordings) {
      const { count, numbers, weights, aloneSquares } = this.read(text);
      alone += aloneSquares;
      for (let at = 0; at < count; at++) {
        const word = numbers[at] as number;
        words.set(word, (words.get(word) ?? 0) + (weights[at] as number));
      }
    }
    const length = Math.hypot(lengthOf(words), Math.sqrt(alone));
    for (const [word, weight] of words) words.set(word, weight / length);
    return { words, signals: use.leaning(wordings) };
  }

  #stemsOf(text: string): Set<string> {
    this.#reader.read(text);
    const words = this.#reader.words.subarray(0, this.#reader.count);
    return new Set(Array.from(words, (word) => stem(this.#reader.name(word))));
  }

  /** A word of one wording can join nothing, but makes it less like others; all of them share the number 0. */
  #learn(name: string): void {
    const word = stem(name);
    const joins = (this.#counts.get(word) ?? 0) > 1;
    let number = joins ? this.#numbers.get(word) : 0;
    if (number === undefined) {
      number = this.#weights.push(this.#weigh(word)) - 1;
      this.#numbers.set(word, number);
    }
    this.#known.push(number);
    this.#aloneSquares.push(joins ? 0 : this.#weigh(word) ** 2);
  }
}

/** How little a word is used by rules and cited steps: their inverse document frequency. */
function noveltyOf(background: SuggestModel | null): (word: string) => number {
  if (background === null) return () => 1;
  const { parts, weights, unseen } = background.space;
  const known = new Map(parts.map((part, index) => [part, (weights[index] as number) ** 2]));
  return (word) => known.get(word) ?? unseen ** 2;
}

/** Topics that hold a word or a signal, and how strongly. */
interface Holders {
  readonly topics: number[];
  readonly weights: number[];
}

/** Which topics hold a word or lean to a signal. */
export class TopicIndex {
  readonly #space: TopicSpace;
  readonly #holders = new Map<number, Holders>();
  readonly #leaning = new Map<string, Holders>();
  readonly #similarities: Float64Array;

  constructor(space: TopicSpace, topics: readonly Topic[]) {
    this.#space = space;
    this.#similarities = new Float64Array(topics.length);
    for (const [topic, { words, signals }] of topics.entries()) {
      for (const [word, weight] of words) if (weight >= FAINT) hold(this.#holders, word, topic, weight);
      const strength = (SIGNAL_PULL * signals.certainty) / signals.length;
      for (const [signal, weight] of signals.weights) hold(this.#leaning, signal, topic, weight * strength);
    }
  }

  /** The topic most like a wording, or −1 when none is as similar as `cut`. Ties go to the lower number. */
  nearest({ text, steps, signals }: Wording, cut: number): number {
    const { count, numbers, weights: own, length } = this.#space.read(text);
    const similarities = this.#similarities;
    similarities.fill(0);
    for (let place = 0; place < count; place++)
      this.#add(this.#holders.get(numbers[place] as number), own[place] as number);
    // What joins nothing by its words may still join by its signals.
    const scale = length > 0 ? length : 1;
    for (const own of signals) {
      for (const signal of own) this.#add(this.#leaning.get(signal), scale / steps);
    }
    let best = -1;
    let highest = cut * scale;
    for (let topic = 0; topic < similarities.length; topic++) {
      const similarity = similarities[topic] as number;
      if (similarity > highest || (similarity === highest && best < 0)) {
        best = topic;
        highest = similarity;
      }
    }
    return best;
  }

  #add(holders: Holders | undefined, own: number): void {
    if (holders === undefined) return;
    const { topics, weights } = holders;
    for (let at = 0; at < topics.length; at++)
      (this.#similarities[topics[at] as number] as number) += own * (weights[at] as number);
  }
}

function hold<Key>(index: Map<Key, Holders>, key: Key, topic: number, weight: number): void {
  let holders = index.get(key);
  if (holders === undefined) {
    holders = { topics: [], weights: [] };
    index.set(key, holders);
  }
  holders.topics.push(topic);
  holders.weights.push(weight);
}

/** Similarity of a wording to a topic that certainly leans to its signal, whatever their words. */
const SIGNAL_PULL = 0.5;

/** A word with less of a topic than this says nothing about it. */
const FAINT = 0.02;
