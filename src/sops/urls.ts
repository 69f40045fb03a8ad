const PROTOCOLS = new Set(['http', 'https', 'mailto']);

// Browsers drop these from an address before they look at its protocol; people cannot see them.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/**
 * What is wrong with the address of a link or an image, in words; null when it is http, https,
 * mailto or relative. Takes the address as the parser decoded it and assumes that whoever reads it
 * next decodes once more and forgives everything browsers forgive.
 */
export function urlFault(written: string): string | null {
  const url = written.replace(INVISIBLE, '').normalize('NFKC');
  if (/^#/.test(url) && !url.includes('&#')) return null;
  const head = /^[^?]*/.exec(url)?.[0] ?? '';
  if (/^[^/]*&(?:#|[a-z])/i.test(head)) return 'encoded character';
  const decoded = decodePercent(head).replace(INVISIBLE, '');
  const slashes = decoded.replaceAll('\\', '/');
  if (slashes.startsWith('//')) return 'host without a protocol';
  if (decoded.includes('\\')) return 'backslash';
  const protocol = /^([^/?#]*?):/.exec(decoded)?.[1];
  if (protocol === undefined) return null;
  if (!PROTOCOLS.has(protocol.toLowerCase())) return `protocol ${protocol}`;
  // The protocol must stand there plainly, not only after decoding.
  if (!written.toLowerCase().startsWith(`${protocol.toLowerCase()}:`)) return 'disguised protocol';
  if (protocol.toLowerCase() !== 'mailto' && !/^https?:\/\/[^/]/i.test(written)) return 'missing host';
  return null;
}

function decodePercent(text: string): string {
  let result = text;
  // Twice: a proxy and a browser may each decode once.
  for (let round = 0; round < 2; round++) {
    result = result.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  }
  return result;
}
