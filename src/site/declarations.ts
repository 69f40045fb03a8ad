import { createHash } from 'node:crypto';

/** Kept on the global object: pages and integrations are separate module graphs of one process. */
const shared = globalThis as { sopDeskDeclarations?: Map<string, string> };

/** Declarations taken out of style attributes so far, by the key that stands for them. */
export function declarations(): Map<string, string> {
  shared.sopDeskDeclarations ??= new Map();
  return shared.sopDeskDeclarations;
}

const keys = new Map<string, string>();

/** Keeps the declarations of a style attribute. */
export function keepDeclarations(css: string): string {
  const known = keys.get(css);
  if (known !== undefined) return known;
  const key = createHash('sha256').update(css).digest('hex').slice(0, 10);
  keys.set(css, key);
  declarations().set(key, css);
  return key;
}
