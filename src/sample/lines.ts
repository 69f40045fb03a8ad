import { dayOf, timeOf } from './calendar.ts';
import { sampleCases } from './cases.ts';
import { createRandom, type Random } from './random.ts';
import type { Catalogue, SampleCase, SampleOptions } from './types.ts';

export interface ExportOptions extends SampleOptions {
  /** Faulty or repeated lines per case; default 0.001. They come on top of the cases. */
  readonly faults?: number;
}

/** How many recent reviewed cases a second review may go back to. */
const MEMORY = 256;

/** Taken in turn, so that even a small export has more than one kind. */
const FAULTS = ['repeated', 'cut', 'missing', 'repeated', 'type', 'cut'] as const;
type Fault = (typeof FAULTS)[number];

/**
 * The lines of a synthetic export: each case as one line of JSON, and in between, as in a real
 * one, second reviews of earlier cases and lines that a reader must refuse.
 */
export function* sampleLines(catalogue: Catalogue, options: ExportOptions): Generator<string> {
  const { faults = 0.001, seed, asOf } = options;
  // A stream of its own: the share of faults leaves the cases as they are.
  const random = createRandom(seed, 'faults');
  const reviewed: SampleCase[] = [];
  let reviews = 0;
  let faulty = 0;
  for (const record of sampleCases(catalogue, options)) {
    yield JSON.stringify(record);
    if (record.review) reviewed[reviews++ % MEMORY] = record;
    if (!random.chance(faults)) continue;
    const fault = FAULTS[faulty++ % FAULTS.length] as Fault;
    if (fault !== 'repeated') yield broken(record, fault, faulty, random);
    else if (reviewed.length > 0) yield JSON.stringify(secondReview(random.pick(reviewed), asOf, random));
  }
}

/** The same case once more, with what a later review made of it. */
function secondReview(record: SampleCase, asOf: string, random: Random): SampleCase {
  const { review } = record;
  if (!review) return record;
  const before = Date.parse(review.reviewed_at) / 1000;
  const end = (dayOf(asOf) + 1) * 86_400 - 1;
  return {
    ...record,
    review: {
      ...review,
      annotation:
        record.facets.language === 'zh' ? '抽样复检，结论不变。' : 'Quality sample, verdict unchanged.',
      reviewer: `r-${random.between(25, 29)}`,
      reviewed_at: timeOf(Math.min(end, before + random.between(3600, 200_000))),
    },
  };
}

/** A line that a reader must refuse, about a case that stands nowhere else. */
function broken(
  record: SampleCase,
  fault: Exclude<Fault, 'repeated'>,
  number: number,
  random: Random,
): string {
  const caseId = record.case_id.replace(/-(\d+)$/, `-F${String(number).padStart(5, '0')}`);
  const copy = { ...record, case_id: caseId };
  if (fault === 'type') return JSON.stringify({ ...copy, case_type: 'card-chargeback' });
  if (fault === 'missing') return JSON.stringify({ ...copy, decided_at: undefined });
  const line = JSON.stringify(copy);
  return line.slice(0, Math.floor(line.length * (0.2 + 0.7 * random.next())));
}
