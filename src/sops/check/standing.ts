import { hasHan } from '../../coverage/signature.ts';

/**
 * Prepares signatures for the question which of them stand in another (formats.md section 4: as a
 * run of whole tokens; with Han characters, as a substring). Every run of a length that occurs is
 * looked up, so that the answer does not slow down when all wordings begin alike.
 *
 * @returns the numbers of the signatures that stand in a text, itself among them
 */
export function createStanding(signatures: readonly string[]): (text: string) => Set<number> {
  const byTokens = new RunIndex();
  const byCharacters = new RunIndex();
  for (const [number, text] of signatures.entries()) {
    if (hasHan(text)) byCharacters.add(text, text.length, number);
    else byTokens.add(text, text.split(' ').length, number);
  }
  return (text) => {
    const found = new Set<number>();
    const keep = (numbers: readonly number[]) => {
      for (const number of numbers) found.add(number);
    };
    const starts = tokenStarts(text);
    const afterLast = text.length + 1;
    for (const [first, start] of starts.entries()) {
      for (const length of byTokens.lengths) {
        if (first + length > starts.length) continue;
        keep(byTokens.at(text.slice(start, (starts[first + length] ?? afterLast) - 1)));
      }
    }
    if (!hasHan(text)) return found;
    for (let start = 0; start < text.length; start++) {
      for (const length of byCharacters.lengths) {
        if (start + length <= text.length) keep(byCharacters.at(text.slice(start, start + length)));
      }
    }
    return found;
  };
}

/** Numbers of runs by their text, and the lengths that occur. */
class RunIndex {
  readonly lengths = new Set<number>();
  readonly #numbers = new Map<string, number[]>();

  add(run: string, length: number, number: number): void {
    this.lengths.add(length);
    const numbers = this.#numbers.get(run);
    if (numbers) numbers.push(number);
    else this.#numbers.set(run, [number]);
  }

  at(run: string): readonly number[] {
    return this.#numbers.get(run) ?? NONE;
  }
}

const NONE: readonly number[] = [];

function tokenStarts(text: string): number[] {
  const starts = [0];
  for (let space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1))
    starts.push(space + 1);
  return starts;
}
