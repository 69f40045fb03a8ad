import { loadSite } from '../../site/catalogue.ts';
import { json } from '../../site/json.ts';

/** Terms and synonyms in both languages. */
export async function GET(): Promise<Response> {
  const { catalogue } = await loadSite();
  return json({ schema: 'sop-glossary/1', terms: catalogue.glossary });
}
