import { isHan, tokenise } from './tokens.ts';

const LONGEST_RUN = 6;
const READ_MEMBERS = 40;

/**
 * A readable name for wordings: the run of words that most of them share, long runs preferred. At
 * least two members hold every run that is considered, so no single case's words can show; a single
 * member's own text is its title. Falls back to `medoid`'s most shared words.
 */
export function themeTitle(members: readonly string[], medoid: string): string {
  if (members.length === 1) return members[0] as string;
  const counts = new Map<string, { words: string[]; members: number }>();
  for (const text of members.slice(0, READ_MEMBERS)) {
    for (const [key, words] of runsOf(pieces(text))) {
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { words, members: 1 });
      else known.members += 1;
    }
  }
  const own = runsOf(pieces(medoid));
  let best: { words: string[]; score: number } | null = null;
  for (const [key, { words, members: shared }] of counts) {
    if (shared < 2) continue;
    // A longer run says more; one that stands in the medoid reads better than one that does not.
    const score = (shared - 1) * content(words) * (own.has(key) ? 1.2 : 1);
    if (best === null || score > best.score) best = { words, score };
  }
  return best === null ? '' : readable(best.words);
}

/** How much a run says: √length of its letters, the first and last word's weighing double. */
function content(words: readonly string[]): number {
  const letters = words.reduce((sum, word) => sum + (isHan(word) ? 3 : Math.max(0, word.length - 2)), 0);
  const ends = Math.min(weightOf(words[0] as string), weightOf(words[words.length - 1] as string));
  return letters * ends;
}

function weightOf(word: string): number {
  return isHan(word) || word.length > 3 ? 1 : 0.4;
}

function pieces(text: string): string[] {
  return tokenise(text).flatMap((token) => (isHan(token) ? Array.from(token) : [token]));
}

function runsOf(words: readonly string[]): Map<string, string[]> {
  const runs = new Map<string, string[]>();
  for (let start = 0; start < words.length; start++) {
    for (let length = 1; length <= LONGEST_RUN && start + length <= words.length; length++) {
      const run = words.slice(start, start + length);
      runs.set(run.join(' '), run);
    }
  }
  return runs;
}

function readable(words: readonly string[]): string {
  return words.reduce(
    (text, word, index) =>
      text + (index > 0 && !(isHan(word) && isHan(words[index - 1] as string)) ? ' ' : '') + word,
    '',
  );
}
