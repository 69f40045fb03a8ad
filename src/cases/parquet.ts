import { SopDeskError } from '../errors.ts';
import { jsonOrText } from './json-text.ts';

/** One row of a Parquet export as a JSON value, with its number from 1. */
export interface ParquetRow {
  readonly row: number;
  readonly value: unknown;
}

/** Parts of a record that some writers store as JSON text instead of nested columns. */
const NESTED = ['chain', 'review', 'roca', 'facets'] as const;

/**
 * Reads a Parquet export through DuckDB, row by row in bounded memory. Nested columns become
 * objects and lists; timestamps are text of the engine, in UTC (one without a zone is taken as UTC).
 *
 * @throws SopDeskError when the file is no readable Parquet
 */
export async function* readParquet(path: string): AsyncGenerator<ParquetRow> {
  // Loaded only here: the engine costs start-up time that no other format needs.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  let row = 0;
  try {
    // Times with a zone are written in that of the session.
    await connection.run("SET TimeZone = 'UTC'");
    // The alias is a name that no export gives a column; its fields would outweigh the row.
    const result = await connection.stream(
      `SELECT to_json("row of the export")::VARCHAR
       FROM read_parquet('${literalPath(path)}', hive_partitioning = false) AS "row of the export"`,
    );
    for await (const rows of result.yieldRows()) {
      for (const [json] of rows) {
        row += 1;
        yield { row, value: parseRow(String(json)) };
      }
    }
  } catch (error) {
    if (error instanceof SopDeskError) throw error;
    throw new SopDeskError(
      `cannot read ${path}${row > 0 ? ` after row ${row}` : ''}: ${reasonOf(error, path)}`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The engine's message up to where it begins to quote: what it quotes may be a value of the export. */
function reasonOf(error: unknown, path: string): string {
  const [reason = ''] = String((error as Error).message)
    .replaceAll(path, '')
    .split(/["'\n]|\bInput:/, 1);
  return reason.replace(/[\s:,.]+$/, '');
}

/** The path as a pattern that matches nothing but it, as an SQL string. */
function literalPath(path: string): string {
  return path.replace(/[[*?]/g, '[$&]').replaceAll("'", "''");
}

/** DuckDB writes numbers that JSON does not know as bare words; they become null. */
function parseRow(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json);
  } catch {
    const known = json.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:nan|inf|infinity)\b/gi, (token) =>
      token.startsWith('"') ? token : 'null',
    );
    return JSON.parse(known);
  }
}

/** A record out of a row, or out of what a mapping makes of one: parts in JSON text and times as the engine writes them become those of an export. */
export function recordOfRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const record = { ...(row as Record<string, unknown>) };
  for (const field of NESTED) {
    const value = record[field];
    if (typeof value === 'string') record[field] = jsonOrText(value);
  }
  for (const field of ['decided_at', 'opened_at']) record[field] = asTime(record[field]);
  const { review } = record;
  if (typeof review === 'object' && review !== null && 'reviewed_at' in review) {
    record.review = { ...review, reviewed_at: asTime(review.reviewed_at) };
  }
  return record;
}

/** DuckDB writes timestamps as `2026-10-01 09:10:00` and `2026-10-01 09:10:00+00`. */
function asTime(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?:\+00(?::00)?)?$/.exec(value);
  return match ? `${match[1]}T${match[2]}Z` : value;
}
