import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * SHA-256, hex, of what makes results out of inputs: Node, the libraries, and our own code in some
 * rooms. Results of other code are not taken over, however equal the inputs.
 *
 * @param project root folder of the project
 * @param rooms folders of `src`
 */
export async function hashOfCode(project: string, rooms: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const paths = ['package-lock.json'];
  for await (const path of glob(`src/{${rooms.join(',')}}/**/*.ts`, { cwd: project })) paths.push(path);
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(project, path)));
  return hash.digest('hex');
}
