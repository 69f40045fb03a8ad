import { decodeAddress, linkedPage } from '../linked-page.ts';
import { type CheckMessage, createMessage } from '../messages.ts';
import { writtenId } from '../rule-attributes.ts';
import type { CheckContext } from './context.ts';
import type { Words } from './references.ts';

/**
 * Links inside the library that lead nowhere: relative ones must reach a content page, those to
 * `/rules/…` and `/r/…` a rule. Other addresses of the site are not known here.
 */
export function* checkLinks({ page, passages }: Words, { content }: CheckContext): Iterable<CheckMessage> {
  for (const { kind, text, line, column } of passages) {
    if (kind !== 'link' || /^(?:[a-z]+:|\/\/)/i.test(text)) continue;
    if (leadsSomewhere(text)) continue;
    yield createMessage('broken-link', { file: page.file, line, column }, { url: text });
  }

  function leadsSomewhere(url: string): boolean {
    const file = linkedPage(url, page.file);
    if (file !== null) return content.pages.some((other) => other.file === file);
    const target = decodeAddress(url.replace(/[?#].*$/, ''));
    if (target === '') return url.startsWith('#') ? isAnchor(url.slice(1)) : url !== '';
    const rule = /^\/(?:zh-cn\/)?(?:rules|r)\/([^/]+)\/?$/i.exec(target)?.[1];
    return rule === undefined || content.readable.rules.has(rule.toUpperCase());
  }

  /** A rule of the page, or one of its headings (`ATO-012-decide`). */
  function isAnchor(anchor: string): boolean {
    const ids = page.rules.map((rule) => writtenId(rule).toLowerCase());
    const name = decodeAddress(anchor).toLowerCase();
    return name === '' || ids.some((id) => id !== '' && (name === id || name.startsWith(`${id}-`)));
  }
}
