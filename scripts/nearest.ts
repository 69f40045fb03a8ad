/** The known word that somebody who mistyped one most likely meant; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const near = known
    .map((candidate) => ({
      candidate,
      edits: candidate.startsWith(word) ? 1 : editsBetween(word, candidate),
    }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.min(3, Math.floor(candidate.length / 2))))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}

/** Letters to add, delete or exchange to make one word of the other (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a.slice(0, 40)].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
