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
