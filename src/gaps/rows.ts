import type { FeatureExtractor } from './extractor.ts';
import type { SparseRows } from './linear.ts';

/** Features of many texts, one row each. */
export function extractRows(extractor: FeatureExtractor, texts: readonly string[]): SparseRows {
  const start = new Int32Array(texts.length + 1);
  let ids = new Int32Array(1 << 16);
  let values = new Float32Array(1 << 16);
  let used = 0;
  texts.forEach((text, row) => {
    const found = extractor.extract(text);
    while (used + found.count > ids.length) {
      ids = doubled(ids, new Int32Array(ids.length * 2));
      values = doubled(values, new Float32Array(values.length * 2));
    }
    ids.set(found.ids.subarray(0, found.count), used);
    values.set(found.values.subarray(0, found.count), used);
    used += found.count;
    start[row + 1] = used;
  });
  return { start, ids: ids.slice(0, used), values: values.slice(0, used) };
}

function doubled<T extends Int32Array | Float32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
