import type { APIRoute, GetStaticPaths } from 'astro';
import { z } from 'zod';
import { caseRecordJsonSchema } from '../../../cases/schema.ts';
import { reportSchema } from '../../../coverage/ledger.ts';
import { json } from '../../../site/json.ts';

/** JSON Schemas of what goes in and comes out, made from the code that reads and writes it. */
const SCHEMAS: Readonly<Record<string, () => object>> = {
  'case-record': caseRecordJsonSchema,
  coverage: () => ({ title: 'Coverage report', ...z.toJSONSchema(reportSchema) }),
};

export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(SCHEMAS).map((name) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) => json(SCHEMAS[params.name ?? '']?.() ?? {});
