import { createMessage } from '../messages.ts';
import type { SopFields } from '../parse.ts';
import type { Check } from './context.ts';

/** Active SOPs past their review date. */
export const checkReviews: Check = function* ({ content, asOf }) {
  for (const page of content.pages) {
    if (page.kind !== 'sop' || page.fields === null) continue;
    const { id, status, reviewBy } = page.fields as SopFields;
    if (status !== 'active' || reviewBy >= asOf) continue;
    const place = page.places.reviewBy ?? { file: page.file, line: 1, column: 1 };
    yield createMessage('review-overdue', place, { sop: id, reviewBy, asOf });
  }
};
