import { PairTable } from '../coverage/pair-table.ts';
import { HASH_FACTOR, HASH_START, hashOf, WordTable } from '../coverage/word-table.ts';
import { normalised } from './tokens.ts';

/** Terms that mean the same, across wordings and languages: `["ATO", "account takeover", "账户盗用"]`. */
export type SynonymGroup = readonly string[];

const REMEMBERED_WORDS = 60_000;

const BLANK = 0x20;
const NUMBER_SIGN = 0x23;
const LETTER = 1;
const SPACE = 2;
const HAN = 3;
const SIGN = 4;

/** Kinds of the characters that normalising leaves as they are; 0 for all others. */
const PLAIN = new Uint8Array(0x10000);
PLAIN.fill(LETTER, 0x61, 0x7b);
PLAIN.fill(HAN, 0x3400, 0x4dc0);
PLAIN.fill(HAN, 0x4e00, 0xa000);
PLAIN[BLANK] = SPACE;
PLAIN[NUMBER_SIGN] = SIGN;

/** Kinds of all characters of a text that is normalised already. */
const NORMALISED = new Uint8Array(0x10000).map((_, code) =>
  code === BLANK ? SPACE : isHanCode(code) ? HAN : LETTER,
);

/** A glossary term of several words: those that follow its first two. */
interface Term {
  readonly rest: Int32Array;
  readonly group: number;
}

/** In `#terms`: a word is a term, or begins a longer one. */
const WHOLE = 1;
const BEGINS = 2;

/**
 * Reads texts as numbers of words. Words of a Han run are its overlapping pairs of characters; a
 * glossary group of which a term stands in the text is a word of its own. A number means the same word
 * until `generation` changes, which happens between two texts only.
 */
export class WordReader {
  /** Distinct words of the last text, in order, groups last: `words[0] … words[count − 1]`. */
  words: Int32Array<ArrayBuffer> = new Int32Array(256);
  count = 0;
  generation = 0;
  readonly #glossary: readonly SynonymGroup[];
  readonly #capacity: number;
  #table = new WordTable();
  /** Pairs of Han characters, which need no comparing of texts, and their words. */
  #pairs = new PairTable();
  #pairWords: number[] = [];
  #names: string[] = [];
  /** Per word, what terms make of it: most words are none. */
  #terms = new Uint8Array(1024);
  /** Groups of the terms of a single word. */
  readonly #groups = new Map<number, number[]>();
  /** First two words of longer terms, and these terms. */
  #beginnings = new PairTable();
  #longer: Term[][] = [];
  /** Per word, the text that held it last. */
  #heldBy = new Int32Array(1024);
  #text = 0;
  /** All words of the last text, repetitions too. */
  #sequence = new Int32Array(256);
  #length = 0;

  /** @param capacity when more words than this were met, all are forgotten before the next text */
  constructor(glossary: readonly SynonymGroup[], capacity = REMEMBERED_WORDS) {
    this.#glossary = glossary;
    this.#capacity = capacity;
    this.#learnTerms();
  }

  /** How many words were met. */
  get size(): number {
    return this.#names.length;
  }

  /** The word with this number; a glossary group is `§` and its index. */
  name(word: number): string {
    return this.#names[word] as string;
  }

  read(text: string): void {
    if (this.size > this.#capacity) this.#forget();
    this.#text += 1;
    this.count = 0;
    this.#readWords(text);
    for (let at = 0; at < this.#length; at++) this.#take(this.#sequence[at] as number);
    if (this.#glossary.length > 0) this.#takeGroups();
  }

  /** A text in plain letters and common Han is its own signature, and is only looked through. */
  #readWords(text: string): void {
    this.#length = 0;
    if (this.#walk(text, PLAIN)) return;
    this.#length = 0;
    this.#walk(normalised(text), NORMALISED);
  }

  /** @returns whether all characters have a kind and every placeholder stands alone */
  #walk(text: string, kinds: Uint8Array): boolean {
    for (let start = 0; start < text.length; ) {
      const kind = kinds[text.charCodeAt(start)] as number;
      if (kind === SPACE) start += 1;
      else if (kind === HAN) start = this.#pushRun(text, start, kinds);
      else start = this.#pushWord(text, start, kinds);
      if (start < 0) return false;
    }
    return true;
  }

  /** @returns where the word ends; -1 when it is none */
  #pushWord(text: string, start: number, kinds: Uint8Array): number {
    let hash = HASH_START;
    let signs = 0;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      const kind = kinds[code] as number;
      if (kind === SPACE || kind === HAN) break;
      if (kind === 0) return -1;
      if (kind === SIGN) signs += 1;
      hash = Math.imul(hash ^ code, HASH_FACTOR);
    }
    if (signs > 0 && end - start > 1) return -1;
    this.#push(text, start, end, hash);
    return end;
  }

  #push(text: string, start: number, end: number, hash: number): void {
    let word = this.#table.find(text, start, end, hash);
    if (word < 0) word = this.#add(text.slice(start, end));
    this.#append(word);
  }

  /**
   * A run of Han, blanks within it left out: Chinese marks no words, and exports disagree on where
   * they put blanks.
   *
   * @returns where the run ends
   */
  #pushRun(text: string, start: number, kinds: Uint8Array): number {
    let before = text.charCodeAt(start);
    let end = start + 1;
    for (let at = end; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const kind = kinds[code] as number;
      if (kind === SPACE) continue;
      if (kind !== HAN) break;
      this.#pushPair(before, code);
      before = code;
      end = at + 1;
    }
    if (end === start + 1) this.#push(text, start, end, hashOf(text, start, end));
    return end;
  }

  #pushPair(first: number, second: number): void {
    let pair = this.#pairs.find(first, second);
    if (pair < 0) {
      pair = this.#pairs.add(first, second);
      this.#pairWords[pair] = this.#add(String.fromCharCode(first, second));
    }
    this.#append(this.#pairWords[pair] as number);
  }

  #append(word: number): void {
    if (this.#length === this.#sequence.length) this.#sequence = enlarged(this.#sequence);
    this.#sequence[this.#length++] = word;
  }

  #add(name: string): number {
    const word = this.#table.add(name);
    if (word < this.#names.length) return word;
    this.#names.push(name);
    if (word === this.#heldBy.length) {
      this.#heldBy = enlarged(this.#heldBy);
      const terms = new Uint8Array(this.#heldBy.length);
      terms.set(this.#terms);
      this.#terms = terms;
    }
    return word;
  }

  #take(word: number): void {
    if (this.#heldBy[word] === this.#text) return;
    this.#heldBy[word] = this.#text;
    if (this.count === this.words.length) this.words = enlarged(this.words);
    this.words[this.count++] = word;
  }

  #takeGroups(): void {
    for (let at = 0; at < this.#length; at++) {
      const word = this.#sequence[at] as number;
      const kind = this.#terms[word] as number;
      if (kind === 0) continue;
      if (kind & WHOLE) for (const group of this.#groups.get(word) as number[]) this.#take(group);
      if (!(kind & BEGINS) || at + 1 === this.#length) continue;
      const beginning = this.#beginnings.find(word, this.#sequence[at + 1] as number);
      if (beginning < 0) continue;
      for (const { rest, group } of this.#longer[beginning] as Term[]) {
        if (this.#stands(rest, at + 2)) this.#take(group);
      }
    }
  }

  /** Whether these words stand at a place of the text. */
  #stands(words: Int32Array, at: number): boolean {
    if (at + words.length > this.#length) return false;
    return words.every((word, index) => this.#sequence[at + index] === word);
  }

  #learnTerms(): void {
    for (const [index, terms] of this.#glossary.entries()) {
      const group = this.#add(`§${index}`);
      for (const term of terms) {
        this.#length = 0;
        this.#walk(normalised(term), NORMALISED);
        this.#learnTerm(this.#sequence.slice(0, this.#length), group);
      }
    }
  }

  #learnTerm(words: Int32Array, group: number): void {
    const [first, second] = words;
    if (first === undefined) return;
    if (second === undefined) {
      (this.#terms[first] as number) |= WHOLE;
      this.#groups.set(first, [...(this.#groups.get(first) ?? []), group]);
    } else {
      (this.#terms[first] as number) |= BEGINS;
      const beginning = this.#beginnings.add(first, second);
      this.#longer[beginning] = [...(this.#longer[beginning] ?? []), { rest: words.slice(2), group }];
    }
  }

  #forget(): void {
    this.generation += 1;
    this.#table = new WordTable();
    this.#pairs = new PairTable();
    this.#pairWords = [];
    this.#names = [];
    this.#terms = new Uint8Array(1024);
    this.#groups.clear();
    this.#beginnings = new PairTable();
    this.#longer = [];
    this.#heldBy = new Int32Array(1024);
    this.#learnTerms();
  }
}

/** Of the Han script, or half of a surrogate pair: rare Han characters are written in pairs. */
function isHanCode(code: number): boolean {
  return code >= 0x2e80 && (code < 0x3000 || (code >= 0x3400 && code < 0xa000) || isRareHan(code));
}

function isRareHan(code: number): boolean {
  return (
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0xf900 && code < 0xfb00) ||
    code === 0x3005 ||
    code === 0x3007 ||
    (code > 0x3020 && code < 0x302a) ||
    (code > 0x3037 && code < 0x303c)
  );
}

function enlarged(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}
