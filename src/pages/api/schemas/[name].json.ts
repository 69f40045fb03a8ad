import type { APIRoute, GetStaticPaths } from 'astro';
import { z } from 'zod';
import { caseRecordJsonSchema } from '../../../cases/schema.ts';
import { calibrationSchema, findingsSchema } from '../../../findings/tables.ts';
import { gapsSchema } from '../../../proposals/gaps-value.ts';
import { coverageSchema, glossarySchema, rulesSchema } from '../../../site/api.ts';
import { json } from '../../../site/json.ts';

const jsonSchema = (title: string, schema: z.ZodType) => ({ title, ...z.toJSONSchema(schema) });

/** JSON Schemas of what goes in and comes out, made from the code that reads and writes it. */
const SCHEMAS: Readonly<Record<string, () => object>> = {
  'case-record': caseRecordJsonSchema,
  calibration: () => jsonSchema('ROCA calibration', calibrationSchema),
  coverage: () => jsonSchema('Coverage report', coverageSchema),
  findings: () => jsonSchema('Findings for the owners of rules', findingsSchema),
  gaps: () => jsonSchema('Gaps', gapsSchema),
  glossary: () => jsonSchema('Glossary', glossarySchema),
  rules: () => jsonSchema('Rules', rulesSchema),
};

export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(SCHEMAS).map((name) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) => json(SCHEMAS[params.name ?? '']?.() ?? {});
