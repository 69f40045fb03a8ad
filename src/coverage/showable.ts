/** Longer than any rule ID or version a person writes. */
const LONGEST = 64;

/** What controls a table or a terminal, or turns the direction of writing. */
const CONTROLS = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Whether a name out of an export may stand in a table or a terminal: short, and without
 * characters that control either of them or turn the direction of writing.
 */
export function isShowable(name: string): boolean {
  return name.length > 0 && name.length <= LONGEST && name.search(CONTROLS) < 0;
}

/** A text of a person on a terminal: without characters that control it. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, ' ');
}
