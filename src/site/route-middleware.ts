import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { pageHref, paths } from './links.ts';

/** The handbook, which Starlight frames itself, links the home page as all other pages do: with its closing slash. */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute } }) => {
  starlightRoute.siteTitleHref = pageHref(starlightRoute.lang === 'zh-CN' ? 'zh-CN' : 'en', paths.home);
});
