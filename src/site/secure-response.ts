import type { MiddlewareHandler } from 'astro';
import { secureHtml } from './csp.ts';
import { keepDeclarations } from './declarations.ts';

const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** Puts each rendered page under the policy; a page that does not fit fails the build. */
export const onRequest: MiddlewareHandler = async (context, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = await response.text();
  try {
    return new Response(secureHtml(html, keepDeclarations, base), response);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${context.url.pathname} does not fit the Content-Security-Policy: ${reason}`);
  }
};
