/**
 * One-sided exact test of Fisher (1922): how likely it is that chance alone puts at least `part` of
 * the marked cases among `whole` cases drawn from all of them.
 *
 * @param part marked cases among those drawn
 * @param whole cases drawn
 * @param marked marked cases among all
 * @param all all cases, those drawn among them
 * @returns probability, 0 to 1
 */
export function chanceOfAtLeast(part: number, whole: number, marked: number, all: number): number {
  const least = Math.max(0, whole + marked - all);
  const most = Math.min(whole, marked);
  if (part <= least) return 1;
  if (part > most) return 0;
  const table = { whole, marked, all };
  // From the mean on, terms only get smaller, whichever way one goes.
  if (part * all > whole * marked) return Math.min(1, tail(part, most, table));
  return Math.max(0, 1 - tail(part - 1, least, table));
}

/** Sum of the chances of each number of marked cases from one to another, away from the mean. */
function tail(
  from: number,
  to: number,
  { whole, marked, all }: Readonly<Record<'whole' | 'marked' | 'all', number>>,
) {
  const first = Math.exp(
    lnChoose(marked, from) + lnChoose(all - marked, whole - from) - lnChoose(all, whole),
  );
  const step = Math.sign(to - from);
  let term = 1;
  let sum = 1;
  for (let k = from; k !== to && term > sum * Number.EPSILON; k += step) {
    const high = step > 0 ? k + 1 : k;
    const ratio = ((marked - high + 1) * (whole - high + 1)) / (high * (all - marked - whole + high));
    term *= step > 0 ? ratio : 1 / ratio;
    sum += term;
  }
  return first * sum;
}

/**
 * Adjusts probabilities for the number of tests (Benjamini and Hochberg 1995): when all tests at or
 * below a bound are called findings, at most that part of them is expected to be chance.
 *
 * @returns in the order given
 */
export function adjusted(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, index) => index);
  order.sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number) || b - a);
  const result = probabilities.map(() => 1);
  let bound = 1;
  for (const [place, index] of order.entries()) {
    const rank = probabilities.length - place;
    bound = Math.min(bound, ((probabilities[index] as number) * probabilities.length) / rank);
    result[index] = bound;
  }
  return result;
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** ln n! of numbers for which Stirling's series is not exact enough. */
const SMALL: number[] = [0];
for (let n = 1; n < 32; n++) SMALL[n] = (SMALL[n - 1] as number) + Math.log(n);

/** ln n!, above 31 by Stirling's series (Abramowitz and Stegun 6.1.41), to about 1e-14 of its value. */
function lnFactorial(n: number): number {
  const small = SMALL[n];
  if (small !== undefined) return small;
  const square = n * n;
  const series = 1 / (12 * n) - 1 / (360 * n * square) + 1 / (1260 * n * square * square);
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}
