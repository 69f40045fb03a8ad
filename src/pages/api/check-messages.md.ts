import { messageReference } from '../../sops/report/reference.ts';

/** What every message of `check` means and what to do about it, out of the catalogue of messages. */
export function GET(): Response {
  return new Response(messageReference(), { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
}
