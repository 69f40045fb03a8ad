import { gapsValue } from '../../site/api.ts';
import { loadSite } from '../../site/catalogue.ts';
import { json } from '../../site/json.ts';

export async function GET(): Promise<Response> {
  return json(gapsValue(await loadSite()));
}
