import path from 'node:path';

/** What leads from here to a file of the content folder. */
export function pathFromHere(content: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content)).split(path.sep).join('/');
  return relative === '' ? '' : `${relative}/`;
}
