/** What controls a terminal, or turns the direction of writing. */
const CONTROLS = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text of a person, or a file's name, as it may go to a terminal: on one line, and with nothing that controls it. */
export function printable(text: string): string {
  return text.replace(CONTROLS, ' ');
}

/** A share as a terminal shows it: `81.3 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A number with its noun: `1 case`, `2 cases`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
