import type { ThemeSpace, ThemeVector } from './themespace.ts';

/** Themes that are compared in full; the others share too few words. */
const CANDIDATES = 8;

/**
 * Finds the theme whose members a text resembles most on average. Words are looked up in an inverted
 * index over the themes' mean vectors, so a text costs as much as its words are common.
 */
export class ThemeAssigner {
  readonly #postings = new Map<number, { readonly themes: number[]; readonly weights: number[] }>();
  readonly #profiles: Float32Array[];
  readonly #byWords: Float32Array;

  constructor(space: ThemeSpace, themes: readonly (readonly ThemeVector[])[]) {
    this.#byWords = new Float32Array(themes.length);
    this.#profiles = themes.map((members, theme) => {
      const profile = new Float32Array(space.width);
      const words = new Map<number, number>();
      for (const member of members) {
        member.profile.forEach((value, rule) => {
          profile[rule]! += value / members.length;
        });
        member.ids.forEach((id, at) => {
          words.set(id, (words.get(id) ?? 0) + member.values[at]! / members.length);
        });
      }
      for (const [id, weight] of words) this.#post(id, theme, weight);
      return profile;
    });
  }

  /** The theme, or −1 when none is as similar as `cut`. Ties go to the lower number. */
  nearest({ ids, values, profile }: ThemeVector, cut: number): number {
    const byWords = this.#byWords;
    byWords.fill(0);
    for (let at = 0; at < ids.length; at++) {
      const posting = this.#postings.get(ids[at]!);
      if (posting === undefined) continue;
      const value = values[at]!;
      for (let index = 0; index < posting.themes.length; index++)
        byWords[posting.themes[index]!]! += value * posting.weights[index]!;
    }
    let best = -1;
    let bestSimilarity = cut;
    for (const theme of this.#candidates()) {
      let similarity = byWords[theme]!;
      const mean = this.#profiles[theme]!;
      for (let rule = 0; rule < profile.length; rule++) similarity += profile[rule]! * mean[rule]!;
      if (similarity > bestSimilarity || (similarity === bestSimilarity && best < 0)) {
        best = theme;
        bestSimilarity = similarity;
      }
    }
    return best;
  }

  #candidates(): number[] {
    const byWords = this.#byWords;
    const best: number[] = [];
    for (let theme = 0; theme < byWords.length; theme++) {
      if (
        byWords[theme]! <= 0 ||
        (best.length === CANDIDATES && byWords[theme]! <= byWords[best[CANDIDATES - 1]!]!)
      )
        continue;
      let place = best.length;
      while (place > 0 && byWords[best[place - 1]!]! < byWords[theme]!) place--;
      best.splice(place, 0, theme);
      if (best.length > CANDIDATES) best.pop();
    }
    return best;
  }

  #post(id: number, theme: number, weight: number): void {
    let posting = this.#postings.get(id);
    if (posting === undefined) {
      posting = { themes: [], weights: [] };
      this.#postings.set(id, posting);
    }
    posting.themes.push(theme);
    posting.weights.push(weight);
  }
}
