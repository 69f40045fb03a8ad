import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

// Only the handbook is a content collection. SOPs are data (src/sops), numbers come through the
// ledger (src/site/ledger.ts).
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
};
