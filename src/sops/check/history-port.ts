import type { ContentFile, ReadContent } from '../load.ts';

/** The content folder as it stood at an earlier commit. */
export interface History {
  /** The commit's name as it was given. */
  readonly ref: string;
  readonly content: ReadContent;
  /** What it was read from. */
  readonly files: readonly ContentFile[];
  /** Rule IDs of today that stood in the folder before that commit but not in it, and until when. */
  readonly usedBefore: ReadonlyMap<string, string>;
}
