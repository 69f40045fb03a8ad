import type { APIContext } from 'astro';
import { loadSite } from '../../site/catalogue.ts';
import { buildSearchIndex } from '../../site/search-index.ts';
import { LANGUAGES, type Language } from '../../sops/types.ts';

export const getStaticPaths = () =>
  LANGUAGES.map((language) => ({
    params: { language: language.toLowerCase() },
    props: { language },
  }));

/** What the browser loads when search first opens. */
export async function GET({ props }: APIContext): Promise<Response> {
  const index = buildSearchIndex(await loadSite(), (props as { language: Language }).language);
  return new Response(JSON.stringify(index), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
}
