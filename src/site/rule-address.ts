const ADDRESS = /\/(r|rules)\/([^/]+)\/?$/i;

/**
 * The address of a rule's page as the site spells it: hosts tell letter cases apart, people who type
 * `/r/ATO-012` or `/rules/ato-012` do not. Any other address stays as it is.
 */
export function spelledAddress(pathname: string): string {
  return pathname.replace(ADDRESS, (_, place: string, id: string) =>
    place.toLowerCase() === 'r' ? `/r/${id.toLowerCase()}/` : `/rules/${id.toUpperCase()}/`,
  );
}
