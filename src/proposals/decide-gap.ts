import { type Document, isMap, isSeq, parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import { SopDeskError } from '../errors.ts';
import { checkGapDecisions } from '../sops/check/gap-decisions.ts';
import { type ContentFile, GAP_DECISIONS_FILE } from '../sops/load.ts';
import type { GapDecision } from '../sops/types.ts';
import { type Content, interpretDesk } from './read-desk.ts';

/**
 * The file of decisions about gaps with one more, in place of an earlier one about the same gap.
 * Comments and all other entries stay.
 *
 * @param asOf the day on which the result is checked
 * @throws SopDeskError exit 1 when `check` would find an error in the decision, exit 2 when the file
 *   could not be read back, as with markup in the reason
 */
export async function decideGap(content: Content, decision: GapDecision, asOf: string): Promise<ContentFile> {
  const old = content.files.find(({ path }) => path === GAP_DECISIONS_FILE);
  const text = old === undefined ? '' : new TextDecoder().decode(old.bytes);
  const bytes = Buffer.from(withDecision(text, decision));
  const changed = { path: GAP_DECISIONS_FILE, bytes };
  const files = [...content.files.filter((file) => file !== old), changed];
  const after = await interpretDesk(files.sort(byPath), '');
  const about = after.catalogue.gapDecisions.filter(({ gap }) => gap === decision.gap);
  const only = { ...after, readable: { ...after.readable, gapDecisions: about } };
  for (const { severity, message } of checkGapDecisions({ content: only, asOf, base: null })) {
    if (severity === 'error') throw new SopDeskError(message, 1);
  }
  return changed;
}

function byPath(a: ContentFile, b: ContentFile): number {
  return a.path < b.path ? -1 : 1;
}

function withDecision(text: string, decision: GapDecision): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const list = listOf(document);
  const entry = list.items.find((item): item is YAMLMap => isMap(item) && item.get('gap') === decision.gap);
  if (entry === undefined) {
    const stated = Object.entries(decision).filter(([, value]) => value !== null);
    list.add(document.createNode(Object.fromEntries(stated)));
  } else {
    for (const [field, value] of Object.entries(decision)) {
      if (value === null) entry.delete(field);
      else entry.set(field, value);
    }
  }
  const written = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}

/** The list of a file that is sound; an empty file gets one below its comments. */
function listOf(document: Document): YAMLSeq {
  if (isSeq(document.contents)) {
    // A new entry is written as people write them, whatever the empty list looked like.
    if (document.contents.items.length === 0) document.contents.flow = false;
    return document.contents;
  }
  const list = new YAMLSeq();
  const above = [document.commentBefore, document.comment].filter((comment) => comment);
  document.commentBefore = above.join('\n') || null;
  document.comment = null;
  document.contents = list;
  return list;
}
