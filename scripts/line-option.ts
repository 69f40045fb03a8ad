import { SopDeskError } from '../src/errors.ts';
import { findInPlainText } from '../src/sops/safety.ts';
import { findUnreadable } from '../src/sops/source-text.ts';

/**
 * A text option as one line; null when there is nothing in it.
 *
 * @throws SopDeskError when it is too long for a field of the content, or holds what no field may
 */
export function lineOption(option: string, value: string | undefined, most = 500): string | null {
  const line = value?.replace(/\s+/g, ' ').trim() || null;
  if (line === null) return null;
  if (line.length > most) {
    throw new SopDeskError(`${option}: expected at most ${most} characters, not ${line.length}`);
  }
  const place = { file: '', line: 1, column: 1 };
  const [fault] = [...findUnreadable(line, '', 'data'), ...findInPlainText(line, option, place)];
  if (fault) throw new SopDeskError(`${option}: ${fault.message.replace(` in \`${option}\``, '')}`);
  return line;
}

/**
 * The option `--reason`; null when it is missing.
 *
 * @throws SopDeskError when it holds no word, as "…" copied from a page, or nothing that may be kept
 */
export function reasonOption(value: string | undefined): string | null {
  const reason = lineOption('--reason', value);
  if (reason !== null && !/\p{L}/u.test(reason)) {
    throw new SopDeskError(`--reason: expected words, not ${reason}: say why, for whoever meets it again`);
  }
  return reason;
}
