/**
 * Plain data with its typed arrays in memory that threads share: a trained model is large, and every
 * thread needs all of it.
 */
export function shareable<T>(data: T): T {
  if (ArrayBuffer.isView(data)) {
    const shared = new SharedArrayBuffer(data.byteLength);
    new Uint8Array(shared).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const View = data.constructor as new (buffer: SharedArrayBuffer) => T;
    return new View(shared);
  }
  if (Array.isArray(data)) return data.map(shareable) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shareable(value)])) as T;
}
